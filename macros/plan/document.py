"""A plan put together as the document that was issued: its paragraphs, in order, with nothing added."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from macros.i18n.problem import Place
from macros.i18n.words import ORIGINAL, Words
from macros.plan.model import Clause, Item, Party, Plan, Reference, Section
from macros.plan.site import Site
from macros.plan.text import Text


class Run(NamedTuple):
    """A stretch of text in one language; its source location, unless it is the tool's own punctuation.

    `notice` is the key of the message that it is untranslated or outdated. The source location of a party's name is
    where a clause refers to it; `party_id` is the party.
    """

    text: str
    language: str
    place: Place | None = None
    notice: str = ""
    party_id: str = ""


class Block(NamedTuple):
    """A paragraph: what part of the document it is, the anchor it can be linked by, and its text.

    The text comes in pieces, in every language the same: an item's title, its lead where it has one, and its clauses.
    """

    part: str
    anchor: str
    pieces: tuple[tuple[Run, ...], ...]

    @property
    def runs(self) -> tuple[Run, ...]:
        return tuple(run for piece in self.pieces for run in piece)

    def __str__(self) -> str:
        return "".join(run.text for run in self.runs)


class Name(NamedTuple):
    """A party where a clause names it: its name, and the mark between it and the next."""

    party_id: Reference
    runs: tuple[Run, ...]
    mark: tuple[Run, ...]


class Responsible(NamedTuple):
    """The line that names who answers for a clause, in the issued order, with its label and that one's colon."""

    label: tuple[Run, ...]
    names: tuple[Name, ...]

    @property
    def runs(self) -> tuple[Run, ...]:
        return (*self.label, *(run for name in self.names for run in (*name.runs, *name.mark)))


def blocks(plan: Plan, site: Site, words: Words) -> Iterator[Block]:
    """Yield the paragraphs of notice and plan in a language; what is not translated stands in the original."""
    writer = Writer(site, words)
    notice = plan.notice
    yield Block("masthead", "", ((writer.run(notice.masthead),),))
    yield Block("number", "", ((writer.run(notice.number),),))
    yield Block("title", "notice", ((writer.run(notice.title),),))
    yield Block("addressees", "", ((writer.run(notice.addressees), writer.own("addressees_end")),))
    yield Block("body", "", ((writer.run(notice.body),),))
    yield Block("signature", "", ((writer.run(notice.signature),),))
    yield Block("date", "", ((Run(words.date(notice.date), words.language),),))
    yield Block("title", "plan", ((writer.run(plan.title),),))
    yield Block("body", "requirements", ((writer.run(plan.requirements),),))
    for section in plan.sections:
        yield writer.section(section)
        for item in section.items:
            yield Block("item", item.anchor, tuple(writer.item(item, plan)))


# The marks of the line that names who answers for a clause, as words of the locales.
_BRACKETS = ("responsible_open", "responsible_close")
_AFTER_LABEL, _BETWEEN_NAMES = "colon", "party_separator"


def responsible_pattern(words: Words) -> tuple[str, str]:
    """Return the line as it stands behind a clause, with {0} for label and {1} for names, and the names' separator."""
    opening, closing, colon, separator = (words.plain(mark) for mark in (*_BRACKETS, _AFTER_LABEL, _BETWEEN_NAMES))
    return f"{opening}{{0}}{colon}{{1}}{closing}", separator


class Writer:
    """Writes texts of the data and the tool's own punctuation as runs, for one document in one language.

    A person's name in the original stands beside its translation where the document first mentions it, unless the whole
    original stands beside it anyway.
    """

    def __init__(self, site: Site, words: Words, is_beside_original: bool = False) -> None:
        self.site = site
        self.words = words
        self._is_beside_original = is_beside_original
        self._mentioned: set[str] = set()

    def run(self, text: Text) -> Run:
        shown, language, notice = text.shown_in(self.words.language)
        return Run(shown, language, shown.place, notice)

    def own(self, key: str, **values: object) -> Run:
        return Run(self.words.plain(key, **values), self.words.language)

    def section(self, section: Section) -> Block:
        mark = self.own("section_mark", numeral=self.words.numeral(section.number))
        return Block("section", f"section-{section.number}", ((mark, self.run(section.title)),))

    def item_title(self, item: Item) -> tuple[Run, ...]:
        return self.own("item_mark", number=item.number), self.run(item.title)

    def item(self, item: Item, plan: Plan) -> Iterator[tuple[Run, ...]]:
        yield (*self.item_title(item), self.own("item_title_end"))
        if item.lead:
            yield self.run(item.lead), self.own("lead_end")
        for clause in item.clauses:
            end = "item_end" if clause is item.clauses[-1] else "clause_join"
            yield (*self.clause(clause, plan), self.own(end))

    def clause(self, clause: Clause, plan: Plan) -> Iterator[Run]:
        opening, closing = (self.own(mark) for mark in _BRACKETS)
        yield from (self.run(clause.text), opening, *self.responsible(clause, plan).runs, closing)

    def responsible(self, clause: Clause, plan: Plan) -> Responsible:
        label = (self.run(plan.responsible), self.own(_AFTER_LABEL))
        between = (self.own(_BETWEEN_NAMES),)
        last = len(clause.responsible) - 1
        return Responsible(
            label,
            tuple(
                Name(party_id, tuple(self.name(party_id)), between if rank < last else ())
                for rank, party_id in enumerate(clause.responsible)
            ),
        )

    def name(self, party_id: Reference) -> Iterator[Run]:
        party = self.site.parties[party_id]
        yield self.run(party.name)._replace(place=party_id.place, party_id=party_id)
        if self._is_first_mention(party):
            self._mentioned.add(party_id)
            yield self.own("original_open")
            yield Run(party.name[ORIGINAL], ORIGINAL, party_id.place)
            yield self.own("original_close")

    def _is_first_mention(self, party: Party) -> bool:
        is_missing = not self._is_beside_original and party.id not in self._mentioned
        return is_missing and party.has_original_beside(self.words.language)
