"""Where each PDF stands: a page offers what it finds here, and a document is written there."""

from __future__ import annotations

from macros.i18n.words import ORIGINAL
from macros.plan.model import Plan


def path_of(address: str, language: str, *forms: str) -> str:
    """Return the path of a page's PDF: beside the page, and with a name that still tells what it is once downloaded."""
    parts = [*address.strip("/").split("/"), *forms, *([] if language == ORIGINAL else [language])]
    return f"{address}{'-'.join(parts)}.pdf"


def full_text(plan: Plan) -> str:
    """Return the address of the page whose PDFs are the whole plan."""
    return f"{plan.address}full/"


def bilingual_path(plan: Plan, translation: str) -> str:
    """Return the path of a plan side by side with a translation, from the original's root."""
    return path_of(full_text(plan), ORIGINAL, ORIGINAL, translation)
