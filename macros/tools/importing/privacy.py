"""Telephone numbers and addresses by which somebody is to be reached: they are in neither of the files written."""

from __future__ import annotations

import re

from macros.tools.importing.doubts import Doubt
from macros.tools.importing.extraction import Line
from macros.tools.importing.vocabulary import word

# How far behind a word such as "telephone" a number still belongs to it.
_REACH = 40
_PRIVATE = re.compile(
    rf"((?:{word('contact')}).{{0,{_REACH}}}?)(?:{word('private_number')}|{word('private_mail')}|{word('private_address')})"
)


def without_private(lines: list[Line]) -> tuple[list[Line], list[Doubt]]:
    """Return the lines without what is private in them, and where something was left out."""
    kept, left_out = [], []
    for number, line in enumerate(lines, start=1):
        text = line.text
        while (shorter := _PRIVATE.sub(r"\1", text)) != text:
            text = shorter
        if text != line.text:
            left_out.append(Doubt(number, "private"))
        kept.append(line._replace(text=text))
    return kept, left_out
