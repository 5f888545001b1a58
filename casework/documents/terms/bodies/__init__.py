"""What each kind of paper holds. Authority, number, date and officers are common to all."""

from casework.documents.terms.bodies.decision import (
    ClosingApprovalBody,
    DecisionBody,
    DemandBody,
    PriorNoticeBody,
)
from casework.documents.terms.bodies.funds import (
    AdvanceApprovalBody,
    DepositPaymentBody,
    DepositTopUpBody,
)
from casework.documents.terms.bodies.intake import (
    AcceptanceBody,
    RedirectBody,
    RefusalBody,
    RegistrationBody,
    SupplementBody,
    TransferBody,
)
from casework.documents.terms.bodies.investigation import (
    FilingBody,
    InquiryBody,
    InterviewBody,
    OrderBody,
    ServiceReturnBody,
)
from casework.documents.terms.bodies.referral import ReferralApprovalBody, ReferralBody
from casework.documents.terms.bodies.rows import Answer, PayeeRow, WorkerRow

__all__ = [
    "AcceptanceBody",
    "AdvanceApprovalBody",
    "Answer",
    "ClosingApprovalBody",
    "DecisionBody",
    "DemandBody",
    "DepositPaymentBody",
    "DepositTopUpBody",
    "FilingBody",
    "InquiryBody",
    "InterviewBody",
    "OrderBody",
    "PayeeRow",
    "PriorNoticeBody",
    "RedirectBody",
    "ReferralApprovalBody",
    "ReferralBody",
    "RefusalBody",
    "RegistrationBody",
    "ServiceReturnBody",
    "SupplementBody",
    "TransferBody",
    "WorkerRow",
]
