"""Accounts and sign-ins, without pages."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from casework.ground.identity import queries
from casework.ground.identity.actions import accounts, hashing, passwords, readings, signing_in
from casework.ground.identity.models import Invitation, Officer, Reading, SignIn, SignInFailure
from casework.ground.identity.rules import accounts as account_rules
from casework.ground.identity.rules import passwords as password_rules
from casework.ground.identity.rules import signing_in as signing_in_rules
from casework.ground.identity.terms import Account, AccountState, Browser, Deed, Permission, Role
from casework.kernel.terms import Conflict, Missing
from tests.conftest import NOW
from tests.factories import identity, offices
from tests.fixtures.pages import PASSWORD

HERE = Browser(address="10.0.0.1")
ELSEWHERE = Browser(address="10.9.9.9")
GOOD = "今天的河水流过我家门前的石桥"


def _sign_in(person: Officer, password: str = PASSWORD, *, browser: Browser = HERE,
             after: timedelta = timedelta(0)) -> Any:  # fmt: skip
    tried = hashing.compare(person.password_hash, password)
    return signing_in.sign_in(person.login, tried, browser=browser, now=NOW + after)


def _deeds(session: Any, person: Officer) -> list[str]:
    query = select(Reading.what).where(Reading.subject_id == person.id).order_by(Reading.id)
    return list(session.scalars(query))


def _account(**given: Any) -> Account:
    unit_id = given.pop("unit_id", None) or offices.unit().id
    return Account(name="张示例", role=Role.INSPECTOR, unit_id=unit_id, **given)


def test_the_right_password_opens_a_sign_in(session: Any) -> None:
    person = identity.officer()

    admitted = _sign_in(person)

    found = queries.find_sign_in(admitted.key)
    assert found is not None
    assert found.officer_id == person.id
    assert found.from_address == "10.0.0.1"


def test_the_database_holds_no_key_and_no_password(session: Any) -> None:
    person = identity.officer()

    admitted = _sign_in(person)

    kept = [column for row in session.scalars(select(SignIn)) for column in vars(row).values()]
    assert admitted.key not in kept
    assert person.password_hash.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert PASSWORD not in person.password_hash


@pytest.mark.parametrize(
    "wrong", ["", "wrong-password-of-mine", "X" + PASSWORD, PASSWORD + " ", "x" * 5000, "\ud800"]
)
def test_a_wrong_password_opens_nothing(session: Any, wrong: str) -> None:
    assert _sign_in(identity.officer(), wrong) is None


def test_every_character_of_a_long_password_counts(session: Any) -> None:
    longest = "".join(chr(0x4E00 + n) for n in range(128))
    person = identity.officer(password_hash=hashing.hashed(longest))

    assert _sign_in(person, longest[:-1]) is None
    assert _sign_in(person, longest + "好") is None
    assert _sign_in(person, longest) is not None


@pytest.mark.parametrize("state", [AccountState.DISABLED, AccountState.INVITED])
def test_who_may_not_sign_in_gets_the_same_answer_as_a_stranger(
    session: Any, state: AccountState
) -> None:
    stranger = signing_in.sign_in("nobody", hashing.compare(None, PASSWORD), browser=HERE, now=NOW)
    assert _sign_in(identity.officer(state=state)) is stranger is None


def test_a_stranger_costs_a_hash_too(session: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same work for a name that exists and for one that does not, locked or not."""
    hashes = []
    verify = PasswordHasher.verify

    def counted(self: PasswordHasher, *given: Any) -> Any:
        hashes.append(given)
        return verify(self, *given)

    monkeypatch.setattr(PasswordHasher, "verify", counted)
    person = identity.officer()
    for login in (person.login, "nobody", identity.officer(state=AccountState.DISABLED).login):
        for _ in range(12):
            tried = hashing.compare(queries.find_password_hash(login), "wrong-password-of-mine")
            signing_in.sign_in(login, tried, browser=HERE, now=NOW)

    assert len(hashes) == 36


def test_a_hash_with_older_parameters_is_made_anew(session: Any) -> None:
    old = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(PASSWORD)
    person = identity.officer(password_hash=old)

    _sign_in(person)

    assert "m=19456,t=2" in person.password_hash
    assert _sign_in(person) is not None


def _fail(person: Officer, times: int, *, browser: Browser = ELSEWHERE) -> timedelta:
    """That many failures that were looked at; answers how long they took."""
    after = timedelta(0)
    for number in range(times):
        after += signing_in_rules.ACCOUNT.wait(number)
        assert _sign_in(person, "wrong-password-of-mine", browser=browser, after=after) is None
    return after


def test_after_ten_failures_the_right_password_waits_fifteen_minutes(session: Any) -> None:
    person = identity.officer()

    took = _fail(person, 10)

    assert _sign_in(person, after=took + timedelta(minutes=14)) is None
    assert _sign_in(person, after=took + timedelta(minutes=15)) is not None
    assert _deeds(session, person) == [Deed.ACCOUNT_LOCKED]


