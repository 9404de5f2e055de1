"""A plan put together as the document that was issued: its paragraphs, in order, with nothing added."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from macros.i18n.words import ORIGINAL, Words
from macros.plan.annotation import annotation, cell
from macros.plan.runs import Run, RunWriter
from macros.plan.site import Site
from macros.plan.text import Paragraphs, Text
from macros.plan.work_plan import Clause, Column, Duty, Item, Notice, Plan, Section


class Block(NamedTuple):
    """A paragraph: what part of the document it is, the anchor it can be linked by, and its text.

    The text comes in pieces, in every language the same: an item's title, its lead where it has one, and its clauses;
    of a row of a table, its cells.
    """

    part: str
    anchor: str
    pieces: tuple[tuple[Run, ...], ...]

    @property
    def is_row(self) -> bool:
        return self.part in ("head", "row")

    @property
    def runs(self) -> tuple[Run, ...]:
        return tuple(run for piece in self.pieces for run in piece)

    def __str__(self) -> str:
        return "".join(run.text for run in self.runs)


def blocks(plan: Plan, site: Site, words: Words) -> Iterator[Block]:
    """Yield the paragraphs of notice and plan in a language; what is not translated stands in the original."""
    writer = Writer(site, words)
    notice = plan.notice
    yield from writer.front(notice)
    if plan.title:
        yield from writer.end(notice)
        yield from writer.paragraphs("below-title", plan.above_title)
        yield Block("title", "plan", ((writer.run(plan.title),),))
        yield from writer.paragraphs("below-title", plan.below_title)
    yield from writer.paragraphs("body", plan.requirements, "requirements")
    if plan.columns and plan.heads == "once":
        yield writer.heads(plan)
    for part in plan.parts:
        yield from writer.part(part, plan)
    yield from writer.paragraphs("body", plan.closing)
    if not plan.title:
        yield from writer.end(notice)
    yield from writer.foot(notice)


def notice_blocks(plan: Plan, site: Site, words: Words) -> Iterator[Block]:
    """Yield the paragraphs of a plan's notice; of a plan that is a document by itself, those of its front and end."""
    writer = Writer(site, words)
    yield from writer.front(plan.notice)
    yield from writer.end(plan.notice)
    yield from writer.foot(plan.notice)


