"""Titles on the screen, which break between words as they do on paper (macros/pdf/titles.py)."""

from __future__ import annotations

import functools
from collections.abc import Callable

from markupsafe import Markup, escape

from macros.i18n.words import ORIGINAL
from macros.pdf.texts import phrases_of
from macros.pdf.titles import words_of
from macros.plan.site import Site

_BREAK = Markup("<wbr>")


def breaker(site: Site, own_language: str) -> Callable[..., Markup]:
    """Return what marks the places in a title, given as HTML, at which a line may end.

    A title in another language than Chinese stays as it is, and so does one of which a part is marked as foreign.
    """
    phrases = phrases_of(site)

    @functools.cache
    def broken(title: Markup, language: str = own_language) -> Markup:
        if language != ORIGINAL or "<" in title:
            return title
        words = words_of(Markup(title).unescape().strip(), phrases)
        return Markup('<span class="words">{}</span>').format(_BREAK.join(map(escape, words)))

    return broken
