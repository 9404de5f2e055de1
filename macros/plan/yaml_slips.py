"""What is wrong in a line of YAML, in the writer's terms: lines are looked at first, and then the parser's error."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

import yaml

from macros.i18n.characters import code_point
from macros.i18n.problem import Detail, Place, Problem
from macros.i18n.words import ORIGINAL, languages
from macros.plan import yaml_indentation

_KEY = r"[A-Za-z_][A-Za-z0-9_-]*"
_START = rf"^ *(?:- +)*(?P<key>{_KEY})"
# Spaces that are none to YAML: no-break, of fixed widths, zero-width, ideographic, a byte order mark.
_ODD_SPACE = "[\u00a0\u1680\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff]"
_WIDE_DASH = "[\u2010-\u2015\u2212\ufe63\uff0d]"

# What other lists begin with, and a doubled dash.
_MARK = "[+*\u00b7\u2022\u25cf\u25cb\u25aa]|--+|[0-9]+[.)\u3001\uff0e\uff09]"

_OPENING, _CLOSING = "\uff3b\u3010\u3014\uff08", "\uff3d\u3011\u3015\uff09"
# Characters that end a line for YAML, and hardly anywhere else.
_ODD_LINE_BREAK = re.compile("[\x85\u2028\u2029]")

CONFLICT_MARKER = re.compile(r"^ *(?P<found><{7}|={7}|>{7}|\|{7})(?:\s|$)")

# Slips that YAML takes for text, so that it fails later or not at all; `found` is what is wrong.
_SLIPS = {
    "conflict_marker": CONFLICT_MARKER,
    "tab": re.compile(rf"^ *(?:- *)*(?P<found>\t)|{_START}(?: *\t|: *\t)|^.*\S *\t\s*$"),
    "odd_space": re.compile(
        rf"^ *(?:- *)*(?P<found>{_ODD_SPACE})|^ *(?:- +)*[A-Za-z_]+(?P<before>{_ODD_SPACE})[A-Za-z_-]* *:"
        rf"|{_START}: *(?P<after>{_ODD_SPACE})"
    ),
    "wide_colon": re.compile(rf"{_START} *(?P<found>[\uff1a\ufe55\u2236])"),
    "wide_dash": re.compile(
        rf"^ *(?P<found>{_WIDE_DASH})(?= *{_KEY} *[:\uff1a]|\s*[a-z0-9-]+\s*$)"
        rf"|^ *(?P<after>{_MARK})(?: *{_KEY}:(?:\s|$)| +[a-z][a-z0-9-]*\s*$)"
    ),
    "no_space_after_dash": re.compile(rf"^ *(?:- +)*(?P<found>-){_KEY}:(?:\s|$)"),
    # A text in a language may begin with such a bracket; a pair with nothing in it is the setting of a plan.
    "wide_bracket": re.compile(
        rf"{_START}: *(?P<found>[{_OPENING}])(?![{_CLOSING}]\s*$)|^[^:]*: *\[[^\]]*(?P<after>[{_CLOSING}])\s*$"
    ),
    "empty_entry": re.compile(rf"{_START}: *\[[^\]\"']*(?P<found>,\s*,)"),
    # What a mark of numbering ends in stands before the comma that separates.
    "wide_comma": re.compile(rf"{_START}: *\[[^\]\"'{{]*(?P<found>[\uff0c\u3001\uff1b])(?! *[,\]])"),
    # Keys in braces on one line, of which one is not read as such.
    "key_on_same_line": re.compile(
        rf"{_START}: *(?:(?P<found>\uff5b)|\{{(?:.*[,\uff0c])? *{_KEY}(?:\uff1a|:(?=[^\s/]))"
        rf"|\{{.*(?:\uff0c *{_KEY}:|\uff5d\s*$))"
    ),
    "no_space": re.compile(rf"{_START}(?P<found>:)(?=[^\s/:])"),
}
# Keys that no text begins with: languages, and this one.
_NEVER_TEXT = "id"
# A text that is taken for a comment, since it begins with its sign.
_ONLY_COMMENT = re.compile(rf"{_START}: +(?P<found>#.*)")

_BLOCK = re.compile(r": +(?P<mark>[|>])[-+0-9]*\s*$")
_KEY_OF_LINE = re.compile(rf"{_START}:(?:\s|$)")
# Another sign than the colon, or none.
_NO_COLON = re.compile(rf"{_START}(?:[;=.,\uff1b\uff0e\uff0c\u3001\u3002] *| +)[^\s:\uff1a]")
_NO_SPACE = re.compile(rf"{_START}:[^\s/]")
_VALUE = re.compile(rf"{_START}: +(?P<value>\S.*)$")
_WIDE_QUOTES = "\u201c\u201d\u2018\u2019\uff02\uff07\u300c"
# A list or keys on one line, with nothing behind them.
_IN_BRACKETS = re.compile(r"(?:\[[^\]]*\]|\{[^}]*\})\s*(?:#.*)?$")
# What a plain text may not begin with (YAML 1.1, section 9.1.1: indicators), but for those that have a rule.
_SPECIAL = "@`%[]{},|>?*&!"


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
        indent = _indent(line)
        if indent_of_block is not None and (indent > indent_of_block or not line.strip()):
            continue
        indent_of_block = None
        if quote:
            quote = "" if quote in line else quote
            continue
        if line.lstrip(" ").startswith("#"):
            continue
        yield number, line
        if _BLOCK.search(line):
            indent_of_block = indent
        elif (value := _VALUE.match(line)) and not _is_closed(value["value"]):
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
_LOST_KEY = re.compile(rf"-|{_KEY}[:\uff1a]")


def joined_line(lines: list[str], first: int, last: int) -> int:
    """Return the line that a text without quotes takes in by mistake; 0 where it is only wrapped.

    `first` and `last` are the lines of the text, counted from 1.
    """
    for number in range(first + 1, last + 1):
        before, line = lines[number - 2].strip(), lines[number - 1].strip()
        if _LOST_KEY.match(line) or re.search(rf"{_WIDE}$", before) or re.match(_WIDE, line):
            return number
    return 0


def cause(error: yaml.MarkedYAMLError, text: str, printed_path: str) -> Problem:
    """Return why a file cannot be parsed, at the line where the slip is: the parser may fail a line or many later."""
    failed = error.problem_mark.line if error.problem_mark else 0
    lines = lines_of(text)
    if left_open := _left_open(lines, failed):
        number, sign = left_open
        text, _, comment = lines[number].strip().partition(" #")
        details: dict[str, Detail] = {"line": lines[number].strip(), "text": text, "comment": f"#{comment}"}
        return Problem(Place(printed_path, number + 1), _RULES_OF_OPEN[sign], details)
    failed = max((at for at in range(min(failed + 1, len(lines))) if lines[at].strip()), default=0)
    keys = {start["key"] for line in lines if (start := _KEY_OF_LINE.match(line))}
    for number in (failed, failed - 1):
        line = lines[number] if 0 <= number < len(lines) else ""
        bare = _NO_COLON.match(line)
        if bare and bare["key"] in keys:
            return Problem(Place(printed_path, number + 1), "no_colon", {"key": bare["key"], "line": line.strip()})
        if rule := _rule_of(line):
            value = _VALUE.match(line)
            first = value["value"][0] if value else ""
            return Problem(Place(printed_path, number + 1), rule, {"line": line.strip(), "found": first})
    # The text of a block that is not indented: the line behind it fails.
    if failed > 1 and (block := _BLOCK.search(lines[failed - 2])):
        return Problem(Place(printed_path, failed - 1), "text_of_lines", {"mark": block["mark"]})
    if stray := _stray(lines, failed):
        return Problem(Place(printed_path, stray + 1), "stray_line", {"line": lines[stray].strip()})
    return _misplaced(lines, min(failed, len(lines) - 1), printed_path)


def _stray(lines: list[str], failed: int) -> int:
    """Return the line, counted from 0, at or above a failure that is no key, no entry and part of no text; 0 if none.

    A text goes on in lines that stand deeper than its key.
    """
    found = 0
    for number in range(min(failed, len(lines) - 1), 0, -1):
        line = lines[number]
        if not line.strip() or (number == failed and _is_structure(line)):
            continue
        if _is_structure(line):
            return found if found and _indent(lines[found]) <= _indent_of_key(line) else 0
        found = number
    return found


def _is_structure(line: str) -> bool:
    return bool(_KEY_OF_LINE.match(line) or re.match(r" *(?:-(?:\s|$)|#)", line))


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
            if end == len(lines) or (lines[end].strip() and _indent(lines[end]) <= _indent(lines[number])):
                return number, sign
            value += f"\n{lines[end]}"
        number = end + 1
    return None


def _sign_left_open(text: str) -> str:
    """Return what is left open in the value of a line and those that it goes on in; # where a comment closes it."""
    value = re.sub(rf"^ *(?:- +)*(?:{_KEY}: +)?", "", text[:_LONGEST])
    if value[:1] in "\"'" and value:
        return "" if _quoted(value) else value[0]
    if value[:1] not in ("[", "{"):
        return ""
    opened = re.compile(r"(?:^|[\[{,:])\s*(?=[\"'])")
    without = ""
    while found := opened.search(value):
        if not (quoted := _quoted(value[found.end() :])):
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
    found = _VALUE.match(line)
    if not found:
        return ""
    value = found["value"]
    if value[0] in _WIDE_QUOTES and ": " in value:
        return "wide_quote"
    if quoted := _quoted(value):
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
    inner = _KEY_OF_LINE.match(value)
    if inner and inner["key"] in languages():
        return "key_on_same_line"
    return "narrow_colon" if found["key"] == ORIGINAL else "colon_in_text"


