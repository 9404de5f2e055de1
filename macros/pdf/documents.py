"""Which documents a plan is printed as. Pure functions of the data."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Protocol

from macros.i18n.words import ORIGINAL, Words
from macros.pdf.addresses import bilingual_path, path_of
from macros.pdf.contents import Contents
from macros.pdf.texts import JSON
from macros.plan.site import Site


@dataclasses.dataclass(frozen=True)
class Document:
    """A PDF of one page of the site. `path` starts at the language's root; `form` names its template.

    `content` returns what the template reads, in the types of JSON; it is called late, since there may be thousands.
    """

    path: str
    form: str
    content: Callable[[], JSON]


class Page(Protocol):
    """A page as far as paper knows it: what it is about, and the forms in which it is printed."""

    @property
    def kind(self) -> PageKind: ...
    @property
    def address(self) -> str: ...
    @property
    def subject(self) -> tuple[Any, ...]: ...
    @property
    def forms(self) -> tuple[str, ...]: ...


class PageKind(Protocol):
    """A kind of page; a method of `Contents` has its name."""

    @property
    def name(self) -> str: ...


def documents_of(
    site: Site,
    languages: Mapping[str, Words],
    pages: Callable[[Site, Words], Iterable[Page]],
    root: str = "",
) -> dict[str, Document]:
    """Return every document of a site by its path from the site's root.

    `languages` are those that the site is in, and `pages` returns the pages of one of them. `root` is the absolute URL
    of the site, for QR codes; empty where it has none.
    """
    translations = [language for language in languages if language != ORIGINAL]
    folders = {language: "" if language == ORIGINAL else f"{language}/" for language in languages}
    return {
        f"{folder}{document.path}": document
        for language, folder in folders.items()
        for document in documents(
            site, languages[language], pages(site, languages[language]), translations, root and f"{root}{folder}"
        )
    }


def documents(
    site: Site, words: Words, pages: Iterable[Page], translations: Iterable[str], root: str = ""
) -> Iterator[Document]:
    """Yield every document of one language; the original has those that are side by side with each translation.

    `root` is the absolute URL of the language's site, for QR codes; empty where it has none.
    """
    contents = Contents(site, words)
    bilingual: Callable[..., JSON] = contents.bilingual
    for page in pages:
        link = f"{root}{page.address}" if root else ""
        for form in page.forms:
            if form == "bilingual":
                for translation in translations if words.language == ORIGINAL else ():
                    content = functools.partial(bilingual, link, *page.subject, Words(translation))
                    yield Document(bilingual_path(page.address, translation), form, content)
            else:
                content = functools.partial(getattr(contents, page.kind.name), link, *page.subject)
                yield Document(path_of(page.address, words.language), form, content)
