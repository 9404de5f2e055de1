"""A plan that was read becomes YAML: a draft with its doubts as comments, and what people.yml is to have besides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from macros.i18n.words import ORIGINAL
from macros.plan.model import People
from macros.plan.work_plan import ROLES, Plan
from macros.tools.canonical_format import formatted_text
from macros.tools.importing.doubts import Doubt
from macros.tools.importing.parties import NewParty
from macros.tools.importing.parts import OWN_COLUMN, ClausePart, ItemPart, NoticePart, PlanPart, SectionPart
from macros.tools.importing.tidy import finished
from macros.tools.importing.vocabulary import pattern, table

# How the levels are numbered where a plan does not say.
_MARKS = (["1."], ["\u4e00\u3001", "1."], ["\u4e00\u3001", "\uff08\u4e00\uff09", "1."])
_DEFAULT_BRACKETS = "\uff08\uff09"
_IN_BOOK_MARKS = re.compile("\u300a([^\u300b]+)\u300b")


class Writer:
    """Writes the parts of a plan as lines of YAML, each text in the original, with the other languages left empty."""

    def __init__(self, languages: Sequence[str], year: str) -> None:
        self._year = year
        self._others = [language for language in languages if language != ORIGINAL]

    def plan(self, plan: PlanPart, head: Sequence[str], source: tuple[str, str]) -> str:
        """Return the text of the draft; `source` is the name and the SHA-256 of the file that it was read from."""
        lines = [*head, *_comments(plan.doubts), "draft: true", "source:"]
        lines += [f"  file: {quoted(source[0])}", f"  sha256: {quoted(source[1])}"]
        lines += [*_comments(plan.notice.doubts), "notice:", *_indented(self._notice(plan.notice))]
        lines += [*self._text("title", plan.title), *self._texts("below_title", plan.below_title)]
        lines += self._text("short_title", short_title(plan))
        for role in (*ROLES, "deadline"):
            lines += self._text(role, plan.labels.get(role, ""))
        lines += [*self._text("first_leads", plan.first_leads), *_settings(plan)]
        if plan.columns:
            columns = [[*_part(part), *self._text("head", head)] for part, head in plan.columns]
            lines += self._list("columns", [([], column) for column in columns])
        lines += self._texts("requirements", plan.requirements)
        numbered = _numbers_clauses(plan)
        if plan.sections:
            lines += self._list("sections", [self._section(section, numbered) for section in plan.sections])
        else:
            lines += self._list("items", [self._item(item, numbered) for item in plan.items])
        lines += self._texts("closing", plan.closing)
        return formatted_text("\n".join(lines), Plan)

    def people(
        self, text: str, new: Iterable[NewParty], variants: Mapping[str, Sequence[str]], head: Sequence[str]
    ) -> str:
        """Return the text of people.yml with some parties more, each at the end of its list, and variants of others."""
        lines = text.splitlines() if text else list(head)
        for identifier, forms in variants.items():
            _add_variants(lines, identifier, forms)
        for party in new:
            entry = [f"id: {party.id}", *self._text("name", party.name)]
            if party.variants:
                entry += ["variants:", f"  {ORIGINAL}:", *(f"    - {quoted(form)}" for form in party.variants)]
            _append(lines, party.group, _entry(entry))
        return formatted_text("\n".join(lines), People)

    def _notice(self, notice: NoticePart) -> Iterator[str]:
        yield from self._text("masthead", notice.masthead)
        yield from self._text("number", notice.number)
        yield from self._text("title", notice.title)
        yield from self._texts("below_title", notice.below_title)
        yield from self._text("addressees", notice.addressees)
        for key in ("body", "attachments", "signature"):
            yield from self._texts(key, getattr(notice, key))
        if notice.date:
            yield f"date: {notice.date.isoformat()}"
        yield from self._text("copies", notice.copies)
        yield from self._text("issuing", notice.issuing)

    def _section(self, section: SectionPart, numbered: bool) -> tuple[list[Doubt], list[str]]:
        lines = [f"number: {section.number}"] if section.number else []
        lines += self._text("title", section.title)
        lines += [f"responsible: [{', '.join(section.responsible)}]"] if section.responsible else []
        lines += self._texts("lead", section.lead)
        if section.sections:
            lines += self._list("sections", [self._section(inner, numbered) for inner in section.sections])
        if section.items:
            lines += self._list("items", [self._item(item, numbered) for item in section.items])
        return section.doubts, [*lines, *self._texts("closing", section.closing)]

    def _item(self, item: ItemPart, numbered: bool) -> tuple[list[Doubt], list[str]]:
        lines = [f"number: {item.number}"] if item.number else []
        lines += [*self._text("title", item.title), *self._texts("lead", item.lead)]
        clauses = [
            self._clause(clause, f"{item.number}.{place}" if numbered and item.number else "")
            for place, clause in enumerate(item.clauses, start=1)
        ]
        return item.doubts, [*lines, *self._list("clauses", clauses), *self._texts("closing", item.closing)]

    def _clause(self, clause: ClausePart, number: str) -> tuple[list[Doubt], list[str]]:
        lines = [f"number: {number}"] if number else []
        lines += self._text("text", clause.text)
        lines += [f"{role}: [{', '.join(clause.names[role])}]" for role in ROLES if clause.names.get(role)]
        if clause.deadline:
            when = period(clause.deadline, self._year)
            lines += ["deadline:", *_indented(self._text("text", clause.deadline))]
            lines += [f"  when: {quoted(when)}"] if when else []
        if clause.cells:
            cells = [[f"column: {column}", *self._text("text", cell)] for column, cell in clause.cells.items()]
            lines += self._list("cells", [([], cell) for cell in cells])
        lines += self._text("printed", clause.printed)
        lines += [f"merged: [{', '.join(clause.merged)}]"] if clause.merged else []
        return clause.doubts, lines

    def _list(self, key: str, entries: Sequence[tuple[list[Doubt], list[str]]]) -> list[str]:
        lines = [f"{key}:"]
        for doubts, entry in entries:
            lines += [*(f"  {comment}" for comment in _comments(doubts)), *_entry(entry)]
        return lines

    def _text(self, key: str, text: str) -> list[str]:
        return [f"{key}:", *_indented(self._languages(text))] if text else []

    def _texts(self, key: str, texts: Sequence[str]) -> list[str]:
        if len(texts) < 2:
            return self._text(key, texts[0]) if texts else []
        return [f"{key}:", *(line for text in texts for line in _entry(list(self._languages(text))))]

    def _languages(self, text: str) -> Iterator[str]:
        yield f"{ORIGINAL}: {quoted(text)}"
        yield from (f"{language}:" for language in self._others)


def _part(part: str) -> list[str]:
    """Return what a column has in it, and its key where it is the table's own."""
    return ["part: cell", f"key: {part}"] if part.startswith(OWN_COLUMN) else [f"part: {part}"]


