"""What mkdocs-macros loads: the macros that pages may call, and titles kept out of Jinja's reach."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from pathlib import Path

from mkdocs_macros.plugin import MacrosPlugin

from macros.website.deferred import Deferred
from macros.website.expressions import NoSuchPageError, refuse_wrong_expressions
from macros.website.generated_pages import GeneratedPage
from macros.website.render import MACROS, Renderer
from macros.website.settings import line_url, makes_pdfs, report_url

# Where a page keeps its title while macros run.
_KEPT = "title_in_navigation"


def define_env(env: MacrosPlugin) -> None:
    """Register a macro for each kind of page, and those that only hand-written pages call."""
    config = env.conf
    project = Path(env.project_dir)
    session = config.extra["session"]
    if not hasattr(session, "site"):
        # `mkdocs serve` waits for data that it can build.
        return
    renderer = Renderer(
        session.site,
        session.words_of(config),
        lambda place: line_url(place, project, config.repo_url, config.edit_uri),
        lambda duty: report_url(duty, project, config.repo_url, config.extra.get("report_uri")),
        index="" if config.use_directory_urls else "index.html",
        has_pdfs=makes_pdfs(config.extra),
        asset=session.assets,
        compiled=session.compiled,
    )
    for name in MACROS:
        env.macro(_macro(env, session.deferred, renderer, name), name)  # type: ignore[no-untyped-call]
    env.macro(_asked("has", renderer.has), "has")  # type: ignore[no-untyped-call]


def _asked(name: str, answer: Callable[..., bool]) -> Callable[..., bool]:
    def macro(*arguments: str) -> bool:
        try:
            return answer(*arguments)
        except KeyError:
            raise NoSuchPageError(_call(name, *arguments)) from None

    return macro


def _call(name: str, *arguments: str | int) -> str:
    """Return a macro's call as a page has it."""
    return f"{name}({', '.join(map(json.dumps, arguments))})"


def _macro(env: MacrosPlugin, deferred: Deferred, renderer: Renderer, name: str) -> Callable[..., str]:
    def macro(*arguments: str | int) -> str:
        try:
            view = renderer.view(name, *arguments)
        except KeyError:
            raise NoSuchPageError(_call(name, *arguments)) from None
        return deferred.defer(functools.partial(renderer, name, env.page.url, view))

    return macro


def on_pre_page_macros(env: MacrosPlugin) -> None:
    """Keep the title out of Jinja's reach: it is data, and mkdocs-macros would run an expression in it.

    What somebody wrote on a page is tried before; mkdocs-macros would print a trace.
    """
    if not isinstance(env.page, GeneratedPage):
        refuse_wrong_expressions(env, env.conf.extra["session"].deferred)
    env.page.meta[_KEPT] = vars(env.page).get("title")
    env.page.title = ""


def on_post_page_macros(env: MacrosPlugin) -> None:
    """Put the page's title back; where the navigation has none for it, MkDocs takes it from elsewhere later."""
    del env.page.title
    if title := env.page.meta.pop(_KEPT):
        env.page.title = title
