"""The content of each document: the texts of the models and the tool's own messages, in the types of JSON.

A text is a list of runs, each with its language and with the notice that a page shows with it. No text is markup.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from itertools import groupby, zip_longest
from operator import attrgetter
from typing import Any, NotRequired, TypedDict

from macros.i18n.words import ORIGINAL, Words
from macros.pdf import qr_codes
from macros.pdf.titles import lines_of
from macros.plan.annotation import annotation, follows_pattern
from macros.plan.document import Writer, blocks
from macros.plan.model import Branch, Kind, Party
from macros.plan.runs import Run
from macros.plan.site import Site
from macros.plan.text import Text
from macros.plan.work_plan import Duty, Plan, Section

# How many characters fit on a line: of titles of an official document (156 mm of 22 points), of a study sheet's (180 mm
# of 18) and of its issuer (of 12), and of titles, masthead and sections side by side (80 mm of 13.2 and of 12).
_OFFICIAL, _SHEET, _ISSUER = 20, 28, 42
_SIDE = {"title": 17, "masthead": 18, "section": 18}

# In the middle above a date that ends four characters before the edge (GB/T 9704-2012, 7.3.5.1), and that is at least
# as wide as the shortest date (six characters), a line of the signature has so much room.
_SIGNATURE = 2 * 4 + 6

# What a line is not broken in of itself, and how many letters fit into the narrowest column.
_WORD = re.compile(r"[!-~\u00a1-\u1fff]+")
_SHORT_WORD = 7

# What no text contains: it marks the names of a message's arguments.
_GAP = "\ue000"

_WORDS_OF_SHEET = (
    "colon",
    "fills",
    "party_separator",
    "sheet_branch",
    "sheet_date",
    "sheet_name",
    "sheet_notes",
    "sheet_sign_in",
)

JSON = dict[str, Any]


class TextRun(TypedDict):
    """A stretch of text in one language; of a long word in it, the length."""

    text: str
    language: str
    longest_word: NotRequired[int]
    notice: NotRequired[TextRun]
    is_whole: NotRequired[bool]


Runs = list[TextRun]


class Title(TypedDict):
    """A title, line by line."""

    lines: list[Runs]
    notice: NotRequired[TextRun]


class SheetParty(TypedDict):
    """One who answers for a clause, the mark before the next, and whether the sheet is theirs."""

    name: Runs
    mark: Runs
    is_own: bool


class SheetClause(TypedDict):
    """A row of a study sheet."""

    number: str
    text: Runs
    parties: list[SheetParty]


class SheetItem(TypedDict):
    """An item's clauses on a study sheet."""

    title: Runs
    lead: Runs
    clauses: list[SheetClause]


class SheetGroup(TypedDict):
    """A section's items on a study sheet; no section where the whole sheet is one's."""

    section: Runs | None
    items: list[SheetItem]


class Sheet(TypedDict):
    """What every study sheet has below its title."""

    issuer: Title
    imprint: list[Runs]
    count: str
    heads: list[Runs]
    groups: list[SheetGroup]
    colophon: list[Runs]
    page: str
    words: dict[str, str]


