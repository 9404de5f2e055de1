"""Which folder has the data: one setting, for the build and for commands that are given none; and when it changes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mkdocs.utils.yaml import yaml_load

#: What a command says of the earlier state that it is given.
BEFORE = "this data, or this project, as it was before: its translations count as locked"

#: A data folder, and each of its files with its time of modification and size.
Signature = tuple[Path, tuple[tuple[Path, int, int], ...]]


def folder_of(extra: Mapping[str, Any]) -> Path:
    """Return the folder that the setting `data_dir` names; else `data`."""
    return Path(str(extra.get("data_dir") or "data"))


def configured_folder(project: Path = Path()) -> Path:
    """Return the folder that the mkdocs.yml of a project sets, as MkDocs reads it; it may read PLAN_DATA."""
    path = project / "mkdocs.yml"
    if not path.is_file():
        return project / folder_of({})
    with path.open(encoding="utf-8") as file:
        return project / folder_of(yaml_load(file).get("extra") or {})


def earlier_folder(name: str) -> Path:
    """Return the data folder of an earlier state, which is named by itself or by the project that it stands in."""
    folder = Path(name)
    return configured_folder(folder) if (folder / "mkdocs.yml").is_file() else folder


def signature_of(folder: Path) -> Signature:
    """Return a signature that changes whenever a file of a data folder does."""
    # Hidden files, such as an editor's locks, are no data; lstat answers for a dangling link too.
    paths = [path for path in sorted(folder.rglob("*.*")) if not path.name.startswith(".")]
    return folder, tuple((path, path.lstat().st_mtime_ns, path.lstat().st_size) for path in paths)
