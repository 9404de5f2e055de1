"""What a kind of page is: what its pages are about, where they stand, and what they say of themselves."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal, NamedTuple

from macros.i18n.problem import Place
from macros.plan.site import Site
from macros.plan.work_plan import Plan


class Heading(NamedTuple):
    """An entry of a page's table of contents."""

    anchor: str
    title: str
    children: tuple[Heading, ...] = ()


class Facts(NamedTuple):
    """What a page says of itself. `place` is where its data stands.

    `plan` is the one that it shows, the newest where it shows several; None where it is of no year. `short_title` is
    its title in the navigation, where that is another one, and `picture` the one that previews of links show in place
    of its kind's.
    """

    title: str
    description: str
    place: Place
    headings: tuple[Heading, ...] = ()
    plan: Plan | None = None
    short_title: str = ""
    picture: str = ""


class Subjects(NamedTuple):
    """What the pages of a kind are about: one page for each tuple of models.

    `arguments` are the year, number or id by which a call of the kind's macro names them.
    """

    of: Callable[[Site], Iterable[tuple[Any, ...]]]
    arguments: Callable[..., tuple[str | int, ...]]


@dataclasses.dataclass(frozen=True)
class PageKind:
    """A kind of page. Its name is that of its macro and of its template, and the anchor of its title.

    `address`, from the language's root and with a slash at its end, `facts` and `view`, what the template reads, are
    functions of the subject, the last two of site and words before it.
    `navigation` is where its pages stand in it: beside home, as a plan, or in the newest plan; else nowhere.
    `picture` is the one that previews of links show.
    `search` says how the search knows its pages: by their titles, also as what it suggests where it finds nothing, or
    not at all, since what they show is found as sections, parties and so on.
    `pdf` are the forms in which they are printed, each by a template of macros/pdf/templates/.
    """

    name: str
    subjects: Subjects
    address: Callable[..., str]
    facts: Callable[..., Facts]
    view: Callable[..., Mapping[str, Any]]
    navigation: Literal["site", "plan", "in_plan"] | None = None
    picture: str = "plan"
    search: Literal["title", "suggestion"] | None = None
    pdf: tuple[str, ...] = ()
