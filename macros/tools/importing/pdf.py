"""The lines of a PDF with a text layer, as PDFium gives them: page after page, with an empty line between two."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2

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
        text = page.get_textpage().get_text_range()
        length += len(text)
        if length > MOST_TEXT:
            raise ExtractionError("import_limits")
        found += [Line(_NO_CHARACTERS.sub("", line)) for line in re.split(r"\r\n|\r|\n", text)]
        found.append(Line(""))
    return found
