"""The search's part of a built site: what its scripts read, these made small, and what of Material they rely on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

# Makes our scripts small; it renames and shortens, and a browser reads them as before.
import minify

#: How Material's search box speaks with its worker is written nowhere; with these versions it is as we answer it.
KNOWN_MATERIAL = ("9.8.0", "9.8.1")

#: What the worker is put together from, in docs/search: each file may use the functions of all, and the constants of
#: those before it.
PARTS = ("steps", "fold", "index", "sounds", "exact", "names", "words", "fuzzy", "ask", "rank", "show", "worker")

_SOURCES = Path(__file__).parents[2] / "docs/search"


def write_search(site: Path, index: Mapping[str, Any]) -> None:
    """Write what the search reads, and its scripts."""
    content = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    (site / "search/plan.js").write_text(f"planIndex({content})", encoding="utf-8")
    # Material asks for this name when a page is opened from a folder.
    none = (site / "search/search_index.json").read_text(encoding="utf-8")
    (site / "search/search_index.js").write_text(f"var __index = {none}", encoding="utf-8")
    scripts = site / "assets/javascripts"
    own = {name: (scripts / name).read_text(encoding="utf-8") for name in ("plan-box.js", "marks.js")}
    for name, script in (own | {"workers/plan-search.js": _worker()}).items():
        (scripts / name).write_text(minify.string("application/javascript", script), encoding="utf-8")


def _worker() -> str:
    """Return the parts one after the other, in one scope of their own."""
    parts = [(_SOURCES / f"{name}.js").read_text(encoding="utf-8") for name in PARTS]
    return "\n".join(["(function () {", *parts, "})();"])
