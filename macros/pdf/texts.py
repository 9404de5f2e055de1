"""Texts as documents have them: runs, titles with their lines, and the tool's own messages, in the types of JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import zip_longest
from typing import Any, NotRequired, TypedDict

from macros.i18n.words import ORIGINAL, Words
from macros.pdf.titles import lines_of
from macros.plan.runs import Run
from macros.plan.site import Site

# What a line is not broken in of itself, and how many letters fit into the narrowest column.
_WORD = re.compile(r"[!-~\u00a1-\u1fff]+")
_SHORT_WORD = 7

# What no text contains: it marks the names of a message's arguments.
_GAP = "\ue000"

JSON = dict[str, Any]


class TextRun(TypedDict):
    """A stretch of text in one language; of a long word in it, the length."""

    text: str
    language: str
    longest_word: NotRequired[int]
    notice: NotRequired[TextRun]
    is_whole: NotRequired[bool]


Runs = list[TextRun]


class Title(TypedDict):
    """A title, line by line."""

    lines: list[Runs]
    notice: NotRequired[TextRun]


class Texts:
    """Writes texts in one language as documents have them."""

    def __init__(self, site: Site, words: Words) -> None:
        self.words = words
        self._phrases = phrases_of(site)

    def runs(self, runs: Iterable[Run]) -> Runs:
        return [self._shown(run) for run in runs]

    def own(self, key: str) -> Runs:
        """Return one of the tool's messages as a text."""
        return self.runs(self.sentence(key))

    def sentence(self, key: str, **texts: list[Run]) -> list[Run]:
        """Return one of the tool's messages with texts of the data as arguments, each in its own language."""
        pieces = self.words.plain(key, **{name: f"{_GAP}{name}{_GAP}" for name in texts}).split(_GAP)
        own = [[Run(piece, self.words.language)] if piece else [] for piece in pieces[::2]]
        named = [texts[name] for name in pieces[1::2]]
        none: list[Run] = []
        return [run for pair in zip_longest(own, named, fillvalue=none) for runs in pair for run in runs]

    def title(self, runs: Iterable[Run], most: float) -> Title:
        """Return a title with its lines, where it is in Chinese; others are broken by their words' true widths."""
        *marks, run = runs
        own = "".join(mark.text for mark in marks if mark.language == run.language) + run.text
        lines = lines_of(own, most, self._phrases) if run.language == ORIGINAL else (own,)
        first, *others = [[_run(line, run.language)] for line in lines]
        foreign = [_run(mark.text, mark.language) for mark in marks if mark.language != run.language]
        title: Title = {"lines": [[*foreign, *first], *others]}
        if run.notice:
            title["notice"] = self._notice(run)
        return title

    def _shown(self, run: Run) -> TextRun:
        shown = _run(run.text, run.language)
        if run.notice:
            shown["notice"] = self._notice(run)
        elif run.language != self.words.language:
            # A name in the original beside its translation.
            shown["is_whole"] = True
        return shown

    def _notice(self, run: Run) -> TextRun:
        return _run(self.words.plain(run.notice), self.words.language)


def _run(text: str, language: str) -> TextRun:
    run: TextRun = {"text": str(text), "language": language}
    longest = max(map(len, _WORD.findall(text)), default=0)
    if longest > _SHORT_WORD:
        run["longest_word"] = longest
    return run


def phrases_of(site: Site) -> tuple[str, ...]:
    """Return the names and set phrases of a site: a line of a title should not end inside one."""
    texts = (
        site.about.issuer,
        *(plan.short_title for plan in site.plans),
        *(party.name for party in site.parties.values()),
    )
    forms = (form for term in site.terms for form in term.forms(ORIGINAL))
    return (*(str(text[ORIGINAL]) for text in texts), *map(str, forms))
