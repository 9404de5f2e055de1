"""The paragraphs of an item become its title, its clauses with their annotations, and what belongs to none of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from macros.tools.importing.annotations import Annotation, notes_in
from macros.tools.importing.paragraphs import Paragraph
from macros.tools.importing.parts import ClausePart, ItemPart
from macros.tools.importing.tidy import finished
from macros.tools.importing.vocabulary import word

_STOPS = "\u3002\uff1b;\uff0c"
_ENDS = re.compile("[\u3002\uff1b\uff1a\uff01\uff1f;:!?\u2026]$")
# A title is no longer than the first, and a first sentence that is no longer than the second is taken for one.
_LONGEST_TITLE, _LONGEST_SENTENCE = 60, 26
# The text below a title is longer than this.
_SHORTEST_TEXT = 8


def first_sentence(text: str) -> str:
    """Return the first sentence of a text, without its stop, where more follows; else nothing."""
    sentence, stop, rest = text.partition(word("stop"))
    has_notes = bool(notes_in(sentence, 1)) or re.search("[\uff08(][^\uff09)]*$", sentence)
    has_text = bool(rest.strip()) and not any(note.start == 0 for note in notes_in(rest.strip(), 1))
    return sentence if stop and has_text and not has_notes else ""


def _has_titles_in_line(firsts: Iterable[str]) -> bool:
    """Return whether items begin with titles that end in a stop: most of the first sentences are short."""
    sentences = [first_sentence(text) for text in firsts]
    found = [sentence for sentence in sentences if sentence]
    short = [sentence for sentence in found if len(sentence) <= _LONGEST_SENTENCE]
    return bool(short) and len(short) >= 0.7 * len(found) and len(short) >= 0.5 * len(sentences)


class Titles(NamedTuple):
    """Where the items of a document have their titles: before a stop, on a line of their own, or nowhere."""

    in_line: bool = False
    on_lines: bool = False


def titles_of(items: Sequence[Sequence[str]]) -> Titles:
    """Return where items have their titles, given the paragraphs of each."""
    on_lines = [texts for texts in items if len(texts) > 1 and _is_title_line(texts[0]) and not _ENDS.search(texts[0])]
    return Titles(_has_titles_in_line(texts[0] for texts in items), len(on_lines) * 2 >= len(items))


def item(paragraphs: Sequence[Paragraph], number: int | None, titles: Titles) -> ItemPart:
    """Return the item that some paragraphs make, of which the first stands behind its number."""
    found = ItemPart(paragraphs[0].line, number=number)
    for paragraph in paragraphs:
        found.doubts += paragraph.doubts
    texts = [(paragraph.text.strip(), paragraph.line) for paragraph in paragraphs]
    texts = _titled(found, texts, titles) if number is not None else texts
    _fill(found, texts)
    if not found.clauses and found.title:
        # A title alone is the task.
        found.clauses = [ClausePart(found.line, text=f"{found.title}{found.title_end}")]
        found.title = found.title_end = ""
    return found


def _titled(found: ItemPart, texts: list[tuple[str, int]], titles: Titles) -> list[tuple[str, int]]:
    """Take the title of an item from its paragraphs, and return the rest."""
    (first, line), *rest = texts
    sentence = first_sentence(first)
    if rest and _is_title_line(first):
        # A line of its own; one that ends in a stop goes on as a title within the line does.
        bare = first.rstrip(word("stop"))
        if bare != first and _is_annotation(rest[0]):
            return texts
        goes_on = _may_go_on(first, rest[0][0])
        if bare == first and (goes_on or not titles.on_lines):
            found.doubt("title_or_cut", first + rest[0][0])
            if goes_on and not titles.on_lines:
                return [(first + rest[0][0], line), *rest[1:]]
        found.title, found.title_end = finished(bare), word("stop") if bare != first else ""
        if found.title_end:
            found.doubt("title_from_sentence", found.title)
        return rest
    if not sentence:
        return texts
    if titles.in_line and len(sentence) <= _LONGEST_SENTENCE:
        found.title, found.title_end = finished(sentence), word("stop")
        found.doubt("title_from_sentence", found.title)
        return [(first[len(sentence) + 1 :].strip(), line), *rest]
    if titles.in_line or len(sentence) <= _LONGEST_SENTENCE:
        found.doubt("sentence_or_title", sentence)
    return texts


def _is_title_line(text: str) -> bool:
    return len(text) <= _LONGEST_TITLE and not notes_in(text, 1) and not first_sentence(text)


def _is_annotation(text: tuple[str, int]) -> bool:
    return any(note.start == 0 for note in notes_in(*text))


def _may_go_on(title: str, text: str) -> bool:
    """Return whether what looks like a title on a line may be a sentence that goes on in the next one."""
    own = text[: next((note.start for note in notes_in(text, 1)), len(text))]
    return (
        len(own) <= _SHORTEST_TEXT or re.match("[0-9]", text) is not None or re.search("[\uff0c,]", title) is not None
    )


def _fill(found: ItemPart, texts: list[tuple[str, int]]) -> None:
    """Divide paragraphs into clauses, each with the annotation behind it."""
    # Paragraphs that no annotation follows yet.
    waiting: list[tuple[str, int]] = []
    for text, line in texts:
        start = 0
        for note in notes_in(text, line):
            waiting = _take(found, waiting, text[start : note.start].strip(), note)
            after = re.match(rf"\s*[{_STOPS}]?", text[note.end :])
            found.clauses[-1].after = after[0].strip().replace(";", "\uff1b") if after else ""
            start = note.end + (after.end() if after else 0)
        if text[start:].strip():
            waiting.append((text[start:].strip(), line))
    if found.clauses:
        found.closing = [finished(text) for text, _ in waiting]
        if waiting:
            found.doubt("behind_annotation", waiting[0][0], waiting[0][1])
    else:
        found.clauses = [ClausePart(line, text=finished(text)) for text, line in waiting]


def _take(found: ItemPart, waiting: list[tuple[str, int]], text: str, note: Annotation) -> list[tuple[str, int]]:
    """Add a clause with its annotation, or the annotation to the clause above it; return what still waits."""
    line = note.line
    if not text and not waiting and found.clauses:
        found.clauses[-1].take(note)
        return []
    if not text:
        if waiting:
            text, line = waiting.pop()
        else:
            text, found.title, found.title_end = f"{found.title}{found.title_end}", "", ""
            found.doubt("annotation_of_title", text)
    if waiting and not found.clauses:
        found.lead = [finished(other) for other, _ in waiting]
        found.doubt("head", waiting[0][0], waiting[0][1])
    elif waiting:
        found.clauses += [ClausePart(line, text=finished(other)) for other, line in waiting]
        found.clauses[-1].doubt("nobody", waiting[-1][0])
    clause = ClausePart(line, text=finished(text))
    clause.take(note)
    if found.clauses and found.clauses[-1].notes and note.line != found.clauses[-1].notes[-1].line:
        clause.doubt("several_annotations", clause.text)
    found.clauses.append(clause)
    return []


def ends_itself(text: str) -> bool:
    """Return whether a text has its own mark at its end."""
    return _ENDS.search(text) is not None
