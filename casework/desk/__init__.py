"""The officers' pages: what to do today, the queue of cases, the page of a case.

Owns lists and the way things are brought together; decides and changes nothing.
"""
