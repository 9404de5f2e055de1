"""The headings of a document become its sections and items: two levels of sections at most, and items below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from macros.tools.importing.annotations import notes_in
from macros.tools.importing.items import Titles, first_sentence, item, titles_of
from macros.tools.importing.marks import Mark
from macros.tools.importing.names import leaders_in
from macros.tools.importing.paragraphs import Paragraph
from macros.tools.importing.parts import ItemPart, PlanPart, SectionPart
from macros.tools.importing.tidy import finished
from macros.tools.importing.vocabulary import word

_LONGEST_TITLE = 60


@dataclass
class Node:
    """A heading, the paragraphs below it, of which the first stands behind its mark, and the headings below it."""

    mark: Mark
    paragraphs: list[Paragraph]
    children: list[Node] = field(default_factory=list)

    @property
    def has_notes(self) -> bool:
        return any(notes_in(paragraph.text, paragraph.line) for paragraph in self.paragraphs)

    @property
    def all_paragraphs(self) -> list[Paragraph]:
        """The paragraphs of it and of all below it, each of these with its mark as a part of its text."""
        return [*self.paragraphs, *(one for child in self.children for one in child.with_mark)]

    @property
    def with_mark(self) -> list[Paragraph]:
        first, *rest = self.all_paragraphs
        text = f"{first.printed_mark}{first.text}"
        return [Paragraph(first.line, list(first.doubts), text=text), *rest]


def nodes(paragraphs: Sequence[Paragraph]) -> list[Node]:
    """Return the headings of the first level, with all that stands below them."""
    tops: list[Node] = []
    path: list[Node] = []
    for paragraph in paragraphs:
        if paragraph.mark is None:
            path[-1].paragraphs.append(paragraph)
            continue
        del path[paragraph.depth :]
        node = Node(paragraph.mark, [paragraph])
        (path[-1].children if path else tops).append(node)
        path.append(node)
    return tops


def fill(plan: PlanPart, tops: list[Node]) -> None:
    """Put sections and items into a plan."""
    builder = _Builder(tops)
    if any(top.children for top in tops):
        plan.sections = [builder.section(top, 0) for top in tops]
    else:
        plan.items = [builder.item(top) for top in tops]
    plan.marks = builder.marks


class _Builder:
    """Makes sections and items of headings."""

    def __init__(self, tops: list[Node]) -> None:
        # Sections within sections are many; where hardly any has items, these are steps of one task.
        inner = [child for top in tops for child in top.children]
        self._has_subsections = sum(bool(child.children) for child in inner) >= 0.3 * len(inner) > 0
        depth = 2 if self._has_subsections else 1 if inner else 0
        of_items = [node for node in _at(tops, depth) if len(node.paragraphs) == 1 or node.has_notes]
        self._titles = titles_of(
            [[one.text for one in node.paragraphs] for node in of_items if node.paragraphs[0].text]
        )
        self.marks = [kind for level in range(depth + 1) for kind in _kinds(tops, level)[:1]]

    def item(self, node: Node) -> ItemPart:
        return item(node.all_paragraphs, node.mark.number, self._titles)

    def section(self, node: Node, depth: int) -> SectionPart:
        found = SectionPart(node.paragraphs[0].line, list(node.paragraphs[0].doubts), number=node.mark.number)
        texts = self._titled(found, node)
        if node.children:
            self._take_leaders(found, texts)
        if not found.responsible and any(notes_in(one.text, one.line) for one in texts):
            self._take_tasks(found, texts, node)
        else:
            found.lead = [finished(one.text) for one in texts]
        if self._has_subsections and depth == 0:
            found.sections = [*self._wrapped(found), *(self.section(child, 1) for child in node.children)]
        else:
            found.items += [self.item(child) for child in node.children]
        return found

    def _titled(self, found: SectionPart, node: Node) -> list[Paragraph]:
        """Take the title of a section, and return the paragraphs below it."""
        first, *rest = node.paragraphs
        sentence = first_sentence(first.text)
        if sentence and len(sentence) <= _LONGEST_TITLE:
            found.title = f"{finished(sentence)}{word('stop')}"
            found.doubt("title_from_sentence", sentence)
            return [Paragraph(first.line, text=first.text[len(sentence) + 1 :].strip()), *rest]
        if len(first.text) <= _LONGEST_TITLE and (node.children or not notes_in(first.text, first.line)):
            found.title = finished(first.text)
            return rest
        return [first, *rest]

    def _take_leaders(self, found: SectionPart, texts: list[Paragraph]) -> None:
        """Take those who answer for a section: behind a label, in its title or a line below it, or by their posts."""
        for text in (found.title, *(one.text for one in texts)):
            notes = notes_in(text, found.line)
            is_said = notes and (text == found.title or not text[: notes[0].start].strip())
            found.responsible += [name for note in notes for name in note.names] if is_said else []
        found.responsible = found.responsible or leaders_in(found.title)
        if found.responsible:
            found.doubt("section_leader", "\u3001".join(found.responsible))

    def _take_tasks(self, found: SectionPart, texts: list[Paragraph], node: Node) -> None:
        """Make an item without a number of what stands in a section itself and has annotations."""
        found.items = [item(texts, None, Titles())]
        if node.children:
            found.doubt("tasks_before_items", found.title)

    def _wrapped(self, found: SectionPart) -> list[SectionPart]:
        """Return the items that a section with sections may not have, in a section of their own, if any."""
        items, found.items = found.items, []
        return [SectionPart(found.line, items=items)] if items else []


def _kinds(tops: Sequence[Node], level: int) -> list[str]:
    """Return the kinds of mark of a level, in the order of the document."""
    return list(dict.fromkeys(node.mark.kind for node in _at(tops, level)))


def _at(tops: Sequence[Node], level: int) -> list[Node]:
    """Return the headings of a level."""
    found = list(tops)
    for _ in range(level):
        found = [child for node in found for child in node.children]
    return found
