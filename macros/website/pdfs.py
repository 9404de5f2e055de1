"""The last step of a build with PDFs: each is set, or kept from the last time, and put beside its page."""

from __future__ import annotations

import functools
import importlib
import importlib.util
import logging
import shutil
import time
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

from macros.i18n.characters import code_point
from macros.i18n.report import line
from macros.i18n.words import Words
from macros.plan.site import Site
from macros.website.errors import build_stopped
from macros.website.pages import pages

_log = logging.getLogger("mkdocs.plugins.plan")

# Seconds after which a long run reports its progress.
_SILENCE = 5


def refuse_without_typesetter() -> None:
    """Stop before anything is built. Nothing is imported: every language's process would keep it in memory."""
    if not all(map(importlib.util.find_spec, ("brotli", "fontTools", "typst"))):
        raise build_stopped("no_typesetter")


def add_pdfs(site: Site, all_words: Mapping[str, Words], words: Words, root: str, built: Path, kept: Path) -> None:
    """Put each page's PDF beside it in a built site; `kept` is the folder in which PDFs outlive a build."""
    documents, typesetting = _modules()
    made = documents.documents_of(site, all_words, pages, root)
    for place, character in typesetting.undrawn(site):
        sentence = words.plain("undrawn_character", character=character, code=code_point(character))
        _log.info(line(place, sentence))
    # Slow to load, and the other languages' processes set no PDFs.
    from filelock import FileLock

    kept.mkdir(parents=True, exist_ok=True)
    # Another build waits, and finds there what it would have made.
    with FileLock(kept / "lock"):
        try:
            typesetting.typeset(made, kept, functools.partial(_log_progress, words, [time.monotonic()]))
        except typesetting.TypesettingError as error:
            raise build_stopped(error.key, **error.values) from None
        for path in made:
            shutil.copyfile(kept / path, built / path)


def _modules() -> tuple[ModuleType, ModuleType]:
    """Return the modules that make PDFs. Only `make pdf` installs what they import, so nothing else may need them."""
    try:
        return importlib.import_module("macros.pdf.documents"), importlib.import_module("macros.pdf.typesetting")
    except ModuleNotFoundError:
        raise build_stopped("no_typesetter") from None


def _log_progress(words: Words, logged: list[float], done: int, count: int) -> None:
    """Log every few seconds how many PDFs are done, and when all are."""
    if done == count or time.monotonic() - logged[-1] > _SILENCE:
        logged.append(time.monotonic())
        _log.info(words.plain("pdfs_made", done=done, count=count))
