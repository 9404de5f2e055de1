"""The lines of a PDF with a text layer, as PDFium gives them: page after page, with an empty line between two.

A table whose cells have rules around them is a line for each row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2

from macros.tools.importing import pdf_tables
from macros.tools.importing.extraction import MOST_PAGES, MOST_TEXT, ExtractionError, Line

# What PDFium gives for a hyphen that it takes for the end of a line, and other codes that are no character.
_NO_CHARACTERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def lines(path: Path) -> list[Line]:
    """Return the lines of all pages. Raises ExtractionError for a password, and for too many pages."""
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        is_locked = "password" in str(error).lower()
        raise ExtractionError("import_password" if is_locked else "import_damaged") from None
    if len(document) > MOST_PAGES:
        raise ExtractionError("import_limits")
    found: list[Line] = []
    length = 0
    for page in document:
        textpage = page.get_textpage()
        length += textpage.count_chars()
        if length > MOST_TEXT:
            raise ExtractionError("import_limits")
        found += [line._replace(text=_NO_CHARACTERS.sub("", line.text)) for line in _of_page(page, textpage)]
        found.append(Line(""))
    return found


def _of_page(page: Any, textpage: Any) -> Iterator[Line]:
    """Yield the lines of a page, and between those above and below its table the rows of this."""
    grid = pdf_tables.grid_of(page)
    if grid is None:
        yield from _lines(textpage.get_text_range())
        return
    yield from _lines(textpage.get_text_bounded(bottom=grid.ys[0]))
    yield from pdf_tables.rows(textpage, grid)
    yield from _lines(textpage.get_text_bounded(top=grid.ys[-1]))


def _lines(text: str) -> list[Line]:
    return [Line(line) for line in re.split(r"\r\n|\r|\n", text)]
