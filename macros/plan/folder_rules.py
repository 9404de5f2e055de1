"""What stands in a data folder and is not read: a file in the wrong place would be missed on the site, and not told."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from macros.i18n.problem import Place, Problem
from macros.plan.files import Files
from macros.plan.reader import printed


def unread_files(folder: Path, read: Collection[Path]) -> Iterator[Problem]:
    """Every YAML file of a data folder is one that is read."""
    for path in _files(folder, ".yml", ".yaml"):
        if path not in read:
            yield Problem(Place(printed(path), 1), "unread_file", {})


def unread_texts(folder: Path, files: Files) -> Iterator[Problem]:
    """Note each text file that is not the issued text of a plan, in its place."""
    read = {folder / "sources" / f"{plan.year}.txt" for plan in files.plans}
    for path in _files(folder, ".txt"):
        if path not in read:
            yield Problem(Place(printed(path), 1), "unread_text", {})


def _files(folder: Path, *suffixes: str) -> list[Path]:
    """List the files of a folder and those in it with some suffixes, however these are written, but for hidden ones."""
    paths = [path for path in sorted(folder.rglob("*.*")) if path.suffix.lower() in suffixes]
    return [path for path in paths if not any(part.startswith(".") for part in path.relative_to(folder).parts)]
