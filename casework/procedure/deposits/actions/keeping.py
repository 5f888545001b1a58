"""Keeping deposits: a new one, its movements, its return."""

from __future__ import annotations

from datetime import date, datetime

from casework.ground.identity.models import Officer
from casework.ground.parties import actions as parties
from casework.ground.parties import queries as party_queries
from casework.ground.parties.models import Employer, Project
from casework.ground.parties.terms import ChainLevel, EmployerKind
from casework.ground.payouts import actions as payouts
from casework.kernel.database import db, lock
from casework.kernel.days import day_of
from casework.kernel.money import Money
from casework.procedure.deposits import queries, rules
from casework.procedure.deposits.models import Deposit, DepositMovement
from casework.procedure.deposits.terms import DepositFacts, MovementKind


def keep_deposit(facts: DepositFacts, *, area_id: int, by: Officer, now: datetime) -> Deposit:
    """A deposit or guarantee with its first movement; its depositor is the general contractor.
    One whose entry was reversed is entered anew under its account, and keeps what was wrong; for
    another county the account is as good as new.

    Raises AmountNeeded, InTheFuture, ExpiryNeeded, AccountKnown, NoProject, NoContractor.
    """
    rules.check_deposit(
        facts.kind,
        amount=facts.amount,
        deposited_on=facts.deposited_on,
        expires_on=facts.expires_on,
        today=day_of(now),
    )
    deposit = _under_account(facts, area_id=area_id)
    project = _project(facts, area_id=area_id, now=now)
    deposit.project_id, deposit.depositor_id = project.id, _contractor(facts, project, now=now).id
    deposit.kind = facts.kind
    deposit.deposited_on, deposit.expires_on = facts.deposited_on, facts.expires_on
    deposit.kept_by, deposit.kept_at, deposit.taken_out = by.id, now, False
    db.session.add(deposit)
    db.session.flush()
    first = DepositMovement(
        account_id=deposit.id,
        kind=MovementKind.DEPOSIT,
        amount=facts.amount,
        on=facts.deposited_on,
        note=facts.proof,
    )
    payouts.post(first, by=by, now=now)
    return deposit


def _under_account(facts: DepositFacts, *, area_id: int) -> Deposit:
    """A new row, or this county's own of this account; no other may hold it, here or elsewhere.
    Raises AccountKnown."""
    if queries.is_known(bank=facts.bank, account=facts.account):
        raise rules.AccountKnown
    known = queries.under_account(facts.bank, facts.account)
    own = [one.id for one in known if one.area_id == area_id]
    if not own:
        return Deposit(area_id=area_id, bank=facts.bank, account=facts.account)
    deposit = lock(Deposit, own[-1])
    if not queries.is_free(deposit):
        raise rules.AccountKnown
    return deposit


def _project(facts: DepositFacts, *, area_id: int, now: datetime) -> Project:
    if facts.project_name:
        return parties.register_project(name=facts.project_name, area_id=area_id, now=now)
    if facts.project_id is None:
        raise rules.NoProject
    return party_queries.project(facts.project_id)


def _contractor(facts: DepositFacts, project: Project, *, now: datetime) -> Employer:
    """The one that is named, who then has this place in the chain; else the one on record."""
    if not facts.contractor:
        for link in party_queries.chain(project.id):
            if link.level is ChainLevel.GENERAL:
                return link.employer
        raise rules.NoContractor
    found = parties.register_employer(
        name=facts.contractor,
        kind=EmployerKind.COMPANY,
        credit_code=facts.credit_code,
        area_id=project.area_id,
        now=now,
    )
    parties.link_chain(project, employer=found, level=ChainLevel.GENERAL)
    return found


def give_back(
    deposit: Deposit, *, amount: Money, on: date, proof: str, by: Officer, now: datetime
) -> DepositMovement:
    """Returns a deposit that nobody may need any more. Raises ClaimsUnderWay, MoreThanBalance."""
    deposit = lock(Deposit, deposit.id)
    if queries.is_needed(deposit):
        raise rules.ClaimsUnderWay
    back = DepositMovement(
        account_id=deposit.id, kind=MovementKind.RETURN, amount=amount, on=on, note=proof
    )
    return payouts.post(back, by=by, now=now)
