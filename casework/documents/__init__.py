"""Legal papers: what each kind holds, drafting, approval, number, printing, and service.

Owns the paper from its draft to its proof of service. What a paper does to a case (a term that
runs out, a claim that falls due) is left to the slices that have it drafted; they hear of it as
the facts ``PaperIssued``, ``PaperServed``, ``PaperVoided``.
"""
