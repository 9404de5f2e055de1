"""The names in a list of parties: where one ends and the next begins, and what of the list is no name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from macros.i18n.characters import ANY_HAN
from macros.tools.importing.vocabulary import pattern, word, words

_OPENING, _CLOSING = "\uff08(\u3014[\uff3b", "\uff09)\u3015]\uff3d"
_SEPARATORS = "\u3001\uff0c,\uff1b;"
# Two names with a word between: only behind what can be the end of a name.
_AND = re.compile(
    rf"(?<=[\u5c40\u59d4\u5385\u90e8\u7f72\u529e\u9662\u4f1a\u5e9c\u5fc3\u884c\u53f8])(?:{chr(0x548C)}|{chr(0x4E0E)}|{chr(0x53CA)})(?=.{{2,}})"
)
_SPACED_NAME = re.compile(f"(?<![{ANY_HAN}])([{ANY_HAN}]) ([{ANY_HAN}])(?![{ANY_HAN}])")


@dataclass
class Names:
    """Some names in their order, and the reasons for which they may not be right, each with what it is about."""

    names: list[str] = field(default_factory=list)
    doubts: list[tuple[str, str]] = field(default_factory=list)


def names_in(text: str) -> Names:
    """Return the names in a list of parties."""
    found = Names()
    text = text.strip(" \u3002.\uff1b;")
    if re.match(f"[{_SEPARATORS}]", text):
        found.doubts.append(("stray_mark", text[:10]))
    if not re.search(f"[{_SEPARATORS}]", text):
        text = _SPACED_NAME.sub(r"\1\2", text)
        pieces = [piece for part in text.split(" ") for piece in _pieces(part)]
        if len(pieces) > 1 and not all(looks_like_body(piece) or family_of(piece) for piece in pieces):
            found.doubts.append(("spaced", text))
    else:
        found.doubts += [
            ("spaced", piece)
            for piece in _pieces(text)
            if looks_like_body(piece.strip().partition(" ")[0]) and " " in piece.strip()
        ]
        pieces = _pieces(text.replace(" ", ""))
    pieces = _collectives(pieces, found)
    for piece in pieces:
        if re.fullmatch(word("general_alone"), piece):
            found.doubts.append(("general", piece))
            # Where nobody else is named, it is they who are.
            found.names += [piece] if len(pieces) == 1 else []
        else:
            _take(piece, found)
    return found


def _pieces(text: str) -> list[str]:
    """Split a list at its marks, but not within brackets."""
    pieces, depth, start = [], 0, 0
    for at, char in enumerate(text):
        depth += (char in _OPENING) - (char in _CLOSING)
        if char in _SEPARATORS and depth <= 0:
            pieces.append(text[start:at])
            start = at + 1
    return [piece for piece in [*pieces, text[start:]] if piece]


def _collectives(pieces: list[str], found: Names) -> list[str]:
    """Put together what is one party with a mark in its name: the cities and prefectures of a province."""
    joined: list[str] = []
    is_open = False
    for piece in pieces:
        is_next = re.fullmatch(word("collective_next"), piece)
        if is_open and is_next and not re.match(word("collective_ended"), f"{joined[-1]}{piece}"):
            joined[-1] += f"\u3001{piece}"
            found.doubts.append(("collective", joined[-1]))
            # What ends in the name of an office closes the list of places.
            is_open = not re.search(rf"(?:{chr(0x653F)}{chr(0x5E9C)}|{chr(0x59D4)})$", piece)
            continue
        joined.append(piece)
        is_open = re.fullmatch(word("collective_first"), piece) is not None
    return joined


def _take(piece: str, found: Names) -> None:
    """Add the names of a piece, without what is said of others in general."""
    general = re.compile(f"(?:{word('general')})$")
    piece = re.sub(f"^(?:{word('by_whom')}|{word('together')})", "", piece)
    bare = general.sub("", piece)
    if bare != piece:
        found.doubts.append(("general", piece))
    for name in re.split(word("together"), bare):
        parts = _AND.split(name)
        if len(parts) > 1:
            found.doubts.append(("and", name))
        for part in filter(None, parts):
            if part.startswith(word("collective")) and all(about != part for _, about in found.doubts):
                found.doubts.append(("collective", part))
            found.names.append(part)


def looks_like_body(name: str) -> bool:
    """Return whether a name ends as those of bodies do."""
    return re.search(rf"(?:{word('body')})(?:[\uff08(].*[\uff09)])?$", name) is not None


def family_of(name: str, is_of_persons: bool = False) -> str:
    """Return the family name of what looks like a person's name; nothing of what does not.

    Where persons are named, a name may end as those of bodies do.
    """
    double = next((family for family in words("double_families") if name.startswith(family)), "")
    family = double or (name[:1] if name[:1] in word("families") else "")
    given = name[len(family) :]
    is_name = family and 1 <= len(given) <= 2 and re.fullmatch(f"[{ANY_HAN}]+", given)
    return family if is_name and (is_of_persons or not looks_like_body(name)) else ""


def leaders_in(heading: str) -> list[str]:
    """Return the persons whom a section's heading names: behind their post, and before a word such as "leads"."""
    families = "|".join([*words("double_families"), f"[{word('families')}]"])
    person = rf"(?:{word('leader_before')})(?P<name>(?:{families})[\u3400-\u9fff]{{1,2}}?)(?={word('leader_behind')})"
    names = (found["name"] for found in re.finditer(person, heading))
    return [name for name in names if family_of(name) and not pattern("post").search(name)]


def is_plausible(name: str) -> bool:
    """Return whether a text can be the name of a party: no sentence, no reference to a document."""
    bare = re.sub(r"[\uff08(][^\uff09)]*[\uff09)]", "", name)
    return (
        1 < len(bare) <= 30
        and re.search(r"[\u3002\uff1b\uff1a\uff01\uff1f:;!?\u300a\u300b\u201c\u201d\u2026\u3014\u3015]", bare) is None
        and pattern("no_name").search(bare) is None
    )