def quoted(text: str) -> str:
    """Return a text as YAML in quotes, which the formatter takes away where they are not needed."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _indented(lines: Iterable[str]) -> list[str]:
    return [f"  {line}" for line in lines]


def _entry(lines: Sequence[str]) -> list[str]:
    """Return the lines of an entry of a list."""
    first, *rest = lines
    return [f"  - {first}", *(f"    {line}" for line in rest)]


def _comments(doubts: Iterable[Doubt]) -> list[str]:
    return [f"# ? {doubt}" for doubt in doubts]


def _settings(plan: PlanPart) -> Iterator[str]:
    """Yield the settings of a plan that are not the usual ones."""
    if plan.marks and plan.marks not in _MARKS:
        yield "marks:"
        yield from (f"  - {quoted(mark)}" for mark in plan.marks)
    if plan.brackets and plan.brackets != _DEFAULT_BRACKETS and not plan.columns:
        yield f"brackets: {quoted(plan.brackets)}"
    if plan.separator:
        yield f"separator: {quoted(plan.separator)}"
    if plan.stops != "site":
        yield f"stops: {plan.stops}"


def _numbers_clauses(plan: PlanPart) -> bool:
    """Return whether clauses have numbers of their own: where items run on, and some have several clauses."""
    numbers = [item.number for item in plan.all_items]
    return len(set(numbers)) == len(numbers) and any(len(item.clauses) > 1 for item in plan.all_items)


def short_title(plan: PlanPart) -> str:
    """Return the title of a plan from its year on; all of it where it names none."""
    title = plan.title or next(iter(_IN_BOOK_MARKS.findall(plan.notice.title)), plan.notice.title)
    found = pattern("short_title").search(title)
    return finished(found[0] if found else title)


def period(text: str, year: str) -> str:
    """Return the day, month, quarter or half-year by which something is due; nothing where the words name none."""
    if day := pattern("month_day").search(text):
        return f"{day[1] or year}-{int(day[2]):02}-{int(day[3]):02}"
    if quarter := pattern("quarter").search(text):
        return f"{year}-{table('quarters')[quarter[1]]}"
    if half := next((half for word, half in table("half").items() if word in text), ""):
        return f"{year}-{half}"
    if end := pattern("year_end").search(text):
        return end[1] or year
    if month := pattern("month").search(text):
        return f"{month[1] or year}-{int(month[2]):02}" if 1 <= int(month[2]) <= 12 else ""
    found = pattern("year_only").search(text)
    return found[1] if found else ""


def _append(lines: list[str], key: str, entry: Sequence[str]) -> None:
    """Add an entry to the end of one of the lists of a file."""
    begin = next((at for at, line in enumerate(lines) if re.match(rf"{key}:", line)), None)
    if begin is None:
        lines += [f"{key}:", *entry]
        return
    lines[begin] = f"{key}:" if re.match(rf"{key}:\s*(\[\s*\]|~|null)?\s*$", lines[begin]) else lines[begin]
    end = next((at for at in range(begin + 1, len(lines)) if re.match(r"[^\s#-]", lines[at])), len(lines))
    while end > begin + 1 and not lines[end - 1].strip():
        end -= 1
    margin = next(
        (line[: len(line) - len(line.lstrip())] for line in lines[begin + 1 : end] if line.lstrip()[:2] == "- "), "  "
    )
    lines[end:end] = [f"{margin}{line[2:]}" for line in entry]


def _add_variants(lines: list[str], identifier: str, forms: Sequence[str]) -> None:
    """Add forms of its name to an entry of people.yml, behind those that it has."""
    begin = next((at for at, line in enumerate(lines) if re.match(rf"\s*- id: {identifier}\s*$", line)), None)
    if begin is None:
        return
    margin = " " * (lines[begin].index("- ") + 2)
    end = next((at for at in range(begin + 1, len(lines)) if not lines[at].startswith(margin)), len(lines))
    written = next((at for at in range(begin, end) if lines[at].startswith(f"{margin}variants:")), None)
    if written is None:
        added = [f"{margin}variants:", f"{margin}  {ORIGINAL}: [{', '.join(map(quoted, forms))}]"]
        lines[end:end] = added
        return
    at = next((at for at in range(written, end) if re.match(rf"\s*{ORIGINAL}: \[", lines[at])), None)
    if at is not None:
        lines[at] = f"{lines[at].rstrip().removesuffix(']')}, {', '.join(map(quoted, forms))}]"
