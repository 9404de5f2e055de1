"""Which folder has the data: one setting, for the build and for commands that are given none; and when it changes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mkdocs.utils.yaml import yaml_load

#: A data folder, and each of its files with its time of modification and size.
Signature = tuple[Path, tuple[tuple[Path, int, int], ...]]


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


def signature_of(folder: Path) -> Signature:
    """Return a signature that changes whenever a file of a data folder does."""
    # Hidden files, such as an editor's locks, are no data; lstat answers for a dangling link too.
    paths = [path for path in sorted(folder.rglob("*.*")) if not path.name.startswith(".")]
    return folder, tuple((path, path.lstat().st_mtime_ns, path.lstat().st_size) for path in paths)
