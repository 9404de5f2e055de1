"""Typesets documents as PDFs with Typst: on all cores, reproducibly, and only what has changed."""

from __future__ import annotations

import bisect
import functools
import hashlib
import importlib.metadata
import json
import math
import os
import shutil
import tempfile
import threading
from collections import defaultdict
from collections.abc import Callable, Container, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, cast

# Sets type to the point, writes PDF/UA-1, and comes as one wheel.
import typst

from macros.i18n.characters import code_point
from macros.i18n.problem import Place
from macros.pdf import fonts
from macros.pdf.documents import Document
from macros.pdf.packing import packed
from macros.pdf.texts import JSON
from macros.plan.site import Site

_TEMPLATES = Path(__file__).parent / "templates"
_RECORD = "record.json"


def _sizes(smallest: int, largest: int) -> tuple[float, ...]:
    """Return the sizes from the smallest to the largest, in steps of half a point."""
    return tuple(half / 2 for half in range(2 * smallest, 2 * largest + 1))


# A sheet has the largest of these sizes, in points, that fits one side, both sides of a leaf, or a second leaf.
_SIDES = ((1, _sizes(10, 14)), (2, _sizes(9, 13)), (4, _sizes(9, 12)))
_SIZE_OF_ANY_LENGTH = 10.0

# How many ems of a title stand on one line of a sheet for certain, and what stands for the text of a line.
_TITLE = 27.0
_ZERO = {"text": "0", "language": "en"}

_NO_CODE = "<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>"


class TypesettingError(Exception):
    """A document cannot be typeset; `key` and `values` are the message and its arguments."""

    def __init__(self, key: str, **values: Any) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values


