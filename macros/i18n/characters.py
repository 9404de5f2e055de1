"""What a character is, where Python's Unicode is older than the character."""

# Extensions B to J (Unicode 17), with what lies between them.
_SUPPLEMENTARY_IDEOGRAPHS = range(0x20000, 0x33480)


def is_supplementary_ideograph(char: str) -> bool:
    """Return whether a character is an ideograph beyond the first plane: rare, but in names, and visible."""
    return ord(char) in _SUPPLEMENTARY_IDEOGRAPHS
