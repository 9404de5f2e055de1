"""What a character is: whether it is Chinese, also where Python's Unicode is older, and its code point as printed."""

import re

#: A Chinese character of the first plane.
HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")

# Extensions B to J (Unicode 17), with what lies between them.
_SUPPLEMENTARY_IDEOGRAPHS = range(0x20000, 0x33480)


def is_supplementary_ideograph(char: str) -> bool:
    """Return whether a character is an ideograph beyond the first plane: rare, but in names, and visible."""
    return ord(char) in _SUPPLEMENTARY_IDEOGRAPHS


def code_point(char: str) -> str:
    """Return the code point of a character, as in U+4E00."""
    return f"U+{ord(char):04X}"
