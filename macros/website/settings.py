"""What mkdocs.yml, the environment and the project's folder set for a build."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from macros.i18n.problem import Place
from macros.plan.data_folder import folder_of
from macros.plan.work_plan import Duty

PROJECT = Path(__file__).parents[2]


def data_folder(extra: Mapping[str, Any], project: Path) -> Path:
    """Return the folder that the setting `data_dir` names, from the project's folder or absolute; else `data`."""
    return project / folder_of(extra)


def makes_pdfs(extra: Mapping[str, Any]) -> bool:
    """Return whether the setting `pdf` asks for PDFs beside the pages."""
    return _is_on(extra.get("pdf"))


def shows_drafts(extra: Mapping[str, Any], command: str) -> bool:
    """Return whether plans that are drafts are shown: while the site is edited, and where `drafts` asks for them."""
    return command == "serve" or _is_on(extra.get("drafts"))


def _is_on(setting: object) -> bool:
    return str(setting or "0").lower() not in ("0", "false", "no", "off")


def line_url(place: Place, project: Path, repo_url: str | None, edit_uri: str | None) -> str | None:
    """Return the address of a line in the repository; none where it has no address, or the file lies outside of it."""
    path = Path(place.path).absolute()
    if not repo_url or not edit_uri or not path.is_relative_to(project):
        return None
    return f"{repo_url.rstrip('/')}/{edit_uri.strip('/')}/{path.relative_to(project).as_posix()}#L{place.line}"


def report_url(duty: Duty, project: Path, repo_url: str | None, report_uri: str | None) -> str | None:
    """Return the address of the form for a clause, by its plan and number; none where its line of data has none."""
    is_outside = not Path(duty.plan.place.path).absolute().is_relative_to(project)
    if not repo_url or not report_uri or is_outside:
        return None
    return f"{repo_url.rstrip('/')}/{report_uri.format(plan=duty.plan.year, number=duty.clause.number)}"
