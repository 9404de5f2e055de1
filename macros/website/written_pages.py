"""Hand-written pages: where they stand in the project, what they say, and their headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from markupsafe import Markup
from mkdocs.structure.files import File
from mkdocs.structure.toc import AnchorLink

from macros.website.settings import PROJECT


def source_of(file: File) -> str:
    """Return the path of a hand-written page in the project."""
    return Path(file.abs_src_path or "").relative_to(PROJECT).as_posix()


def text_below_the_title(html: str) -> str:
    """Return what a hand-written page says, as text."""
    return Markup(re.sub(r"<h1\b.*?</h1>", "", html, count=1, flags=re.DOTALL)).striptags()


def all_entries(entries: Iterable[AnchorLink]) -> Iterator[AnchorLink]:
    """Yield the entries of a table of contents, and those below them."""
    for entry in entries:
        yield entry
        yield from all_entries(entry.children)
