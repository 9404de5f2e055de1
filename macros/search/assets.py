"""The search's part of a built site: its worker, made small, what it reads, and what of Material they rely on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import minify

from macros.i18n.words import ORIGINAL

#: How Material's search box speaks with its worker is written nowhere; with these versions it is as we answer it.
KNOWN_MATERIAL = ("9.8.0", "9.8.1")

#: What the worker is put together from, in docs/search: each file may use the functions of all, and the constants of
#: those before it.
_PARTS = ("steps", "fold", "writing", "index", "exact", "names", "words", "fuzzy", "ask", "rank", "show")
_OF_CHINESE = ("sounds", "pieces")
_OF_LETTERS = ("spelling",)

#: What the search reads, and the script that finds.
INDEX = "search/plan.js"
WORKER = "assets/javascripts/workers/plan-search.js"

_SOURCES = Path(__file__).parents[2] / "docs/search"


def worker_script(language: str) -> str:
    """Return the script that finds in a language, its parts one after the other in one scope of their own."""
    own = _OF_CHINESE if language.split("-")[0] == ORIGINAL else _OF_LETTERS
    parts = [(_SOURCES / f"{name}.js").read_text(encoding="utf-8") for name in (*_PARTS, *own, "worker")]
    script: str = minify.string("application/javascript", "\n".join(["(function () {", *parts, "})();"]))
    return script


def write_index(site: Path, name: str, index: Mapping[str, Any]) -> None:
    """Write what the search reads under a name of its own, and what Material asks for."""
    content = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    (site / name).write_text(f"planIndex({content})", encoding="utf-8")
    # Material asks for this name when a page is opened from a folder.
    none = (site / "search/search_index.json").read_text(encoding="utf-8")
    (site / "search/search_index.js").write_text(f"var __index = {none}", encoding="utf-8")
