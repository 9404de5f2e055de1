"""What a character is: whether it is Chinese, also where Python's Unicode is older, and its code point as printed."""

import re
import unicodedata

#: A Chinese character of the first plane.
HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")

# The planes of rare Chinese characters, with those that Unicode will yet put there.
_LATER_HAN = r"\U00020000-\U0003ffff"

#: Chinese characters of all planes, and letters and digits of all kinds, each within a class of a regular expression.
ANY_HAN = rf"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff{_LATER_HAN}"
ANY_LETTER = rf"\w{_LATER_HAN}"

# Code points that stay without a character, or may get an invisible one (Default_Ignorable_Code_Point), and the planes
# of which nothing is planned.
_NOTHING = re.compile("[\u2065\ufdd0-\ufdef\ufff0-\ufff8\ufffe\uffff\U0001fffe\U0001ffff\U0002fffe\U0002ffff]")
_FIRST_EMPTY_PLANE = 0x3FFFE


def may_be_newer(char: str) -> bool:
    """Return whether a newer Unicode than Python's may have a character here: then it is as visible as a letter."""
    return unicodedata.category(char) == "Cn" and ord(char) < _FIRST_EMPTY_PLANE and not _NOTHING.match(char)


def code_point(char: str) -> str:
    """Return the code point of a character, as in U+4E00."""
    return f"U+{ord(char):04X}"
