"""What a site calls those who answer for clauses: persons and groups, or departments, or whatever its plan says."""

from __future__ import annotations

from typing import Any

from macros.i18n.words import ORIGINAL, Words
from macros.plan.annotation import GAP
from macros.plan.site import Site


def parties_of(site: Site, words: Words) -> str:
    """Return the word for all who answer: the site's own, or in the original the newest plan's label; else ours.

    Ours is another one where nobody answers but bodies.
    """
    own, label = site.about.parties, site.newest.label_of("responsible")
    if own and own.has(words.language):
        return words.text(own)
    if label and words.language == ORIGINAL and GAP not in label[ORIGINAL]:
        return label[ORIGINAL]
    return words.plain("people" if site.persons or site.roles or not site.bodies else "responsible_bodies")


def said_of_parties(site: Site, words: Words, key: str, **values: Any) -> str:
    """Return a message about those who answer as plain text.

    The message of the key speaks of persons and groups; where others answer, or these have another word, it is that of
    `<key>_of_any`, with their word for {parties}.
    """
    parties = parties_of(site, words)
    if not site.bodies and parties == words.plain("people"):
        return words.plain(key, **values)
    return words.plain(f"{key}_of_any", parties=parties, **values)
