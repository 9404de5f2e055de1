"""What the home page says of the newest plan. Pure functions of the data."""

from __future__ import annotations

from macros.i18n.words import Words
from macros.plan.party_words import said_of_parties
from macros.plan.site import Site


def introduction(site: Site, words: Words) -> str:
    """Return how much the newest plan has of what it is made of, and that each clause names somebody where it does."""
    duties = site.newest.duties
    numbers = {
        "count_sections": len(site.newest.sections),
        "count_items": len(site.newest.all_items),
        # Where each item is one clause, it is counted once.
        "clauses": 0 if all(duty.is_item for duty in duties) else len(duties),
    }
    counts = [words.plain(key, count=number) for key, number in numbers.items() if number]
    listed = words.list("counts")[len(counts) - 1].format(*counts)
    if not all(duty.clause.party_ids for duty in duties):
        return words.plain("home_introduction_unnamed", counts=listed)
    return said_of_parties(site, words, "home_introduction", counts=listed)
