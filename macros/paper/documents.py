"""Which documents a plan is printed as, and where each stands. Pure functions of the data."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from typing import Any

from macros.model import ORIGINAL, Branch, Kind, Party, Plan, Section, Site
from macros.words import Words


@dataclasses.dataclass(frozen=True)
class Document:
    """A PDF of one page of the site. `path` and `address` start at the language's root; `form` names its template."""

    path: str
    address: str
    title: str
    form: str
    subject: dict[str, Any]


def path_of(address: str, language: str, *forms: str) -> str:
    """Give the path of a page's PDF: beside the page, and with a name that still tells what it is once downloaded."""
    parts = [*address.strip("/").split("/"), *forms, *([] if language == ORIGINAL else [language])]
    return f"{address}{'-'.join(parts)}.pdf"


def full_text(plan: Plan) -> str:
    """Give the address of the page whose PDFs are the whole plan."""
    return f"{plan.address}full/"


def bilingual_path(plan: Plan, translation: str) -> str:
    """Give the path of a plan side by side with a translation, from the original's root."""
    return path_of(full_text(plan), ORIGINAL, ORIGINAL, translation)


def documents(site: Site, words: Words, translations: Iterable[str]) -> Iterator[Document]:
    """Give every document of one language; the original has those that are side by side with each translation."""
    for plan in site.plans:
        yield _whole_plan(plan, words)
        for translation in translations if words.language == ORIGINAL else ():
            yield _side_by_side(plan, words, translation)
        for section in plan.sections:
            yield _section_sheet(plan, section, words)
    for party in site.parties.values():
        yield from _sheet(party, frozenset({party.id}), site, words)
    for branch in (*site.kinds.values(), *site.branches.values()):
        yield from _sheet(branch, site.roles_of(branch), site, words)


def phrases(site: Site, words: Words) -> tuple[str, ...]:
    """Give the names and set phrases of a site: a title's line had better not end inside of one."""
    texts = (site.about.issuer, *(plan.short_title for plan in site.plans), *(term.term for term in site.terms))
    variants = [form for term in site.terms for form in (term.variants or {}).get(words.language, ())]
    return (*map(words.text, texts), *map(str, variants))


def _whole_plan(plan: Plan, words: Words) -> Document:
    address = full_text(plan)
    return Document(path_of(address, words.language), address, words.text(plan.title), "official", {"plan": plan})


def _side_by_side(plan: Plan, words: Words, translation: str) -> Document:
    title = words.plain("side_by_side_of", plan=words.text(plan.title))
    subject = {"plan": plan, "translation": translation}
    return Document(bilingual_path(plan, translation), full_text(plan), title, "bilingual", subject)


def _section_sheet(plan: Plan, section: Section, words: Words) -> Document:
    address = plan.section_address(section)
    subject = {"plan": plan, "duties": plan.duties_in(section), "own": frozenset(), "of": "section"}
    title = words.section_title(section)
    return Document(path_of(address, words.language), address, title, "sheet", subject)


def _sheet(whose: Party | Branch | Kind, own: frozenset[str], site: Site, words: Words) -> Iterator[Document]:
    """Give a sheet of the clauses in the newest plan that has any for these parties."""
    every = site.duties_of(own)
    if every:
        plan = every[0].plan
        duties = tuple(duty for duty in every if duty.plan is plan)
        subject = {"plan": plan, "duties": duties, "own": own, "of": type(whose).__name__.lower()}
        path = path_of(whose.address, words.language)
        yield Document(path, whose.address, words.text(whose.name), "sheet", subject)
