"""Which folder has the data, for every command that is given none: what mkdocs.yml sets for the build."""

from __future__ import annotations

from pathlib import Path

from mkdocs.utils.yaml import yaml_load

_PROJECT = Path(__file__).parents[2]


def data_folder() -> Path:
    """Return the folder that `extra.data_dir` names, from the project's folder or absolute; it reads PLAN_DATA."""
    with (_PROJECT / "mkdocs.yml").open(encoding="utf-8") as file:
        settings = yaml_load(file)
    return _PROJECT / str((settings.get("extra") or {}).get("data_dir") or "data")
