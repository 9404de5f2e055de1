"""What a site calls those who answer for clauses: persons and groups, or departments, or whatever its plan says."""

from __future__ import annotations

from typing import Any

from macros.i18n.words import ORIGINAL, Words
from macros.plan.site import Site

# In a label, where the names stand: such a label is a verb, and no word for those who are named.
_GAP = "{"


def parties_of(site: Site, words: Words) -> str:
    """Return the word for all who answer: the site's own, or in the original the newest plan's label; else ours."""
    own, label = site.about.parties, site.newest.responsible
    if own and own.has(words.language):
        return words.text(own)
    if label and words.language == ORIGINAL and _GAP not in label[ORIGINAL]:
        return label[ORIGINAL]
    return words.plain("people")


def said_of_parties(site: Site, words: Words, key: str, **values: Any) -> str:
    """Return a message about those who answer as plain text.

    The message of the key speaks of persons and groups; where others answer, or these have another word, it is that of
    `<key>_of_any`, with their word for {parties}.
    """
    parties = parties_of(site, words)
    if not site.bodies and parties == words.plain("people"):
        return words.plain(key, **values)
    return words.plain(f"{key}_of_any", parties=parties, **values)