def _misplaced(lines: list[str], failed: int, printed_path: str) -> Problem:
    """Return the problem of a line that is aligned with none that it could belong to; else that it cannot be read."""
    if lines and (moved := yaml_indentation.misplaced(lines, failed)):
        return Problem(Place(printed_path, moved.line + 1), moved.rule, moved.details)
    line = lines[failed] if lines else ""
    indent, open_at = _indent(line), {0: 0}
    above = next((other for other in reversed(lines[:failed]) if other.strip()), "")
    key, value = _KEY_OF_LINE.match(line), _VALUE.match(above)
    if key and value and indent > _indent_of_key(above):
        # A key below a text is no part of it.
        details: dict[str, Detail] = {"found": indent, "right": _indent_of_key(above), "line": line.strip()}
        is_orphan = key["key"] in languages() and value["key"] not in languages()
        rule = "no_key_above" if is_orphan else "indentation"
        return Problem(Place(printed_path, failed + 1), rule, {**details, "inner": key["key"], "key": "name"})
    for number, other in enumerate(lines[:failed]):
        if other.strip() and not other.lstrip().startswith("#"):
            open_at = {depth: at for depth, at in open_at.items() if depth <= _indent(other)}
            open_at |= {depth: open_at.get(depth, number) for depth in (_indent(other), _indent_of_key(other))}
    closed = [depth for depth in open_at if depth > indent]
    if line.strip() and indent not in open_at and closed:
        right = min(closed)
        # Levels are two spaces: where the first line of a level is odd, that is the one to fix.
        culprit, found, right = (open_at[right], right, indent) if right % 2 > indent % 2 else (failed, indent, right)
        details = {"found": found, "right": right, "line": lines[culprit].strip()}
        return Problem(Place(printed_path, culprit + 1), "indentation", details)
    return Problem(Place(printed_path, failed + 1), "syntax", {"line": line.strip()})


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _indent_of_key(line: str) -> int:
    """Return where the first key of a line stands, behind the dashes of a list."""
    return len(line) - len(re.sub(r"^ *(?:- +)*", "", line))


def _is_closed(value: str) -> bool:
    """Return whether a text that begins with a quotation mark ends with it on its line."""
    return value[0] not in "\"'" or bool(_quoted(value))


def _quoted(value: str) -> str:
    """Return the quoted text with which a value begins; nothing where there is none, or its end is missing."""
    found = re.match(r'"(?:[^"\\]|\\.)*"|\'(?:[^\']|\'\')*\'', value)
    return found[0] if found else ""


def lines_of(text: str) -> list[str]:
    """Return the lines of a file as YAML counts them."""
    return re.split("\r\n|[\n\r\x85\u2028\u2029]", text)
