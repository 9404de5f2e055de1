"""Whether an address on the web can be linked, and looks like where it leads."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import SplitResult, urlsplit

# What an address has in a text only: spaces, quotes, invisible characters, Chinese punctuation behind it.
_UNFIT = re.compile(r'[\s"<>\\\u00ad\u200b-\u200f\u2060\ufeff“”]|[。，、；）]$')


def fault_of(address: str) -> str:
    """Return the rule that an address breaks; nothing where it can be linked.

    Nothing but http and https can be, least of all javascript:.
    """
    try:
        url = urlsplit(address)
        host = url.hostname or ""
        if url.scheme not in ("http", "https") or not _is_name(host) or _UNFIT.search(address):
            return "bad_address"
    except ValueError:
        return "bad_address"
    if "@" in url.netloc:
        # https://bank.example@other.example leads to the second.
        return "address_with_user"
    if not _has_port_that_exists(url):
        return "address_with_bad_port"
    if any(len(_scripts(label)) > 1 for label in host.split(".")):
        return "address_of_mixed_scripts"
    return ""


def _is_name(host: str) -> bool:
    """Return whether a host has a name of several parts, with no punctuation and no letters for old encodings in it."""
    labels = host.split(".")
    return len(labels) > 1 and unicodedata.is_normalized("NFKC", host) and all(map(_is_label, labels))


def _is_label(label: str) -> bool:
    return bool(label) and not any(unicodedata.category(char)[0] in "PSZC" for char in label if char not in "-_")


def _has_port_that_exists(url: SplitResult) -> bool:
    try:
        return url.port != 0
    except ValueError:
        return False


def _scripts(label: str) -> set[str]:
    """Return the alphabets of a part of a host's name; Chinese, with which Latin letters are usual, is none."""
    names = (unicodedata.name(char, "").split(" ")[0] for char in label if char.isalpha())
    return {name for name in names if name in ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")}
