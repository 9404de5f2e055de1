"""What stands in braces on a hand-written page: tried before mkdocs-macros runs it, so that a mistake is a sentence."""

from __future__ import annotations

import re
import traceback
from pathlib import Path

import jinja2
from mkdocs_macros.plugin import MacrosPlugin

from macros.i18n.problem import Place
from macros.i18n.report import line, message
from macros.website.deferred import Deferred
from macros.website.errors import BuildStopped
from macros.website.render import MACROS

# The name that Jinja gives to a template which is no file.
_TEMPLATE = "<template>"


class NoSuchPageError(Exception):
    """A macro was called for something that the data does not have; the argument is the call."""


def refuse_wrong_expressions(env: MacrosPlugin, deferred: Deferred) -> None:
    """Stop the build, with file and line, where mkdocs-macros could not run what stands on the page."""
    if env.page.meta.get("render_macros") is False:
        return
    try:
        with deferred.trial():
            env.env.from_string(env.markdown).render(**{**env.variables, **env.page.meta})
    except NoSuchPageError as error:
        raise _stopped(env, _last_line(error), "no_such_page", call=str(error)) from None
    except jinja2.TemplateSyntaxError as error:
        raise _stopped_by_expression(env, error.lineno) from None
    except Exception as error:  # Whatever an expression may do.
        raise _stopped_by_expression(env, _last_line(error)) from None


def _stopped_by_expression(env: MacrosPlugin, lineno: int) -> BuildStopped:
    """Return the error for what Jinja takes for wrong in a line; it may have begun above."""
    lines = env.markdown.split("\n")
    begin = next((at for at in range(lineno, 0, -1) if re.search(r"{[{%#]", lines[at - 1])), lineno)
    known = ", ".join(f"{name}()" for name in (*MACROS, "has"))
    return _stopped(env, begin, "wrong_expression", text=lines[begin - 1].strip(), known=known)


def _stopped(env: MacrosPlugin, lineno: int, key: str, **values: str) -> BuildStopped:
    """Return the error at a line of the page, counted without its front matter."""
    path = Path(env.page.file.abs_src_path or "")
    before = path.read_text(encoding="utf-8-sig").rstrip().count("\n") - env.markdown.rstrip().count("\n")
    place = Place(path.relative_to(env.project_dir).as_posix(), before + lineno)
    return BuildStopped([line(place, message(key, **values))])


def _last_line(error: Exception) -> int:
    """Return the line of the page at which an error came up."""
    frames = traceback.extract_tb(error.__traceback__)
    return next((frame.lineno or 1 for frame in reversed(frames) if frame.filename == _TEMPLATE), 1)
