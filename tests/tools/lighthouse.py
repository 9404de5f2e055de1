"""`make lighthouse`: what Lighthouse says of the site on a phone, as a good host serves it (brotli, caching)."""

from __future__ import annotations

import contextlib
import functools
import http.server
import json
import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import brotli
from browser import QUIET, browser_path
from conftest import build
from playwright.sync_api import sync_playwright

# The last that runs on Node.js 18 and 20.
LIGHTHOUSE = "lighthouse@12.8.2"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
PAGES = ("", "2021/sections/2/", "people/ma-wensheng/", "branches/hunan-hydraulic-engineering-society/")
PORT = 8765
# One visit differs from the next by a point or two, and the first is a cold browser's: the middle one counts.
VISITS = 3


class GoodHost(http.server.SimpleHTTPRequestHandler):
    """Serves a folder as good static hosts do: packed with brotli, and kept by the browser."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_) -> None:
        pass

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        found = path.is_file()
        packs = path.suffix not in (".png", ".woff2")
        content = _content(path if found else Path(self.directory) / "404.html", packs)
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "max-age=31536000")
        if packs:
            self.send_header("Content-Encoding", "br")
        self.end_headers()
        # A phone that has seen enough hangs up.
        with contextlib.suppress(BrokenPipeError):
            self.wfile.write(content)


@functools.cache
def _content(path: Path, packs: bool) -> bytes:
    return brotli.compress(path.read_bytes()) if packs else path.read_bytes()


def scores(url: str, chromium: str, report: Path) -> tuple[dict[str, int], list[str]]:
    """Have Lighthouse visit a page as a phone, and return its scores and the audits that are not passed."""
    command = [
        "npx", "--yes", LIGHTHOUSE, url, "--quiet", "--output=json", f"--output-path={report}",
        f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags=--headless {' '.join(QUIET)}",
    ]  # fmt: skip
    subprocess.run(command, env=os.environ | {"CHROME_PATH": chromium}, check=True)
    result = json.loads(report.read_text(encoding="utf-8"))
    categories = result["categories"]
    weighed = {audit["id"] for name in CATEGORIES for audit in categories[name]["auditRefs"] if audit["weight"]}
    failed = [name for name in sorted(weighed) if (result["audits"][name]["score"] or 0) < 0.9
              and result["audits"][name]["scoreDisplayMode"] in ("binary", "numeric")]  # fmt: skip
    return {name: round(categories[name]["score"] * 100) for name in CATEGORIES}, failed


def main() -> int:
    """Print the scores of each kind of page in both languages."""
    with sync_playwright() as playwright:
        chromium = browser_path() or playwright.chromium.executable_path
    with tempfile.TemporaryDirectory() as temporary:
        address = f"http://localhost:{PORT}/"
        site = build(Path(temporary) / "site", SITE_URL=address)
        handler = functools.partial(GoodHost, directory=str(site.root))
        with http.server.ThreadingHTTPServer(("127.0.0.1", PORT), handler) as server:
            for path in site.root.rglob("*.*"):
                if path.suffix in (".html", ".css", ".js", ".svg"):
                    _content(path, packs=True)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            for language in ("", "en/"):
                for page in PAGES:
                    report = Path(temporary) / "report.json"
                    visits = [scores(f"{address}{language}{page}", chromium, report) for _ in range(VISITS)]
                    shown, failed = sorted(visits, key=lambda visit: sum(visit[0].values()))[VISITS // 2]
                    listed = ", ".join(f"{name} {score}" for name, score in shown.items())
                    print(f"/{language}{page}: {listed}" + (f" ({', '.join(failed)})" if failed else ""), flush=True)
            server.shutdown()
    return 0


if __name__ == "__main__":
    sys.exit(main())
