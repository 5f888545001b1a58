"""Roles, permissions, and the one table that joins them."""

from __future__ import annotations

from dataclasses import dataclass

from casework.ground.offices.terms import Scope
from casework.kernel.terms import LabelEnum


class Role(LabelEnum):
    """What an officer is."""

    CLERK = "clerk", "窗口人员", "counter clerk"
    INSPECTOR = "inspector", "监察员", "labour inspector"
    SQUAD_HEAD = "squad_head", "监察大队负责人", "squad head"
    DEPARTMENT_HEAD = "department_head", "部门负责人", "department head"
    PRINCIPAL_HEAD = "principal_head", "正职负责人", "principal head"
    COUNTY_SUPERVISOR = "county_supervisor", "县区督导", "county supervisor"
    CITY_SUPERVISOR = "city_supervisor", "市级督导", "city supervisor"
    FUND_OFFICER = "fund_officer", "资金专管员", "fund officer"
    AUDITOR = "auditor", "审计员", "auditor"
    ADMINISTRATOR = "administrator", "系统管理员", "administrator"


class Permission(LabelEnum):
    """One thing that a route lets somebody do."""

    TAKE_COMPLAINT = "take_complaint", "登记投诉", "take a complaint"
    ACCEPT_COMPLAINT = "accept_complaint", "受理审查", "decide on acceptance"
    OPEN_TIP = "open_tip", "查看举报人身份", "open the identity of a tip"
    READ_CASE = "read_case", "查看案件", "read cases"
    ASSIGN = "assign", "指派监察员", "assign inspectors"
    HAND_OVER = "hand_over", "移交承办单位", "hand over a case"
    INVESTIGATE = "investigate", "调查核实", "investigate"
    APPROVE_ORDER = "approve_order", "审批责令支付", "approve an order to pay"
    APPROVE_DECISION = "approve_decision", "审批决定和延期", "approve a decision or extension"
    SERVE_PAPER = "serve_paper", "送达文书", "serve papers"
    RECORD_PAYMENT = "record_payment", "登记付款", "record payments"
    CLOSE_LINE = "close_line", "登记办结", "record an ending"
    APPROVE_CLOSING = "approve_closing", "审批结案", "approve closing"
    READ_DEPOSIT = "read_deposit", "查看保证金", "read deposits"
    KEEP_DEPOSIT = "keep_deposit", "登记保证金", "keep deposits"
    PREPARE_CLAIM = "prepare_claim", "提请动用保证金", "prepare a deposit claim"
    APPROVE_CLAIM = "approve_claim", "审批动用保证金", "approve a deposit claim"
    READ_FUND = "read_fund", "查看周转金", "read the emergency fund"
    KEEP_FUND = "keep_fund", "登记周转金", "keep the emergency fund"
    PREPARE_ADVANCE = "prepare_advance", "提请垫付", "prepare an advance"
    APPROVE_ADVANCE = "approve_advance", "审批垫付", "approve an advance"
    PREPARE_REFERRAL = "prepare_referral", "提请移送", "prepare a referral"
    APPROVE_REFERRAL = "approve_referral", "审批移送", "approve a referral"
    READ_CAMPAIGN = "read_campaign", "查看专项检查", "read special inspections"
    INSPECT = "inspect", "登记检查结果", "record findings"
    SUPERVISE = "supervise", "处理督办事项", "act on escalations"
    READ_BOARD = "read_board", "查看监督看板", "read the board"
    UNMASK = "unmask", "查看完整证号", "unmask a number"
    READ_AUDIT = "read_audit", "查看审计记录", "read the audit log"
    MANAGE_OFFICERS = "manage_officers", "管理人员", "manage officers"
    MANAGE_STATUTE = "manage_statute", "修改法定数值", "propose legal figures"
    APPROVE_STATUTE = "approve_statute", "批准法定数值", "approve legal figures"
    READ_MAILBOX = "read_mailbox", "查看消息箱", "read the mailbox"


class AccountState(LabelEnum):
    """Whether an officer may sign in."""

    INVITED = "invited", "待首次登录", "waiting for the first sign-in"
    ACTIVE = "active", "正常", "active"
    DISABLED = "disabled", "已停用", "disabled"


class Deed(LabelEnum):
    """What stands in the log: personal data read, or an account acted on."""

    UNMASKED_ID = "unmasked_id", "查看身份证号", "ID number shown"
    UNMASKED_PHONE = "unmasked_phone", "查看手机号", "phone number shown"
    READ_PHONES = "read_phones", "查看换号记录", "history of phone numbers shown"
    UNMASKED_CARD = "unmasked_card", "查看银行卡号", "bank card shown"
    OPENED_TIP = "opened_tip", "查看举报人身份", "identity of a tip opened"
    OPENED_CASE = "opened_case", "查看非本人案件", "somebody else's case opened"
    OPENED_FILE = "opened_file", "下载材料", "file downloaded"
    SEARCHED_PERSON = "searched_person", "按证号或电话查人", "person looked up by number"
    ENTERED_FOR_WORKER = "entered_for_worker", "替工人登记", "entered for a worker"
    ACCOUNT_MADE = "account_made", "新建账号", "account made"
    ACCOUNT_CHANGED = "account_changed", "修改账号", "account changed"
    ACCOUNT_DISABLED = "account_disabled", "停用账号", "account disabled"
    ACCOUNT_ENABLED = "account_enabled", "恢复账号", "account enabled"
    KEY_GIVEN = "key_given", "发一次性口令", "one-time key given"
    PASSWORD_SET = "password_set", "设置密码", "password set"
    SIGNED_OUT = "signed_out", "退出全部登录", "signed out everywhere"
    ACCOUNT_LOCKED = "account_locked", "多次输错被锁", "locked after wrong passwords"


