"""Finished HTML that is kept out of Markdown's way, and rendered only when its page is written."""

from __future__ import annotations

import contextlib
import itertools
import re
from collections.abc import Callable, Iterator

# A text of the data that only looks like a placeholder stays as it is.
_PLACEHOLDER = re.compile(r"<!--deferred-\d+-->")


class Deferred:
    """What macros would render: a comment stands for each until it is resolved, once."""

    def __init__(self) -> None:
        self._bodies: dict[str, Callable[[], str]] = {}
        self._numbers = itertools.count()

    def defer(self, render: Callable[[], str]) -> str:
        """Return what stands for the HTML that a function will render."""
        placeholder = f"<!--deferred-{next(self._numbers)}-->"
        self._bodies[placeholder] = render
        return placeholder

    @contextlib.contextmanager
    def trial(self) -> Iterator[None]:
        """Forget what is deferred meanwhile."""
        kept = dict(self._bodies)
        try:
            yield
        finally:
            self._bodies = kept

    def resolve(self, html: str) -> str:
        """Return HTML in which all that was deferred is rendered."""
        return _PLACEHOLDER.sub(lambda found: self._body(found[0]), html)

    def _body(self, placeholder: str) -> str:
        render = self._bodies.pop(placeholder, None)
        return render() if render else placeholder
