"""Why the parser fails at a file, in the writer's terms, and at which line: it may fail a line later, or many."""

from __future__ import annotations

import re

import yaml

from macros.i18n.problem import Detail, Place, Problem
from macros.i18n.words import ORIGINAL, languages
from macros.plan import yaml_indentation
from macros.plan.yaml_lines import (
    BLOCK,
    KEY,
    KEY_OF_LINE,
    START,
    VALUE,
    indent_of,
    indent_of_key,
    lines_of,
    quoted_text,
)

# Another sign than the colon, or none.
_NO_COLON = re.compile(rf"{START}(?:[;=.,\uff1b\uff0e\uff0c\u3001\u3002] *| +)[^\s:\uff1a]")
_NO_SPACE = re.compile(rf"{START}:[^\s/]")
_WIDE_QUOTES = "\u201c\u201d\u2018\u2019\uff02\uff07\u300c"
# A list or keys on one line, with nothing behind them.
_IN_BRACKETS = re.compile(r"(?:\[[^\]]*\]|\{[^}]*\})\s*(?:#.*)?$")
# What a plain text may not begin with (YAML 1.1, section 9.1.1: indicators), but for those that have a rule.
_SPECIAL = "@`%[]{},|>?*&!"


def cause(error: yaml.MarkedYAMLError, text: str, printed_path: str) -> Problem:
    """Return why a file cannot be parsed, at the line where the slip is: the parser may fail a line or many later."""
    failed = error.problem_mark.line if error.problem_mark else 0
    lines = lines_of(text)
    if left_open := _left_open(lines, failed):
        number, sign = left_open
        line = lines[number].strip()
        before, _, comment = line.partition(" #")
        details: dict[str, Detail] = {"line": line, "text": before, "comment": f"#{comment}"}
        return Problem(Place(printed_path, number + 1), _RULES_OF_OPEN[sign], details)
    failed = max((at for at in range(min(failed + 1, len(lines))) if lines[at].strip()), default=0)
    keys = {start["key"] for line in lines if (start := KEY_OF_LINE.match(line))}
    for number in (failed, failed - 1):
        line = lines[number] if number >= 0 else ""
        bare = _NO_COLON.match(line)
        if bare and bare["key"] in keys:
            return Problem(Place(printed_path, number + 1), "no_colon", {"key": bare["key"], "line": line.strip()})
        if rule := _rule_of(line):
            value = VALUE.match(line)
            first = value["value"][0] if value else ""
            return Problem(Place(printed_path, number + 1), rule, {"line": line.strip(), "found": first})
    # The text of a block that is not indented: the line behind it fails.
    if failed > 1 and (block := BLOCK.search(lines[failed - 2])):
        return Problem(Place(printed_path, failed - 1), "text_of_lines", {"mark": block["mark"]})
    if stray := _stray(lines, failed):
        return Problem(Place(printed_path, stray + 1), "stray_line", {"line": lines[stray].strip()})
    if moved := yaml_indentation.misplaced(lines, failed):
        return Problem(Place(printed_path, moved.line + 1), moved.rule, moved.details)
    return Problem(Place(printed_path, failed + 1), "syntax", {"line": lines[failed].strip()})


def _stray(lines: list[str], failed: int) -> int:
    """Return the line, counted from 0, at or above a failure that is no key, no entry and part of no text; 0 if none.

    A text goes on in lines that stand deeper than its key.
    """
    found = 0
    for number in range(failed, 0, -1):
        line = lines[number]
        if not line.strip() or (number == failed and _is_structure(line)):
            continue
        if _is_structure(line):
            return found if found and indent_of(lines[found]) <= indent_of_key(line) else 0
        found = number
    return found


def _is_structure(line: str) -> bool:
    return bool(KEY_OF_LINE.match(line) or re.match(r" *(?:-(?:\s|$)|#)", line))


# What is left open, and the rule that it breaks: the end of a list may be in a comment.
_RULES_OF_OPEN = {
    '"': "unclosed_quote",
    "'": "unclosed_quote",
    "[": "unclosed_list",
    "{": "key_on_same_line",
    "#": "comment_after_text",
}

# No more is looked at for what a text leaves open: a file may be one line, or one text.
_MOST_LINES, _LONGEST = 30, 5000


def _left_open(lines: list[str], failed: int) -> tuple[int, str] | None:
    """Return the first line, counted from 0, with a quotation mark or bracket that is not closed, and that sign or #.

    What it opens ends before the next line that stands no deeper. None where all are closed.
    """
    number = 0
    while number <= min(failed, len(lines) - 1):
        value, end = lines[number], number
        while end - number < _MOST_LINES and (sign := _sign_left_open(value)):
            end += 1
            if end == len(lines) or (lines[end].strip() and indent_of(lines[end]) <= indent_of(lines[number])):
                return number, sign
            value += f"\n{lines[end]}"
        number = end + 1
    return None


def _sign_left_open(text: str) -> str:
    """Return what is left open in the value of a line and those that it goes on in; # where a comment closes it."""
    value = re.sub(rf"^ *(?:- +)*(?:{KEY}: +)?", "", text[:_LONGEST])
    if value[:1] in "\"'" and value:
        return "" if quoted_text(value) else value[0]
    if value[:1] not in ("[", "{"):
        return ""
    opened = re.compile(r"(?:^|[\[{,:])\s*(?=[\"'])")
    without = ""
    while found := opened.search(value):
        if not (quoted := quoted_text(value[found.end() :])):
            return value[found.end()]
        without, value = without + value[: found.end()], value[found.end() + len(quoted) :]
    without += value
    if _is_balanced(re.sub(r"\s#.*", "", without)):
        return ""
    return "#" if _is_balanced(without) else without[0]


def _is_balanced(text: str) -> bool:
    return text.count("[") + text.count("{") <= text.count("]") + text.count("}")


def _rule_of(line: str) -> str:
    """Return the rule that a line breaks at which, or before which, the parser fails."""
    if _NO_SPACE.match(line):
        return "no_space"
    if re.match(r" *-[^\s-]", line):
        return "no_space_after_dash"
    found = VALUE.match(line)
    if not found:
        return ""
    value = found["value"]
    if value[0] in _WIDE_QUOTES and ": " in value:
        return "wide_quote"
    if quoted := quoted_text(value):
        rest = value.removeprefix(quoted).strip()
        if rest and not rest.startswith("#"):
            return "text_after_quote"
        return "backslash" if "\\" in quoted else ""
    if found["key"] in languages():
        if (value[0] in _SPECIAL and not _IN_BRACKETS.match(value)) or re.match(r"-(?:\s|$)", value):
            return "special_start"
        if re.search(rf"\s(?:{'|'.join(languages())}):\s", value):
            return "key_on_same_line"
    if value[0] == "{" and not _IN_BRACKETS.match(value):
        return "key_on_same_line"
    if not re.search(r":(?:\s|$)", value):
        return ""
    inner = KEY_OF_LINE.match(value)
    if inner and inner["key"] in languages():
        return "key_on_same_line"
    return "narrow_colon" if found["key"] == ORIGINAL else "colon_in_text"
