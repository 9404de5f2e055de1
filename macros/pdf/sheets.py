"""The study sheets' part of the contents: clauses in rows, who answers and until when, and room to write."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import NotRequired, TypedDict

from macros.i18n.words import Words
from macros.pdf.texts import Runs, Texts, Title
from macros.plan.annotation import GAP, Piece, cell, on_lines
from macros.plan.document import Writer
from macros.plan.party_words import parties_of
from macros.plan.runs import Run
from macros.plan.site import Site
from macros.plan.work_plan import Duty, Item, Plan, Section

# How many characters of 12 points fit on a line.
_ISSUER = 42

_WORDS = (
    "colon",
    "fills",
    "party_separator",
    "sheet_branch",
    "sheet_date",
    "sheet_name",
    "sheet_notes",
    "sheet_sign_in",
)


class SheetParty(TypedDict):
    """One who has part in a clause, or a label; the mark behind it, and whether the sheet is theirs."""

    name: Runs
    mark: Runs
    is_own: bool


class SheetClause(TypedDict):
    """A row of a study sheet: its parties and deadline are on a line for each label."""

    number: str
    text: Runs
    parties: list[list[SheetParty]]


class SheetItem(TypedDict):
    """An item's clauses on a study sheet, below its title and lead, where it has any."""

    title: Runs
    lead: Runs
    clauses: list[SheetClause]


class SheetGroup(TypedDict):
    """The items of a section, or of a section within it, below their titles, where these do not stand above."""

    section: Runs | None
    subsection: NotRequired[Runs]
    items: list[SheetItem]


class Origin(TypedDict):
    """Where what stands on a sheet comes from."""

    issuer: Title
    imprint: list[Runs]
    colophon: list[Runs]


class Sheet(Origin):
    """What every study sheet has below its title."""

    count: str
    heads: list[Runs]
    groups: list[SheetGroup]
    page: str
    words: dict[str, str]
    draft: NotRequired[str]


class Sheets:
    """Writes what study sheets have below their titles, in one language."""

    def __init__(self, site: Site, words: Words, texts: Texts) -> None:
        self._site = site
        self._words = words
        self._texts = texts

    def sheet(self, plan: Plan, duties: tuple[Duty, ...], own: frozenset[str]) -> Sheet:
        """Return the sheet of some clauses of a plan, on which some parties are marked as its own."""
        words, texts = self._words, self._texts
        rows = _Rows(self._site, words, texts, plan, own)
        head, origin = rows.head, self.origin(plan)
        sheet: Sheet = {
            "issuer": origin["issuer"],
            "colophon": origin["colophon"],
            "imprint": [texts.own("sheet"), *origin["imprint"]],
            "count": words.plain("clauses_of", count=len(duties), total=len(plan.duties)),
            "heads": [
                texts.own("sheet_number"),
                texts.own("sheet_task"),
                texts.runs([head]),
                texts.own("sheet_done"),
                texts.own("sheet_remarks"),
            ],
            "groups": rows.groups(duties),
            "page": words.plain("sheet_page", page="{page}", pages="{pages}"),
            "words": {key: words.plain(key) for key in _WORDS},
        }
        return sheet

    def origin(self, plan: Plan) -> Origin:
        """Return who issues a plan, by which document, and what a sheet says at its end of where it is from."""
        texts, writer, notice = self._texts, Writer(self._site, self._words), plan.notice
        number = [writer.run(notice.number)] if notice.number else []
        date = [writer.mark(self._words.date(notice.date))] if notice.date else []
        return {
            "issuer": texts.title([writer.run(self._site.about.issuer)], _ISSUER),
            "imprint": [
                texts.runs([writer.run(plan.short_title)]),
                *(texts.runs(runs) for runs in (number, date) if runs),
            ],
            "colophon": [texts.runs(self._source(writer.run(plan.full_title), number, date))],
        }

    def _source(self, title: Run, number: list[Run], date: list[Run]) -> list[Run]:
        """Return what the sheet is taken from, with number and date as far as the document has them."""
        if number and date:
            return self._texts.sentence("sheet_source", title=[title], number=number, date=date)
        if number or date:
            return self._texts.sentence("sheet_source_of", title=[title], imprint=number or date)
        return self._texts.sentence("sheet_source_bare", title=[title])


class _Rows:
    """Writes the rows of one sheet."""

    def __init__(self, site: Site, words: Words, texts: Texts, plan: Plan, own: frozenset[str]) -> None:
        self.writer = Writer(site, words)
        self._texts = texts
        self._plan = plan
        self._own = own
        label = plan.responsible
        is_word = label is not None and GAP not in "".join(label.values())
        self.head = self.writer.run(label) if label and is_word else self.writer.mark(parties_of(site, words))

    def groups(self, duties: Iterable[Duty]) -> list[SheetGroup]:
        """Return the sections of some clauses, each in as many groups as it has sections within it."""
        groups: list[SheetGroup] = []
        before: Section | None = None
        for (section, subsection), inside in groupby(duties, lambda duty: (duty.section, duty.subsection)):
            title = self._texts.runs(self.writer.heading(section)) if section is not before else []
            group: SheetGroup = {"section": title or None, "items": self._items(inside)}
            if subsection:
                group["subsection"] = self._texts.runs(self.writer.heading(subsection))
            groups.append(group)
            before = section
        return groups

    def _items(self, duties: Iterable[Duty]) -> list[SheetItem]:
        items: list[SheetItem] = []
        for item, inside in groupby(duties, lambda duty: duty.item):
            # The number alone stands above clauses only where they would seem to be the item's before.
            is_headed = bool(item.title or item.lead or (items and items[-1]["title"]))
            items.append(self._item(item, inside, is_headed))
        return items

    def _item(self, item: Item, duties: Iterable[Duty], is_headed: bool) -> SheetItem:
        return {
            "title": self._texts.runs(self.writer.heading(item)) if is_headed else [],
            "lead": self._texts.runs(map(self.writer.run, item.lead)),
            "clauses": [self._clause(duty) for duty in duties],
        }

    def _clause(self, duty: Duty) -> SheetClause:
        clause = duty.clause
        # Who answers by the heading of a section is named in each row: rows may stand without that heading.
        named = (cell(clause.heads, clause, duty.plan, self.writer),) if clause.heads else ()
        return {
            "number": duty.clause.number,
            "text": self._texts.runs([self.writer.run(duty.clause.text)]),
            "parties": [self._line(line) for line in (*named, *on_lines(clause, duty.plan, self.writer))],
        }

    def _line(self, line: tuple[Piece, ...]) -> list[SheetParty]:
        """Return a line of parties, each with what stands behind; a label that is the column's head is left out."""
        parties: list[SheetParty] = []
        for piece in line:
            if piece.is_label and piece.runs[0] == self.head:
                continue
            runs = self._texts.runs(piece.runs)
            if piece.party_id or piece.is_label or not parties:
                parties.append({"name": runs, "mark": [], "is_own": piece.party_id in self._own})
            else:
                parties[-1]["mark"] += runs
        return parties
