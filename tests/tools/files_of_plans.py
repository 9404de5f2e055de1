"""Writes the files that plans come in, for the tests: Word files and PDFs with text, as small as they may be."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from xml.sax.saxutils import escape

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space='preserve'>{escape(text)}</w:t></w:r></w:p>"


def cell(text: str | None, properties: str = "") -> str:
    """Return a cell; None is one that is merged with the cell above."""
    merged = "<w:vMerge/>" if text is None else ""
    return f"<w:tc><w:tcPr>{merged}{properties}</w:tcPr>{paragraph(text or '')}</w:tc>"


def table(rows: Iterable[Iterable[str | None]]) -> str:
    written = "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows)
    return f"<w:tbl>{written}</w:tbl>"


def word_file(path: Path, body: Iterable[str], parts: Mapping[str, str] = {}) -> Path:
    """Write a Word file with some paragraphs and tables, given as XML."""
    document = f"<w:document {W}><w:body>{''.join(body)}</w:body></w:document>"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in {"word/document.xml": document, **parts}.items():
            package.writestr(name, part)
    return path


def numbering(levels: Iterable[tuple[str, str]]) -> str:
    """Return a part with one list, by each level's format and text."""
    kinds = "".join(
        f"<w:lvl w:ilvl='{depth}'><w:start w:val='1'/><w:numFmt w:val='{kind}'/><w:lvlText w:val='{text}'/></w:lvl>"
        for depth, (kind, text) in enumerate(levels)
    )
    return (
        f"<w:numbering {W}><w:abstractNum w:abstractNumId='0'>{kinds}</w:abstractNum>"
        "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num></w:numbering>"
    )


def in_list(depth: int) -> str:
    return f"<w:numPr><w:ilvl w:val='{depth}'/><w:numId w:val='1'/></w:numPr>"


def pdf_file(path: Path, objects: Iterable[str], password: str = "") -> Path:
    """Write a PDF of objects, the first of which is its catalog; PDFium finds them without a table."""
    numbered = "".join(f"{number} 0 obj\n{text}\nendobj\n" for number, text in enumerate(objects, start=1))
    path.write_bytes(f"%PDF-1.7\n{numbered}trailer\n<< /Root 1 0 R {password} >>\n%%EOF\n".encode("latin-1"))
    return path


def stream(content: str, entries: str = "") -> str:
    return f"<< /Length {len(content)} {entries} >>\nstream\n{content}\nendstream"


def pdf_of_text(path: Path, pages: Iterable[Iterable[str]]) -> Path:
    """Write a PDF that shows lines of Chinese."""
    pages = [list(lines) for lines in pages]
    shown = ["\n".join(_shown(line, 50, 750 - 20 * rank) for rank, line in enumerate(lines)) for lines in pages]
    return _pdf_of_pages(path, shown, (line for lines in pages for line in lines))


def pdf_of_table(path: Path, above: str, rows: list[list[str | None]], widths: list[int], rules: str) -> Path:
    """Write a PDF with a line and a table below it, whose rules are strokes ("S") or thin areas ("f").

    A cell that is None is one with that above; lines within a cell are broken.
    """
    xs = [40 + sum(widths[:rank]) for rank in range(len(widths) + 1)]
    ys = [700 - 40 * rank for rank in range(len(rows) + 1)]
    drawn = [_rule(x, ys[-1], 0, ys[0] - ys[-1], rules) for x in xs]
    content = [_shown(above, 50, 750), _rule(xs[0], ys[-1], xs[-1] - xs[0], 0, rules)]
    for y, row in zip(ys, rows, strict=False):
        for x, width, cell in zip(xs, widths, row, strict=False):
            drawn += [_rule(x, y, width, 0, rules)] if cell is not None else []
            content += [
                _shown(text, x + 5, y - 14 - 14 * at) for at, text in enumerate((cell or "").split("\n")) if text
            ]
    texts = (cell for row in [[above], *rows] for cell in row if cell)
    return _pdf_of_pages(path, ["\n".join([*drawn, *content])], texts)


def _rule(x: int, y: int, width: int, height: int, kind: str) -> str:
    if kind == "S":
        return f"{x} {y} m {x + width} {y + height} l S"
    return f"{x} {y} {width or 0.5} {height or 0.5} re f"


def _shown(text: str, x: int, y: int) -> str:
    return f"BT /F 12 Tf {x} {y} Td <{''.join(f'{ord(char):04x}' for char in text)}> Tj ET"


def _pdf_of_pages(path: Path, pages: list[str], texts: Iterable[str]) -> Path:
    """Write a PDF of pages, whose font names each character by its code."""
    kids = " ".join(f"{7 + 2 * rank} 0 R" for rank in range(len(pages)))
    codes = sorted({char for text in texts for char in text})
    mapped = "\n".join(f"<{ord(char):04x}> <{ord(char):04x}>" for char in codes)
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{_in_hundreds(mapped)}"
        "endcmap end end"
    )
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} /MediaBox [0 0 600 800] "
        "/Resources << /Font << /F 3 0 R >> >> >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [4 0 R] "
        "/ToUnicode 6 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /DW 1000 /FontDescriptor 5 0 R "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        "<< /Type /FontDescriptor /FontName /X /Flags 4 /FontBBox [0 -200 1000 800] /ItalicAngle 0 "
        "/Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>",
        stream(cmap),
    ]
    for shown in pages:
        objects += [f"<< /Type /Page /Parent 2 0 R /Contents {len(objects) + 2} 0 R >>", stream(shown)]
    return pdf_file(path, objects)


def _in_hundreds(mapped: str) -> str:
    lines = mapped.splitlines()
    parts = [lines[at : at + 100] for at in range(0, len(lines), 100)]
    return "".join(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar\n" for part in parts)
