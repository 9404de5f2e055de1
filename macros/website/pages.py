"""Which pages a site has in one language, and where each is offered: in navigation and search. Pure functions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from macros.i18n.words import Words
from macros.plan.site import Site
from macros.plan.work_plan import Plan, Section
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
    def anchor(self) -> str:
        """The anchor of its title."""
        subject = self.subject[-1] if self.subject else None
        return subject.anchor if isinstance(subject, Section) else self.kind.name

    @property
    def is_draft(self) -> bool:
        """Whether it is a page of a plan that is a draft."""
        plan, *_ = *self.subject, None
        return isinstance(plan, Plan) and plan.draft

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
    """Yield every page that the data makes; those of drafts say in their titles that they are."""
    for kind in PAGE_KINDS.values():
        for subject in kind.subjects.of(site):
            page = Page(kind, subject, kind.address(*subject), kind.facts(site, words, *subject))
            yield page._replace(facts=_of_draft(page.facts, words)) if page.is_draft else page


def _of_draft(facts: Facts, words: Words) -> Facts:
    """Return the facts of a page of a draft. Its short title stands below that of the plan, which says what it is."""
    return facts._replace(title=words.plain("draft_of", title=facts.title))


def navigation(pages: Iterable[Page], site: Site, words: Words) -> list[Any]:
    """Return MkDocs' `nav`: home, the newest plan, drafts, earlier plans, and what stands beside home.

    What grows with the data, persons and branches, is not in it.
    """
    placed: dict[str | None, list[Page]] = {}
    for page in pages:
        placed.setdefault(page.kind.navigation, []).append(page)
    home, *others = map(_entry, placed["site"])
    first = [_whole(plan, placed) for plan in (site.newest, *site.drafts)]
    former = [_entry(page) for plan in site.earlier for page in _of(plan, placed["plan"])]
    return [home, *first, *([{words.plain("earlier_plans"): former}] if former else []), *others]


def _whole(plan: Plan, placed: Mapping[str | None, Iterable[Page]]) -> dict[str, Any]:
    """Return a plan with its parts, under its own title."""
    [page] = _of(plan, placed["plan"])
    return {page.facts.title: [page.source, *map(_entry, _of(plan, placed["in_plan"]))]}


def _of(plan: Plan, pages: Iterable[Page]) -> Iterator[Page]:
    return (page for page in pages if page.facts.plan is plan)


def _entry(page: Page) -> dict[str, str]:
    return {page.label: page.source}


def found_by_title(pages: Iterable[Page], words: Words) -> dict[str, tuple[str, ...]]:
    """Return the pages that the search knows as pages: for each address its title, and what else it is asked for as.

    What they say, the search knows from the data.
    """
    known = (page for page in pages if page.kind.search)
    return {page.address: (page.facts.title, *words.asked_for_as(page.kind.name)) for page in known}


def suggested(pages: Iterable[Page], site: Site) -> dict[str, str]:
    """Return address and short title of the pages that the search suggests where it finds nothing."""
    return {
        page.address: page.label
        for page in pages
        if page.kind.search == "suggestion" and page.facts.plan in (None, site.newest)
    }
