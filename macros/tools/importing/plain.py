"""The lines of a text file, in the encodings in which Chinese is kept."""

from __future__ import annotations

from pathlib import Path

from macros.tools.importing.extraction import ExtractionError, Line


def lines(path: Path) -> list[Line]:
    """Return the lines of a text file; only their ends are of one kind afterwards."""
    content = path.read_bytes()
    encodings = ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
        return [Line(line) for line in text.split("\n")]
    raise ExtractionError("import_damaged")
