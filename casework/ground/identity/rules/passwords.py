"""What is a password: long enough, whole, and not one that everybody guesses.

No rule of composition. A password is common when it is made of common pieces alone: words of
password lists, runs of the keyboard, one's own name and place. The pieces stand here, so nothing
is asked of the network.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from casework.kernel.terms import Refused

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 128
#: What must be left, or be of different kinds, after the common pieces are taken out.
_OWN_CHARACTERS = 6

_LIST = """
password passwort passw0rd passwd pass admin administrator root user login welcome letmein
master secret changeme default guest test demo sample monkey dragon sunshine princess football
baseball shadow superman batman trustno1 iloveyou loveyou love hello freedom whatever starwars
computer internet michael jennifer jordan charlie qazwsx zaq1 1qaz 2wsx 3edc 4rfv 5tgb 6yhn
q1w2e3 a1s2d3 woaini aini woaiwojia wodemima mima nihao zhongguo beijing shandong linyi yimeng
yihe lanshan luozhuang hedong yinan tancheng yishui lanling feixian pingyi junan mengyin linshu
gaoxin jingkai lingang laodong jiancha laodongjiancha renshe shebao rensheju gongzi qianxin
nongmingong banan casework china system server office windows microsoft google huawei xiaomi
weixin wechat taobao abc123 a123456 aa123456 aptx4869 woshishui 5201314 520 1314 521 888 666 168
spring summer autumn winter january monday 密码 口令 劳动 监察 人社 社保 人力资源 保障 工资 欠薪
农民工 办案 临沂 沂蒙 兰山 罗庄 河东 沂南 郯城 沂水 兰陵 费县 平邑 莒南 蒙阴 临沭 高新 经开 临港
山东 中国 北京 管理员 系统 我爱你 你好
"""
_WORDS = frozenset(_LIST.split())

_RUNS = (
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "01234567890",
    "qazwsxedcrfvtgbyhnujmikolp",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "!@#$%^&*()",
    "一二三四五六七八九十",
)
_SHORTEST_RUN = 3
_LOOKALIKES = str.maketrans("@$013457!", "asoleasti")
_REPEATED = re.compile(r"(.{1,6}?)\1{2,}", re.DOTALL)
_YEARS = re.compile(r"(19|20)\d\d")


class PasswordTooShort(Refused):
    zh = f"密码至少{SHORTEST_PASSWORD}个字，可以是一句话。"
    en = f"A password has at least {SHORTEST_PASSWORD} characters; a sentence will do."
    field = "password"


class PasswordTooLong(Refused):
    zh = f"密码最多{LONGEST_PASSWORD}个字。"
    en = f"A password has at most {LONGEST_PASSWORD} characters."
    field = "password"


class PasswordTooCommon(Refused):
    zh = "这个密码太容易猜到。请用一句只有您自己想得到的话。"
    en = "This password is easy to guess. Use a sentence that only you would think of."
    field = "password"


def prepared(password: str) -> str:
    """One spelling of the same characters, whatever keyboard typed them. Nothing is cut off."""
    return unicodedata.normalize("NFC", password)


def check_password(password: str, *, about: Iterable[str]) -> str:
    """The password to keep. ``about`` names the person: staff number, name, unit.

    Raises PasswordTooShort, PasswordTooLong, PasswordTooCommon.
    """
    kept = prepared(password)
    if len(kept) < SHORTEST_PASSWORD:
        raise PasswordTooShort
    if len(kept) > LONGEST_PASSWORD:
        raise PasswordTooLong
    if _is_common(kept, about):
        raise PasswordTooCommon
    return kept


def _is_common(password: str, about: Iterable[str]) -> bool:
    plain = unicodedata.normalize("NFKC", password).casefold()
    pieces = {*_WORDS, *(word.casefold() for word in about if len(word) > 1)}
    spellings = {plain, plain.translate(_LOOKALIKES)}
    return any(_left_over(spelling, pieces) < _OWN_CHARACTERS for spelling in spellings)


def _left_over(text: str, pieces: set[str]) -> int:
    """How many different characters are the person's own. A cut leaves a blank, joins nothing."""
    for piece in sorted(pieces, key=len, reverse=True):
        text = text.replace(piece, " ")
    text = _YEARS.sub(" ", text)
    text = _REPEATED.sub(r"\1", _without_runs(text))
    return len({c for c in text if not c.isspace()})


def _without_runs(text: str) -> str:
    """Without stretches of the alphabet, of a keyboard row or of digits, in either direction."""
    rows = [*_RUNS, *(run[::-1] for run in _RUNS)]
    kept, at = [], 0
    while at < len(text):
        length = max(_run_at(text, at, row) for row in rows)
        if length < _SHORTEST_RUN:
            kept.append(text[at])
            length = 1
        at += length
    return "".join(kept)


def _run_at(text: str, start: int, row: str) -> int:
    """How many characters from here follow the row."""
    place = row.find(text[start])
    length = 0
    while 0 <= place + length < len(row) and start + length < len(text):
        if place < 0 or text[start + length] != row[place + length]:
            break
        length += 1
    return length
