"""What the data had before, and has no more: addresses that would disappear, and comparisons that no longer happen."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path

from macros.i18n.problem import Place, Problem
from macros.plan.files import Files
from macros.plan.reader import printed
from macros.plan.site import Site


def no_longer_compared(files: Files, years: AbstractSet[str], former: Site) -> Iterator[Problem]:
    """Report each plan that was compared with its issued text before, and has none now."""
    for plan in files.plans:
        if plan.year in former.compared and plan.year not in years:
            yield Problem(plan.place, "no_longer_compared", {"path": f"sources/{plan.year}.txt"})


def gone(files: Files, former: Files, folder: Path) -> Iterator[Problem]:
    """Note for each file the entries that it had before by ids that it no longer has: their addresses are gone."""
    before, now = _ids(former), _ids(files)
    for name, ids in before.items():
        if missing := sorted(ids - now[name]):
            yield Problem(Place(printed(folder / name), 1), "gone", {"ids": missing, "count": len(missing)})


def _ids(files: Files) -> dict[str, set[str]]:
    return {
        "people.yml": {party.id for party in files.parties},
        "branches.yml": {entry.id for entry in files.branches.entries},
        "glossary.yml": {term.id for term in files.glossary.terms},
        "plans": {plan.year for plan in files.plans},
    }