class Logged(LabelEnum):
    """What a line of the log is about."""

    OFFICER = "officer", "人员", "officer"
    WORKER = "worker", "工人", "worker"
    COMPLAINT = "complaint", "投诉", "complaint"
    CASE = "case", "案件", "case"
    EVIDENCE = "evidence", "证据", "evidence"
    PAPER = "paper", "文书", "paper"
    EMPLOYER = "employer", "用人单位", "employer"


P, S = Permission, Scope

_READS = {
    P.READ_CASE: S.COUNTY,
    P.READ_DEPOSIT: S.COUNTY,
    P.READ_FUND: S.COUNTY,
    P.READ_CAMPAIGN: S.COUNTY,
}
_COUNTER = {P.TAKE_COMPLAINT: S.COUNTY, P.ACCEPT_COMPLAINT: S.COUNTY}
_INSPECTION = {
    P.INVESTIGATE: S.UNIT,
    P.SERVE_PAPER: S.UNIT,
    P.RECORD_PAYMENT: S.UNIT,
    P.CLOSE_LINE: S.UNIT,
    P.PREPARE_CLAIM: S.UNIT,
    P.PREPARE_ADVANCE: S.UNIT,
    P.PREPARE_REFERRAL: S.UNIT,
    P.INSPECT: S.COUNTY,
    P.UNMASK: S.UNIT,
}
_LEADING = {P.ASSIGN: S.UNIT, P.HAND_OVER: S.UNIT, P.APPROVE_CLOSING: S.UNIT}

#: Which role may do what, and how far. The only place that says so.
ROLES: dict[Role, dict[Permission, Scope]] = {
    Role.CLERK: {**_COUNTER, P.READ_CASE: S.COUNTY, P.SERVE_PAPER: S.COUNTY, P.UNMASK: S.COUNTY},
    Role.INSPECTOR: {**_READS, **_COUNTER, **_INSPECTION, P.OPEN_TIP: S.UNIT},
    Role.SQUAD_HEAD: {
        **_READS,
        **_COUNTER,
        **_INSPECTION,
        **_LEADING,
        P.APPROVE_ORDER: S.UNIT,
        P.SUPERVISE: S.UNIT,
        P.READ_BOARD: S.COUNTY,
        P.OPEN_TIP: S.UNIT,
    },
    Role.DEPARTMENT_HEAD: {
        **_READS,
        **_LEADING,
        P.APPROVE_ORDER: S.COUNTY,
        P.APPROVE_DECISION: S.COUNTY,
        P.APPROVE_CLAIM: S.COUNTY,
        P.SUPERVISE: S.COUNTY,
        P.READ_BOARD: S.COUNTY,
        P.UNMASK: S.COUNTY,
    },
    Role.PRINCIPAL_HEAD: {
        **_READS,
        P.APPROVE_REFERRAL: S.COUNTY,
        P.APPROVE_DECISION: S.COUNTY,
        P.APPROVE_ADVANCE: S.COUNTY,
        P.SUPERVISE: S.COUNTY,
        P.READ_BOARD: S.COUNTY,
    },
    Role.COUNTY_SUPERVISOR: {**_READS, P.SUPERVISE: S.COUNTY, P.READ_BOARD: S.COUNTY},
    Role.CITY_SUPERVISOR: {
        **dict.fromkeys(_READS, S.CITY),
        P.SUPERVISE: S.CITY,
        P.READ_BOARD: S.CITY,
        P.APPROVE_STATUTE: S.CITY,
    },
    Role.FUND_OFFICER: {
        P.READ_CASE: S.COUNTY,
        P.READ_DEPOSIT: S.COUNTY,
        P.KEEP_DEPOSIT: S.COUNTY,
        P.READ_FUND: S.COUNTY,
        P.KEEP_FUND: S.COUNTY,
        P.PREPARE_ADVANCE: S.COUNTY,
        P.PREPARE_CLAIM: S.COUNTY,
        P.RECORD_PAYMENT: S.COUNTY,
    },
    Role.AUDITOR: {P.READ_AUDIT: S.CITY, P.READ_FUND: S.CITY, P.READ_DEPOSIT: S.CITY},
    Role.ADMINISTRATOR: {
        P.MANAGE_OFFICERS: S.CITY,
        P.MANAGE_STATUTE: S.CITY,
        P.READ_MAILBOX: S.CITY,
    },
}


#: Roles that see the whole city or keep the system itself: only in a unit of the city.
CITY_ROLES = frozenset({Role.CITY_SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR})


@dataclass(frozen=True)
class Browser:
    """What the edge knows of the browser that asks: where it is, what it is, whom it knows."""

    address: str
    device: str = ""
    device_key: str | None = None


@dataclass(frozen=True)
class Admitted:
    """A sign-in that has just begun: the keys that the browser keeps."""

    officer_id: int
    key: str
    device_key: str


@dataclass(frozen=True)
class Account:
    """What an administrator writes down about an officer."""

    name: str
    role: Role
    unit_id: int
    card_number: str = ""
    phone: str = ""
    email: str | None = None


@dataclass(frozen=True)
class Begins:
    """The page on which officers of these roles begin; the others begin in the first place of
    their bar."""

    endpoint: str
    roles: tuple[Role, ...]
