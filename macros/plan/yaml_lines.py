"""How a line of YAML is taken apart where the parser is not asked, or has failed: its indentation, key and value."""

from __future__ import annotations

import re

KEY = r"[A-Za-z_][A-Za-z0-9_-]*"
#: What a line begins with, as far as its first key.
START = rf"^ *(?:- +)*(?P<key>{KEY})"
KEY_OF_LINE = re.compile(rf"{START}:(?:\s|$)")
VALUE = re.compile(rf"{START}: +(?P<value>\S.*)$")
#: The mark of a text that stands in the lines below.
BLOCK = re.compile(r": +(?P<mark>[|>])[-+0-9]*\s*$")


def lines_of(text: str) -> list[str]:
    """Return the lines of a file as YAML counts them."""
    return re.split("\r\n|[\n\r\x85\u2028\u2029]", text)


def indent_of(line: str) -> int:
    """Return how many spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))


def indent_of_key(line: str) -> int:
    """Return where the first key of a line stands, behind the dashes of a list."""
    return len(line) - len(re.sub(r"^ *(?:- +)*", "", line))


def quoted_text(value: str) -> str:
    """Return the quoted text with which a value begins; nothing where there is none, or its end is missing."""
    found = re.match(r'"(?:[^"\\]|\\.)*"|\'(?:[^\']|\'\')*\'', value)
    return found[0] if found else ""
