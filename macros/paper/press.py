"""Prints documents as PDFs: one Chromium for all of them, the same bytes for the same data, and nothing twice."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

# Both come with requirements-pdf.txt: a site that is built without PDFs needs neither.
import pikepdf
from playwright.sync_api import Browser, Error, Page, Route, sync_playwright

from macros.browser import QUIET, browser_path
from macros.paper import faces

_TEMPLATES = Path(__file__).parents[1] / "templates/paper"
_ASSETS = faces.FOLDER.parent
_RECORD = "record.json"

# Screens have whole pixels, and lines would break where they do not on paper.
_AS_ON_PAPER = "--font-render-hinting=none"

# No host has this name: every request of the engine is answered here.
_HOST = "http://paper.invalid/"


@dataclasses.dataclass(frozen=True)
class Sheet:
    """What is printed: the document's HTML, and the path of its PDF from the root of the site.

    `phrases` are names and set phrases that a title is not broken in.
    """

    path: str
    html: str
    language: str
    title: str
    form: str
    phrases: tuple[str, ...] = ()


class PressError(Exception):
    """Nothing can be printed; `key` and `values` are its sentence in the locales."""

    def __init__(self, key: str, **values: Any) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values


def require_engine() -> None:
    """Raise PressError where there is no browser to print with."""
    named = browser_path()
    if named is None:
        with sync_playwright() as playwright:
            named = playwright.chromium.executable_path
    if not Path(named).is_file():
        raise PressError("no_engine")


def press(sheets: Iterable[Sheet], folder: Path, tell: Callable[[int, int], None]) -> list[Path]:
    """Bring a folder of PDFs up to date, and give their paths in it. Only what changed since the last time is printed.

    `tell` is told after each PDF how many of how many are made. Raises PressError without an engine, and where the
    fonts lack a character.
    """
    sheets = list(sheets)
    folder.mkdir(parents=True, exist_ok=True)
    with _Engine() as engine:
        record = _Record(folder, engine.version)
        new = [sheet for sheet in sheets if not record.has(sheet)]
        try:
            for count, sheet in enumerate(new, start=1):
                target = folder / sheet.path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(engine.pdf(sheet))
                record.add(sheet)
                tell(count, len(new))
        finally:
            record.save()
    record.forget_all_but(sheets)
    return [Path(sheet.path) for sheet in sheets]


class _Record:
    """What has been printed, each file with a hash of all that it was made of."""

    def __init__(self, folder: Path, engine: str) -> None:
        self.folder = folder
        self._tools = _hash(engine.encode(), *(path.read_bytes() for path in _tools()))
        try:
            self._hashes = json.loads((folder / _RECORD).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            self._hashes = {}

    def has(self, sheet: Sheet) -> bool:
        return self._hashes.get(sheet.path) == self._hash(sheet) and (self.folder / sheet.path).is_file()

    def add(self, sheet: Sheet) -> None:
        self._hashes[sheet.path] = self._hash(sheet)

    def forget_all_but(self, sheets: Iterable[Sheet]) -> None:
        for path in self._hashes.keys() - {sheet.path for sheet in sheets}:
            (self.folder / path).unlink(missing_ok=True)
            del self._hashes[path]
        self.save()

    def save(self) -> None:
        (self.folder / _RECORD).write_text(json.dumps(self._hashes, indent=0, sort_keys=True), encoding="utf-8")

    def _hash(self, sheet: Sheet) -> str:
        return _hash(self._tools.encode(), json.dumps(dataclasses.astuple(sheet)).encode())


def _tools() -> list[Path]:
    """List the files that every PDF is made with."""
    return [Path(__file__), *sorted(_TEMPLATES.iterdir()), faces.STYLE_SHEET, *sorted(faces.FOLDER.glob("*.woff2"))]


def _hash(*parts: bytes) -> str:
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


class _Engine:
    """Chromium with one page open, whose fonts stay loaded from one document to the next."""

    def __enter__(self) -> _Engine:
        self._playwright = sync_playwright().start()
        try:
            self._browser = _launched(self._playwright)
            self.version = self._browser.version
            self._page = _prepared(self._browser)
        except BaseException:
            self._playwright.stop()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._browser.close()
        self._playwright.stop()

    def pdf(self, sheet: Sheet) -> bytes:
        """Print one document."""
        shown = self._page.evaluate("sheet => show(sheet)", dataclasses.asdict(sheet))
        for families, text in shown["characters"].items():
            if lacking := faces.missing(families, text):
                raise PressError("missing_characters", path=sheet.path, characters="".join(lacking))
        # Where a rounded pixel brought a page too many, what fills the last page gives way.
        printed = self._print()
        while _pages(printed) > shown["pages"] and self._page.evaluate("giveWay()"):
            printed = self._print()
        return _normalised(printed, sheet)

    def _print(self) -> bytes:
        return self._page.pdf(prefer_css_page_size=True, print_background=True, tagged=True, outline=True)


def _launched(playwright: Any) -> Browser:
    try:
        return playwright.chromium.launch(executable_path=browser_path(), args=[*QUIET, _AS_ON_PAPER])
    except Error as error:
        raise PressError("no_engine") from error


def _prepared(browser: Browser) -> Page:
    page = browser.new_page()
    page.route("**/*", _answer)
    page.goto(f"{_HOST}shell.html")
    page.emulate_media(media="print")
    return page


def _answer(route: Route) -> None:
    """Serve the templates' and the theme's files, and nothing else."""
    name = route.request.url.removeprefix(_HOST)
    path = (_ASSETS / name.removeprefix("assets/") if name.startswith("assets/") else _TEMPLATES / name).resolve()
    if path.is_file() and path.is_relative_to(_ASSETS if name.startswith("assets/") else _TEMPLATES):
        route.fulfill(path=path)
    else:
        route.abort()


def _pages(printed: bytes) -> int:
    with pikepdf.open(io.BytesIO(printed)) as pdf:
        return len(pdf.pages)


def _normalised(printed: bytes, sheet: Sheet) -> bytes:
    """Take off what differs from one run to the next: dates, the file's id, and the numbers of structure elements."""
    numbers = sorted(set(re.findall(rb"\(node(\d{8})\)", printed)))
    ranks = {number: b"(node%08d)" % rank for rank, number in enumerate(numbers, start=1)}
    printed = re.sub(rb"\(node(\d{8})\)", lambda found: ranks[found[1]], printed)
    with pikepdf.open(io.BytesIO(printed)) as pdf:
        for date in ("/CreationDate", "/ModDate"):
            if date in pdf.docinfo:
                del pdf.docinfo[date]
        pdf.docinfo["/Title"] = sheet.title
        pdf.Root.Lang = sheet.language
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        target = io.BytesIO()
        pdf.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return target.getvalue()
