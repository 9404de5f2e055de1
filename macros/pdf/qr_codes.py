"""QR codes of addresses: small PNG files for pages, drawings for documents."""

from __future__ import annotations

import struct
import zlib

import zxingcpp

# Which of the eight patterns lies over the code. Choosing the fairest takes seven times as long as all the rest, and
# readers ask for none in particular.
_PATTERN = 3


def png(address: str) -> bytes:
    """Return the QR code of an address, eight pixels for each of its modules.

    So a module of the library's picture, which is a byte of zeros or of ones, is a byte of a PNG with one bit a pixel.
    """
    picture = _code(address).to_image(scale=1, add_quiet_zones=True)
    height, width = picture.shape
    # The library does not declare that its pictures are buffers.
    rows = memoryview(picture).tobytes()  # type: ignore[arg-type]
    lines = b"".join((b"\0" + rows[start : start + width]) * 8 for start in range(0, height * width, width))
    header = struct.pack(">IIBBBBB", width * 8, height * 8, 1, 0, 0, 0, 0)
    chunks = (_chunk(b"IHDR", header), _chunk(b"IDAT", zlib.compress(lines, level=1)), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def svg(address: str) -> str:
    """Return the QR code of an address as SVG."""
    return _code(address).to_svg(add_quiet_zones=True)


def _code(address: str) -> zxingcpp.Barcode:
    # Level M reads even where an eighth of the code is lost.
    return zxingcpp.create_barcode(address, zxingcpp.BarcodeFormat.QRCode, ec_level="M", data_mask=_PATTERN)
