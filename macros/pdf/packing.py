"""Compresses a PDF by Typst, which leaves objects uncompressed (a third of a small file) and writes bytes as digits.

Objects go into compressed object streams, which a cross-reference stream finds (ISO 32000-1, 7.5.7 and 7.5.8); the
strings of pages are written as bytes (7.3.4.2). What a reader is shown stays the same.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

_CONTENTS = re.compile(rb"/Contents (\d+) 0 R")
_STREAM = re.compile(rb"<<(.*?)>>\s*stream\n(.*)\nendstream", re.DOTALL)

# What ends or escapes a string, and what a PDF reader would take for another line end: as it is escaped, and by number.
_STAYS_ESCAPED = ((rb"\\", rb"\134"), (rb"\(", rb"\050"), (rb"\)", rb"\051"), (rb"\r", rb"\015"))


def packed(pdf: bytes) -> bytes:
    """Return the same PDF, smaller. It has one cross-reference table and is not encrypted."""
    objects = dict(_objects(pdf))
    # A title may read like a reference; a page object contains no text.
    contents = (_CONTENTS.search(text) for text in objects.values() if text.startswith(b"<</Type/Page/"))
    pages = {int(found[1]) for found in contents if found}
    streams = {number: found for number, text in objects.items() if (found := _STREAM.fullmatch(text))}
    inner = {number: text for number, text in objects.items() if number not in streams}
    parts = {number: _smaller(found[1], found[2], is_page=number in pages) for number, found in streams.items()}
    container, index = max(objects) + 1, max(objects) + 2
    parts[container] = _object_stream(inner)
    places = {0: (0, 0, 65535)} | {number: (2, container, rank) for rank, number in enumerate(inner)}
    body = bytearray(pdf[: pdf.index(b"obj") - len(b"1 0 ")])
    for number, text in parts.items():
        places[number] = (1, len(body), 0)
        body += b"%d 0 obj\n%b\nendobj\n" % (number, text)
    places[index] = (1, len(body), 0)
    trailer = pdf[pdf.rindex(b"trailer") :]
    kept = b"".join(re.findall(rb"/(?:Root|Info) \d+ 0 R|/ID\[.*?\]", trailer, re.DOTALL))
    return bytes(body) + b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (index, _index(places, kept), len(body))


def _objects(pdf: bytes) -> Iterator[tuple[int, bytes]]:
    """Read the objects with their numbers, by the table that stands behind them."""
    table = int(pdf[pdf.rindex(b"startxref") + len(b"startxref") :].split()[0])
    entries = re.findall(rb"(\d{10}) \d{5} ([nf])", pdf[table : pdf.rindex(b"trailer")])
    starts = sorted((int(place), number) for number, (place, kind) in enumerate(entries) if kind == b"n")
    for (start, number), (end, _) in zip(starts, [*starts[1:], (table, 0)], strict=True):
        yield number, pdf[start:end].partition(b"obj")[2].rpartition(b"endobj")[0].strip()


def _smaller(entries: bytes, content: bytes, is_page: bool) -> bytes:
    """Write a stream of the file as a smaller one, where it can be: a page, or one that is not compressed."""
    if is_page:
        return _stream(b"", _with_bytes(zlib.decompress(content)))
    if b"/Filter" not in entries:
        return _stream(re.sub(rb"/Length \d+", b"", entries), content)
    return b"<<%b>>\nstream\n%b\nendstream" % (entries, content)


def _with_bytes(page: bytes) -> bytes:
    """Write the bytes of a page's strings as they are. Outside of strings, a page has no backslash."""
    for escape, number in _STAYS_ESCAPED:
        page = page.replace(escape, number)
    for _, number in _STAYS_ESCAPED:
        page = page.replace(number, b"\\" + number)
    # PDF's escapes are Python's.
    return page.decode("unicode_escape").encode("latin-1")


def _object_stream(objects: dict[int, bytes]) -> bytes:
    places, body = [], b""
    for number, text in objects.items():
        places.append(b"%d %d" % (number, len(body)))
        body += text + b"\n"
    head = b" ".join(places) + b"\n"
    return _stream(b"/Type/ObjStm/N %d/First %d" % (len(objects), len(head)), head + body)


def _index(places: dict[int, tuple[int, int, int]], trailer: bytes) -> bytes:
    """Write the cross-reference stream: for each object a kind, where it is, and which one it is there."""
    entries = (places.get(number, (0, 0, 0)) for number in range(max(places) + 1))
    body = b"".join(kind.to_bytes(1) + place.to_bytes(4) + rank.to_bytes(2) for kind, place, rank in entries)
    return _stream(b"/Type/XRef/W[1 4 2]/Size %d%b" % (max(places) + 1, trailer), body)


def _stream(entries: bytes, body: bytes) -> bytes:
    content = zlib.compress(body, level=9)
    return b"<<%b/Filter/FlateDecode/Length %d>>\nstream\n%b\nendstream" % (entries, len(content), content)
