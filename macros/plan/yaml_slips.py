"""What is wrong in a line of YAML by itself, in the writer's terms: before the parser reads something else into it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

from macros.i18n.characters import code_point
from macros.i18n.problem import Detail, Place, Problem
from macros.i18n.words import languages
from macros.plan.yaml_lines import BLOCK, KEY, START, VALUE, indent_of, lines_of, quoted_text

# Spaces that are none to YAML: no-break, of fixed widths, zero-width, ideographic, a byte order mark.
_ODD_SPACE = "[\u00a0\u1680\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff]"
_WIDE_DASH = "[\u2010-\u2015\u2212\ufe63\uff0d]"

# What other lists begin with, and a doubled dash.
_MARK = "[+*\u00b7\u2022\u25cf\u25cb\u25aa]|--+|[0-9]+[.)\u3001\uff0e\uff09]"

_OPENING, _CLOSING = "\uff3b\u3010\u3014\uff08", "\uff3d\u3011\u3015\uff09"
# Characters that end a line for YAML, and hardly anywhere else.
_ODD_LINE_BREAK = re.compile("[\x85\u2028\u2029]")

#: What a merge leaves where it could not decide.
CONFLICT_MARKER = re.compile(r"^ *(?P<found><{7}|={7}|>{7}|\|{7})(?:\s|$)")

# Slips that YAML takes for text, so that it fails later or not at all; `found` is what is wrong.
_SLIPS = {
    "conflict_marker": CONFLICT_MARKER,
    "tab": re.compile(rf"^ *(?:- *)*(?P<found>\t)|{START}(?: *\t|: *\t)|^.*\S *\t\s*$"),
    "odd_space": re.compile(
        rf"^ *(?:- *)*(?P<found>{_ODD_SPACE})|^ *(?:- +)*[A-Za-z_]+(?P<before>{_ODD_SPACE})[A-Za-z_-]* *:"
        rf"|{START}: *(?P<after>{_ODD_SPACE})"
    ),
    "wide_colon": re.compile(rf"{START} *(?P<found>[\uff1a\ufe55\u2236])"),
    "wide_dash": re.compile(
        rf"^ *(?P<found>{_WIDE_DASH})(?= *{KEY} *[:\uff1a]|\s*[a-z0-9-]+\s*$)"
        rf"|^ *(?P<after>{_MARK})(?: *{KEY}:(?:\s|$)| +[a-z][a-z0-9-]*\s*$)"
    ),
    "no_space_after_dash": re.compile(rf"^ *(?:- +)*(?P<found>-){KEY}:(?:\s|$)"),
    # A text in a language may begin with such a bracket; a pair with nothing in it is the setting of a plan.
    "wide_bracket": re.compile(
        rf"{START}: *(?P<found>[{_OPENING}])(?![{_CLOSING}]\s*$)|^[^:]*: *\[[^\]]*(?P<after>[{_CLOSING}])\s*$"
    ),
    "empty_entry": re.compile(rf"{START}: *\[[^\]\"']*(?P<found>,\s*,)"),
    # What a mark of numbering ends in stands before the comma that separates.
    "wide_comma": re.compile(rf"{START}: *\[[^\]\"'{{]*(?P<found>[\uff0c\u3001\uff1b])(?! *[,\]])"),
    # Keys in braces on one line, of which one is not read as such.
    "key_on_same_line": re.compile(
        rf"{START}: *(?:(?P<found>\uff5b)|\{{(?:.*[,\uff0c])? *{KEY}(?:\uff1a|:(?=[^\s/]))"
        rf"|\{{.*(?:\uff0c *{KEY}:|\uff5d\s*$))"
    ),
    "no_space": re.compile(rf"{START}(?P<found>:)(?=[^\s/:])"),
}
# Keys that no text begins with: languages, and this one.
_NEVER_TEXT = "id"
# A text that is taken for a comment, since it begins with its sign.
_ONLY_COMMENT = re.compile(rf"{START}: +(?P<found>#.*)")


def slips(text: str, printed_path: str) -> list[Problem]:
    """Return what is wrong in the lines of a file, looked at one by one; YAML may read something else into them.

    The same slip in several lines is one problem, at the first of them.
    """
    if odd := _ODD_LINE_BREAK.search(text):
        place = Place(printed_path, text.count("\n", 0, odd.start()) + 1)
        return [Problem(place, "odd_line_break", {"code": code_point(odd[0])})]
    found: dict[tuple[str, str], list[Problem]] = {}
    for number, line in _lines_of_keys(text):
        if problem := _slip(line, Place(printed_path, number)):
            # A conflict has three markers, and tabs are all alike.
            sign = "" if problem.rule in ("conflict_marker", "tab") else str(problem.details.get("found"))
            found.setdefault((problem.rule, sign), []).append(problem)
    return [_with_further(*alike) for alike in found.values()]


def _with_further(problem: Problem, *further: Problem) -> Problem:
    if not further or problem.rule == "conflict_marker":
        return problem
    lines = [str(other.place.line) for other in further]
    return dataclasses.replace(problem, details={**problem.details, "further": lines})


def _lines_of_keys(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of a file with their numbers, without comments and without those inside a text of several."""
    indent_of_block: int | None = None
    quote = ""
    for number, line in enumerate(lines_of(text), start=1):
        indent = indent_of(line)
        if indent_of_block is not None and (indent > indent_of_block or not line.strip()):
            continue
        indent_of_block = None
        if quote:
            quote = "" if quote in line else quote
            continue
        if line.lstrip(" ").startswith("#"):
            continue
        yield number, line
        if BLOCK.search(line):
            indent_of_block = indent
        elif (value := VALUE.match(line)) and not _is_closed(value["value"]):
            quote = value["value"][0]


def _slip(line: str, place: Place) -> Problem | None:
    for rule, pattern in _SLIPS.items():
        if not (found := pattern.match(line)):
            continue
        parts = found.groupdict()
        if rule == "wide_bracket" and parts["key"] in languages():
            continue
        if rule == "no_space" and parts["key"] not in (*languages(), _NEVER_TEXT):
            continue
        wrong = parts.get("found") or parts.get("before") or parts.get("after") or ""
        # A tab behind a text is shown.
        details: dict[str, Detail] = {"found": wrong, "line": line.lstrip().rstrip(" ")}
        if rule == "odd_space":
            details["code"] = code_point(wrong)
        if rule == "wide_bracket":
            details["right"] = "[" if parts["found"] else "]"
        return Problem(place, rule, details)
    only_comment = _ONLY_COMMENT.match(line)
    if only_comment and only_comment["key"] in languages():
        return Problem(place, "text_as_comment", {"line": line.strip()})
    return None


# Full width, as Chinese is: between two such lines YAML puts a space.
_WIDE = "[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]"
_LOST_KEY = re.compile(rf"-|{KEY}[:\uff1a]")


def joined_line(lines: list[str], first: int, last: int) -> int:
    """Return the line that a text without quotes takes in by mistake; 0 where it is only wrapped.

    `first` and `last` are the lines of the text, counted from 1.
    """
    for number in range(first + 1, last + 1):
        before, line = lines[number - 2].strip(), lines[number - 1].strip()
        if _LOST_KEY.match(line) or re.search(rf"{_WIDE}$", before) or re.match(_WIDE, line):
            return number
    return 0


def _is_closed(value: str) -> bool:
    """Return whether a text that begins with a quotation mark ends with it on its line."""
    return value[0] not in "\"'" or bool(quoted_text(value))
