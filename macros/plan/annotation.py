"""The annotation of a clause: who has part in it and until when it is to be done, as it stands behind the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, get_args

from macros.i18n.words import ORIGINAL, Words
from macros.plan.model import Reference
from macros.plan.runs import Run, RunWriter
from macros.plan.text import Text
from macros.plan.work_plan import Brackets, Clause, Plan

#: In a label, where the names stand.
GAP = "{}"

#: The setting for marks that a plan does without, and for an annotation on one line without brackets.
_NONE, _LINE = "none", "line"

# An annotation that is given with its brackets begins with one of these.
_OPENING = tuple(pair[0] for pair in get_args(Brackets) if pair not in (_NONE, _LINE))


class Piece(NamedTuple):
    """A piece of an annotation: a label, a party where a clause names it, or what stands between or around."""

    runs: tuple[Run, ...]
    party_id: Reference | None = None
    is_label: bool = False


class Annotation(NamedTuple):
    """What stands behind a clause, and the brackets around it; without those, each line is a paragraph."""

    lines: tuple[tuple[Piece, ...], ...]
    brackets: tuple[str, str] | None

    @property
    def pieces(self) -> tuple[Piece, ...]:
        return tuple(piece for line in self.lines for piece in line)


def pattern(words: Words) -> tuple[str, str]:
    """Return how names behind a label stand by default, with {0} for label and {1} for names, and their separator."""
    (opening, closing), colon, separator = _brackets(words), words.plain("colon"), words.plain("party_separator")
    return f"{opening}{{0}}{colon}{{1}}{closing}", separator


def follows_pattern(clause: Clause, plan: Plan) -> bool:
    """Return whether a clause's annotation is one label and the names behind it, in the default marks."""
    is_plain = [role for role, _ in clause.groups] == ["responsible"] and not (clause.deadline and plan.deadline)
    has_label = plan.responsible is not None and GAP not in "".join(plan.responsible.values())
    is_derived = not (clause.printed or plan.columns)
    return is_plain and has_label and is_derived and (plan.brackets, plan.separator) == _DEFAULT


_DEFAULT = (Plan.brackets, Plan.separator)


def annotation(clause: Clause, plan: Plan, writer: RunWriter) -> Annotation:
    """Return the annotation of a clause in the writer's language; without lines where there is none.

    Of a plan that is a table, it says on a line for each column what stands there, behind the column's head.
    """
    if clause.printed and not plan.columns:
        return _as_printed(clause.printed, clause, plan, writer)
    parts = on_lines(clause, plan, writer)
    if plan.brackets == _NONE or plan.columns:
        return Annotation(parts, None)
    joined = tuple(_joined(parts, writer))
    return Annotation(joined, None if plan.brackets == _LINE else _brackets(writer.words, plan))


def on_lines(clause: Clause, plan: Plan, writer: RunWriter) -> tuple[tuple[Piece, ...], ...]:
    """Return what stands behind a clause without brackets, on a line for each label."""
    if clause.printed and not plan.columns:
        return _as_printed(clause.printed, clause, plan, writer).lines
    return tuple(_parts(clause, plan, writer))


def cell(party_ids: tuple[Reference, ...], clause: Clause, plan: Plan, writer: RunWriter) -> tuple[Piece, ...]:
    """Return the parties of a cell of a table, as printed where that is given."""
    if clause.printed:
        run = writer.run(clause.printed)
        printed = dict(printed_parts(clause, plan, run.text, run.language))
        if party_ids in printed:
            return tuple(_found(run._replace(text=printed[party_ids]), clause, writer))
    return tuple(_names(party_ids, plan, writer))


def printed_parts(clause: Clause, plan: Plan, printed: str, language: str) -> list[tuple[tuple[Reference, ...], str]]:
    """Return what is printed of parties, each part with those of whom it is.

    It is one, but in a table one for each cell that names parties, in the order of the columns, and none where there
    are not as many parts, with semicolons between them, as cells.
    """
    parts = [column.part for column in plan.columns]
    cells = [party_ids for _, party_ids in sorted(clause.groups, key=lambda group: (*parts, group[0]).index(group[0]))]
    if not parts or len(cells) < 2:
        return [(clause.party_ids, printed)]
    pieces = printed.split(Words(language).plain("sentence_separator"))
    return list(zip(cells, pieces, strict=True)) if len(pieces) == len(cells) else []


