"""One term, one rendering: the rules that hold translations to the glossary, and the glossary to itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from macros.i18n.problem import Problem
from macros.i18n.words import ORIGINAL
from macros.plan.files import Files
from macros.plan.glossary import TermFinder
from macros.plan.model import Term
from macros.plan.text import Text
from macros.plan.yaml_source import Scalar


def translations_use_the_glossary(files: Files) -> Iterator[Problem]:
    """Where an original has a term, a translation has the term's one rendering and no other; reported as a notice."""
    finder = TermFinder(files.glossary.terms, (party.name[ORIGINAL] for party in files.parties))
    for text, explained in _texts_with_terms(files):
        for term in finder.terms_in(text[ORIGINAL]):
            for language, written in text.items():
                if language != ORIGINAL and term != explained:
                    yield from _rendered_otherwise(term, language, written)


def _texts_with_terms(files: Files) -> Iterator[tuple[Text, Term | None]]:
    """Yield each text that uses terms, with the term that it explains, if any.

    Left out are what may quote other renderings (notes of the glossary, and the titles of its sources) and the site's
    name, which may be shorter than the original.
    """
    path = files.glossary.place.path
    yield from ((text, None) for text in files.texts if text.place.path != path and text is not files.about.name)
    yield from ((term.meaning, term) for term in files.glossary.terms if term.meaning)


def _rendered_otherwise(term: Term, language: str, written: Scalar) -> Iterator[Problem]:
    renderings = term.renderings(language)
    details: dict[str, Any] = {"term": term.term[ORIGINAL], "forms": renderings}
    rest = written.lower()
    for form in sorted(renderings, key=len, reverse=True):
        rest = rest.replace(form.lower(), "")
    if renderings and len(rest) == len(written.lower()):
        yield Problem(written.place, "term_not_rendered", details)
    elif other := next((form for form in term.elsewhere_in(language) if form.lower() in rest), None):
        yield Problem(written.place, "rendered_otherwise", details | {"found": other})


def variants_are_forms_of_the_rendering(files: Files) -> Iterator[Problem]:
    """A variant in a translation has the words of the rendering; their endings and the articles may differ."""
    for term in files.glossary.terms:
        for language, forms in term.variants.items():
            rendering = term.term.get(language) if term.term and language != ORIGINAL else None
            for form in forms if rendering else ():
                if not _are_alike(form, rendering or ""):
                    yield Problem(form.place, "no_variant", {"form": form, "rendering": rendering or ""})


def _are_alike(form: str, rendering: str) -> bool:
    words, others = _without_articles(form), _without_articles(rendering)
    return len(words) == len(others) and all(map(_are_one_word, words, others))


def _without_articles(text: str) -> list[str]:
    return [word for word in re.findall(r"\w+", text.lower()) if word not in ("a", "an", "the")]


def _are_one_word(word: str, other: str) -> bool:
    """Return whether words are alike but for three letters at the end: society and societies, improve and improving."""
    shared = max(len(word), len(other), 5) - 3
    return word[:shared] == other[:shared]
