"""Which pages exist: for each its address, title, description, macro call and headings. Pure functions of the data."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator

from macros.i18n.problem import Place
from macros.i18n.words import Words
from macros.plan.model import Branch, Duty, Kind, Party, Plan, Section
from macros.plan.site import Site


@dataclasses.dataclass(frozen=True)
class Heading:
    """An entry of a page's table of contents."""

    anchor: str
    title: str
    children: tuple[Heading, ...] = ()


@dataclasses.dataclass(frozen=True)
class Page:
    """A page. Its address starts at the language's root and ends in a slash; `place` is where its data stands.

    `plan` is the one that it shows, the newest where it shows several; None where it is of no year.
    """

    address: str
    title: str
    description: str
    call: str
    place: Place
    headings: tuple[Heading, ...] = ()
    plan: Plan | None = None

    @property
    def kind(self) -> str:
        """What kind of page this is: the name of the macro that makes it."""
        return self.call.partition("(")[0]


def pages(site: Site, words: Words) -> Iterator[Page]:
    """Yield every page that the data makes, in one language."""
    about = site.about
    parts = (("who", "home_who"), ("branches", "branches"), ("sections", "home_sections"))
    headings = tuple(Heading(anchor, words.plain(word)) for anchor, word in parts)
    yield Page("", words.text(about.name), words.text(about.description), "home()", about.place, headings)
    for plan in site.plans:
        yield from (dataclasses.replace(page, plan=plan) for page in _pages_of_plan(plan, words))
    groups = (("persons", site.persons), ("roles", site.roles))
    headings = tuple(Heading(group, words.plain(group)) for group, parties in groups if parties)
    yield _index("people", words, site.files.people.place, headings)
    for party in site.parties.values():
        page = _party_page(party, site, words)
        yield page
        yield _bilingual(page, words, f'party_bilingual("{party.id}")')
    headings = tuple(Heading(kind.id, words.text(kind.name)) for kind in site.kinds.values())
    yield _index("branches", words, site.files.branches.place, headings)
    yield from (_branch_page(kind, site, words) for kind in site.kinds.values())
    yield from (_branch_page(branch, site, words) for branch in site.branches.values())
    headings = tuple(Heading(term.id, words.text(term.term)) for term in site.terms)
    yield _index("glossary", words, site.files.glossary.place, headings)


def navigation(site: Site, words: Words) -> list:
    """Return the index pages as MkDocs' `nav`. What grows with the data, persons and branches, is not in it."""
    newest = site.newest
    sections = [{words.section_title(section): _source(newest.section_address(section))} for section in newest.sections]
    wholes = [{words.plain(whole): _source(f"{newest.address}{page}/")} for whole, page in _WHOLES]
    plan = [_source(newest.address), *sections, *wholes]
    earlier = [{words.text(plan.short_title): _source(plan.address)} for plan in site.plans[1:]]
    return [
        {words.plain("home"): _source("")},
        {words.text(newest.short_title): plan},
        *([{words.plain("earlier_plans"): earlier}] if earlier else []),
        *({words.plain(index): _source(f"{index}/")} for index in ("people", "branches", "glossary")),
    ]


# The pages that show a whole plan: the word that names them, and the end of their address.
_WHOLES = (("full_text", "full"), ("matrix", "matrix"))


def _source(address: str) -> str:
    """Return the name under which MkDocs knows the page of an address."""
    return f"{address}index.md"


def _index(name: str, words: Words, place: Place, headings: tuple[Heading, ...]) -> Page:
    description = words.plain(f"{name}_description")
    return Page(f"{name}/", words.plain(name), description, f"{name}()", place._replace(line=1), headings)


def _headings_of(duties: Iterable[Duty], words: Words) -> tuple[Heading, ...]:
    """Return the years of some clauses, and under each its sections, as party and branch pages show them."""
    sections: dict[str, dict[str, str]] = {}
    titles = {}
    for plan, section, _, _ in duties:
        year = f"plan-{plan.year}"
        titles[year] = words.text(plan.short_title)
        sections.setdefault(year, {})[f"{year}-section-{section.number}"] = words.section_title(section)
    return tuple(
        Heading(year, title, tuple(Heading(*section) for section in sections[year].items()))
        for year, title in titles.items()
    )


def _plan_of(duties: tuple[Duty, ...]) -> Plan | None:
    return duties[0].plan if duties else None


def _pages_of_plan(plan: Plan, words: Words) -> Iterator[Page]:
    short_title, title = words.text(plan.short_title), words.text(plan.title)
    parts = ("notice", "requirements", "contents")
    headings = tuple(Heading(part, words.plain(part)) for part in parts)
    yield Page(plan.address, short_title, title, f"plan({plan.year})", plan.place, headings)
    for section in plan.sections:
        yield from _section_pages(plan, section, words)
    sections = tuple(Heading(f"section-{section.number}", words.section_title(section)) for section in plan.sections)
    headings = (
        Heading("notice", words.plain("notice")),
        Heading("plan", short_title),
        Heading("requirements", words.plain("requirements")),
        *sections,
    )
    full_title = words.plain("full_text_of", plan=short_title)
    description = words.plain("full_text_description", title=title)
    matrix_title = words.plain("matrix_of", plan=short_title)
    yield Page(
        f"{plan.address}matrix/", matrix_title, words.plain("matrix_description"), f"matrix({plan.year})", plan.place
    )
    full = Page(f"{plan.address}full/", full_title, description, f"full({plan.year})", plan.place, headings)
    yield full
    yield _bilingual(full, words, f"full_bilingual({plan.year})")


def _section_pages(plan: Plan, section: Section, words: Words) -> Iterator[Page]:
    headings = tuple(Heading(item.anchor, words.item_title(item)) for item in section.items)
    items = words.plain("sentence_separator").join(words.text(item.title) for item in section.items)
    page = Page(
        plan.section_address(section),
        words.plain("title_in_plan", title=words.section_title(section), plan=words.text(plan.short_title)),
        words.plain("section_description", plan=words.text(plan.short_title), items=items),
        f"section({plan.year}, {section.number})",
        section.place,
        headings,
    )
    yield page
    yield _bilingual(page, words, f"section_bilingual({plan.year}, {section.number})")


def _bilingual(page: Page, words: Words, call: str) -> Page:
    """Return the page that shows the same in two languages, side by side."""
    return dataclasses.replace(
        page,
        address=f"{page.address}bilingual/",
        title=words.plain("bilingual_title", title=page.title),
        description=words.plain("bilingual_description", title=page.title),
        call=call,
    )


def _party_page(party: Party, site: Site, words: Words) -> Page:
    duties = site.duties_of(frozenset({party.id}))
    name = words.text(party.name)
    description = words.plain("party_description", count=len(duties), name=name, site=words.text(site.about.name))
    headings = _headings_of(duties, words)
    return Page(party.address, name, description, f'party("{party.id}")', party.place, headings, _plan_of(duties))


def _branch_page(branch: Branch | Kind, site: Site, words: Words) -> Page:
    duties = site.duties_of(site.roles_of(branch))
    name = words.text(branch.name)
    description = words.plain("branch_description", count=len(duties), name=name, site=words.text(site.about.name))
    headings = _headings_of(duties, words)
    return Page(branch.address, name, description, f'branch("{branch.id}")', branch.place, headings, _plan_of(duties))
