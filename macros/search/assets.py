"""The search's part of a built site: what its scripts read, these made small, and what of Material they stand on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

# Makes our scripts small; it renames and shortens, and a browser reads them as before.
import minify

#: How Material's search box speaks with its worker is written nowhere; with these versions it is as we answer it.
KNOWN_MATERIAL = ("9.8.0", "9.8.1")

_SCRIPTS = ("plan-box.js", "workers/plan-search.js", "workers/plan-standard.js")


def material_worker(files: Iterable[str]) -> str:
    """Return the name of the worker that Material's own search runs in, which is among the files of its theme."""
    folder = "assets/javascripts/workers/"
    [name] = (file for file in files if file.startswith(f"{folder}search.") and file.endswith(".js"))
    return name.removeprefix(folder)


def write_search(site: Path, index: Mapping[str, Any], entries: Iterable[Mapping[str, str]]) -> None:
    """Write what our search reads, and the entries that Material's own reads where ours cannot start."""
    (site / "search/plan.js").write_text(f"planIndex({_as_script(index)})", encoding="utf-8")
    (site / "search/standard.json").write_text(_as_script(entries), encoding="utf-8")
    # Material asks for this name when a page is opened from a folder.
    none = (site / "search/search_index.json").read_text(encoding="utf-8")
    (site / "search/search_index.js").write_text(f"var __index = {none}", encoding="utf-8")
    for name in _SCRIPTS:
        path = site / "assets/javascripts" / name
        path.write_text(minify.string("application/javascript", path.read_text(encoding="utf-8")), encoding="utf-8")


def _as_script(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
