"""Which documents a plan is printed as. Pure functions of the data."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from macros.i18n.words import ORIGINAL, Words
from macros.pdf.addresses import bilingual_path, full_text, path_of
from macros.pdf.contents import Contents
from macros.plan.site import Site


@dataclasses.dataclass(frozen=True)
class Document:
    """A PDF of one page of the site. `path` starts at the language's root; `form` names its template.

    `content` gives what the template reads, in the types of JSON, when it is called: there may be thousands.
    """

    path: str
    form: str
    content: Callable[[], dict[str, Any]]


def documents_of(site: Site, languages: Mapping[str, Words], root: str = "") -> dict[str, Document]:
    """Return every document of a site by its path from the site's root; `languages` are those that the site is in.

    `root` is the whole address of the site, for QR codes; nothing where it has none.
    """
    translations = [language for language in languages if language != ORIGINAL]
    folders = {language: "" if language == ORIGINAL else f"{language}/" for language in languages}
    return {
        f"{folder}{document.path}": document
        for language, folder in folders.items()
        for document in documents(site, languages[language], translations, root and f"{root}{folder}")
    }


def documents(site: Site, words: Words, translations: Iterable[str], root: str = "") -> Iterator[Document]:
    """Yield every document of one language; the original has those that are side by side with each translation.

    `root` is the whole address of the language's site, for QR codes; nothing where it has none.
    """
    contents = Contents(site, words)

    def document(path: str, address: str, form: str, content: Callable, *subject: Any) -> Document:
        link = f"{root}{address}" if root else ""
        return Document(path, form, functools.partial(content, link, *subject))

    def sheet(address: str, content: Callable, *subject: Any) -> Document:
        return document(path_of(address, words.language), address, "sheet", content, *subject)

    for plan in site.plans:
        address = full_text(plan)
        yield document(path_of(address, words.language), address, "official", contents.official, plan)
        for translation in translations if words.language == ORIGINAL else ():
            path = bilingual_path(plan, translation)
            yield document(path, address, "bilingual", contents.bilingual, plan, Words(translation))
        for section in plan.sections:
            yield sheet(plan.section_address(section), contents.section, plan, section)
    for party in site.parties.values():
        if site.duties_of(frozenset({party.id})):
            yield sheet(party.address, contents.party, party)
    for branch in (*site.kinds.values(), *site.branches.values()):
        if site.duties_of(site.roles_of(branch)):
            yield sheet(branch.address, contents.branch, branch)
