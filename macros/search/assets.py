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

_SCRIPTS = ("plan-box.js", "workers/plan-search.js")


def write_search(site: Path, index: Mapping[str, Any]) -> None:
    """Write what the search reads, and its scripts."""
    content = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    (site / "search/plan.js").write_text(f"planIndex({content})", encoding="utf-8")
    # Material asks for this name when a page is opened from a folder.
    none = (site / "search/search_index.json").read_text(encoding="utf-8")
    (site / "search/search_index.js").write_text(f"var __index = {none}", encoding="utf-8")
    for name in _SCRIPTS:
        path = site / "assets/javascripts" / name
        path.write_text(minify.string("application/javascript", path.read_text(encoding="utf-8")), encoding="utf-8")
