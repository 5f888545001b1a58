"""Compiles the English catalogues that are newer than what was compiled from them."""

from __future__ import annotations

from pathlib import Path

_TRANSLATIONS = Path(__file__).resolve().parent.parent / "casework" / "translations"


def compile_stale(root: Path = _TRANSLATIONS) -> int:
    """Writes each ``.mo`` that is missing or older than its ``.po``; answers how many."""
    stale = [po for po in sorted(root.glob("*/*/LC_MESSAGES/*.po")) if _is_stale(po)]
    for po in stale:
        _compile(po)
    return len(stale)


def _is_stale(po: Path) -> bool:
    mo = po.with_suffix(".mo")
    return not mo.exists() or mo.stat().st_mtime_ns < po.stat().st_mtime_ns


def _compile(po: Path) -> None:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with po.open("rb") as source:
        catalogue = read_po(source, locale=po.parent.parent.name, abort_invalid=True)
    # whole or not at all: another process may be reading the former one
    draft = po.with_suffix(".mo.part")
    with draft.open("wb") as target:
        write_mo(target, catalogue)
    draft.replace(po.with_suffix(".mo"))


if __name__ == "__main__":
    compile_stale()