def test_a_guess_that_is_not_looked_at_does_not_make_the_lock_longer(session: Any) -> None:
    person = identity.officer()
    took = _fail(person, 10)
    for minute in range(1, 15):
        _sign_in(person, "wrong-password-of-mine", after=took + timedelta(minutes=minute))

    assert _sign_in(person, after=took + timedelta(minutes=15)) is not None


def test_a_browser_that_the_officer_knows_gets_in_while_strangers_guess(session: Any) -> None:
    person = identity.officer()
    known = Browser(address="10.0.0.1", device_key=_sign_in(person).device_key)
    took = _fail(person, 10)

    assert _sign_in(person, browser=HERE, after=took) is None
    assert _sign_in(person, browser=known, after=took) is not None


def test_guesses_from_a_known_browser_are_counted_too(session: Any) -> None:
    person = identity.officer()
    known = Browser(address="10.0.0.1", device_key=_sign_in(person).device_key)

    took = _fail(person, 10, browser=known)

    assert _sign_in(person, browser=known, after=took) is None


def test_a_browser_is_known_to_its_own_officer_alone(session: Any) -> None:
    device_key = _sign_in(identity.officer()).device_key
    other = identity.officer()
    took = _fail(other, 10)

    borrowed = Browser(address="10.0.0.1", device_key=device_key)

    assert _sign_in(other, browser=borrowed, after=took) is None


def test_many_names_from_one_address_are_throttled(session: Any) -> None:
    for number in range(60):
        at = NOW + timedelta(seconds=number)
        session.add(SignInFailure(tried_index=f"n{number}", from_address="10.9.9.9", at=at))
    session.flush()
    person = identity.officer()

    assert _sign_in(person, browser=ELSEWHERE, after=timedelta(minutes=2)) is None
    assert _sign_in(person, browser=HERE, after=timedelta(minutes=2)) is not None


def test_success_forgets_what_was_counted(session: Any) -> None:
    person = identity.officer()
    took = _fail(person, 5, browser=HERE)

    assert _sign_in(person, after=took + timedelta(seconds=10)) is not None

    assert not session.scalars(select(SignInFailure)).all()


def test_a_new_account_waits_for_its_own_password(session: Any) -> None:
    admin = identity.officer(role=Role.ADMINISTRATOR)

    made = accounts.appoint("Lanshan.99", _account(), by=admin, now=NOW)
    key = accounts.invite(made, by=admin, now=NOW)

    assert (made.login, made.state) == ("lanshan.99", AccountState.INVITED)
    assert _sign_in(made, "") is None
    done = passwords.set_first_password(
        made.login, key=key, chosen=hashing.choose(GOOD), browser=HERE, now=NOW
    )
    assert done is made
    assert _sign_in(made, GOOD) is not None
    assert _deeds(session, made) == [Deed.ACCOUNT_MADE, Deed.KEY_GIVEN, Deed.PASSWORD_SET]


def test_a_login_is_given_once(session: Any) -> None:
    admin = identity.officer(role=Role.ADMINISTRATOR)
    accounts.appoint("lanshan.97", _account(), by=admin, now=NOW)

    with pytest.raises(account_rules.LoginTaken):
        accounts.appoint("LANSHAN.97", _account(), by=admin, now=NOW)


@pytest.mark.parametrize("given", ["0" * 20, "", "'; --"])
def test_a_wrong_key_sets_nothing(session: Any, given: str) -> None:
    person = identity.officer(state=AccountState.INVITED, password_hash=None)
    accounts.invite(person, by=None, now=NOW)

    done = passwords.set_first_password(
        person.login, key=given, chosen=hashing.choose(GOOD), browser=HERE, now=NOW
    )

    assert done is None
    assert person.password_hash is None


def test_a_key_works_once_for_one_person_and_three_days(session: Any) -> None:
    one, other = identity.officer(), identity.officer()
    key = accounts.invite(one, by=None, now=NOW)

    def use(person: Officer, *, after: timedelta = timedelta(0)) -> Any:
        return passwords.set_first_password(
            person.login, key=key, chosen=hashing.choose(GOOD), browser=HERE, now=NOW + after
        )

    assert use(other) is None
    assert use(one, after=timedelta(days=3)) is None
    assert use(one) is one
    assert use(one) is None


def test_a_refused_password_does_not_use_up_the_key(session: Any) -> None:
    person = identity.officer()
    key = accounts.invite(person, by=None, now=NOW)

    with pytest.raises(password_rules.PasswordTooCommon):
        passwords.set_first_password(
            person.login, key=key, chosen=hashing.choose("password1234"), browser=HERE, now=NOW
        )

    assert session.scalars(select(Invitation)).one().used_at is None


def test_a_second_key_voids_the_first(session: Any) -> None:
    person = identity.officer()
    first = accounts.invite(person, by=None, now=NOW)
    accounts.invite(person, by=None, now=NOW)

    assert not passwords.set_first_password(
        person.login, key=first, chosen=hashing.choose(GOOD), browser=HERE, now=NOW
    )


