"""How the sections, items and clauses of a plan are numbered: their marks, anchors and addresses, from their numbers.

Items are numbered through the whole plan, or anew in each section. Where they run on, an item's anchor is its number;
else the numbers on the way to it.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections import Counter
from collections.abc import Sequence
from typing import Protocol

from macros.i18n import numerals
from macros.plan.model import Reference
from macros.plan.plan_values import DerivedNumber
from macros.plan.work_plan import Clause, Item, Plan, Section

#: How the levels are numbered where a plan does not say: sections, sections within them, and items.
_SECTION, _SUBSECTION, _ITEM = "\u4e00\u3001", "\uff08\u4e00\uff09", "1."

# What stands for the number of an item without one, among others that have one, before its place among these.
_UNNUMBERED = "0."

#: The ids of parties.
_Ids = tuple[Reference, ...]


class _Numbered(Protocol):
    @property
    def number(self) -> int | None: ...


def numbered(plan: Plan) -> Plan:
    """Return a plan with all its derived fields."""
    numbering = _Numbering(plan, runs_on(groups_of_items(plan)))
    slugs = _slugs(plan.sections)
    return dataclasses.replace(
        plan,
        sections=type(plan.sections)(numbering.section(*pair) for pair in zip(plan.sections, slugs, strict=True)),
        items=numbering.items(plan.items, (), ()),
    )


def groups_of_items(plan: Plan) -> list[tuple[Item, ...]]:
    """Return the items of each section, or of each section within one, that has any; or those of a flat plan."""
    if plan.items:
        return [plan.items]
    sections = [inner for section in plan.sections for inner in (section.sections or (section,))]
    return [section.items for section in sections if section.items]


def runs_on(groups: Sequence[Sequence[Item]]) -> bool:
    """Return whether items are numbered on from one group to the next: the second does not begin with 1 again."""
    firsts = [next((item.number for item in group if item.number), None) for group in groups]
    return firsts[1:2] != [1] and any(firsts)


class _Numbering:
    """Fills in the derived fields of one plan; a list that is Partial stays so.

    A path is the numbers on the way to an entry.
    """

    def __init__(self, plan: Plan, is_running: bool) -> None:
        self._marks = plan.marks
        self._is_in_title = plan.annotated == "title"
        self._address = plan.address
        self._is_running = is_running
        deepest = 0 if plan.items else 2 if any(section.sections for section in plan.sections) else 1
        # Numbers that run on are of one kind, at whatever depth an item stands.
        self._depth_of_all = deepest if is_running and deepest == 2 else None
        # A mark below that of the items is that of the clauses.
        self._clause_mark = self._mark(deepest + 1, "")
        # How often each number has been given, 0 standing for none.
        self._used: Counter[int] = Counter()

    def section(self, section: Section, slug: str) -> Section:
        address = f"{self._address}sections/{slug}/"
        heads = section.responsible
        return dataclasses.replace(
            section,
            mark=self._mark(0, _SECTION),
            anchor=f"section-{slug}",
            address=address,
            items=self.items(section.items, (slug,), (section,), heads),
            sections=type(section.sections)(
                self._subsection(inner, (slug, number), section, address)
                for inner, number in zip(section.sections, _slugs(section.sections), strict=True)
            ),
        )

    def _subsection(self, section: Section, path: tuple[str, ...], above: Section, address: str) -> Section:
        return dataclasses.replace(
            section,
            mark=self._mark(1, _SUBSECTION, above),
            anchor="-".join(("section", *path)),
            address=address,
            items=self.items(section.items, path, (above, section), section.responsible or above.responsible),
        )

    def items(
        self, items: tuple[Item, ...], path: tuple[str, ...], above: tuple[Section, ...], heads: _Ids = ()
    ) -> tuple[Item, ...]:
        mark = self._mark(self._depth_of_all or len(above), _ITEM, *above)
        return type(items)(
            self._item(item, (slug,) if self._is_running else (*path, slug), mark, heads)
            for item, slug in zip(items, self._slugs_of(items), strict=True)
        )

    def _slugs_of(self, items: tuple[Item, ...]) -> list[str]:
        """Return what stands for each item: where numbers run on, its own, and where it has none, its place."""
        if not self._is_running:
            return _slugs(items, _UNNUMBERED)
        slugs = []
        for item in items:
            slug = str(item.number or f"{_UNNUMBERED}{self._used[0] + 1}")
            self._used[item.number or 0] += 1
            repeated = self._used[item.number or 0] - 1 if item.number else 0
            slugs.append(f"{slug}-{repeated + 1}" if repeated else slug)
        return slugs

    def _item(self, item: Item, path: tuple[str, ...], mark: str, heads: _Ids) -> Item:
        label = ".".join(path)
        # What stands behind the title holds for all that name nobody themselves.
        heads = (item.clauses[0].party_ids if self._is_in_title and item.title and item.clauses else ()) or heads
        has_marks = len(item.clauses) > 1 if item.marked is None else item.marked
        clause_mark = self._clause_mark if has_marks else ""
        ranks = itertools.accumulate(int(clause.marked) for clause in item.clauses)
        clauses = type(item.clauses)(
            dataclasses.replace(
                self._clause(clause, f"{label}.{place}" if len(item.clauses) > 1 else label, heads),
                mark=clause_mark if clause.marked else "",
                rank=rank,
            )
            for place, (clause, rank) in enumerate(zip(item.clauses, ranks, strict=True), start=1)
        )
        return dataclasses.replace(
            item, mark=mark, anchor=f"item-{label}".replace(".", "-"), label=label, clauses=clauses
        )

    def _clause(self, clause: Clause, derived: str, heads: _Ids) -> Clause:
        is_written = clause.number and not isinstance(clause.number, DerivedNumber)
        number = clause.number if is_written else DerivedNumber(derived)
        return dataclasses.replace(
            clause,
            number=number,
            anchor="clause-" + number.replace(".", "-"),
            heads=() if clause.groups or clause.printed else heads,
        )

    def _mark(self, depth: int, default: str, *above: Section) -> str:
        mark = str(self._marks[depth]) if depth < len(self._marks) else default
        return numerals.below(mark, *(section.number for section in above))


def _slugs(entries: Sequence[_Numbered], unnumbered: str = "unnumbered-") -> list[str]:
    """Return what stands for each of some siblings in addresses: its number, or its place where numbers are not given.

    An entry without a number, among others that have one, is `unnumbered` and its place among such entries.
    """
    given = [entry.number for entry in entries if entry.number]
    if len(set(given)) < len(given) or not given:
        return [str(place) for place in range(1, len(entries) + 1)]
    without = iter(range(1, len(entries) + 1))
    return [str(entry.number) if entry.number else f"{unnumbered}{next(without)}" for entry in entries]
