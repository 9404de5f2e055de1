"""The registry: every kind of page. A new kind is an entry of `PAGE_KINDS` and a template of its name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from macros.i18n.problem import Place
from macros.i18n.words import Words
from macros.plan import document, matrix
from macros.plan.model import Body, Branch, Kind, Party
from macros.plan.party_words import parties_of, said_of_parties
from macros.plan.site import Site
from macros.plan.work_plan import Duty, Plan, Section
from macros.website.deadlines import by_deadline
from macros.website.document_table import with_table
from macros.website.home import amount, introduction, who
from macros.website.page_kind import Facts, Heading, PageKind, Subjects

View = dict[str, Any]

# --- What pages are about


def _one_where(site_has: Callable[[Site], object]) -> Subjects:
    """Return one page without a subject, where the site has what it is about."""
    return Subjects(lambda site: [()] if site_has(site) else [], lambda: ())


_ONE = _one_where(lambda site: True)
_PLANS = Subjects(lambda site: ((plan,) for plan in site.plans), lambda plan: (plan.year,))
_PLANS_WITH_DEADLINES = _PLANS._replace(of=lambda site: ((plan,) for plan in site.plans if plan.has_deadlines))
_PLANS_WITH_PARTIES = _PLANS._replace(of=lambda site: ((plan,) for plan in site.plans if plan.party_ids))
_SECTIONS = Subjects(
    lambda site: ((plan, part) for plan in site.plans for part in plan.parts),
    lambda plan, part: (plan.year, part.number or part.anchor),
)
_PARTIES = Subjects(lambda site: ((party,) for party in site.parties.values()), lambda party: (party.id,))
_BRANCHES = Subjects(
    lambda site: ((branch,) for branch in (*site.kinds.values(), *site.branches.values())),
    lambda branch: (branch.id,),
)

# --- Home and the lists


def _home(site: Site, words: Words) -> Facts:
    about = site.about
    there = {"who": site.parties, "branches": site.kinds, "sections": True}
    contents = "home_sections" if site.newest.sections else "tasks"
    titles = {"who": who(site), "branches": "branches", "sections": contents}
    headings = _headings(words, **{anchor: title for anchor, title in titles.items() if there[anchor]})
    name, description = words.text(about.name), words.text(about.description)
    return Facts(name, description, about.place, headings, short_title=words.plain("home"))


def _view_of_home(site: Site, words: Words) -> View:
    return {"introduction": introduction(site, words), "who": who(site), "marks": matrix.marks(site.newest, words)}


def _people(site: Site, words: Words) -> Facts:
    headings = _headings(words, **{group: group for group in site.party_groups if len(site.party_groups) > 1})
    description = said_of_parties(site, words, "people_description")
    facts = Facts(parties_of(site, words), description, site.files.people.place._replace(line=1), headings)
    return facts if site.persons or site.roles else facts._replace(picture="body")


def _branches(site: Site, words: Words) -> Facts:
    headings = tuple(Heading(kind.id, words.text(kind.name)) for kind in site.kinds.values())
    return _list("branches", words, site.files.branches.place, headings)


def _glossary(site: Site, words: Words) -> Facts:
    headings = tuple(Heading(term.id, words.text(term.term)) for term in site.terms)
    facts = _list("glossary", words, site.files.glossary.place, headings)
    return facts if site.languages[1:] else facts._replace(description=words.plain("glossary_description_untranslated"))


def _list(name: str, words: Words, place: Place, headings: tuple[Heading, ...]) -> Facts:
    return Facts(words.plain(name), words.plain(f"{name}_description"), place._replace(line=1), headings)


def _nothing_more(site: Site, words: Words) -> View:
    return {}


# --- A plan, whole


def _plan(site: Site, words: Words, plan: Plan) -> Facts:
    requirements = {"requirements": "requirements"} if plan.requirements else {}
    headings = _headings(words, notice="notice" if plan.title else "document", **requirements, contents="contents")
    return Facts(words.text(plan.short_title), words.text(plan.full_title), plan.place, headings, plan)


def _matrix(site: Site, words: Words, plan: Plan) -> Facts:
    title, short_title = words.plain("matrix_of", plan=words.text(plan.short_title)), words.plain("matrix")
    return Facts(title, words.plain("matrix_description"), plan.place, (), plan, short_title)


def _full(site: Site, words: Words, plan: Plan) -> Facts:
    name = words.text(plan.short_title)
    sections = () if plan.has_section_cells else plan.sections
    headings = (
        Heading("notice", words.plain("notice") if plan.title else name),
        *([Heading("plan", name)] if plan.title else []),
        *([Heading("requirements", words.plain("requirements"))] if plan.requirements else []),
        *(Heading(section.anchor, words.heading(section)) for section in sections if section.title),
    )
    title, short_title = words.plain("full_text_of", plan=name), words.plain("full_text")
    description = words.plain("full_text_description", title=words.text(plan.full_title))
    return Facts(title, description, plan.place, headings, plan, short_title)


def _deadlines(site: Site, words: Words, plan: Plan) -> Facts:
    title, short_title = words.plain("deadlines_of", plan=words.text(plan.short_title)), words.plain("deadlines")
    headings = tuple(Heading(due.anchor, due.title(words)) for due in by_deadline(plan))
    return Facts(title, words.plain("deadlines_description"), plan.place, headings, plan, short_title)


def _view_of_deadlines(site: Site, words: Words, plan: Plan) -> View:
    return {"plan": plan, "deadlines": by_deadline(plan)}


def _view_of_matrix(site: Site, words: Words, plan: Plan) -> View:
    return {"plan": plan, "matrix": matrix.matrix(plan, site, words), "lines_of": matrix.lines_of_head}


def _view_with_notice(site: Site, words: Words, plan: Plan) -> View:
    return {"plan": plan, "notice_blocks": document.notice_blocks(plan, site, words)}


def _view_of_full(site: Site, words: Words, plan: Plan) -> View:
    return {"plan": plan, "blocks": with_table(document.blocks(plan, site, words), plan)}


# --- A section


def _section(site: Site, words: Words, plan: Plan, section: Section) -> Facts:
    name, short_title = words.text(plan.short_title), words.heading(section)
    items = words.plain("sentence_separator").join(words.title(item) for item in section.all_items)
    return Facts(
        words.plain("title_in_plan", title=short_title, plan=name),
        words.plain("section_description", plan=name, items=items),
        section.place,
        tuple(_headings_in(section, words)),
        plan,
        short_title,
    )


def _view_of_section(site: Site, words: Words, plan: Plan, section: Section) -> View:
    rank = plan.parts.index(section)
    before, after = plan.parts[:rank], plan.parts[rank + 1 :]
    items = [(part, item) for part in plan.parts for item in part.all_items]
    duties = plan.duties_in(section)
    return {
        "plan": plan,
        "section": section,
        "duties": duties,
        "amount": amount(words, section.all_items, duties),
        "previous": before[-1] if before else None,
        "following": after[0] if after else None,
        # Each item's, by its anchor.
        "neighbours": {
            item.anchor: [*items[at - 1 : at], *items[at + 1 : at + 2]]
            for at, (part, item) in enumerate(items)
            if part is section
        },
    }


def _headings_in(section: Section, words: Words) -> Iterator[Heading]:
    for inner in section.sections:
        yield Heading(inner.anchor, words.heading(inner), tuple(_headings_in(inner, words)))
    yield from (Heading(item.anchor, words.heading(item)) for item in section.items)


# --- Who answers: a party, a branch or a kind of branch


def _party(site: Site, words: Words, party: Party) -> Facts:
    duties = site.duties_of(frozenset({party.id}))
    only_answers = all(duty.plan.only_answer for duty in duties)
    facts = _of_duties("party_description" if only_answers else "party_description_with", duties, site, words, party)
    return facts._replace(picture="body") if isinstance(party, Body) else facts


def _branch(site: Site, words: Words, branch: Branch | Kind) -> Facts:
    return _of_duties("branch_description", site.duties_of(site.roles_of(branch)), site, words, branch)


def _of_duties(
    description: str, duties: tuple[Duty, ...], site: Site, words: Words, subject: Party | Branch | Kind
) -> Facts:
    name = words.text(subject.name)
    if subject.id in site.namesakes:
        name = f"{name} ({subject.id})"
    headings = _headings_of(duties, words)
    # A page on which there is nothing but drafts speaks of those.
    duties = tuple(duty for duty in duties if not duty.plan.draft) or duties
    sentence = words.plain(description, count=len(duties), name=name, site=words.text(site.about.name))
    return Facts(name, sentence, subject.place, headings, duties[0].plan if duties else None)


def _view_of_party(site: Site, words: Words, party: Party) -> View:
    own = frozenset({party.id})
    return {"party": party, "own": own, "duties": site.duties_of(own)}


def _view_of_branch(site: Site, words: Words, branch: Branch | Kind) -> View:
    return {"branch": branch, "own": site.roles_of(branch)}


# --- What several share


def _headings(words: Words, **titles: str) -> tuple[Heading, ...]:
    """Return headings with words of the tool, by their anchors."""
    return tuple(Heading(anchor, words.plain(title)) for anchor, title in titles.items())


def _headings_of(duties: Iterable[Duty], words: Words) -> tuple[Heading, ...]:
    """Return the years of some clauses, and under each its sections, as party and branch pages show them."""
    sections: dict[str, dict[str, str]] = {}
    titles = {}
    for plan, section, *_ in duties:
        year = f"plan-{plan.year}"
        title = words.text(plan.short_title)
        titles[year] = words.plain("draft_of", title=title) if plan.draft else title
        sections.setdefault(year, {})[f"{year}-{section.anchor}"] = words.heading(section)
    return tuple(
        Heading(year, title, tuple(Heading(*section) for section in sections[year].items()))
        for year, title in titles.items()
    )


def _bilingual(kind: PageKind) -> PageKind:
    """Return the kind of page that shows the same in two languages, side by side, where the site has both."""

    def of(site: Site) -> Iterable[tuple[Any, ...]]:
        return kind.subjects.of(site) if site.has_bilingual_pages else ()

    def facts(site: Site, words: Words, *subject: Any) -> Facts:
        same = kind.facts(site, words, *subject)
        title, description = (
            words.plain(word, title=same.title) for word in ("bilingual_title", "bilingual_description")
        )
        return same._replace(title=title, description=description, short_title="")

    return PageKind(
        f"{kind.name}_bilingual",
        kind.subjects._replace(of=of),
        lambda *subject: f"{kind.address(*subject)}bilingual/",
        facts,
        kind.view,
        picture=kind.picture,
    )


def _at(address: str) -> Callable[[], str]:
    return lambda: address


def _own_address(subject: Plan | Party | Branch | Kind) -> str:
    return subject.address


_FULL = PageKind(
    "full",
    _PLANS,
    lambda plan: f"{plan.address}full/",
    _full,
    _view_of_full,
    navigation="in_plan",
    search="suggestion",
    pdf=("official", "bilingual"),
)
_SECTION = PageKind(
    "section",
    _SECTIONS,
    lambda plan, section: section.address,
    _section,
    _view_of_section,
    navigation="in_plan",
    pdf=("sheet",),
)
_PARTY = PageKind("party", _PARTIES, _own_address, _party, _view_of_party, picture="person", pdf=("sheet",))

#: By name, in the order of the navigation; the first is home.
PAGE_KINDS = {
    kind.name: kind
    for kind in (
        PageKind("home", _ONE, _at(""), _home, _view_of_home, navigation="site", search="title"),
        PageKind("plan", _PLANS, _own_address, _plan, _view_with_notice, navigation="plan", search="title"),
        _SECTION,
        _bilingual(_SECTION),
        _FULL,
        _bilingual(_FULL),
        PageKind(
            "matrix",
            _PLANS_WITH_PARTIES,
            lambda plan: f"{plan.address}matrix/",
            _matrix,
            _view_of_matrix,
            navigation="in_plan",
            search="title",
            pdf=("matrix",),
        ),
        PageKind(
            "deadlines",
            _PLANS_WITH_DEADLINES,
            lambda plan: f"{plan.address}deadlines/",
            _deadlines,
            _view_of_deadlines,
            navigation="in_plan",
            search="title",
        ),
        PageKind(
            "people",
            _one_where(lambda site: site.parties),
            _at("people/"),
            _people,
            _nothing_more,
            navigation="site",
            picture="person",
            search="suggestion",
        ),
        _PARTY,
        _bilingual(_PARTY),
        PageKind(
            "branches",
            _one_where(lambda site: site.kinds),
            _at("branches/"),
            _branches,
            _nothing_more,
            navigation="site",
            picture="branch",
            search="suggestion",
        ),
        PageKind("branch", _BRANCHES, _own_address, _branch, _view_of_branch, picture="branch", pdf=("sheet",)),
        PageKind(
            "glossary",
            _one_where(lambda site: site.terms),
            _at("glossary/"),
            _glossary,
            _nothing_more,
            navigation="site",
            picture="glossary",
            search="suggestion",
        ),
    )
}


def address_of(name: str, *subject: object) -> str:
    """Return the address of a page by the name of its kind and what it is about."""
    return PAGE_KINDS[name].address(*subject)
