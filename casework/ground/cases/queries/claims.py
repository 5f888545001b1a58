"""Claims of lines: all that was ever said, what of it counts, and what may be said twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from casework.ground.cases.models.case import Line
from casework.ground.cases.models.claims import Claim, ClaimPair
from casework.ground.cases.rules import claims as rules
from casework.ground.cases.rules.claims import Span
from casework.kernel.database import db
from casework.kernel.money import Money


@dataclass(frozen=True)
class Said:
    """All that one worker has said in a case, oldest first, and what officers found about it."""

    claims: tuple[Claim, ...] = ()
    pairs: tuple[ClaimPair, ...] = ()

    @property
    def counted(self) -> list[Claim]:
        return rules.counted(self.claims, self.pairs)

    @property
    def doubtful(self) -> list[tuple[Claim, Claim]]:
        """Pairs that wait for an officer's word."""
        return rules.doubtful(self.claims, self.pairs)

    @property
    def spans(self) -> tuple[Span, ...]:
        return rules.spans(self.counted)

    @property
    def total(self) -> Money:
        return rules.total(self.counted)

    def up_to(self, position: int) -> Said:
        """As it stood when so many claims had been made."""
        return Said(tuple(c for c in self.claims if c.position <= position), self.pairs)

    def of_claimant(self, claimant_id: int | None) -> Claim | None:
        """What one person of a complaint says now; None when he has taken it back."""
        mine = [c for c in rules.standing(self.claims) if c.claimant_id == claimant_id]
        return mine[-1] if mine else None


def said(line: Line) -> Said:
    return said_in([line]).get(line.id, Said())


def said_in(lines: Iterable[Line]) -> dict[int, Said]:
    """By line; two statements for any number of lines."""
    ids = [line.id for line in lines]
    claims: dict[int, list[Claim]] = {line_id: [] for line_id in ids}
    pairs: dict[int, list[ClaimPair]] = {line_id: [] for line_id in ids}
    of_claims = select(Claim).where(Claim.line_id.in_(ids))
    for claim in db.session.scalars(of_claims.order_by(Claim.line_id, Claim.position)):
        claims[claim.line_id].append(claim)
    of_pairs = select(ClaimPair).where(ClaimPair.line_id.in_(ids))
    for pair in db.session.scalars(of_pairs.order_by(ClaimPair.id)):
        pairs[pair.line_id].append(pair)
    return {line_id: Said(tuple(claims[line_id]), tuple(pairs[line_id])) for line_id in ids}


def doubtful_lines(lines: Sequence[Line]) -> list[Line]:
    """Those whose sum may count the same money twice, as nobody has compared it yet."""
    everything = said_in(lines)
    return [line for line in lines if everything[line.id].doubtful]


def found_months(
    lines: Sequence[Line], *, after: Mapping[int, int] | None = None
) -> dict[int, tuple[Span, ...]]:
    """The months that each line's finding is about: those of the claims that it has seen; before
    there is a finding, of all. ``after`` leaves out so many claims of a line, unless none came
    later."""
    everything = said_in(lines)
    return {
        line.id: _months(line, everything[line.id], (after or {}).get(line.id)) for line in lines
    }


def _months(line: Line, said: Said, after: int | None) -> tuple[Span, ...]:
    found = said if line.verified is None else said.up_to(line.seen_claims)
    later = [claim for claim in found.counted if after and claim.position > after]
    return rules.spans(later) if later else found.spans


def claimants_in(case_id: int) -> set[int]:
    """Which people of complaints have a claim in this case, withdrawn or not."""
    query = (
        select(Claim.claimant_id)
        .join(Line, Line.id == Claim.line_id)
        .where(Line.case_id == case_id, Claim.claimant_id.is_not(None))
    )
    return {found for found in db.session.scalars(query) if found is not None}
