"""Reads PDFs back: what stands where, in which font, and what a screen reader says of it."""

from __future__ import annotations

import functools
import re
from collections.abc import Container
from pathlib import Path
from typing import NamedTuple

import pdfplumber
import pikepdf

from macros.i18n.words import Words
from macros.pdf import typesetting
from macros.pdf.documents import Document, documents_of
from macros.plan.load import load
from macros.website.pages import pages

MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)
TYPEFACES = {f"Plan{name}" for name in ("Fang", "Kai", "Hei", "Song")}
MORE = {f"{typeface}More" for typeface in TYPEFACES} | {"PlanWide"}
LATIN = {"PlanLatin400", "PlanLatin700", "PlanFolio"}


class Leaf(NamedTuple):
    """A page as it is read back: width and height in points, its characters but for white space, and drawn lines."""

    size: tuple[float, float]
    characters: list[dict]
    rules: list[dict]


@functools.cache
def leaves(path: Path) -> list[Leaf]:
    """Read a PDF, once for all tests: that takes longer than setting it."""
    with pdfplumber.open(path) as pdf:
        return [
            Leaf(
                (page.width, page.height),
                [char for char in page.chars if char["text"].strip()],
                [*page.lines, *page.rects],
            )
            for page in pdf.pages
        ]


def characters(path: Path) -> list[list[dict]]:
    """List what is printed, page by page: each character with its place in points, its size and its font."""
    return [leaf.characters for leaf in leaves(path)]


def lines(chars: list[dict]) -> list[list[dict]]:
    """Put characters together that stand on one line, from top to bottom."""
    ordered = sorted(chars, key=lambda char: (round(char["bottom"]), char["x0"]))
    grouped: list[list[dict]] = []
    for char in ordered:
        if grouped and abs(grouped[-1][0]["bottom"] - char["bottom"]) < 5:
            grouped[-1].append(char)
        else:
            grouped.append([char])
    return [sorted(line, key=lambda char: char["x0"]) for line in grouped]


def baselines(chars: list[dict]) -> dict[float, list[dict]]:
    """Put characters together whose baseline is the same; how high above the foot it lies, in points, is the key."""
    found: dict[float, list[dict]] = {}
    for char in chars:
        found.setdefault(round(char["matrix"][5], 2), []).append(char)
    return {foot: sorted(found[foot], key=lambda char: char["x0"]) for foot in sorted(found, reverse=True)}


def text(chars: list[dict]) -> str:
    return "".join(char["text"] for char in chars)


def text_of(path: Path) -> str:
    """Read the text of all pages, in the order of the file, without white space."""
    return "".join(map(text, characters(path)))


def font_of(char: dict) -> str:
    return char["fontname"].split("+")[-1]


def rules(path: Path) -> list[list[dict]]:
    """List the lines that are drawn on each page."""
    return [leaf.rules for leaf in leaves(path)]


def tags(path: Path) -> list[tuple[str, dict]]:
    """List the structure elements of a PDF in their order: the type of each, its title, alternative and language."""
    with pikepdf.open(path) as pdf:
        return list(_elements(pdf.Root.StructTreeRoot.K))


def _elements(node):
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _elements(child)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield str(node.S), {key: str(node[key]) for key in ("/T", "/Alt", "/Lang") if key in node}
        if "/K" in node:
            yield from _elements(node.K)


def stretches(path: Path) -> list[tuple[str, str]]:
    """List what stands in a PDF with the language that it is read out in: that of its mark, element or document."""
    with pikepdf.open(path) as pdf:
        whole = str(pdf.Root.Lang)
        marked = [dict(_MARK.findall(page.Contents.read_bytes())) for page in pdf.pages]
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        elements = dict(_languages(pdf.Root.StructTreeRoot.K, whole, None, pages))
    found: list[tuple[str, str]] = []
    for number, page in enumerate(characters(path)):
        for char in page:
            mark = marked[number].get(str(char["mcid"]).encode(), b"").decode()
            language = mark or elements.get((number, char["mcid"]), whole)
            if found and found[-1][1] == language:
                found[-1] = (found[-1][0] + char["text"], language)
            else:
                found.append((char["text"], language))
    return found


_MARK = re.compile(rb"/Span<</MCID (\d+)(?:/Lang\(([^)]*)\))?")


def _languages(node, language, page, pages):
    """Yield the language of each marked stretch, by its page and number."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _languages(child, language, page, pages)
    elif isinstance(node, pikepdf.Dictionary):
        language = str(node.get("/Lang", language))
        page = pages[node.Pg.objgen] if "/Pg" in node else page
        if "/MCID" in node:
            yield (page, int(node.MCID)), language
        elif "/K" in node:
            yield from _languages(node.K, language, page, pages)
    elif isinstance(node, int):
        yield (page, node), language


def documents(data: Path, root: str = "") -> dict[str, Document]:
    """List the documents of a data folder by their paths."""
    site = load(data)
    return documents_of(site, {language: Words(language) for language in site.languages}, pages, root)


def typeset(data: Path, target: Path, only: Container[str] = ()) -> Path:
    """Set the documents of a data folder into a target folder, as a build with PDFs does, or only some of them."""
    return set_into(target, {path: made for path, made in documents(data).items() if not only or path in only})


def set_into(target: Path, made: dict[str, Document]) -> Path:
    """Set documents into a target folder."""
    typesetting.typeset(made, target, lambda done, count: None)
    return target
