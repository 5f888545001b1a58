"""Words of parties."""

from __future__ import annotations

from casework.kernel.terms import LabelEnum


class EmployerKind(LabelEnum):
    """What kind of employer it is."""

    COMPANY = "company", "公司", "company"
    LABOUR_COMPANY = "labour_company", "劳务公司", "labour company"
    DISPATCH = "dispatch", "劳务派遣单位", "dispatch agency"
    SOLE_TRADER = "sole_trader", "个体户", "sole trader"
    PERSON = "person", "个人（包工头）", "person (team boss)"
    UNKNOWN = "unknown", "待查", "not yet known"


class Industry(LabelEnum):
    """Where the work was: it decides which department handles the case."""

    BUILDING = "building", "盖楼的工地", "building site"
    ROADS = "roads", "修路架桥", "roads and bridges"
    WATER_WORKS = "water_works", "水利工程", "water works"
    FACTORY = "factory", "工厂车间", "factory"
    SERVICE = "service", "饭店商店", "restaurant or shop"
    RENOVATION = "renovation", "家里装修", "home renovation"
    DELIVERY = "delivery", "送货跑车", "delivery or driving"
    FARM = "farm", "地里干活", "farm work"
    OTHER = "other", "别的地方", "somewhere else"
    UNKNOWN = "unknown", "说不清", "not sure"


class ChainLevel(LabelEnum):
    """The contracting chain of a project, from the top."""

    OWNER = "owner", "建设单位", "project owner"
    GENERAL = "general", "总包单位", "general contractor"
    SUB = "sub", "分包单位", "subcontractor"
    TEAM = "team", "班组", "work team"


class PhoneWay(LabelEnum):
    """By which way a worker's number was changed."""

    CODE = "code", "原来的手机收验证码", "by a code to the old phone"
    COUNTER = "counter", "窗口核对本人", "at the counter, in person"
