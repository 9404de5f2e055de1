"""Which sentences differ between two states of a page: pure functions on HTML."""

from __future__ import annotations

import difflib
import itertools
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import NamedTuple

from macros.i18n.characters import ANY_HAN

# Elements that end a line of text, and those whose text nobody reads.
_BLOCKS = re.compile(
    "address|article|aside|blockquote|br|caption|d[dlt]|details|div|fig(caption|ure)|footer|form|h[1-6r]|header|li|main"
    "|nav|[ou]l|p|pre|section|summary|t([dhr]|able|body|foot|head)"
)
_UNREAD = frozenset({"script", "style", "svg", "template"})

# Where a sentence ends. What stands in brackets is one of its own: the full text has there what is a line elsewhere.
_ENDS = re.compile(r"[。；！？（）()]|[.!?](?=[\s()]|$)")

# A number before a sentence, which not every page prints.
_NUMBER = re.compile(r"\d+(\.\d+)*\s+")


class Change(NamedTuple):
    """A sentence as it was and as it is; one that is new was empty, and one that is gone is empty."""

    old: str
    new: str


def changes(old: str, new: str) -> Iterator[Change]:
    """Yield the changes between two states of a page in its order, without those that are in figures alone."""
    before, after = list(_sentences(old)), list(_sentences(new))
    for kind, *bounds in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            first, end, first_new, end_new = bounds
            for pair in itertools.zip_longest(before[first:end], after[first_new:end_new], fillvalue=""):
                yield Change(*pair)


def parts(change: Change) -> tuple[tuple[str, str, str], tuple[str, str, str]]:
    """Return both sentences, each as what it begins with, what differs, and what it ends with."""
    begin = _alike(*change)
    end = _alike(*(text[begin:][::-1] for text in change))
    old, new = ((text[:begin], text[begin : len(text) - end], text[len(text) - end :]) for text in change)
    return old, new


def _alike(old: str, new: str) -> int:
    """Return how many characters two texts have in common at their beginning."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(old), len(new)))


def _sentences(page: str) -> Iterator[str]:
    """Yield the sentences of a page, without the signs between them."""
    reader = _Reader()
    reader.feed(page)
    for line in reader.lines:
        for sentence in _ENDS.split(" ".join(line.split())):
            said = sentence.strip(" .")
            if number := _NUMBER.match(said):
                said = said[number.end() :]
            if re.search(rf"[^\W\d_]|[{ANY_HAN}]", said):
                yield said


class _Reader(HTMLParser):
    """Puts the text of each block into a line of its own; the first words of a clause in a matrix are no sentence."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = [""]
        self._unread = 0
        self._is_excerpt = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unread += tag in _UNREAD
        self._is_excerpt = ("class", "matrix-words") in attrs
        self._end_line(tag)

    def handle_endtag(self, tag: str) -> None:
        self._unread -= tag in _UNREAD
        self._is_excerpt = False
        self._end_line(tag)

    def handle_data(self, data: str) -> None:
        if not self._unread and not self._is_excerpt:
            self.lines[-1] += data

    def _end_line(self, tag: str) -> None:
        if _BLOCKS.fullmatch(tag):
            self.lines.append("")
