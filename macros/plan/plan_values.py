"""The values of a plan that are no texts: numbers, how levels are numbered, periods, and what a file is known by."""

from __future__ import annotations

import calendar
import datetime
import functools

from macros.plan.yaml_source import Scalar


class ClauseNumber(str):
    """The number of a clause: that of its item, and its place in it: 5.2; where items restart, the numbers before."""

    PATTERN = r"[1-9][0-9]*(\.[1-9][0-9]*){0,3}"


class DerivedNumber(ClauseNumber):
    """The number that a clause's place gives, where none is written."""


class Mark(Scalar):
    """How a level is numbered, as its number one looks: 1. or (1)."""


class Period(Scalar):
    """A date, month, quarter, half-year or year: 2022-06-30, 2022-06, 2022-Q2, 2022-H1, 2022."""

    PATTERN = "[0-9]{4}(-(Q[1-4]|H[12]|[0-9]{2}(-[0-9]{2})?))?"

    @functools.cached_property
    def last_day(self) -> datetime.date:
        """The day by which something is due in this period. Raises ValueError where there is no such day."""
        year, _, rest = self.partition("-")
        if rest.count("-"):
            return datetime.date.fromisoformat(self)
        months = {"": 12, "Q": 3 * int(rest[-1:] or 0), "H": 6 * int(rest[-1:] or 0)}
        month = months[rest[:1]] if rest[:1] in months else int(rest)
        return datetime.date(int(year), month, calendar.monthrange(int(year), month)[1])


class FileName(Scalar):
    """The name of a file, without a folder."""

    PATTERN = r"[^/\\\x00-\x1f\x7f]{1,255}"


class Digest(Scalar):
    """The SHA-256 of a file, in hexadecimal digits."""

    PATTERN = "[0-9a-f]{64}"
