"""The terms of the glossary where they stand in a text: found for the check, and for the script that explains them.

The longest form wins, and what stands in a name or in the title of a document is no term. (The script that marks the
terms on a page, docs/theme/assets/javascripts/terms.js, does the same there.)
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import TypedDict

from macros.i18n.words import ORIGINAL, Words
from macros.plan.model import Term
from macros.plan.site import Site
from macros.plan.text import Text

# The title of a document.
_TITLE = "《[^》]*》"


class TermFinder:
    """Finds terms in texts of the original language; `names` are what no term is looked for in."""

    def __init__(self, terms: Iterable[Term], names: Iterable[str]) -> None:
        self._terms = {form: term for term in terms for form in term.forms(ORIGINAL)}
        longest_first = sorted({*self._terms, *names}, key=len, reverse=True)
        self._pattern = re.compile("|".join([_TITLE, *map(re.escape, longest_first)]))

    def terms_in(self, text: str) -> Iterator[Term]:
        """Yield each term that stands in a text, once, in the order of the text."""
        found = (self._terms.get(match[0]) for match in self._pattern.finditer(text))
        yield from {term.id: term for term in found if term}.values()


class ExplainedTerm(TypedDict):
    """A term in one language; each text of `renderings` and `meaning` comes after its language's code."""

    id: str
    forms: list[str]
    renderings: list[tuple[str, str]]
    meaning: tuple[str, str]


class Explained(TypedDict):
    """What terms.js reads: the word for the glossary, the names in which no term is marked, and the terms."""

    glossary: str
    names: list[str]
    terms: list[ExplainedTerm]


def terms_data(site: Site, words: Words) -> str:
    """Return the script of a language's terms. A bilingual page loads two: each adds its language to `planTerms`."""
    terms = json.dumps({words.language: _explained(site, words)}, ensure_ascii=False, separators=(",", ":"))
    return f"planTerms=Object.assign(self.planTerms||{{}},{terms})"


def _explained(site: Site, words: Words) -> Explained:
    """Return what the script needs to explain the terms in texts of a language: no form or name that stands in none."""
    language = words.language
    named = (*(party.name for party in site.parties.values()), site.about.issuer)
    texts = "\n".join(text[language] for text in site.passages if text.has(language)).lower()
    found: list[ExplainedTerm] = [
        {
            "id": term.id,
            "forms": [form for form in term.forms(language) if form.lower() in texts],
            "renderings": list(_renderings(term, language)),
            "meaning": _in(term.meaning, language),
        }
        for term in site.terms
    ]
    return {
        "glossary": words.plain("glossary"),
        "names": [name[language] for name in named if name.has(language) and name[language].lower() in texts],
        "terms": [term for term in found if term["forms"]],
    }


def _renderings(term: Term, language: str) -> Iterator[tuple[str, str]]:
    """Yield what a term is in other languages, and what its short form stands for."""
    if language != ORIGINAL:
        yield ORIGINAL, term.term[ORIGINAL]
    for texts in (term.term, term.full):
        yield from ((code, text) for code, text in texts.items() if code != ORIGINAL and language in (code, ORIGINAL))


def _in(text: Text, language: str) -> tuple[str, str]:
    code = language if text.has(language) else ORIGINAL
    return code, text[code]
