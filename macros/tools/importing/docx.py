"""The lines of a Word file (.docx): its paragraphs with the numbers that Word shows, and the rows of its tables.

Three parts of the package are read: the document, its styles and its numbering. A document type declaration, with which
entities begin, is refused; relationships to anything outside, macros, pictures and embedded objects are not looked at.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from macros.tools.importing.extraction import MOST_UNPACKED, ExtractionError, Line
from macros.tools.importing.word_numbers import Numbers

# What holds no text of a paragraph: what was deleted, codes of fields, pictures, objects and readings of characters.
_SKIPPED = frozenset(
    ("del", "moveFrom", "instrText", "delText", "drawing", "pict", "object", "rt", "AlternateContent", "pPr", "rPr")
)
# Elements that stand for a character. A tab in a paragraph would look like the border of a cell.
_SIGNS = {"tab": " ", "ptab": " ", "cr": "\n", "noBreakHyphen": "-"}
_DOCUMENT, _STYLES, _NUMBERING = "word/document.xml", "word/styles.xml", "word/numbering.xml"


def lines(path: Path) -> list[Line]:
    """Return the paragraphs of a Word file, and a line for each row of a table."""
    with zipfile.ZipFile(path) as package:
        if sum(entry.file_size for entry in package.infolist()) > MOST_UNPACKED:
            raise ExtractionError("import_limits")
        parts = {name: _part(package, name) for name in (_DOCUMENT, _STYLES, _NUMBERING)}
    document = parts[_DOCUMENT]
    body = _child(document, "body") if document is not None else None
    if body is None:
        raise ExtractionError("import_damaged")
    reader = _Reader(Numbers(parts[_NUMBERING], parts[_STYLES]))
    return list(reader.blocks(body))


def _part(package: zipfile.ZipFile, name: str) -> Element | None:
    """Return a part of a package as a tree; nothing where the package has none of that name."""
    if name not in package.namelist():
        return None
    with package.open(name) as file:
        # What a package says of its sizes need not be true.
        content = file.read(MOST_UNPACKED + 1)
    if len(content) > MOST_UNPACKED:
        raise ExtractionError("import_limits")
    builder = TreeBuilder()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = lambda tag, given: builder.start(local(tag), {local(k): v for k, v in given.items()})
    parser.EndElementHandler = lambda tag: builder.end(local(tag))
    parser.CharacterDataHandler = builder.data
    parser.Parse(content, True)
    return builder.close()


def _refuse(*_: object) -> None:
    raise ExtractionError("import_damaged")


def local(name: str) -> str:
    """Return the name of an element or attribute without its namespace."""
    return name.rpartition(" ")[2]


def _child(element: Element, *path: str) -> Element | None:
    """Return an element within another, by the names on the way."""
    found: Element | None = element
    for name in path:
        found = found.find(name) if found is not None else None
    return found


class _Reader:
    """Reads the body of a document."""

    def __init__(self, numbers: Numbers) -> None:
        self._numbers = numbers

    def blocks(self, parent: Element) -> Iterator[Line]:
        """Yield the lines of an element that holds paragraphs and tables, also within controls."""
        for element in parent:
            if element.tag == "p":
                yield from (Line(text, is_whole=True) for text in self._paragraph(element).split("\n"))
                yield from self._boxes(element)
            elif element.tag == "tbl":
                yield from self._rows(element)
                yield from self._boxes(element)
            elif element.tag not in _SKIPPED:
                yield from self.blocks(element)

    def _paragraph(self, paragraph: Element) -> str:
        return self._numbers.mark(paragraph) + "".join(self._texts(paragraph))

    def _texts(self, element: Element) -> Iterator[str]:
        for part in element:
            if part.tag == "t":
                yield part.text or ""
            elif part.tag == "br":
                yield "" if part.get("type") == "page" else "\n"
            elif part.tag in _SIGNS:
                yield _SIGNS[part.tag]
            elif part.tag not in _SKIPPED and _child(part, "rPr", "vanish") is None:
                yield from self._texts(part)

    def _boxes(self, element: Element) -> Iterator[Line]:
        """Yield the lines of text boxes, which Word keeps twice: the second time for its older versions."""
        for part in element:
            if part.tag == "txbxContent":
                texts = (" ".join("".join(self._texts(paragraph)).split()) for paragraph in part.iter("p"))
                yield from (Line(text, is_whole=True, is_box=True) for text in texts if text)
            elif part.tag not in ("Fallback", "del", "moveFrom"):
                yield from self._boxes(part)

    def _rows(self, table: Element) -> Iterator[Line]:
        for row in _within(table, "tr"):
            cells: list[str] = []
            merged = []
            for cell in _within(row, "tc"):
                if _is_merged(cell):
                    merged.append(len(cells))
                paragraphs = [self._paragraph(paragraph) for paragraph in cell.iter("p")]
                texts = [" ".join(text.split()) for text in paragraphs]
                cells += [" ".join(filter(None, texts)), *[""] * (_span(cell) - 1)]
            yield Line("\t".join(cells).rstrip("\t"), tuple(merged), is_whole=True)


def _within(element: Element, tag: str) -> Iterator[Element]:
    """Yield the rows of a table or the cells of a row, also within controls, but not those of a table in a cell."""
    for part in element:
        if part.tag == tag:
            yield part
        elif part.tag in ("sdt", "sdtContent", "ins", "customXml"):
            yield from _within(part, tag)


def _is_merged(cell: Element) -> bool:
    merge = _child(cell, "tcPr", "vMerge")
    return merge is not None and merge.get("val", "continue") == "continue"


def _span(cell: Element) -> int:
    span = _child(cell, "tcPr", "gridSpan")
    written = span.get("val", "1") if span is not None else "1"
    return min(int(written), 50) if written.isdecimal() else 1
