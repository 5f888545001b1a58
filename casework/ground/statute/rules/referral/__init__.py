"""Whether a file is ripe for the police: 刑法276之一 with 法释〔2013〕3号, in three values.

A pure function of what the file knows. ``None`` is "not known" and never the same as false; an
element known to be absent beats everything else. It advises; the principal head decides.
"""
