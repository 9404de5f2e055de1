"""The tasks of a plan by their deadlines. Pure functions of the data."""

from __future__ import annotations

import itertools
from typing import NamedTuple

from macros.i18n.words import ORIGINAL, Words
from macros.plan.plan_values import Period
from macros.plan.text import Text
from macros.plan.work_plan import Deadline, Duty, Plan


class Due(NamedTuple):
    """Clauses that are due together: in a period, or, where the plan names none, at what it says."""

    anchor: str
    period: Period | None
    said: Text
    duties: tuple[Duty, ...]

    def title(self, words: Words) -> str:
        return words.period(self.period, self.period.last_day) if self.period else words.text(self.said)


def by_deadline(plan: Plan) -> tuple[Due, ...]:
    """Return the clauses that have a deadline, by its period in the order of the calendar; those without one last."""
    dated = [(duty.clause.deadline, duty) for duty in plan.duties if duty.clause.deadline]
    groups = itertools.groupby(sorted(dated, key=lambda pair: _order(pair[0])), lambda pair: _order(pair[0]))
    return tuple(_due(rank, list(group)) for rank, (_, group) in enumerate(groups, start=1))


def _order(deadline: Deadline) -> tuple[bool, str, str]:
    """Return what deadlines are sorted by: last day and period, or the words as issued."""
    when = deadline.when
    return (False, when.last_day.isoformat(), when) if when else (True, "", deadline.text[ORIGINAL])


def _due(rank: int, group: list[tuple[Deadline, Duty]]) -> Due:
    first, _ = group[0]
    anchor = f"by-{first.when.lower()}" if first.when else f"by-words-{rank}"
    return Due(anchor, first.when, first.text, tuple(duty for _, duty in group))