def typeset(documents: Mapping[str, Document], folder: Path, report: Callable[[int, int], None]) -> None:
    """Bring a folder of PDFs up to date, each at its path, on all cores. Only what has changed is typeset.

    `report` is called after each PDF with how many of how many are up to date. Raises TypesettingError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    record = _Record(folder)
    with tempfile.TemporaryDirectory() as workplace, ThreadPoolExecutor(os.cpu_count()) as threads:
        update = functools.partial(_update, _Typesetter(Path(workplace)), record)
        digests = threads.map(update, documents.keys(), documents.values())
        try:
            for count, (path, digest) in enumerate(zip(documents, digests, strict=True), start=1):
                record.add(path, digest)
                report(count, len(documents))
        finally:
            record.save()
    record.forget_all_but(documents)


def _update(typesetter: _Typesetter, record: _Record, path: str, document: Document) -> str:
    """Typeset a document where it has changed, and return its digest."""
    content = document.content()
    digest = record.digest(document.form, content)
    if not record.has(path, digest):
        target = record.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            target.write_bytes(packed(typesetter.pdf(document.form, content)))
        except typst.TypstError as error:
            raise TypesettingError("document_not_set", path=path, reason=error.message) from error
    return digest


def undrawn(site: Site) -> Iterator[tuple[Place, str]]:
    """Yield each character that no font has, with its source location: 〓 is printed in its place."""
    for text in site.texts:
        for written in text.values():
            for character in sorted(fonts.undrawn(written)):
                yield written.place, character


class _Thread(threading.local):
    """What one thread has of its own: a compiler, and the folder in which its templates read the document."""

    compiler: tuple[typst.Compiler, Path] | None = None


class _Typesetter:
    """Typst with the fonts for printing: one compiler for each thread, which caches what documents have in common."""

    def __init__(self, folder: Path) -> None:
        """Take an empty folder, for fonts and templates as soon as the first document is set."""
        self._folder = folder
        self._fonts: typst.Fonts | None = None
        self._unpacking = threading.Lock()
        self._own = _Thread()
        self._sizes = functools.cache(lambda measured: self._size(json.loads(measured)))
        self._measuring: dict[str, threading.Lock] = defaultdict(threading.Lock)

    def pdf(self, form: str, content: JSON) -> bytes:
        """Typeset a document; a study sheet in the largest type that fits the fewest sides."""
        undrawn = fonts.undrawn(json.dumps(content, ensure_ascii=False))
        content |= {"undrawn": {char: f"{char} {code_point(char)}" for char in sorted(undrawn)}}
        if form != "sheet":
            return self._set(form, content)
        measured = json.dumps(_measured(content), sort_keys=True)
        # Sheets that are alike come one after the other: none is to be measured by two threads at once.
        with self._measuring[measured]:
            sides, size = self._sizes(measured)
        pdf = self._set(form, content, size)
        return pdf if _pages(pdf) <= sides else self._set(form, content, self._size(content)[1])

    def _size(self, content: JSON) -> tuple[float, float]:
        """Return the fewest sides that a sheet takes, and its largest size on them; any number where four are few."""
        for sides, (smallest, *larger) in _SIDES:
            if self._takes_more(sides, content, smallest):
                continue
            fitting = bisect.bisect(larger, 0, key=lambda size: self._takes_more(sides, content, size))
            return sides, (smallest, *larger)[fitting]
        return math.inf, _SIZE_OF_ANY_LENGTH

    def _takes_more(self, sides: int, content: JSON, size: float) -> bool:
        return _pages(self._set("sheet", content, size)) > sides

    def _set(self, form: str, content: JSON, size: float = 0.0) -> bytes:
        compiler, folder = self._compiler()
        document = json.dumps(content | {"size": size}, ensure_ascii=False)
        (folder / "document.json").write_text(document, encoding="utf-8")
        # A list of pages is what it returns in other formats, and nothing where it writes a file.
        return cast(bytes, compiler.compile(folder / f"{form}.typ", pdf_standards="ua-1"))

    def _compiler(self) -> tuple[typst.Compiler, Path]:
        """Return the compiler of the running thread, and its folder, in which each template reads the document.

        Inputs given with a call would be part of Typst's library, and what it knows of templates be thrown away.
        """
        if self._own.compiler is None:
            with self._unpacking:
                if self._fonts is None:
                    (unpacked := self._folder / "fonts").mkdir()
                    fonts.unpack(unpacked)
                    self._fonts = typst.Fonts(
                        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(unpacked)]
                    )
            folder = Path(shutil.copytree(_TEMPLATES, self._folder / str(threading.get_ident())))
            self._own.compiler = typst.Compiler(root=str(folder), font_paths=self._fonts), folder
        return self._own.compiler


def _measured(content: JSON) -> JSON:
    """Return a sheet with nothing in it that is its own and takes no room: sheets that are alike share their size."""
    shared: JSON = {"name": "0"}
    title = content["title"]
    if len(title["lines"]) > 1 or fonts.width("".join(run["text"] for run in title["lines"][0])) < _TITLE:
        shared["title"] = title | {"lines": [[_ZERO]] * len(title["lines"])}
    if content["link"]:
        shared |= {"link": "0", "code": {"picture": _NO_CODE, "alternative": "0"}}
    return content | shared


def _pages(pdf: bytes) -> int:
    """Count the pages of a PDF as Typst writes it; no text in it has a line break as it is."""
    return pdf.count(b" 0 obj\n<</Type/Page/")


class _Record:
    """What has been set: for the path of each PDF, a digest of all that it was made of, and of the PDF itself.

    A PDF that a killed run has left does not match its digest, and is set again.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        tools = (*Path(__file__).parent.glob("*.py"), *_TEMPLATES.iterdir(), *fonts.FOLDER.glob("*.woff2"))
        version = importlib.metadata.version("typst")
        self._tools = _digest(version.encode(), *(path.read_bytes() for path in sorted(tools)))
        try:
            self.digests = json.loads((folder / _RECORD).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            self.digests = {}

    def digest(self, form: str, content: JSON) -> str:
        return _digest(self._tools.encode(), form.encode(), json.dumps(content).encode())

    def has(self, path: str, digest: str) -> bool:
        return (self.folder / path).is_file() and self.digests.get(path) == self._with_pdf(path, digest)

    def add(self, path: str, digest: str) -> None:
        self.digests[path] = self._with_pdf(path, digest)

    def _with_pdf(self, path: str, digest: str) -> str:
        return _digest(digest.encode(), (self.folder / path).read_bytes())

    def forget_all_but(self, paths: Container[str]) -> None:
        for path in [path for path in self.digests if path not in paths]:
            (self.folder / path).unlink(missing_ok=True)
            del self.digests[path]
        self.save()

    def save(self) -> None:
        (self.folder / _RECORD).write_text(json.dumps(self.digests, indent=0, sort_keys=True), encoding="utf-8")


def _digest(*parts: bytes) -> str:
    return hashlib.sha256(b"\0".join(parts)).hexdigest()
