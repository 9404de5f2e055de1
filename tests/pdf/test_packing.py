"""A packed PDF is the same one, smaller."""

import io

import pikepdf
import pypdfium2
import pytest
import typst

from macros.pdf.packing import packed

SOURCE = r"""
#set document(title: "A (title) /Contents 1 0 R \\ with signs", date: none)
= Signs (in) \\ strings
#lorem(900)
#table(columns: 3, table.header([a], [b], [c]), ..range(90).map(number => [#number (\\)]))
"""


@pytest.fixture(scope="module")
def both():
    """A PDF as Typst writes it, and the same packed."""
    written = typst.compile(SOURCE.encode(), pdf_standards="ua-1")
    return written, packed(written)


def seen(pdf: bytes) -> list[tuple[bytes, str]]:
    """List the pages of a PDF, each as a picture and as the text that is read from it."""
    pages = pypdfium2.PdfDocument(pdf)
    return [(page.render(scale=2).to_pil().tobytes(), page.get_textpage().get_text_range()) for page in pages]


def test_a_packed_pdf_shows_the_same_and_is_smaller(both):
    written, smaller = both
    assert seen(smaller) == seen(written)
    assert len(smaller) < 0.8 * len(written)


def test_a_packed_pdf_is_sound_and_says_the_same_of_itself(both):
    with pikepdf.open(io.BytesIO(both[0])) as written, pikepdf.open(io.BytesIO(both[1])) as smaller:
        assert smaller.check_pdf_syntax() == []
        assert smaller.docinfo == written.docinfo and smaller.trailer.ID == written.trailer.ID
        assert smaller.open_metadata().get("pdfuaid:part") == "1"
        assert len(smaller.objects) >= len(written.objects)


def test_packing_gives_the_same_bytes_each_time(both):
    assert packed(both[0]) == both[1]
