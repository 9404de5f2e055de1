"""The responsibility matrix as a PDF: one sheet, on which every mark stands below its name and beside its clause."""

import pdfplumber
import pytest
from conftest import LANGUAGES, SHIPPED
from paper import text

from macros.pdf.addresses import path_of
from macros.plan.load import load


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_matrix_takes_one_sheet_and_has_every_mark(printed, language):
    plan = load(SHIPPED).newest
    folder = "" if language == "zh" else f"{language}/"
    [offer] = printed.article("2021/matrix/", language).select('[type="application/pdf"]')
    path = path_of(f"{plan.address}matrix/", language)
    assert path.endswith(offer["href"].rpartition("/")[2])
    with pdfplumber.open(printed.root / folder / path) as pdf:
        [sheet] = pdf.pages
        assert len(sheet.curves) == sum(len(duty.clause.party_ids) for duty in plan.duties)
        # Names are turned.
        upright = [char for char in sheet.chars if abs(char["matrix"][0]) > 0.5 and char["text"].strip()]
        assert (
            min(char["size"] for char in upright if char["bottom"] < max(mark["bottom"] for mark in sheet.curves)) > 10
        )
        said = text(upright)
        assert all(duty.clause.number in said for duty in plan.duties)
