"""A plan as the search knows it: each text once, in the issued order, and nothing that the scripts can work out.

Sections are numbered from 1, items are at the anchor of their number, clauses are numbered within their item, and who
answers stands behind a label in brackets; where that is otherwise, an entry says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from macros.i18n.words import Words
from macros.plan.annotation import GAP, Piece, annotation, follows_pattern
from macros.plan.runs import RunWriter
from macros.plan.site import Site
from macros.plan.text import Text
from macros.plan.work_plan import Clause, Item, Plan, Section


def indexed(plan: Plan, site: Site, words: Words) -> list[Any]:
    """Return a plan as docs/search/types.d.ts has it."""
    writer = _Writer(plan, site, words)
    notice = plan.notice
    title = words.text(plan.short_title)
    return [
        plan.year,
        words.plain("draft_of", title=title) if plan.draft else title,
        words.text(plan.responsible) if plan.responsible and GAP not in words.text(plan.responsible) else "",
        _notice(plan, words),
        _lines(words, *plan.requirements),
        [writer.section(section, rank) for rank, section in enumerate(plan.parts, start=1)],
        *_more(
            closing=_lines(words, *plan.closing),
            end=_lines(words, notice.copies, notice.issuing),
            draft=int(plan.draft),
        ),
    ]


def _lines(words: Words, *texts: Text | None) -> str:
    return "\n".join(words.text(text) for text in texts if text)


def _notice(plan: Plan, words: Words) -> str:
    notice = plan.notice
    front = (notice.masthead, notice.number, notice.title, *notice.below_title, notice.addressees, *notice.body)
    date = [words.date(notice.date)] if notice.date else []
    own = _lines(words, plan.title, *plan.below_title)
    return "\n".join([_lines(words, *front, *notice.attachments, *notice.signature), *date, *([own] if own else [])])


def _more(**values: Any) -> list[dict[str, Any]]:
    """Return what an entry says besides, in a list; nothing where it is as usual."""
    said = {key: value for key, value in values.items() if value not in ("", [], 0)}
    return [said] if said else []


class _Writer:
    """Writes the sections of a plan for the index."""

    def __init__(self, plan: Plan, site: Site, words: Words) -> None:
        self._plan = plan
        self._words = words
        self._runs = RunWriter(site, words)
        self._ranks: Mapping[str, int] = {party_id: rank for rank, party_id in enumerate(site.parties)}
        self._names = [words.text(party.name) for party in site.parties.values()]

    def section(self, section: Section, rank: int | None = None) -> list[Any]:
        """Return a section; `rank` is its place where it has a page of its own."""
        words, address = self._words, section.address.removeprefix(self._plan.address)
        number = section.anchor.removeprefix("section-").replace("-", ".")
        is_usual = (address, number) == (f"sections/{rank}/", str(rank))
        texts = {"lead": _lines(words, *section.lead), "closing": _lines(words, *section.closing)}
        needs_head = not section.title and (section.number or any(texts.values()))
        return [
            self._heading(section),
            [self._item(item) for item in section.items],
            *_more(
                at="" if is_usual else address if rank else f"#{section.anchor}",
                number="" if is_usual or not number[-1].isdigit() else number,
                head=words.heading(section) if needs_head else "",
                sections=[self.section(inner) for inner in section.sections],
                **texts,
            ),
        ]

    def _heading(self, entry: Section | Item) -> str:
        """Return number and title; of an entry without a title the number alone, since its text follows."""
        return self._words.heading(entry) if entry.title else self._words.number_mark(entry)

    def _item(self, item: Item) -> list[Any]:
        words, mark = self._words, self._words.number_mark(item)
        numbers = [str(clause.number) for clause in item.clauses]
        usual = [f"{item.label}.{place}" for place in range(1, len(numbers) + 1)]
        return [
            item.number if item.label == str(item.number) else item.label,
            self._heading(item),
            _lines(words, *item.lead),
            [[words.text(clause.text), *self._parties(clause)] for clause in item.clauses],
            *_more(
                numbers=[] if numbers == usual else numbers,
                head="" if item.title else words.heading(item),
                mark="" if mark.strip() in ("", f"{item.number}.") else mark,
                closing=_lines(words, *item.closing),
            ),
        ]

    def _parties(self, clause: Clause) -> Iterator[Any]:
        """Yield the ranks of a clause's parties.

        Where they do not stand behind one label, these are the pieces of its annotation, of which the first is a text;
        a party that is printed otherwise than by its name is its rank and what is printed.
        """
        if follows_pattern(clause, self._plan):
            return iter([self._ranks[party_id] for party_id in clause.party_ids])
        return self._joined(self._pieces(clause))

    def _pieces(self, clause: Clause) -> Iterator[Any]:
        note = annotation(clause, self._plan, self._runs)
        opening, closing = note.brackets or ("", "")
        for rank, line in enumerate(note.lines):
            yield opening if note.brackets and rank == 0 else "\n"
            yield from map(self._piece, line)
        if note.lines:
            yield closing
        named = {piece.party_id for piece in note.pieces}
        yield from ([self._ranks[party_id], ""] for party_id in clause.party_ids if party_id not in named)

    def _piece(self, piece: Piece) -> Any:
        if piece.party_id is None:
            return "".join(run.text for run in piece.runs)
        rank, printed = self._ranks[piece.party_id], piece.runs[0].text
        return rank if self._names[rank] == printed else [rank, printed]

    def _joined(self, pieces: Iterable[Any]) -> Iterator[Any]:
        """Yield pieces with texts that follow each other as one, and without an empty one at the end."""
        joined: list[Any] = []
        for piece in pieces:
            if isinstance(piece, str) and joined and isinstance(joined[-1], str):
                joined[-1] += piece
            else:
                joined.append(piece)
        yield from joined[:-1] if joined[-1:] == [""] else joined
