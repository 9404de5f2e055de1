"""The rules on plans: how they are numbered, what their parts hold, and what they say of parties and deadlines."""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Protocol

from macros.i18n.characters import ANY_LETTER
from macros.i18n.problem import Place, Problem
from macros.i18n.words import ORIGINAL, Words
from macros.plan.annotation import GAP, printed_parts
from macros.plan.files import Files
from macros.plan.model import Party, is_partial
from macros.plan.numbering import groups_of_items, runs_on
from macros.plan.plan_values import DerivedNumber
from macros.plan.text import Text
from macros.plan.work_plan import ROLES, Clause, Column, Duty, Item, Plan, Section


class _Numbered(Protocol):
    """A section or an item."""

    @property
    def number(self) -> int | None: ...

    @property
    def place(self) -> Place: ...


def problems(files: Files) -> Iterator[Problem]:
    """Run every rule on plans, but those on numbers, of which the issued text decides."""
    parties: dict[str, Party] = {party.id: party for party in files.parties if party.name}
    for plan in files.plans:
        yield from plans_have_sections_or_items(plan)
        yield from columns_are_given_once(plan)
        yield from all_of_a_table_has_its_column(plan)
        for section in plan.all_sections:
            yield from headings_name_those_who_answer(section, parties)
        for duty in plan.duties:
            yield from printed_names_the_parties(duty, parties)
            yield from deadlines_stand_in_the_plan(duty)
        yield from merged_cells_are_alike(plan)


def notices(plan: Plan) -> Iterator[Problem]:
    """Note what is doubtful in a plan; run this where no issued text decides."""
    yield from _clauses_that_name_nobody(plan)
    yield from _another_year(plan)


_YEAR = re.compile("(?<![0-9])[12][0-9]{3}(?![0-9])")


def _another_year(plan: Plan) -> Iterator[Problem]:
    """Note each title and date of a plan that is of another year: what was copied from another plan may be left."""
    notice = plan.notice
    titles = [title for title in (notice and notice.title, plan.title, plan.short_title) if title]
    for title in titles:
        years = _YEAR.findall(title[ORIGINAL])
        if years and not min(years) <= plan.year <= max(years):
            yield Problem(title[ORIGINAL].place, "another_year", {"value": str(title[ORIGINAL]), "year": plan.year})
    if notice and notice.date and abs(notice.date.year - int(plan.year)) > 1:
        yield Problem(notice.place, "another_year", {"value": notice.date.isoformat(), "year": plan.year})


def _clauses_that_name_nobody(plan: Plan) -> Iterator[Problem]:
    """Note each clause that names nobody in a plan where others do."""
    if plan.party_ids:
        for duty in plan.duties:
            if not duty.clause.party_ids:
                yield Problem(duty.clause.place, "names_nobody", {"number": str(duty.clause.number)})


def plans_have_sections_or_items(plan: Plan) -> Iterator[Problem]:
    """A plan has sections or items, and a section has sections, items or a text; sections stand in sections once."""
    if plan.sections and plan.items:
        yield Problem(plan.items[0].place, "both_of", {"key": "items", "other": "sections"})
    if not plan.sections and not plan.items and not is_partial(plan.sections, plan.items):
        yield Problem(plan.place, "missing_key", {"key": "sections"})
    for section in plan.sections:
        yield from _filled(section)
        for inner in section.sections:
            yield from _filled(inner)
            if inner.sections:
                yield Problem(inner.sections[0].place, "too_many_levels", {})


def _filled(section: Section) -> Iterator[Problem]:
    if section.sections and section.items:
        yield Problem(section.items[0].place, "both_of", {"key": "items", "other": "sections"})
    lists = (section.sections, section.items)
    if not any(lists) and not section.lead and not is_partial(*lists):
        yield Problem(section.place, "missing_key", {"key": "items"})


def columns_are_given_once(plan: Plan) -> Iterator[Problem]:
    """A table has each column once, and one for the texts; one of its own has a key."""
    parts = [column.part for column in plan.columns]
    names = [column.key if column.part == "cell" else column.part for column in plan.columns]
    for rank, (column, name) in enumerate(zip(plan.columns, names, strict=True)):
        if name and name in names[:rank]:
            yield Problem(column.place, "column_twice", {"part": name})
        if column.part and not name:
            yield Problem(column.place, "missing_key", {"key": "key"})
    if parts and "text" not in parts and _are_known(plan.columns):
        yield Problem(plan.columns[0].place, "no_column_of_texts", {})


