"""What a worker does himself after filing: correct, withdraw, change his phone, say that it is not
solved, say whether he is content.

Owns his requests, until an officer has carried them out or answered them. Leaves what they change
to ``intake``, ``cases`` and ``closing``.
"""
