"""Which pages a site has in one language, and where each is offered: in navigation and search. Pure functions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from macros.i18n.words import Words
from macros.plan.site import Site
from macros.plan.work_plan import Section
from macros.website.page_kind import Facts, PageKind
from macros.website.page_kinds import PAGE_KINDS


class Page(NamedTuple):
    """A page of one language; its address starts at the language's root."""

    kind: PageKind
    subject: tuple[Any, ...]
    address: str
    facts: Facts

    @property
    def call(self) -> str:
        """The call of the macro that renders its body, as a hand-written page could make it."""
        return f"{self.kind.name}({', '.join(map(json.dumps, self.kind.subjects.arguments(*self.subject)))})"

    @property
    def picture(self) -> str:
        """The picture that previews of links to it show."""
        return self.facts.picture or self.kind.picture

    @property
    def label(self) -> str:
        """What it is called where it is offered, as in the navigation."""
        return self.facts.short_title or self.facts.title

    @property
    def source(self) -> str:
        """The name under which MkDocs knows it."""
        return f"{self.address}index.md"

    @property
    def forms(self) -> tuple[str, ...]:
        """The forms in which it is printed: none where it shows no plan, or a section in which nothing is asked for."""
        has_tasks = all(part.all_items for part in self.subject if isinstance(part, Section))
        return self.kind.pdf if self.facts.plan and has_tasks else ()


def pages(site: Site, words: Words) -> Iterator[Page]:
    """Yield every page that the data makes."""
    for kind in PAGE_KINDS.values():
        for subject in kind.subjects.of(site):
            yield Page(kind, subject, kind.address(*subject), kind.facts(site, words, *subject))


def navigation(pages: Iterable[Page], site: Site, words: Words) -> list[Any]:
    """Return MkDocs' `nav`: home, the newest plan, earlier ones, and what stands beside home.

    What grows with the data, persons and branches, is not in it.
    """
    placed: dict[str | None, list[Page]] = {}
    for page in pages:
        placed.setdefault(page.kind.navigation, []).append(page)
    home, *others = map(_entry, placed["site"])
    newest, *earlier = placed["plan"]
    parts = [_entry(page) for page in placed["in_plan"] if page.facts.plan is site.newest]
    return [
        home,
        {newest.facts.title: [newest.source, *parts]},
        *([{words.plain("earlier_plans"): list(map(_entry, earlier))}] if earlier else []),
        *others,
    ]


def _entry(page: Page) -> dict[str, str]:
    return {page.label: page.source}


def found_by_title(pages: Iterable[Page]) -> dict[str, tuple[str, ...]]:
    """Return address and title of the pages that the search knows as pages; what they say, it knows from the data."""
    return {page.address: (page.facts.title,) for page in pages if page.kind.search}


def suggested(pages: Iterable[Page], site: Site) -> dict[str, str]:
    """Return address and short title of the pages that the search suggests where it finds nothing."""
    return {
        page.address: page.label
        for page in pages
        if page.kind.search == "suggestion" and page.facts.plan in (None, site.newest)
    }