def _brackets(words: Words, plan: Plan | None = None) -> tuple[str, str]:
    """Return the brackets around an annotation: the plan's in the original, and the language's own in others."""
    if plan and words.language == ORIGINAL:
        return plan.brackets[0], plan.brackets[1]
    return words.plain("responsible_open"), words.plain("responsible_close")


def _parts(clause: Clause, plan: Plan, writer: RunWriter) -> Iterator[tuple[Piece, ...]]:
    for role, party_ids in clause.groups:
        yield tuple(_labelled(plan.label_of(role), cell(party_ids, clause, plan, writer), writer))
    label = plan.label_of("deadline")
    if clause.deadline and label:
        yield tuple(_labelled(label, (Piece((writer.run(clause.deadline.text),)),), writer))
    for own in clause.cells:
        head = next((column.head for column in plan.columns if column.key == own.column), None)
        yield tuple(_labelled(head, (Piece((writer.run(own.text),)),), writer))


def _labelled(label: Text | None, named: tuple[Piece, ...], writer: RunWriter) -> Iterator[Piece]:
    """Yield a label with a colon and what it names; with a gap in it, what it names in that place."""
    if label is None:
        yield from named
        return
    run = writer.run(label)
    before, gap, after = run.text.partition(GAP)
    if not gap:
        yield Piece((run, writer.own("colon")), is_label=True)
        yield from named
        return
    around = [Piece((run._replace(text=text),), is_label=True) if text else None for text in (before, after)]
    yield from (piece for piece in (around[0], *named, around[1]) if piece)


def _names(party_ids: Sequence[Reference], plan: Plan, writer: RunWriter) -> Iterator[Piece]:
    for rank, party_id in enumerate(party_ids):
        if rank:
            yield Piece((writer.mark(_separator(plan, writer.words)),))
        yield Piece(tuple(writer.name(party_id)), party_id)


def _separator(plan: Plan, words: Words) -> str:
    if words.language != ORIGINAL:
        return words.plain("party_separator")
    return " " if plan.separator == _NONE else plan.separator


def _joined(parts: tuple[tuple[Piece, ...], ...], writer: RunWriter) -> Iterator[tuple[Piece, ...]]:
    """Yield all parts as one line: a semicolon between labels, a comma behind a verb."""
    line: list[Piece] = []
    for part in parts:
        if line:
            line.append(Piece((writer.own("comma" if line[-1].is_label else "sentence_separator"),)))
        line += part
    if line:
        yield tuple(line)


def _as_printed(printed: Text, clause: Clause, plan: Plan, writer: RunWriter) -> Annotation:
    """Return an annotation as it was issued, with the parties found in it by their names and variants."""
    run = writer.run(printed)
    line = tuple(_found(run, clause, writer))
    if plan.brackets in (_NONE, _LINE):
        return Annotation((line,), None)
    has_own = run.language == ORIGINAL and run.text.startswith(_OPENING)
    return Annotation((line,), ("", "") if has_own else _brackets(writer.words, plan))


def _found(run: Run, clause: Clause, writer: RunWriter) -> Iterator[Piece]:
    forms = {
        form: party_id for party_id in clause.party_ids for form in writer.site.parties[party_id].forms(run.language)
    }
    *before, last = _split(run.text, forms)
    for text in before:
        yield Piece((run._replace(text=text, notice="", party_id=forms.get(text, "")),), forms.get(text))
    yield Piece((run._replace(text=last, party_id=forms.get(last, "")),), forms.get(last))


def _split(text: str, forms: Mapping[str, Reference]) -> list[str]:
    """Return a text in pieces, of which those among the forms stand alone; the longest form is taken first."""
    if not forms:
        return [text]
    longest_first = sorted(map(re.escape, forms), key=len, reverse=True)
    return [piece for piece in re.split(f"({'|'.join(longest_first)})", text) if piece]
