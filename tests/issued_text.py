"""The issued text, read on its own: what the pages are held to, taken from the document and not from the data."""

from __future__ import annotations

import itertools
import re
import unicodedata
from pathlib import Path

from conftest import PROJECT

ISSUED = PROJECT / "data/sources/2021.txt"
MARK = re.compile(r"\(责任人:([^)]*)\)")


def folded(text: str) -> str:
    """Fold a text as the comparison needs it: NFKC, without any white space."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def issued(path: Path = ISSUED) -> str:
    return folded(path.read_text(encoding="utf-8"))


def difference(ours: str, theirs: str) -> str:
    """Return where two texts first differ, with what stands around it; nothing where they are equal."""
    ours, theirs = folded(ours), folded(theirs)
    if ours == theirs:
        return ""
    pairs = itertools.zip_longest(ours, theirs)
    at = next(position for position, (our, their) in enumerate(pairs) if our != their)
    begin = max(0, at - 15)
    return f"character {at + 1}: “{ours[begin : at + 15]}” where the issued text has “{theirs[begin : at + 15]}”"


def responsible_by_clause() -> dict[str, list[str]]:
    """Read from the issued text who answers for which clause: the n-th mark of item i is clause i.n."""
    text = issued()
    text = text[text.index("一、加强") :]
    # Items are numbered through; no other number in the text is followed by a full stop and a Han character.
    items = re.split(r"(?:^|(?<=[。、一-鿿)]))(\d{1,2})\.(?=[一-鿿])", text)[1:]
    clauses = {}
    for number, body in zip(items[::2], items[1::2], strict=True):
        for position, mark in enumerate(MARK.findall(body), start=1):
            clauses[f"{number}.{position}"] = mark.split("、")
    return clauses