def _are_known(columns: tuple[Column, ...]) -> bool:
    return not is_partial(columns) and all(column.part for column in columns)


def all_of_a_table_has_its_column(plan: Plan) -> Iterator[Problem]:
    """What stands in a table has a column to stand in; the first entry without one is reported for each."""
    parts: set[str] = {column.key or column.part for column in plan.columns}
    yield from _cells_without_column(plan, parts)
    if not parts or not _are_known(plan.columns):
        return
    lacking: dict[str, Place] = {}
    for item in plan.all_items:
        titled = {} if not item.title or "title" in parts else {"title": item.title.place}
        around = {key: texts[0].place for key, texts in (("lead", item.lead), ("closing", item.closing)) if texts}
        groups = [group for clause in item.clauses for group in clause.groups]
        named: dict[str, Place] = {role: ids[0].place for role, ids in groups if role not in parts}
        lacking = {**titled, **around, **named, **lacking}
    for part, place in lacking.items():
        yield Problem(place, "no_column", {"part": part})


def _cells_without_column(plan: Plan, names: Collection[str]) -> Iterator[Problem]:
    for duty in plan.duties:
        for cell in duty.clause.cells:
            if cell.column not in names and not is_partial(plan.columns):
                yield Problem(cell.place, "no_column", {"part": cell.column})


def headings_name_those_who_answer(section: Section, parties: dict[str, Party]) -> Iterator[Problem]:
    """Whoever answers for all of a section stands in its title or its opening."""
    said = "\n".join(text[ORIGINAL] for text in (section.title, *section.lead) if text)
    for party_id in section.responsible:
        if party_id in parties and not any(form in said for form in parties[party_id].forms(ORIGINAL)):
            details = {"id": party_id, "name": str(parties[party_id].name[ORIGINAL])}
            yield Problem(party_id.place, "heading_without_party", details)


def printed_names_the_parties(duty: Duty, parties: dict[str, Party]) -> Iterator[Problem]:
    """What is printed behind a clause names each party listed, by its name or a variant, and nobody else.

    When the names are taken out, only marks, labels, the deadline, and what is said of parties in general may remain.
    """
    plan, _, _, clause, _ = duty
    if not clause.printed or not all(party_id in parties for party_id in clause.party_ids):
        return
    printed = clause.printed[ORIGINAL]
    in_parts = printed_parts(clause, plan, printed, ORIGINAL)
    if not in_parts:
        yield Problem(printed.place, "printed_cells", {"count": len(clause.groups)})
    for party_ids, part in in_parts:
        yield from _names_exactly(part, printed.place, [parties[party_id] for party_id in party_ids], duty)


def _names_exactly(text: str, place: Place, parties: Sequence[Party], duty: Duty) -> Iterator[Problem]:
    """Report each of the parties that a text does not name, and the first that it has besides them."""
    rest = text
    named = {form: party.id for party in parties for form in party.forms(ORIGINAL)}
    found = set()
    for form in sorted(named, key=len, reverse=True):
        if form in rest:
            found.add(named[form])
            rest = rest.replace(form, "\n")
    for party in parties:
        if party.id not in found:
            yield Problem(place, "printed_without_party", {"id": party.id, "name": str(party.name[ORIGINAL])})
    if remaining := _without_general_words(rest, duty.plan, duty.clause):
        yield Problem(place, "printed_with_more", {"found": remaining})


def _without_general_words(text: str, plan: Plan, clause: Clause) -> str:
    """Return the first stretch of a text that is no label, no rule, no deadline, and no general word or mark."""
    labels = (*(getattr(plan, role) for role in ROLES), plan.deadline, plan.first_leads)
    deadline = clause.deadline.text if clause.deadline else None
    known = [piece for label in labels if label for piece in label[ORIGINAL].split(GAP)]
    known += [deadline[ORIGINAL]] if deadline else []
    for piece in sorted(filter(None, known), key=len, reverse=True):
        text = text.replace(piece, "\n")
    # A label that the plan has with a slip in it is compared with the issued text.
    text = _BEFORE_COLON.sub(lambda found: "" if difflib.get_close_matches(found[0], known) else found[0], text)
    return next(iter(re.findall(f"[{ANY_LETTER}]+", _general_words().sub("\n", text))), "")


_BEFORE_COLON = re.compile(rf"[{ANY_LETTER}]+(?=\uff1a)")


