"""Numerals: how the number of a section or an item is written, after the pattern of number one: 1., (1) or I."""

from __future__ import annotations

import re

# Number one in each system of numerals: Chinese, Arabic, circled, Roman.
_CHINESE, _CIRCLED, _ROMAN = "\u4e00", "\u2460", "I"
_ONE = re.compile(f"[{_CHINESE}{_CIRCLED}{_ROMAN}1\uff11]")
# Number one with those of the levels above.
_OF_LEVELS = re.compile(r"1(\.1){1,2}(?![0-9])")

_DIGITS = "\u96f6\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d"
_UNITS = ((1000, "\u5343"), (100, "\u767e"), (10, "\u5341"))
_ROMAN_SIGNS = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_MOST_CIRCLED = 20

_TO_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def is_mark(pattern: str) -> bool:
    """Return whether a pattern shows number one: 1. or (1), say; several times only as in 1.1, for the levels above."""
    return len(_ONE.findall(pattern)) == 1 or _OF_LEVELS.match(pattern) is not None


def is_of_levels(pattern: str) -> bool:
    """Return whether a pattern has the numbers of several levels: 1.1, or 2.1 below section two."""
    return re.match(r"[0-9]+\.[0-9]", pattern) is not None


def below(pattern: str, *numbers: int | None) -> str:
    """Return a pattern such as 1.1 with the numbers of the levels above, from the first on, in it."""
    if not _OF_LEVELS.match(pattern):
        return pattern
    *above, own = pattern.split(".")
    return ".".join([*(str(number or 1) for number in numbers[: len(above)]), own])


def narrow(pattern: str) -> str:
    """Return a pattern with its punctuation in half width, by which locales name it."""
    return pattern.translate(_TO_NARROW)


def marked(pattern: str, number: int) -> str:
    """Return a pattern of number one for another number, from 1 to 9999. Numbers of levels above stand before it."""
    at = max((one.start() for one in _ONE.finditer(pattern)), default=0)
    return pattern[:at] + _ONE.sub(lambda one: _numeral(one[0], number), pattern[at:], count=1)


#: A numeral that `read` can read, as part of a regular expression: Chinese, Arabic or circled.
NUMERAL = f"[{_DIGITS}{''.join(sign for _, sign in _UNITS)}]+|[0-9\uff10-\uff19]+|[\u2460-\u2473]"


def read(numeral: str) -> int:
    """Return what a numeral says; 0 where it is none, or is not written as numbers are."""
    if "\u2460" <= numeral[:1] <= "\u2473":
        return ord(numeral) - ord(_CIRCLED) + 1
    if numeral.isdecimal():
        return int(numeral[:6])
    total = digit = 0
    units = {sign: unit for unit, sign in _UNITS}
    for sign in numeral:
        if sign in units:
            total += (digit or 1) * units[sign]
            digit = 0
        else:
            digit = _DIGITS.find(sign)
    return total + digit if marked(_CHINESE, total + digit) == numeral else 0


def one_of(numeral: str) -> str:
    """Return number one in the system of a numeral that `read` can read."""
    if "\u2460" <= numeral[:1] <= "\u2473":
        return _CIRCLED
    return "1" if numeral.isdecimal() else _CHINESE


def _numeral(one: str, number: int) -> str:
    if one == _CHINESE:
        return _chinese(number)
    if one == _ROMAN:
        return _roman(number)
    return chr(ord(_CIRCLED) + number - 1) if one == _CIRCLED and number <= _MOST_CIRCLED else str(number)


def _chinese(number: int) -> str:
    """Write a number below 10,000 in Chinese: a unit for each power of ten, and one zero for those left out."""
    written = ""
    for unit, sign in _UNITS:
        digit, number = divmod(number, unit)
        if digit:
            written += _DIGITS[digit] + sign
        elif written and number and not written.endswith(_DIGITS[0]):
            written += _DIGITS[0]
    written += _DIGITS[number] if number else ""
    # Ten to nineteen begin with the ten itself.
    return re.sub(f"^{_DIGITS[1]}(?={_UNITS[-1][1]})", "", written)


def _roman(number: int) -> str:
    written = ""
    for value, sign in _ROMAN_SIGNS:
        count, number = divmod(number, value)
        written += sign * count
    return written
