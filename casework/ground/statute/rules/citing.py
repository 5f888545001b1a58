"""Writing a source out: ``25号令18`` as the title of the rules and the article in words."""

from __future__ import annotations

import re

from casework.kernel import terms as kernel

#: The short names that entries use, with the title in Chinese and in English.
TITLES = {
    "25号令": ("关于实施《劳动保障监察条例》若干规定", "Rules on Labour Inspection (Order 25)"),
    "劳动保障监察条例": ("劳动保障监察条例", "Regulation on Labour Inspection"),
    "山东省劳动和社会保障监察条例": (
        "山东省劳动和社会保障监察条例",
        "Shandong Regulation on Labour Inspection",
    ),
    "山东省监察条例": ("山东省劳动和社会保障监察条例", "Shandong Regulation on Labour Inspection"),
    "保障农民工工资支付条例": (
        "保障农民工工资支付条例",
        "Regulation on Wage Payment to Migrant Workers",
    ),
    "工资支付暂行规定": ("工资支付暂行规定", "Interim Rules on Wage Payment"),
    "山东省企业工资支付规定": ("山东省企业工资支付规定", "Shandong Rules on Wage Payment"),
    "劳动争议调解仲裁法": ("劳动争议调解仲裁法", "Labour Dispute Mediation and Arbitration Law"),
    "劳动合同法": ("劳动合同法", "Labour Contract Law"),
    "劳动法": ("劳动法", "Labour Law"),
    "行政处罚法": ("行政处罚法", "Administrative Penalty Law"),
    "行政复议法": ("行政复议法", "Administrative Reconsideration Law"),
    "行政诉讼法": ("行政诉讼法", "Administrative Litigation Law"),
    "行政强制法": ("行政强制法", "Administrative Enforcement Law"),
    "民事诉讼法": ("民事诉讼法", "Civil Procedure Law"),
    "工伤保险条例": ("工伤保险条例", "Regulation on Work Injury Insurance"),
    "法律援助法": ("法律援助法", "Legal Aid Law"),
    "信访工作条例": ("信访工作条例", "Regulation on Petition Work"),
    "国务院令310号": (
        "行政执法机关移送涉嫌犯罪案件的规定",
        "Rules on Referring Suspected Crimes (Order 310)",
    ),
    "公安机关办理刑事案件程序规定": (
        "公安机关办理刑事案件程序规定",
        "Police Rules of Criminal Procedure",
    ),
    "人社部令45号": (
        "拖欠农民工工资失信联合惩戒对象名单管理暂行办法",
        "Measures on the Dishonesty List (Order 45)",
    ),
    "重大劳动保障违法行为社会公布办法": (
        "重大劳动保障违法行为社会公布办法",
        "Measures on Publishing Major Violations",
    ),
    "企业劳动保障守法诚信等级评价办法": (
        "企业劳动保障守法诚信等级评价办法",
        "Measures on Compliance Ratings",
    ),
    "65号文": ("工程建设领域农民工工资保证金规定", "Rules on Wage Deposits"),
    "53号文": ("工程建设领域农民工工资专用账户管理暂行办法", "Measures on Wage Accounts"),
    "法释〔2013〕3号": (
        "最高人民法院关于审理拒不支付劳动报酬刑事案件适用法律若干问题的解释",
        "Judicial Interpretation on Refusal to Pay Wages",
    ),
    "法释2013-3": (
        "最高人民法院关于审理拒不支付劳动报酬刑事案件适用法律若干问题的解释",
        "Judicial Interpretation on Refusal to Pay Wages",
    ),
    "刑法": ("刑法", "Criminal Law"),
    "权益保障实施方案": ("权益保障实施方案", "City plan for protecting workers' rights"),
}

#: What entries call a rule of this system, and how it is said in English.
OWN_RULE, _OWN_RULE_EN = "本系统内部规则", "our own rule"
#: What entries say beside their sources.
_REMARKS = {
    "监察条例和25号令没有规定中止": (
        "neither the Regulation on Labour Inspection nor Order 25 has a pause"
    ),
}
_ARTICLE = re.compile(r"^第?(\d+)(?:\((\d+)\))?条?(?:[-–](\d+))?")
_LONGEST_FIRST = sorted(TITLES, key=len, reverse=True)
_DIGITS = "零一二三四五六七八九"


def cite(article: str) -> str:
    """The first source of an entry written out, in the reader's language; else as it stands."""
    return _written_out(_sources(article)[0])


def cite_all(article: str) -> str:
    """Every source of an entry written out, in the reader's language."""
    first, *more = _sources(article)
    return _written_out(first) + "".join(_between(one) + _written_out(one) for one in more)


def _between(source: str) -> str:
    """What comes before a further source; a remark stands apart."""
    english = kernel.language.get() == "en"
    if source in _REMARKS:
        return "; " if english else "；"
    return ", " if english else "、"


def _sources(article: str) -> list[str]:
    return [source.strip() for source in article.replace("；", ";").split(";")]


def _pointed_out(source: str) -> str:
    """``首问负责见25号令18`` with what it points to written out; else as it stands."""
    before, see, rest = source.rpartition("见")
    if not see or not rest.startswith(tuple(TITLES)):
        return source
    written = _written_out(rest)
    return f"see {written}" if kernel.language.get() == "en" else f"{before}见{written}"


def _written_out(source: str) -> str:
    if source == OWN_RULE:
        return _OWN_RULE_EN if kernel.language.get() == "en" else source
    if source in _REMARKS:
        return _REMARKS[source] if kernel.language.get() == "en" else source
    short = next((name for name in _LONGEST_FIRST if source.startswith(name)), None)
    if short is None:
        return _pointed_out(source)
    zh, en = TITLES[short]
    found = _ARTICLE.match(source.removeprefix(short).strip())
    if kernel.language.get() == "en":
        return f"{en}, {_article_en(found)}" if found else en
    title = f"《{zh.replace('《', '〈').replace('》', '〉')}》"
    return f"{title}{_article_zh(found)}" if found else title


def _article_en(found: re.Match[str]) -> str:
    return f"arts. {found[1]}–{found[3]}" if found[3] else f"art. {found[1]}"


def _article_zh(found: re.Match[str]) -> str:
    paragraph = f"第{numeral(int(found[2]))}项" if found[2] else ""
    last = f"至第{numeral(int(found[3]))}条" if found[3] else ""
    return f"第{numeral(int(found[1]))}条{paragraph}{last}"


def numeral(number: int) -> str:
    """``17`` → ``十七``; up to 999, as articles are numbered."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        words += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        words += "零"
    return words + (_DIGITS[ones] if ones or not number else "")
