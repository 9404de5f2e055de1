"""The path of each PDF, for the pages that link to it and the document that is written there."""

from __future__ import annotations

from macros.i18n.words import ORIGINAL


def path_of(address: str, language: str, *forms: str) -> str:
    """Return the path of a page's PDF: beside the page, and with a name that still identifies it once downloaded."""
    parts = [*address.strip("/").split("/"), *forms, *([] if language == ORIGINAL else [language])]
    return f"{address}{'-'.join(parts)}.pdf"


def bilingual_path(address: str, translation: str) -> str:
    """Return the path of a page's PDF in the original and a translation side by side, from the original's root."""
    return path_of(address, ORIGINAL, ORIGINAL, translation)