class Contents:
    """Writes the contents of documents in one language; each begins with its page's URL, or an empty text."""

    def __init__(self, site: Site, words: Words) -> None:
        self.site = site
        self.words = words
        self._phrases = _phrases(site)
        self._shared = functools.cache(self._of_a_branch)

    def full(self, link: str, plan: Plan) -> JSON:
        """Return a whole plan, block by block."""
        return self._document(
            link,
            self.words.text(plan.full_title),
            [_own(self.words, "print_copy" if self.words.language == ORIGINAL else "translation_notice")],
            blocks=list(self._blocks(plan)),
        )

    def bilingual(self, link: str, plan: Plan, other: Words) -> JSON:
        """Return a whole plan and its translation, row by row."""
        sides = (self.words, other)
        language = self.words.language_name(other.language)
        pairs = zip(*(blocks(plan, self.site, words) for words in sides), strict=True)
        return self._document(
            link,
            self.words.plain("side_by_side_of", plan=self.words.text(plan.full_title), language=language),
            [_own(self.words, "print_copy"), _own(other, "translation_notice")],
            heads=[_own(words, "language_name") for words in sides],
            rows=[
                {
                    "part": pair[0].part,
                    "is_first": rank == 0,
                    "sides": [_runs(block.pieces[rank], words) for block, words in zip(pair, sides, strict=True)],
                    "title": self._title(pair[0].runs, _SIDE[pair[0].part]) if pair[0].part in _SIDE else None,
                }
                for pair in pairs
                for rank in range(len(pair[0].pieces))
            ],
        )

    def section(self, link: str, plan: Plan, section: Section) -> JSON:
        """Return the study sheet of a section, which its title names: it stands in no row."""
        writer = Writer(self.site, self.words)
        body = self._sheet(plan, plan.duties_in(section), frozenset())
        for group in body["groups"]:
            group["section"] = None
        title = self._title(writer.section(section).runs, _SHEET)
        return self._document(link, self.words.heading(section), title=title, has_branch=bool(self.site.kinds), **body)

    def party(self, link: str, party: Party) -> JSON:
        """Return the study sheet of a party: its clauses in the newest plan that has any."""
        own = frozenset({party.id})
        return self._document(
            link,
            self.words.text(party.name),
            title=self._name(party.name),
            has_branch=bool(self.site.kinds),
            **self._sheet(*self._newest(own), own),
        )

    def branch(self, link: str, branch: Branch | Kind) -> JSON:
        """Return the study sheet of a branch or a kind of branch: the clauses of the roles that it fills."""
        return self._document(
            link,
            self.words.text(branch.name),
            title=self._name(branch.name),
            has_branch=isinstance(branch, Kind),
            **self._shared(self.site.roles_of(branch)),
        )

    def _of_a_branch(self, own: frozenset[str]) -> JSON:
        """Return what the sheets of all branches that fill the same roles have in common."""
        return {**self._sheet(*self._newest(own), own), "own": self._names(own)}

    def _newest(self, own: frozenset[str]) -> tuple[Plan, tuple[Duty, ...]]:
        every = self.site.duties_of(own)
        plan = every[0].plan
        return plan, tuple(duty for duty in every if duty.plan is plan)

    def _document(self, link: str, name: str, colophon: list[Runs] | None = None, **content: Any) -> JSON:
        shared: JSON = {"language": self.words.language, "name": name, "link": link}
        if link:
            shared["code"] = {"picture": qr_codes.svg(link), "alternative": self.words.plain("code", address=link)}
        if colophon:
            shared["colophon"] = colophon
        return shared | content

    def _blocks(self, plan: Plan) -> Iterator[JSON]:
        """Yield the blocks of a plan, the signature with the date below it."""
        for block in blocks(plan, self.site, self.words):
            text: JSON = {"part": block.part, "text": _runs(block.runs, self.words)}
            if block.part == "title":
                yield text | {"anchor": block.anchor, "title": self._title(block.runs, _OFFICIAL)}
            elif block.part == "signature":
                signature = text | {"title": self._title(block.runs, _SIGNATURE)}
            elif block.part == "date":
                yield signature | {"date": text["text"]}
            elif block.part == "item":
                title, *rest = block.pieces
                following = (run for piece in rest for run in piece)
                yield text | {"title": _runs(title, self.words), "text": _runs(following, self.words)}
            else:
                yield text

    def _title(self, runs: Iterable[Run], most: float) -> Title:
        """Return a title with its lines, where it is in Chinese; others are broken by their words' true widths."""
        *marks, run = runs
        own = "".join(mark.text for mark in marks if mark.language == run.language) + run.text
        lines = lines_of(own, most, self._phrases) if run.language == ORIGINAL else (own,)
        first, *others = [[_run(line, run.language)] for line in lines]
        foreign = [_run(mark.text, mark.language) for mark in marks if mark.language != run.language]
        title: Title = {"lines": [[*foreign, *first], *others]}
        if run.notice:
            title["notice"] = _notice(run, self.words)
        return title

    def _name(self, name: Text) -> Title:
        return self._title([Writer(self.site, self.words).run(name)], _SHEET)

    def _sheet(self, plan: Plan, duties: tuple[Duty, ...], own: frozenset[str]) -> Sheet:
        writer, words = Writer(self.site, self.words), self.words
        notice = plan.notice
        number = [writer.run(notice.number)] if notice.number else []
        date = [writer.mark(words.date(notice.date))] if notice.date else []
        source = {"title": [writer.run(plan.full_title)], "number": number, "date": date}
        return {
            "issuer": self._title([writer.run(self.site.about.issuer)], _ISSUER),
            "imprint": [
                _own(words, "sheet"),
                _runs([writer.run(plan.short_title)], words),
                *(_runs(runs, words) for runs in (number, date) if runs),
            ],
            "count": words.plain("clauses_of", count=len(duties), total=len(plan.duties)),
            "heads": [
                _own(words, "sheet_number"),
                _own(words, "sheet_task"),
                _runs([writer.run(plan.responsible)], words) if plan.responsible else _own(words, "people"),
                _own(words, "sheet_done"),
                _own(words, "sheet_remarks"),
            ],
            "groups": [
                self._group(writer, section, tuple(in_section), own)
                for section, in_section in groupby(duties, attrgetter("section"))
            ],
            "colophon": [_runs(_sentence(words, "sheet_source", **source), words)],
            "page": words.plain("sheet_page", page="{page}", pages="{pages}"),
            "words": {key: words.plain(key) for key in _WORDS_OF_SHEET},
        }

    def _group(self, writer: Writer, section: Section, duties: tuple[Duty, ...], own: frozenset[str]) -> SheetGroup:
        return {
            "section": _runs(writer.section(section).runs, self.words),
            "items": [
                {
                    "title": _runs(writer.heading(item), self.words),
                    "lead": _runs(map(writer.run, item.lead), self.words),
                    "clauses": [self._clause(writer, duty, own) for duty in in_item],
                }
                for item, in_item in groupby(duties, attrgetter("item"))
            ],
        }

    def _clause(self, writer: Writer, duty: Duty, own: frozenset[str]) -> SheetClause:
        return {
            "number": duty.clause.number,
            "text": _runs([writer.run(duty.clause.text)], self.words),
            "parties": self._parties(writer, duty, own),
        }

    def _parties(self, writer: Writer, duty: Duty, own: frozenset[str]) -> list[SheetParty]:
        """Return who has part in a clause, each with what stands behind; the column's head is the label."""
        parties: list[SheetParty] = []
        for piece in annotation(duty.clause, duty.plan, writer).pieces:
            runs = _runs(piece.runs, self.words)
            if piece.party_id or not parties:
                parties.append({"name": runs, "mark": [], "is_own": piece.party_id in own})
            else:
                parties[-1]["mark"] += runs
        is_labelled_by_head = follows_pattern(duty.clause, duty.plan)
        return parties[1:] if is_labelled_by_head else parties

    def _names(self, own: frozenset[str]) -> list[Runs]:
        writer = Writer(self.site, self.words)
        return [_runs([writer.run(party.name)], self.words) for party in self.site.parties.values() if party.id in own]


