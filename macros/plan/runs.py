"""Runs: what a document is made of, stretches of text in one language each, and who writes them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from macros.i18n.problem import Place
from macros.i18n.words import ORIGINAL, Words
from macros.plan.model import Party, Reference
from macros.plan.site import Site
from macros.plan.text import Text


class Run(NamedTuple):
    """A stretch of text in one language; its source location, unless it is the tool's own punctuation.

    `notice` is the key of the message that it is untranslated or outdated. The source location of a party's name is
    where a clause refers to it, and that of a number is its entry's; `party_id` is the party.
    """

    text: str
    language: str
    place: Place | None = None
    notice: str = ""
    party_id: str = ""


class RunWriter:
    """Writes texts of the data and the tool's own punctuation as runs, for one document in one language.

    A person's name in the original stands beside its translation where the document first mentions it, unless the whole
    original stands beside it anyway.
    """

    def __init__(self, site: Site, words: Words, is_beside_original: bool = False) -> None:
        self.site = site
        self.words = words
        self._is_beside_original = is_beside_original
        self._mentioned: set[str] = set()

    def run(self, text: Text) -> Run:
        shown, language, notice = text.shown_in(self.words.language)
        return Run(shown, language, shown.place, notice)

    def own(self, key: str, **values: object) -> Run:
        return self.mark(self.words.plain(key, **values))

    def mark(self, text: str) -> Run:
        return Run(text, self.words.language)

    def name(self, party_id: Reference) -> Iterator[Run]:
        party = self.site.parties[party_id]
        yield self.run(party.name)._replace(place=party_id.place, party_id=party_id)
        if self._is_first_mention(party):
            self._mentioned.add(party_id)
            yield self.own("original_open")
            yield Run(party.name[ORIGINAL], ORIGINAL, party_id.place)
            yield self.own("original_close")

    def _is_first_mention(self, party: Party) -> bool:
        is_missing = not self._is_beside_original and party.id not in self._mentioned
        return is_missing and party.has_original_beside(self.words.language)