def test_a_new_password_ends_every_sign_in(session: Any) -> None:
    person = identity.officer()
    admitted = _sign_in(person)

    passwords.change_password(
        person,
        old=hashing.compare(person.password_hash, PASSWORD),
        chosen=hashing.choose(GOOD),
        browser=HERE,
        now=NOW,
    )

    session.expire_all()
    assert queries.find_sign_in(admitted.key).ended_at == NOW
    assert _sign_in(person) is None


def test_a_new_password_needs_the_present_one(session: Any) -> None:
    person = identity.officer()
    with pytest.raises(signing_in_rules.WrongOldPassword):
        passwords.change_password(
            person,
            old=hashing.compare(person.password_hash, "not my password"),
            chosen=hashing.choose(GOOD),
            browser=HERE,
            now=NOW,
        )


def test_moving_an_officer_is_written_down_and_ends_the_sign_ins(session: Any) -> None:
    admin, person = identity.officer(role=Role.ADMINISTRATOR), identity.officer()
    admitted = _sign_in(person)
    unit = offices.unit(area_code=offices.ELSEWHERE)

    accounts.change(person, _account(unit_id=unit.id), seen=person.version, by=admin, now=NOW)

    line = session.scalars(select(Reading).where(Reading.subject_id == person.id)).one()
    assert unit.name_zh in line.reason
    assert line.officer_id == admin.id
    session.expire_all()
    assert queries.find_sign_in(admitted.key).ended_at == NOW


def test_the_second_of_two_administrators_is_told(session: Any) -> None:
    admin, person = identity.officer(role=Role.ADMINISTRATOR), identity.officer()
    seen = person.version
    accounts.change(person, _account(phone="0539-800 0001"), seen=seen, by=admin, now=NOW)

    with pytest.raises(Conflict) as refused:
        accounts.change(person, _account(phone="0539-800 0002"), seen=seen, by=admin, now=NOW)

    assert refused.value.theirs["phone"] == "0539-800 0001"


def test_nobody_changes_the_own_role_or_disables_oneself(session: Any) -> None:
    admin = identity.officer(role=Role.ADMINISTRATOR)
    identity.officer(role=Role.ADMINISTRATOR)

    with pytest.raises(account_rules.NotOneself):
        accounts.disable(admin, by=admin, now=NOW)
    with pytest.raises(account_rules.NotOneself):
        accounts.change(
            admin, _account(unit_id=admin.unit_id), seen=admin.version, by=admin, now=NOW
        )


def test_the_last_administrator_stays(session: Any) -> None:
    last = identity.officer(role=Role.ADMINISTRATOR)
    gone = identity.officer(role=Role.ADMINISTRATOR, state=AccountState.DISABLED)

    with pytest.raises(account_rules.LastAdministrator):
        accounts.disable(last, by=gone, now=NOW)


def test_a_role_of_the_city_is_refused_in_a_county(session: Any) -> None:
    admin = identity.officer(role=Role.ADMINISTRATOR)
    account = Account(name="张示例", role=Role.AUDITOR, unit_id=offices.unit().id)

    with pytest.raises(account_rules.NotThisRoleHere):
        accounts.appoint("lanshan.96", account, by=admin, now=NOW)


def test_a_disabled_account_gets_no_key(session: Any) -> None:
    person = identity.officer(state=AccountState.DISABLED)
    with pytest.raises(account_rules.NotADisabledAccount):
        accounts.invite(person, by=None, now=NOW)


def test_disabling_voids_the_key_that_was_given(session: Any) -> None:
    admin, person = identity.officer(role=Role.ADMINISTRATOR), identity.officer()
    key = accounts.invite(person, by=admin, now=NOW)
    accounts.disable(person, by=admin, now=NOW)
    accounts.enable(person, by=admin, now=NOW)

    assert not passwords.set_first_password(
        person.login, key=key, chosen=hashing.choose(GOOD), browser=HERE, now=NOW
    )


def test_a_fresh_system_has_no_account_and_one_way_in(session: Any) -> None:
    assert session.scalars(select(Officer)).all() == []

    key = accounts.first_administrator("chief", "张示例", now=NOW)
    again = accounts.first_administrator("chief", "张示例", now=NOW)

    assert not passwords.set_first_password(
        "chief", key=key, chosen=hashing.choose(GOOD), browser=HERE, now=NOW
    )
    chief = passwords.set_first_password(
        "chief", key=again, chosen=hashing.choose(GOOD), browser=HERE, now=NOW
    )
    assert chief.may(Permission.MANAGE_OFFICERS)
    with pytest.raises(account_rules.NotTheFirst):
        accounts.first_administrator("chief2", "李示例", now=NOW)


def test_a_reading_that_is_undone_leaves_no_line(session: Any) -> None:
    person = identity.officer()
    session.commit()
    readings.log_reading(
        what=Deed.UNMASKED_ID, subject_kind="worker", subject_id=1, by=person, now=NOW
    )

    session.rollback()

    assert session.scalars(select(Reading)).all() == []


def test_an_officer_outside_the_reach_is_missing(session: Any) -> None:
    head = identity.officer(role=Role.DEPARTMENT_HEAD)
    other = identity.officer(area=offices.ELSEWHERE)

    with pytest.raises(Missing):
        queries.officer_within(other.id, reach=head.reach(Permission.APPROVE_ORDER))
