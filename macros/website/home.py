"""What the home page says of the newest plan, and other pages of their parts of it. Pure functions of the data."""

from __future__ import annotations

from collections.abc import Sequence

from macros.i18n.words import Words
from macros.plan.party_words import said_of_parties
from macros.plan.site import Site
from macros.plan.work_plan import Duty, Item


def introduction(site: Site, words: Words) -> str:
    """Return how much the newest plan has of what it is made of, and that each clause names somebody where it does."""
    duties = site.newest.duties
    listed = amount(words, site.newest.all_items, duties, sections=len(site.newest.sections))
    if not all(duty.clause.party_ids for duty in duties):
        return words.plain("home_introduction_unnamed", counts=listed)
    return said_of_parties(site, words, "home_introduction", counts=listed)


def who(site: Site) -> str:
    """Return the key of the words above those of whom a reader may be one: people, or units in which people work."""
    people = site.persons or site.roles
    return "home_who" if people and site.bodies else "home_my_unit" if site.bodies else "home_i_am"


def amount(words: Words, items: Sequence[Item], duties: Sequence[Duty], sections: int = 0) -> str:
    """Return how many sections, items and clauses there are, of which some may be none."""
    numbers = {
        "count_sections": sections,
        "count_items": len(items),
        # Where each item is one clause, it is counted once.
        "clauses": 0 if all(duty.is_item for duty in duties) else len(duties),
    }
    counts = [words.plain(key, count=number) for key, number in numbers.items() if number]
    return words.list("counts")[len(counts) - 1].format(*counts) if counts else ""
