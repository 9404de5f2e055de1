"""What a phone reads when the site is put on its home screen (W3C, Web Application Manifest)."""

from __future__ import annotations

import json

from macros.i18n.words import Words
from macros.plan.site import Site


def manifest(site: Site, words: Words) -> str:
    """Return the manifest of the site in a language, as JSON."""
    icons = [
        {"src": f"assets/images/icon-{size}.png", "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
        for size in (192, 512)
        for purpose in ("any", "maskable")
    ]
    content = {
        "name": words.text(site.about.name),
        "short_name": words.text(site.newest.short_title),
        "description": words.text(site.about.description),
        "lang": words.language,
        "start_url": "./",
        "display": "browser",
        "background_color": "#ffffff",
        "theme_color": "#a61b1b",
        "icons": icons,
    }
    return json.dumps(content, ensure_ascii=False)
