"""The theme's files that a site has no use for, since it has nothing that they are about."""

from __future__ import annotations

from collections.abc import Iterable

from mkdocs.structure.files import Files

from macros.plan.site import Site
from macros.website.pages import Page

_PREVIEW = "assets/images/preview-"
_TERMS = "assets/javascripts/terms.js"

#: The picture of pages that are not made from data.
DEFAULT_PICTURE = "plan"


def leave_out_what_no_page_shows(files: Files, made: Iterable[Page], site: Site) -> None:
    """Take out the pictures of kinds of page that the site has none of, and the script that explains terms."""
    pictures = {f"{_PREVIEW}{name}.png" for name in (DEFAULT_PICTURE, *(page.picture for page in made))}
    for file in list(files):
        is_picture = file.src_uri.startswith(_PREVIEW)
        if (is_picture and file.src_uri not in pictures) or (file.src_uri == _TERMS and not site.terms):
            files.remove(file)
