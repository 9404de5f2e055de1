"""The theme's files that a site has no use for, having nothing that they are about; and a script's words."""

from __future__ import annotations

import json
from collections.abc import Iterable

from mkdocs.structure.files import Files

from macros.i18n.words import Words
from macros.plan.site import Site
from macros.website.pages import Page

_PREVIEW = "assets/images/preview-"
_TERMS = "assets/javascripts/terms.js"
_BILINGUAL = "assets/stylesheets/bilingual.css"
_READER = "assets/javascripts/reader.js"
_SAID_BY_READER = ("copied", "not_copied", "shortcuts", "mine", "mine_title", "unpin")

#: The picture of pages that are not made from data.
DEFAULT_PICTURE = "plan"


def leave_out_what_no_page_shows(files: Files, made: Iterable[Page], site: Site) -> None:
    """Take out the pictures of kinds of page that the site has none of, and what such pages have of their own."""
    pictures = {f"{_PREVIEW}{name}.png" for name in (DEFAULT_PICTURE, *(page.picture for page in made))}
    is_used = {_TERMS: bool(site.terms), _BILINGUAL: site.has_bilingual_pages}
    for file in list(files):
        is_picture = file.src_uri.startswith(_PREVIEW)
        if (is_picture and file.src_uri not in pictures) or not is_used.get(file.src_uri, True):
            files.remove(file)


def put_words_into_reader(files: Files, words: Words) -> None:
    """Put what the script of optional tools says ahead of it: no page carries what few readers ask for."""
    file = files.get_file_from_path(_READER)
    assert file is not None
    said = {key: words.plain(key) for key in _SAID_BY_READER}
    spoken = json.dumps(said | {"sizes": words.list("text_sizes")}, ensure_ascii=False, separators=(",", ":"))
    file.content_string = f"const planWords={spoken};\n{file.content_string}"
