"""Which folder has the data: one setting for the build and for every command that is given none."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mkdocs.utils.yaml import yaml_load


def folder_of(extra: Mapping[str, Any]) -> Path:
    """Return the folder that the setting `data_dir` names; else `data`."""
    return Path(str(extra.get("data_dir") or "data"))


def configured_folder() -> Path:
    """Return the folder that the mkdocs.yml of the working folder sets, as MkDocs reads it; it may read PLAN_DATA."""
    path = Path("mkdocs.yml")
    if not path.is_file():
        return folder_of({})
    with path.open(encoding="utf-8") as file:
        return folder_of(yaml_load(file).get("extra") or {})
