"""Pages made from the data, as MkDocs knows them, and the shell of the theme that many of them share."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import jinja2
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import _TocToken, get_toc

from macros.website.page_kind import Heading
from macros.website.page_shell import PageShell
from macros.website.pages import Page
from macros.website.settings import PROJECT, line_url

# A shell is rendered once with marks and twice to prove it.
_WORTH_A_SHELL = 3


class GeneratedPage(MkDocsPage):
    """A page made from the data. What MkDocs would read from a file and its Markdown is known, or finished HTML."""

    def __init__(self, page: Page, file: File, config: MkDocsConfig) -> None:
        super().__init__(page.label, file, config)
        self.made_from = page
        self.shell: PageShell | None = None
        self.edit_url = line_url(page.facts.place, PROJECT, config.repo_url, config.edit_uri)

    def read_source(self, config: MkDocsConfig) -> None:
        """Hand the macro call that makes the body to mkdocs-macros, and the rest as front matter would."""
        self.markdown = f"{{{{ {self.made_from.call} }}}}"
        facts = self.made_from.facts
        self.meta = {"title": facts.title, "description": facts.description}
        if self.shell:
            self.meta["template"] = "page_shell.html"

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Leave the body as the macro made it; Markdown would only read it."""
        self.content = self.markdown
        title = Heading(self.made_from.anchor, self.made_from.label, self.made_from.facts.headings)
        self.toc = get_toc([_toc_token(title, 1)])

    @property
    def alike(self) -> tuple[object, ...]:
        """What two pages have in common whose shells differ only in what `_values` puts in."""
        made_from = self.made_from
        return (
            made_from.kind.name,
            made_from.picture,
            made_from.address.count("/"),
            made_from.is_draft,
            made_from.facts.headings,
        )

    def whole(self, context: Mapping[str, Any], theme: jinja2.Environment) -> str:
        """Return the whole page as the theme prints it, from the shell that it shares with others; else nothing."""
        if not self.shell:
            return ""
        return self.shell.page(_values(self, context), lambda values: _printed(self, context, values, theme))


def share_shells(made: Iterable[GeneratedPage]) -> None:
    """Have pages that are alike share one shell, where they are many enough to pay for it."""
    counts = Counter(page.alike for page in made)
    shells = {alike: PageShell() for alike, count in counts.items() if count > _WORTH_A_SHELL}
    for page in made:
        page.shell = shells.get(page.alike)


def _values(page: GeneratedPage, context: Mapping[str, Any]) -> dict[str, str]:
    """Return what differs between pages that share a shell, as finished HTML."""
    values = {
        "title": page.meta["title"],
        "description": page.meta["description"],
        "content": page.content,
        "edit_url": page.edit_url,
        "canonical_url": page.canonical_url,
    }
    for alternate in context["alternates"]:
        values |= {f"{key} {alternate['language']}": alternate[key] for key in ("href", "absolute")}
    return {name: escape(value) for name, value in values.items() if value is not None}


def _printed(
    page: GeneratedPage, context: Mapping[str, Any], values: Mapping[str, str], theme: jinja2.Environment
) -> str:
    """Have the theme print a page with some values in it."""
    shown = copy.copy(page)
    shown.title = values["title"]
    shown.meta = {name: values[name] for name in ("title", "description")}
    shown.content = values["content"]
    shown.edit_url, shown.canonical_url = values.get("edit_url"), values.get("canonical_url")
    alternates = [
        {**alternate, **{key: values[f"{key} {alternate['language']}"] for key in ("href", "absolute")}}
        for alternate in context["alternates"]
    ]
    return theme.get_template("main.html").render({**context, "page": shown, "alternates": alternates})


def _toc_token(heading: Heading, level: int) -> _TocToken:
    children = [_toc_token(child, level + 1) for child in heading.children]
    return {"name": heading.title, "id": heading.anchor, "level": level, "children": children}