@functools.cache
def _general_words() -> re.Pattern[str]:
    words = sorted(Words(ORIGINAL).list("annotation_words"), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))


def deadlines_stand_in_the_plan(duty: Duty) -> Iterator[Problem]:
    """A deadline stands in the annotation, in a column or in the words of its clause or item."""
    plan, _, item, clause, _ = duty
    deadline = clause.deadline
    if not deadline or not deadline.text or plan.deadline or any(column.part == "deadline" for column in plan.columns):
        return
    texts = (clause.text, clause.printed, item.title, *item.lead)
    if not any(text and deadline.text[ORIGINAL] in text[ORIGINAL] for text in texts):
        yield Problem(deadline.text.place, "deadline_nowhere", {"text": deadline.text[ORIGINAL]})


def merged_cells_are_alike(plan: Plan) -> Iterator[Problem]:
    """What a cell of a table shares with the cell above is the same in both."""
    above: Duty | None = None
    for duty in plan.duties:
        for part in duty.clause.merged:
            if above is None or _cell(duty, part) != _cell(above, part):
                yield Problem(duty.clause.place, "merged_differs", {"part": part})
        above = duty


def _cell(duty: Duty, part: str) -> object:
    # A column that is none has been reported.
    value = getattr(duty.item if part in ("number", "title") else duty.clause, part, None)
    value = value.text if part == "deadline" and value else value
    return value[ORIGINAL] if isinstance(value, Text) else value


def numbers_follow_each_other(plan: Plan) -> Iterator[Problem]:
    """Sections count from 1; items through the whole plan or anew in each."""
    if is_partial(plan.sections, plan.items, *(_lists(plan.sections))):
        return
    yield from _out_of_order(plan.sections)
    for section in plan.sections:
        yield from _out_of_order(section.sections)
    # Texts that stand below a heading by themselves lack no number.
    groups = [group for group in groups_of_items(plan) if any(item.number is not None or item.title for item in group)]
    runs = [[item for group in groups for item in group]] if runs_on(groups) else groups
    for run in runs:
        yield from _out_of_order(run)


def clauses_are_numbered_by_their_items(plan: Plan, misnumbered: Collection[Place]) -> Iterator[Problem]:
    """Clauses count within their item, by whose number they begin unless that is wrong itself."""
    if is_partial(plan.sections, plan.items, *(_lists(plan.sections))):
        return
    for item in plan.all_items:
        if not is_partial(item.clauses):
            yield from _clauses_out_of_order(item, is_reported=item.place in misnumbered)


def _lists(sections: Iterable[Section]) -> Iterator[tuple[object, ...]]:
    for section in sections:
        yield section.sections
        yield section.items
        yield from _lists(section.sections)


def _out_of_order(entries: Sequence[_Numbered]) -> Iterator[Problem]:
    numbered = [entry for entry in entries if entry.number is not None]
    if numbered:
        yield from (Problem(entry.place, "missing_key", {"key": "number"}) for entry in entries if entry.number is None)
    for position, expected in _misnumbered([entry.number for entry in numbered]):
        entry = numbered[position]
        yield Problem(entry.place, "out_of_order", {"number": entry.number or 0, "expected": expected})


def _clauses_out_of_order(item: Item, is_reported: bool) -> Iterator[Problem]:
    """Compare the clauses with their item's number, unless that is wrong itself, and with their place in it.

    The only clause of an item may have the number of the item. Numbers that are not written are right.
    """
    numbers = [str(clause.number) for clause in item.clauses]
    if numbers == [item.label] or all(isinstance(clause.number, DerivedNumber) for clause in item.clauses):
        return
    parts = [number.rpartition(".") for number in numbers]
    wrong = dict(_misnumbered([int(place) for _, _, place in parts]))
    for position, (clause, (of_item, _, place)) in enumerate(zip(item.clauses, parts, strict=True)):
        expected_item = of_item if is_reported or not item.number else item.label
        expected = f"{expected_item}.{wrong.get(position, place)}"
        if clause.number != expected:
            yield Problem(clause.place, "out_of_order", {"number": str(clause.number), "expected": expected})


def _misnumbered(numbers: list[int | None]) -> Iterator[tuple[int, int]]:
    """Yield the position of each number that does not follow, and the one expected; 0 or None is one that was reported.

    Where an entry is left out or has a wrong number, that is reported once, and not for all that follow.
    """
    last = 0
    for count, number in enumerate(numbers, start=1):
        if number and number not in (last + 1, count):
            yield count - 1, last + 1
        last = number or count
