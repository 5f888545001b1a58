"""Words of escalation."""

from __future__ import annotations

from casework.kernel.terms import LabelEnum


class Level(LabelEnum):
    """Who is asked to answer, from near to far."""

    SQUAD = "squad", "大队", "squad"
    COUNTY = "county", "县区", "county"
    CITY = "city", "市级", "city"


LADDER: tuple[Level, ...] = tuple(Level)


class State(LabelEnum):
    """Where an item stands."""

    WAITING = "waiting", "待处理", "waiting"
    TAKEN = "taken", "处理中", "taken up"
    ANSWERED = "answered", "已答复", "answered"
    RESOLVED = "resolved", "已解决", "resolved"


class Standing(LabelEnum):
    """In which list of the queue an item is."""

    WAITING = "waiting", "等答复的", "waiting for an answer"
    ANSWERED = "answered", "已答复，等到期", "answered, until its day"
    RESOLVED = "resolved", "已解决的", "resolved"

    @property
    def states(self) -> tuple[State, ...]:
        return tuple(state for state in State if Standing.of(state) is self)

    @classmethod
    def of(cls, state: State) -> Standing:
        taken = (State.WAITING, State.TAKEN)
        return cls.WAITING if state in taken else cls(state.value)


class Measure(LabelEnum):
    """What a supervisor does about it."""

    URGE = "urge", "催办", "urge"
    REASSIGN = "reassign", "改派", "reassign"
    MEETING = "meeting", "协调会", "coordination meeting"
    TALK = "talk", "约谈", "formal talk"
    SUPERVISE = "supervise", "挂牌督办", "put under supervision"
    DESIGNATE = "designate", "指定管辖", "designate jurisdiction"


class PlanStep(LabelEnum):
    """The plan for a crowd, step by step, 劳动保障监察条例14; the steps are internal."""

    DUTY = "duty", "报值班领导，通知专班", "tell the head on duty and the task force"
    SITE = "site", "两名监察员到现场", "two inspectors to the site"
    SPEAKERS = "speakers", "和工人推选的代表见面", "meet the representatives of the workers"
    PAYERS = "payers", "通知总包、建设单位到场", "call general contractor and owner to the site"
    ORDER = "order", "请公安维持秩序", "ask the police to keep order"
    MONEY = "money", "查保证金、专户和周转金", "check deposit, wage account and fund"
    REPORT = "report", "报市级，说明人数和金额", "report people and amount to the city"


class Event(LabelEnum):
    """What this room writes into a timeline."""

    RAISED = "escalation_raised", "超期，报上级督办", "overdue: raised to a supervisor"
    TAKEN_UP = "escalation_taken_up", "督办事项有人接手", "escalation taken up"
    ANSWERED = "escalation_answered", "督办答复", "escalation answered"
    RISEN = "escalation_risen", "没有按时答复，升一级", "not answered in time: one level up"
    CROWD_RAISED = "crowd_raised", "人数达到群体事件，报县区", "mass incident, told to the county"
    STEP_DONE = "crowd_step_done", "应急预案办了一步", "a step of the emergency plan done"
    RESOLVED = "escalation_resolved", "督办事项已解决", "escalation resolved"
