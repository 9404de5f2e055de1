"""What pages may call: mkdocs-macros runs define_env for each language and finds the macros here."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from macros.load import site_at
from macros.located import Place
from macros.model import Duty
from macros.render import Renderer, hold
from macros.words import Words


def define_env(env) -> None:
    """Register one macro for each kind of page, and `issuer` for the hand-written ones."""
    config = env.conf
    project = Path(env.project_dir)
    renderer = Renderer(
        site_at(data_folder(config.extra, project)),
        Words(config.theme["language"]),
        lambda place: line_url(place, project, config.repo_url, config.edit_uri),
        lambda duty: report_url(duty, project, config.repo_url, config.extra.get("report_uri")),
        index="" if config.use_directory_urls else "index.html",
        translations=translations(project) if makes_pdfs(config.extra) else None,
    )
    for name in Renderer.MACROS:
        env.macro(_macro(env, getattr(renderer, name)), name)


def _macro(env, render):
    def macro(*subject) -> str:
        return hold(functools.partial(render, env.page.url, *subject))

    return macro


def data_folder(extra: Mapping[str, Any], project: Path) -> Path:
    """Give the folder that the setting `data_dir` names, from the project's folder or absolute; else `data`."""
    return project / str(extra.get("data_dir") or "data")


def makes_pdfs(extra: Mapping[str, Any]) -> bool:
    """Tell whether the setting `pdf` asks for PDFs beside the pages."""
    return str(extra.get("pdf") or "0").lower() not in ("0", "false", "no", "off")


def translations(project: Path) -> list[str]:
    """List the languages that the site is built in beside the original: each has an mkdocs.<language>.yml."""
    return sorted(path.name.split(".")[1] for path in project.glob("mkdocs.*.yml"))


def line_url(place: Place, project: Path, repo_url: str | None, edit_uri: str | None) -> str | None:
    """Give the address of a line in the repository; none where it has no address, or the file lies outside of it."""
    path = Path(place.path).absolute()
    if not repo_url or not edit_uri or not path.is_relative_to(project):
        return None
    return f"{repo_url.rstrip('/')}/{edit_uri.strip('/')}/{path.relative_to(project).as_posix()}#L{place.line}"


def report_url(duty: Duty, project: Path, repo_url: str | None, report_uri: str | None) -> str | None:
    """Give the address of the form for a clause, by its plan and number; none where its line of data has none."""
    is_outside = not Path(duty.plan.place.path).absolute().is_relative_to(project)
    if not repo_url or not report_uri or is_outside:
        return None
    return f"{repo_url.rstrip('/')}/{report_uri.format(plan=duty.plan.year, number=duty.clause.number)}"


def on_pre_page_macros(env) -> None:
    """Keep the title out of Jinja's reach: it is data, and mkdocs-macros would run an expression in it."""
    env.title_in_navigation = vars(env.page).get("title")
    env.page.title = ""


def on_post_page_macros(env) -> None:
    """Give the page its title back; where the navigation has none for it, MkDocs takes it from elsewhere later."""
    del env.page.title
    if env.title_in_navigation:
        env.page.title = env.title_in_navigation
