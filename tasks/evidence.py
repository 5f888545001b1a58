"""Files that were handed in: seen by the scanner, drawn anew for looking at, and gone when dropped.

Neither is done while somebody waits, nor within the transaction that writes down what came of it:
until then this task only reads, and keeps nobody from writing.
"""

from __future__ import annotations

import io

from casework.ground.cases.actions import evidence
from casework.ground.cases.queries import evidence as evidence_queries
from casework.kernel import clock, scanner, vault
from casework.kernel.pictures import CannotDraw
from casework.kernel.sweeps import Sweep
from casework.kernel.transaction import first_of_all, reading
from tasks import app

SCANNING, COPYING = "files.scanning", "files.copying"

_AT_A_TIME = 10


@app.task
def tick() -> int:
    """Scans and draws what waits for it, a few at a time; returns how many files it looked at."""
    with reading():
        scanned = _scan_waiting() if scanner.is_set() else 0
        waiting = evidence_queries.to_copy(COPYING, limit=_AT_A_TIME, now=clock.now())
        copying = Sweep(COPYING, now=clock.now())
        for evidence_id in waiting:
            with copying.row(evidence_id):
                _draw(evidence_id)
    return scanned + len(waiting)


def _scan_waiting() -> int:
    """Stops at the first that gets no answer: the scanner is away, and the files wait for it."""
    waiting = evidence_queries.to_scan(SCANNING, limit=_AT_A_TIME, now=clock.now())
    scanning = Sweep(SCANNING, now=clock.now())
    for done, evidence_id in enumerate(waiting):
        answered = True
        with scanning.row(evidence_id):
            answered = _scan(evidence_id)
        if not answered:
            return done
    return len(waiting)


def _scan(evidence_id: int) -> bool:
    """False when the scanner is away."""
    row = evidence_queries.any_evidence(evidence_id)
    try:
        with vault.opened(row.file_key, row.secret) as content:
            found = scanner.scan(content)
    except scanner.ScannerAway:
        return False
    with first_of_all():
        evidence.note_scan(evidence_id, found, now=clock.now())
    return True


def _draw(evidence_id: int) -> None:
    row = evidence_queries.any_evidence(evidence_id)
    try:
        kept = vault.put(io.BytesIO(evidence_queries.drawn(row)))
    except CannotDraw:
        kept = None
    with first_of_all():
        evidence.keep_copy(evidence_id, kept, now=clock.now())
