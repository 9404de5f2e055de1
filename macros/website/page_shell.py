"""The shell that the theme prints around the body of a page, rendered once for all pages that differ in nothing else.

Most of a build's time goes into the theme's template, which prints the same for thousands of branches.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from markupsafe import Markup

# A character for private use, which no text of the data may contain.
_SIGN = "\ue000"
_MARK = re.compile(f"{_SIGN}([^{_SIGN}]*){_SIGN}")

# A shell in which something else differs from page to page shows it on the second page at the latest.
_PROOFS = 2


class PageShell:
    """The pages of one shell: filled in where that gives what the theme would print, to the byte; else rendered."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._proofs_left = _PROOFS
        self._is_proved = True

    def page(self, values: Mapping[str, str], render: Callable[[Mapping[str, str]], str]) -> str:
        """Return the whole page with its values, which are finished HTML; `render` has the theme print some values."""
        if not self._is_proved:
            return render(values)
        if not self._pieces:
            self._pieces = _MARK.split(render({name: Markup(f"{_SIGN}{name}{_SIGN}") for name in values}))
        page = self._filled(values)
        if self._proofs_left:
            self._proofs_left -= 1
            rendered = render(values)
            self._is_proved = page == rendered
            return rendered
        return page

    def _filled(self, values: Mapping[str, str]) -> str:
        pieces = list(self._pieces)
        pieces[1::2] = (values[name] for name in pieces[1::2])
        return "".join(pieces)
