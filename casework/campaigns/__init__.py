"""Special inspections: at least two a year in each county, their targets and findings.

Owns campaigns and what they find. A finding opens a case or joins the one that is open.
"""
