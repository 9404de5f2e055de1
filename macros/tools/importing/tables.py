"""A plan that is a table: its columns by their heads, and an item or a clause for each row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from macros.i18n import numerals
from macros.plan.work_plan import ROLES
from macros.tools.importing.annotations import TOLD_ROLES
from macros.tools.importing.doubts import Doubt
from macros.tools.importing.marks import mark_of
from macros.tools.importing.names import names_in
from macros.tools.importing.paragraphs import Paragraph, is_heads
from macros.tools.importing.parts import OWN_COLUMN, ClausePart, ItemPart, PlanPart, SectionPart
from macros.tools.importing.tidy import finished
from macros.tools.importing.vocabulary import table, word

_SIGNS = {"\u3001": "", "\uff0c": "\uff0c", "\uff1b": "\uff1b", " ": "none"}


def fill(plan: PlanPart, paragraphs: Sequence[Paragraph]) -> None:
    """Put the rows of a table into a plan; what stands before it is its requirements."""
    heads = next(at for at, one in enumerate(paragraphs) if is_heads(one.cells))
    plan.requirements += [finished(f"{one.printed_mark}{one.text}") for one in paragraphs[:heads]]
    parts = parts_of(paragraphs[heads].cells)
    for part, head in zip(parts, paragraphs[heads].cells, strict=True):
        if part:
            plan.columns.append((part, finished(head)))
        if part.startswith(OWN_COLUMN):
            plan.doubt("column", head, paragraphs[heads].line)
    if any(part != _natural_part(head, part) for part, head in zip(parts, paragraphs[heads].cells, strict=True)):
        plan.doubt("columns", " ".join(paragraphs[heads].cells), paragraphs[heads].line)
    _Rows(plan, parts).fill(paragraphs[heads + 1 :], paragraphs[heads].cells)


def parts_of(heads: Sequence[str]) -> list[str]:
    """Return what stands in each column, by the heads: a part of the model, or a name of the table's own.

    Of more than three columns of parties, one is of those who oversee. A column without a head is none.
    """
    expressions = table("columns")
    bare = [head.replace(" ", "") for head in heads]
    found = [""] * len(bare)
    tasks = [
        at for at, head in enumerate(bare) if any(re.search(expressions[kind], head) for kind in ("title", "text"))
    ]
    for at, part in zip(tasks, ["text"] if len(tasks) == 1 else ["title", "text"], strict=False):
        found[at] = part
    kinds = [
        [kind for kind in ("number", "deadline", *TOLD_ROLES) if re.search(expressions[kind], head)] if not part else []
        for head, part in zip(bare, found, strict=True)
    ]
    if sum(any(kind in TOLD_ROLES for kind in own) for own in kinds) > len(TOLD_ROLES):
        for at in [at for at, head in enumerate(bare) if re.search(word("oversight_column"), head)][:1]:
            found[at] = "oversight"
    if not tasks:
        others = [at for at, own in enumerate(kinds) if not own and bare[at]]
        likely = [at for at in others if re.search(word("text_column"), bare[at])]
        for at in [*likely, *others][:1]:
            found[at] = "text"
    for at, own in enumerate(kinds):
        found[at] = found[at] or next((kind for kind in own if kind not in found), "")
    # Parties whose own role is taken have one that no other column wants.
    for at, own in enumerate(kinds):
        if not found[at] and set(own) & set(TOLD_ROLES):
            found[at] = next((role for role in TOLD_ROLES if role not in found), "")
    return [part or (head and f"{OWN_COLUMN}{at}") for at, (part, head) in enumerate(zip(found, bare, strict=True), 1)]


def _natural_part(head: str, part: str) -> str:
    """Return the part that a head names by itself, where it may be another than the one that it has."""
    kinds = TOLD_ROLES if part in TOLD_ROLES else ("title", "text") if part == "text" else ()
    named = [kind for kind in kinds if re.search(table("columns")[kind], head.replace(" ", ""))]
    return part if not kinds or (part == "text" and named) else "".join(named[:1])


class _Rows:
    """Reads the rows of a table."""

    def __init__(self, plan: PlanPart, parts: Sequence[str]) -> None:
        self._plan = plan
        self._parts = parts
        self._items = plan.items
        self._marks: list[str] = []
        self._last: ClausePart | None = None
        # The cells of parties as they stand in the table, by line and role.
        self._cells: dict[tuple[int, str], str] = {}

    def fill(self, rows: Sequence[Paragraph], heads: Sequence[str]) -> None:
        for row in rows:
            filled = [cell for cell in row.cells if cell]
            if tuple(row.cells) == tuple(heads):
                self._plan.mendings.append(Doubt(row.line, "furniture", " ".join(filled)))
            elif not row.cells or (len(filled) == 1 and row.cells[0] and "text" not in self._parts[:1]):
                self._heading(row)
            elif filled:
                self._row(row)
        number = Counter(self._marks).most_common(1)
        self._plan.marks += [number[0][0]] if number else []
        self._separate()

    def _heading(self, row: Paragraph) -> None:
        """Begin a section with a line between rows, or take it for one that belongs to the rows above."""
        text = row.text or next(cell for cell in row.cells if cell)
        mark = row.mark or mark_of(text)
        if not mark:
            self._plan.closing.append(finished(text))
            self._plan.doubt("line_in_table", text, row.line)
            return
        title = finished(text if row.mark else text[mark.length :])
        section = SectionPart(row.line, number=mark.number, title=title)
        if not self._plan.sections:
            self._plan.marks.append(mark.kind)
        if self._plan.items:
            self._plan.sections.append(SectionPart(self._plan.items[0].line, items=list(self._plan.items)))
            self._plan.items.clear()
        self._plan.sections.append(section)
        self._items = section.items

    def _row(self, row: Paragraph) -> None:
        cells = {part: row.cells[at] if at < len(row.cells) else "" for at, part in enumerate(self._parts) if part}
        merged = {self._parts[at] for at in row.merged if at < len(self._parts)}
        above = self._items[-1] if self._items else None
        is_first = not {"number", "title"} & set(self._parts) or bool(cells.get("number") or cells.get("title"))
        if is_first or above is None:
            above = ItemPart(row.line, title=finished(cells.get("title", "")))
            self._number(above, cells.get("number", ""))
            self._items.append(above)
        clause = self._clause(row, cells)
        self._merge(clause, self._last, merged, cells, is_first)
        above.clauses.append(clause)
        self._last = clause

    def _number(self, item: ItemPart, cell: str) -> None:
        numeral = re.sub(r"[^\w]", "", cell)
        item.number = numerals.read(numeral) or None if numeral else None
        if item.number:
            self._marks.append(cell.replace(numeral, numerals.one_of(numeral)))
        elif "number" in self._parts:
            item.doubt("number_lost", cell or item.title)

    def _clause(self, row: Paragraph, cells: dict[str, str]) -> ClausePart:
        clause = ClausePart(
            row.line, text=finished(cells.get("text", "")), deadline=finished(cells.get("deadline", ""))
        )
        clause.cells = {part: finished(cell) for part, cell in cells.items() if cell and part.startswith(OWN_COLUMN)}
        for role in ROLES:
            if cells.get(role):
                self._cells[row.line, role] = cells[role]
                names = names_in(cells[role])
                clause.names[role] = list(dict.fromkeys(map(finished, names.names)))
                for reason, about in names.doubts:
                    clause.doubt(reason, about)
        return clause

    def _merge(
        self, clause: ClausePart, above: ClausePart | None, merged: set[str], cells: dict[str, str], is_first: bool
    ) -> None:
        """Give a clause what its empty cells share with the cells above, where they are merged or seem to be."""
        for part in (*ROLES, "deadline"):
            had = above is not None and (above.deadline if part == "deadline" else above.names.get(part))
            if part not in self._parts or cells[part]:
                continue
            if part not in merged:
                clause.doubt("empty_cell", f"{part}: {clause.text}")
            if above is not None and had and (part in merged or not (is_first or merged)):
                clause.merged.append(part)
                if part == "deadline":
                    clause.deadline = above.deadline
                else:
                    clause.names[part] = list(above.names[part])

    def _separate(self) -> None:
        """Decide what stands between names, and doubt the cells that have something else."""
        signs = Counter(
            sign
            for clause in self._plan.clauses
            for role, names in clause.names.items()
            for sign in _SIGNS
            if len(names) > 1 and sign in self._cells.get((clause.line, role), "")
        )
        common = signs.most_common(1)[0][0] if signs else "\u3001"
        self._plan.separator = _SIGNS[common]
        for clause in self._plan.clauses:
            for role, names in clause.names.items():
                cell = self._cells.get((clause.line, role), "")
                if cell and finished(cell) != finished(common.join(names)) and role not in clause.merged:
                    if len(clause.names) == 1:
                        clause.printed = finished(cell)
                    else:
                        clause.doubt("cell_printed", cell)
