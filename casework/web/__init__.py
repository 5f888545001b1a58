"""The edge of the application: guards, the transaction, fields, filters, pages, headers.

Owns how a request is judged and answered. Knows no room; it asks the present user what he may.
"""
