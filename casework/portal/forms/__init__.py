"""Forms of the worker's pages: the questions, and what opens a matter."""

from casework.portal.forms.before import OfficeForm, StartForm, TopicForm, WhenForm
from casework.portal.forms.days import DayForm, LogForm, PromiseForm
from casework.portal.forms.evidence import EvidenceForm, MoreEvidenceForm, PieceForm, name_bad_files
from casework.portal.forms.finding import FindForm, FindLogForm
from casework.portal.forms.group import AskForm
from casework.portal.forms.how_much import HowMuchForm, StretchForm
from casework.portal.forms.joining import JoinCodeForm, JoinNameForm, JoinPhoneForm
from casework.portal.forms.kiosks import KioskForm
from casework.portal.forms.money import CameForm, LessForm
from casework.portal.forms.proving import AskCodeForm, CodeForm
from casework.portal.forms.questions import (
    HowLongForm,
    HowManyForm,
    Question,
    SendForm,
    WhereForm,
    WhoForm,
    YouForm,
)
from casework.portal.forms.tips import StandUpForm
from casework.portal.forms.waiting import LookForMoneyForm

__all__ = [
    "AskCodeForm",
    "AskForm",
    "CameForm",
    "CodeForm",
    "DayForm",
    "EvidenceForm",
    "FindForm",
    "FindLogForm",
    "HowLongForm",
    "HowManyForm",
    "HowMuchForm",
    "JoinCodeForm",
    "JoinNameForm",
    "JoinPhoneForm",
    "KioskForm",
    "LessForm",
    "LogForm",
    "LookForMoneyForm",
    "MoreEvidenceForm",
    "OfficeForm",
    "PieceForm",
    "PromiseForm",
    "Question",
    "SendForm",
    "StandUpForm",
    "StartForm",
    "StretchForm",
    "TopicForm",
    "WhenForm",
    "WhereForm",
    "WhoForm",
    "YouForm",
    "name_bad_files",
]
