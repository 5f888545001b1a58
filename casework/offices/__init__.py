"""Where and who: areas, units (a department in an area), service centres.

Owns the map of responsibility and the reach of a reader over it. Leaves persons to ``identity``.
"""
