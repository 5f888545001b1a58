"""Pages of signing in, of the own account, of the administrator and the auditor; the officers' bar.

``install`` gives every request its present user and every page its bar.
"""
