"""The content of each document: the texts of the models and the tool's own messages, in the types of JSON.

A text is a list of runs, each with its language and with the notice that a page shows with it. No text is markup.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any

from macros.i18n.words import ORIGINAL, Words
from macros.pdf import qr_codes
from macros.pdf.issued_blocks import leveled, official
from macros.pdf.sheets import Sheets
from macros.pdf.texts import JSON, Runs, Texts
from macros.plan.document import Block, Writer, blocks
from macros.plan.matrix import Matrix, matrix
from macros.plan.model import Branch, Kind, Party
from macros.plan.runs import Run
from macros.plan.site import Site
from macros.plan.text import Text
from macros.plan.work_plan import Duty, Plan, Section

# How many characters fit on a line: of a study sheet's titles (180 mm of 18 points), and of titles, masthead and
# sections side by side (80 mm of 13.2 and of 12).
_SHEET = 28
_SIDE = {"title": 17, "masthead": 18, "section": 18, "subsection": 18}


class Contents:
    """Writes the contents of documents in one language; each begins with its page's URL, or an empty text."""

    def __init__(self, site: Site, words: Words) -> None:
        self.site = site
        self.words = words
        self._texts = Texts(site, words)
        self._sheets = Sheets(site, words, self._texts)
        self._shared = functools.cache(self._of_a_branch)

    def full(self, link: str, plan: Plan) -> JSON:
        """Return a whole plan, block by block."""
        every = list(official(blocks(plan, self.site, self.words), plan, self._texts))
        return self._document(
            link,
            plan,
            self.words.text(plan.full_title),
            colophon=[self._texts.own("print_copy" if self.words.language == ORIGINAL else "translation_notice")],
            blocks=[block for block in every if block["part"] != "copies"],
            copies=[block["text"] for block in every if block["part"] == "copies"],
        )

    def bilingual(self, link: str, plan: Plan, other: Words) -> JSON:
        """Return a whole plan and its translation, row by row."""
        sides = (self._texts, Texts(self.site, other))
        language = self.words.language_name(other.language)
        return self._document(
            link,
            plan,
            self.words.plain("side_by_side_of", plan=self.words.text(plan.full_title), language=language),
            colophon=[sides[0].own("print_copy"), sides[1].own("translation_notice")],
            heads=[texts.own("language_name") for texts in sides],
            rows=list(self._rows(plan, sides)),
        )

    def matrix(self, link: str, plan: Plan) -> JSON:
        """Return the responsibility matrix of a plan: a mark, or none, for each of its parties in each clause."""
        table, writer = matrix(plan, self.site, self.words), Writer(self.site, self.words)
        name = self.words.plain("matrix_of", plan=self.words.text(plan.short_title))
        return self._document(
            link,
            plan,
            name,
            **self._sheets.origin(plan),
            title=self._texts.title([writer.mark(name)], _SHEET),
            corner=self._texts.own("clause"),
            total=self._texts.own("total"),
            parties=[self._texts.runs([writer.run(self.site.parties[party].name)]) for party in table.party_ids],
            counts=[len(plan.duties_of(party)) for party in table.party_ids],
            rows=list(self._marked(table, plan, writer)),
            page=self.words.plain("sheet_page", page="{page}", pages="{pages}"),
            legend=[[mark.form, mark.meaning] for mark in table.marks.values() if len(table.marks) > 1],
        )

    def _marked(self, table: Matrix, plan: Plan, writer: Writer) -> Iterator[JSON]:
        """Yield the rows of a matrix: what clauses stand below, and each clause by its number or its item's title."""
        for rows in table.rows:
            if rows.headings:
                yield {"heading": self._texts.runs([*writer.heading(rows.headings[-1])])}
            for duty in rows.duties:
                is_named = duty.is_item and duty.item.title
                roles = [plan.role_in(duty.clause, party) for party in table.party_ids]
                yield {
                    "number": self._texts.runs(
                        writer.heading(duty.item) if is_named else [writer.mark(duty.clause.number)]
                    ),
                    "marks": [table.marks[role].form or "leads" if role else "" for role in roles],
                }

    def section(self, link: str, plan: Plan, section: Section) -> JSON:
        """Return the study sheet of a section, which its title names: it stands in no row."""
        writer = Writer(self.site, self.words)
        body = self._sheets.sheet(plan, plan.duties_in(section), frozenset())
        for group in body["groups"]:
            group["section"] = None
        return self._document(
            link,
            plan,
            self.words.heading(section) if section.title or section.number else self.words.text(plan.full_title),
            title=self._texts.title(self._title_of(section, plan, writer), _SHEET),
            has_branch=bool(self.site.kinds),
            lead=[self._texts.runs([writer.run(text)]) for text in section.lead],
            **body,
        )

    def party(self, link: str, party: Party) -> JSON:
        """Return the study sheet of a party: its clauses in the newest plan that has any."""
        own = frozenset({party.id})
        plan, duties = self._newest(own)
        return self._document(
            link,
            plan,
            self.words.text(party.name),
            title=self._name(party.name),
            has_branch=bool(self.site.kinds),
            **self._sheets.sheet(plan, duties, own),
        )

    def branch(self, link: str, branch: Branch | Kind) -> JSON:
        """Return the study sheet of a branch or a kind of branch: the clauses of the roles that it fills."""
        own = self.site.roles_of(branch)
        return self._document(
            link,
            self._newest(own)[0],
            self.words.text(branch.name),
            title=self._name(branch.name),
            has_branch=isinstance(branch, Kind),
            **self._shared(own),
        )

    def _of_a_branch(self, own: frozenset[str]) -> JSON:
        """Return what the sheets of all branches that fill the same roles have in common."""
        return {**self._sheets.sheet(*self._newest(own), own), "own": self._names(own)}

    def _newest(self, own: frozenset[str]) -> tuple[Plan, tuple[Duty, ...]]:
        every = self.site.duties_of(own)
        plan = next((duty.plan for duty in every if not duty.plan.draft), every[0].plan)
        return plan, tuple(duty for duty in every if duty.plan is plan)

    def _document(self, link: str, plan: Plan, name: str, **content: Any) -> JSON:
        """Return the content of a document by its name, which says of a draft that it is one, as each page does."""
        shared: JSON = {"language": self.words.language, "name": name, "link": link}
        if plan.draft:
            shared |= {"name": self.words.plain("draft_of", title=name), "draft": self.words.plain("draft")}
        if link:
            shared["code"] = {"picture": qr_codes.svg(link), "alternative": self.words.plain("code", address=link)}
        return shared | content

    def _rows(self, plan: Plan, sides: tuple[Texts, Texts]) -> Iterator[JSON]:
        """Yield the rows of a plan side by side: a paragraph, an item's title, a clause or a cell of a table."""
        left, right = (leveled(blocks(plan, self.site, texts.words), plan) for texts in sides)
        heads: tuple[tuple[tuple[Run, ...], ...], ...] = ()
        for (block, level), (other, _) in zip(left, right, strict=True):
            if block.part == "head":
                heads = (block.pieces, other.pieces)
            elif block.part == "row":
                yield from _cells((block, other), heads, sides)
            else:
                yield from _pieces((block, other), level, sides)

    def _title_of(self, section: Section, plan: Plan, writer: Writer) -> tuple[Run, ...]:
        """Return the title of a section; without one its first words, and of a plan without sections the plan's."""
        if section.title:
            return writer.heading(section)
        if not section.number:
            return (writer.run(plan.full_title),)
        opening = section.opening
        language = opening.shown_in(self.words.language).language if opening else self.words.language
        return (*writer.heading(section), Run(self.words.title(section), language))

    def _name(self, name: Text) -> Any:
        return self._texts.title([Writer(self.site, self.words).run(name)], _SHEET)

    def _names(self, own: frozenset[str]) -> list[Runs]:
        writer = Writer(self.site, self.words)
        return [self._texts.runs([writer.run(party.name)]) for party in self.site.parties.values() if party.id in own]


def _pieces(pair: tuple[Block, Block], level: int, sides: tuple[Texts, Texts]) -> Iterator[JSON]:
    """Yield a row for each piece of a block."""
    part = pair[0].part
    for rank in range(len(pair[0].pieces)):
        yield {
            "part": part,
            "level": level,
            "is_first": rank == 0,
            "sides": [texts.runs(block.pieces[rank]) for block, texts in zip(pair, sides, strict=True)],
            "title": sides[0].title(pair[0].runs, _SIDE[part]) if part in _SIDE else None,
        }


def _cells(
    pair: tuple[Block, Block], heads: tuple[tuple[tuple[Run, ...], ...], ...], sides: tuple[Texts, Texts]
) -> Iterator[JSON]:
    """Yield a row for each cell of a row of a table that has something in it, behind the head of its column."""
    filled = [rank for rank, cell in enumerate(pair[0].pieces) if cell]
    for rank in filled:
        yield {
            "part": "cell",
            "level": 0,
            "is_first": rank == filled[0],
            "sides": [
                texts.runs((*head[rank], *texts.sentence("colon"), *block.pieces[rank]))
                for block, head, texts in zip(pair, heads, sides, strict=True)
            ],
            "title": None,
        }
