"""What happened in a case, in the words of a worker's page."""

from __future__ import annotations

from casework.kernel.terms import LabelEnum


class Happened(LabelEnum):
    """An event or an act by its stored value; what stands here in none is said as it is kept."""

    RECEIVED = "received", "已收到您的投诉", "complaint received"
    ACCEPTED = "accepted", "已受理", "accepted"
    REFUSED = "refused", "不予受理，见书面答复", "not accepted, see the letter"
    SUPPLEMENT_ASKED = "supplement_asked", "通知您补材料", "you were asked for documents"
    SUPPLEMENT_RECEIVED = "supplement_received", "已收到您补的材料", "your documents were received"
    SENT_ON = "transferred", "已移送别的机关", "sent on to another authority"
    MATERIALS_SENT = "passed_on", "材料已转交", "documents passed on"
    ROSTER_ADDED = "roster_added", "名单已登记", "list registered"
    NAMED = "named", "举报改为投诉", "tip turned into a complaint"
    CASE_OPENED = "case_opened", "已立案", "case opened"
    ASSIGNED = "assigned", "已安排监察员", "inspectors assigned"
    INTERVIEWED = "interview_held", "监察员找您做了笔录", "an inspector took your statement"
    TERM_BEGAN = "term_began", "通知书已送到老板", "the order was served on the employer"
    TERM_MET = "term_met", "老板已付清，等您确认", "paid by the employer; please confirm"
    TERM_MET_LATE = (
        "term_met_known_late",
        "查明老板已按期付清，等您确认",
        "found to be paid by the employer in time; please confirm",
    )
    TERM_AGAIN = "term_again", "钱没有付够，老板继续付", "not all was paid; the order goes on"
    TERM_MOOT = "term_moot", "通知书上的人都已办结", "everyone named in the order is settled"
    TERM_EXPIRED = "term_expired", "老板到期没有付清", "the employer did not pay in time"
    DATE_MOVED = "date_moved", "到期日有变", "a date has changed"
    EXTENDED = "extended", "办理期限延长", "the time limit was extended"
    SUSPENDED = "suspended", "办理期限中止", "the time limit was suspended"
    RESUMED = "resumed", "办理期限恢复计算", "the time limit runs again"
    CLAIM_APPROVED = "claim_approved", "批准动用保证金", "use of the deposit approved"
    ADVANCE_APPROVED = "advance_approved", "批准用周转金垫付", "advance from the fund approved"
    REFERRED = "referral_sent", "已移送公安", "sent to the police"
    EVIDENCE = "evidence_handed_in", "您补交了材料", "you added documents"
    CLOSED = "case_closed", "已办结", "closed"
    REOPENED = "case_reopened", "重新办理", "reopened"