def _phrases(site: Site) -> tuple[str, ...]:
    """Return the names and set phrases of a site: a line of a title should not end inside one."""
    texts = (
        site.about.issuer,
        *(plan.short_title for plan in site.plans),
        *(party.name for party in site.parties.values()),
    )
    forms = (form for term in site.terms for form in term.forms(ORIGINAL))
    return (*(str(text[ORIGINAL]) for text in texts), *map(str, forms))


def _runs(runs: Iterable[Run], words: Words) -> Runs:
    return [_shown(run, words) for run in runs]


def _shown(run: Run, words: Words) -> TextRun:
    shown = _run(run.text, run.language)
    if run.notice:
        shown["notice"] = _notice(run, words)
    elif run.language != words.language:
        # A name in the original beside its translation.
        shown["is_whole"] = True
    return shown


def _run(text: str, language: str) -> TextRun:
    run: TextRun = {"text": str(text), "language": language}
    longest = max(map(len, _WORD.findall(text)), default=0)
    if longest > _SHORT_WORD:
        run["longest_word"] = longest
    return run


def _notice(run: Run, words: Words) -> TextRun:
    return _run(words.plain(run.notice), words.language)


def _own(words: Words, key: str) -> Runs:
    """Return one of the tool's messages as a text."""
    return _runs(_sentence(words, key), words)


def _sentence(words: Words, key: str, **texts: list[Run]) -> list[Run]:
    """Return one of the tool's messages with texts of the data as arguments, each in its own language."""
    pieces = words.plain(key, **{name: f"{_GAP}{name}{_GAP}" for name in texts}).split(_GAP)
    own = [[Run(piece, words.language)] if piece else [] for piece in pieces[::2]]
    named = [texts[name] for name in pieces[1::2]]
    none: list[Run] = []
    return [run for pair in zip_longest(own, named, fillvalue=none) for runs in pair for run in runs]