class Writer(RunWriter):
    """Writes the paragraphs of a document."""

    def front(self, notice: Notice) -> Iterator[Block]:
        """Yield what stands above the plan, or above the signature of its notice."""
        yield from self._line("masthead", notice.masthead)
        yield from self._line("number", notice.number)
        yield Block("title", "notice", ((self.run(notice.title),),))
        yield from self.paragraphs("below-title", notice.below_title)
        if notice.addressees:
            yield Block("addressees", "", ((self.run(notice.addressees), self.own("addressees_end")),))
        yield from self.paragraphs("body", notice.body)

    def end(self, notice: Notice) -> Iterator[Block]:
        """Yield what a notice ends with: its attachments, signature, date and remarks."""
        yield from self.paragraphs("attachments", notice.attachments)
        yield from self.paragraphs("signature", notice.signature)
        if notice.date:
            yield Block("date", "", ((self.mark(self.words.date(notice.date)),),))
        yield from self.paragraphs("body", notice.remarks)

    def foot(self, notice: Notice) -> Iterator[Block]:
        """Yield the last lines of the document: who has copies, and who printed it when."""
        yield from self.paragraphs("copies", Paragraphs(filter(None, (notice.copies, notice.issuing))))

    def _line(self, part: str, text: Text | None) -> Iterator[Block]:
        if text:
            yield Block(part, "", ((self.run(text),),))

    def paragraphs(self, part: str, texts: Paragraphs, anchor: str = "") -> Iterator[Block]:
        for rank, text in enumerate(texts):
            yield Block(part, anchor if rank == 0 else "", ((self.run(text),),))

    def part(self, section: Section, plan: Plan, name: str = "section") -> Iterator[Block]:
        """Yield a section: its heading, its lead, and the sections or items in it."""
        lead = section.lead
        if section.title and not (plan.has_section_cells and section.items):
            yield self.section(section, name)
        elif section.number and lead:
            yield Block("body", section.anchor, ((self._number(section), self.run(lead[0])),))
            lead = Paragraphs(lead[1:])
        yield from self.paragraphs("body", lead)
        for inner in section.sections:
            yield from self.part(inner, plan, "subsection")
        if plan.columns and plan.heads == "each" and section.items:
            yield self.heads(plan)
        for item in section.items:
            yield from self._rows(item, section, plan) if plan.columns else self._item(item, plan)
        yield from self.paragraphs("body", section.closing)

    def heads(self, plan: Plan) -> Block:
        """Return the heads of the columns of a plan that is a table."""
        return Block("head", "", tuple((self.run(column.head),) for column in plan.columns))

    def section(self, section: Section, name: str = "section") -> Block:
        return Block(name, section.anchor, (self.heading(section),))

    def heading(self, entry: Section | Item) -> tuple[Run, ...]:
        """Return the number of a section or an item, and its title, where it has them."""
        number = (self._number(entry),) if entry.number else ()
        return (*number, self.run(entry.title)) if entry.title else number

    def _number(self, entry: Section | Item) -> Run:
        return self.mark(self.words.number_mark(entry))._replace(place=entry.place)

    def _item(self, item: Item, plan: Plan) -> Iterator[Block]:
        """Yield the paragraphs of an item; all of it is one, unless parts of it stand on lines of their own."""
        paragraph: list[tuple[Run, ...]] = []
        part, anchor = "item", item.anchor
        for is_new, pieces in self._pieces(item, plan):
            if is_new and paragraph:
                yield Block(part, anchor, tuple(paragraph))
                paragraph, part, anchor = [], "paragraph", ""
            paragraph += pieces
        yield Block(part, anchor, tuple(paragraph))

    def _pieces(self, item: Item, plan: Plan) -> Iterator[tuple[bool, list[tuple[Run, ...]]]]:
        """Yield the pieces of an item, and whether each begins a paragraph."""
        stands_alone = plan.stops == "text" or bool(item.clauses[0].mark)
        has_own_line = item.title is not None and stands_alone and not ends_itself(item.title[ORIGINAL])
        ending = (self._end(item.title, "item_title_end", plan),) if item.title and not has_own_line else ()
        is_in_title = item.title is not None and plan.annotated == "title"
        behind = self._note(item.clauses[0], plan) if is_in_title else []
        yield True, [(*self.heading(item), *_on_the_same_line(behind), *ending)]
        yield from ((True, [runs]) for is_new, runs in behind if is_new)
        for rank, text in enumerate(item.lead):
            yield rank > 0 or has_own_line, [(self.run(text), self.own("text_join"))]
        for rank, clause in enumerate(item.clauses):
            is_first = rank == 0 and not item.lead
            note = [] if is_in_title and rank == 0 else self._note(clause, plan)
            ends = rank == len(item.clauses) - 1 or bool(item.clauses[rank + 1].mark)
            begins = bool(clause.mark) or (is_first and (has_own_line or any(is_new for is_new, _ in behind)))
            yield begins, [tuple(self._clause(clause, plan, _on_the_same_line(note), ends))]
            yield from ((True, [runs]) for is_new, runs in note if is_new)
        for text in item.closing:
            yield True, [(self.run(text),)]

    def _note(self, clause: Clause, plan: Plan) -> list[tuple[bool, tuple[Run, ...]]]:
        """Return the annotation of a clause in its brackets, or its lines, and whether each is a paragraph."""
        note = annotation(clause, plan, self)
        lines = [tuple(run for piece in line for run in piece.runs) for line in note.lines]
        if not note.brackets:
            return [(True, line) for line in lines]
        opening, closing = map(self.mark, note.brackets)
        return [(False, (opening, *line, closing)) for line in lines]

    def _clause(self, clause: Clause, plan: Plan, note: tuple[Run, ...], is_last: bool) -> Iterator[Run]:
        if clause.mark:
            yield self.mark(self.words.marked(clause.mark, clause.rank))
        is_before = plan.annotated == "before"
        yield from note if is_before else ()
        yield self.run(clause.text)
        yield from () if is_before else note
        ending = self._behind(clause, "item_end" if is_last else "clause_join", plan)
        if not (is_last and ending == self.own("text_join")):
            yield ending

    def _behind(self, clause: Clause, mark: str, plan: Plan) -> Run:
        """Return what stands behind a clause: the mark as issued, or that which its text asks for."""
        if clause.ends != "site" and self.words.language == ORIGINAL:
            return self.mark("" if clause.ends == "none" else clause.ends)
        return self._end(clause.text, mark, plan)

    def _end(self, text: Text, mark: str, plan: Plan) -> Run:
        """Return what stands behind a text: the mark, or, where the text ends in one itself, what joins two texts."""
        has_it = ends_itself(self.run(text).text) or (plan.stops == "text" and self.words.language == ORIGINAL)
        return self.own("text_join" if has_it else mark)

    def _rows(self, item: Item, section: Section, plan: Plan) -> Iterator[Block]:
        """Yield the rows of a table: one for each clause of an item; what is shared with the row above is empty."""
        for rank, clause in enumerate(item.clauses):
            duty = Duty(plan, section, item, clause)
            cells = tuple(() if duty.shares(column.part) else self._cell(column, duty) for column in plan.columns)
            yield Block("row", item.anchor if rank == 0 else "", cells)

    def _cell(self, column: Column, duty: Duty) -> tuple[Run, ...]:
        """Return what a clause has in a column, none where it is empty."""
        plan, section, item, clause, _ = duty
        match column.part:
            case "section":
                return self.heading(section)
            case "number":
                return (self._number(item),) if item.number else ()
            case "title":
                return (self.run(item.title),) if item.title else ()
            case "text":
                return (self.run(clause.text),)
            case "deadline":
                return (self.run(clause.deadline.text),) if clause.deadline else ()
            case "cell":
                return tuple(self.run(own.text) for own in clause.cells if own.column == column.key)
            case role:
                names = cell(getattr(clause, role), clause, plan, self)
                return tuple(run for piece in names for run in piece.runs)


def _on_the_same_line(note: list[tuple[bool, tuple[Run, ...]]]) -> tuple[Run, ...]:
    return tuple(run for is_new, runs in note if not is_new for run in runs)


_OWN_MARK = re.compile(r"[.;:!?\u2026\u3002\uff1b\uff1a\uff01\uff1f][\u201d\u2019\uff09)]*$")


def ends_itself(text: str) -> bool:
    """Return whether a text has its own mark at the end: a stop, a semicolon, a colon or the like."""
    return _OWN_MARK.search(text) is not None


def issued(blocks: Iterable[Block]) -> Iterator[Run]:
    """Yield the runs of a document as they are compared: a tab between two cells, none behind a row's last text."""
    for block in blocks:
        if not block.is_row:
            yield from block.runs
            continue
        filled = [rank for rank, cell in enumerate(block.pieces) if cell]
        for rank, runs in enumerate(block.pieces[: max(filled, default=-1) + 1]):
            yield from (Run("\t", ORIGINAL),) if rank else ()
            yield from runs
