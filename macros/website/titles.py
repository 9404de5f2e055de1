"""Titles on the screen, which break between words as they do on paper (macros/pdf/titles.py)."""

from __future__ import annotations

import importlib
from collections.abc import Callable

from markupsafe import Markup, escape

from macros.i18n.words import ORIGINAL
from macros.plan.site import Site

_BREAK = Markup("<wbr>")


def breaker(site: Site, language: str, has_pdfs: bool) -> Callable[[Markup], Markup]:
    """Return what marks the places in a title, given as HTML, at which a line may end.

    What knows the words of Chinese is installed where PDFs are made; elsewhere, and in other languages, a title stays
    as it is. So does one that is marked as a foreign text.
    """
    if language != ORIGINAL or not has_pdfs:
        return lambda title: title
    try:
        words_of = importlib.import_module("macros.pdf.titles").words_of
        phrases = importlib.import_module("macros.pdf.texts").phrases_of(site)
    except ModuleNotFoundError:
        # The build will say so where it makes the PDFs.
        return lambda title: title

    def broken(title: Markup) -> Markup:
        if "<" in title:
            return title
        words = words_of(Markup(title).unescape().strip(), phrases)
        return Markup('<span class="words">{}</span>').format(_BREAK.join(map(escape, words)))

    return broken
