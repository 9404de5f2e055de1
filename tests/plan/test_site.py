"""A checked Site cannot be changed, so that whatever is made of it is made of what was checked."""

import dataclasses

import pytest
from conftest import SHIPPED, TWO_PLANS

from macros.i18n.words import ORIGINAL
from macros.plan.load import load


def test_a_checked_site_is_read_only():
    site = load(TWO_PLANS)
    [text, *_] = site.texts
    for value, name in ((site, "files"), (site.newest, "sections"), (site.newest.duties[0].clause, "text")):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(value, name, None)
    for name in ("outdated", "place"):
        with pytest.raises(AttributeError):
            setattr(text, name, None)
    with pytest.raises(TypeError):
        text[ORIGINAL] = ""


def test_what_a_site_looks_up_by_id_or_year_is_read_only():
    site = load(SHIPPED)
    for mapping in (site.parties, site.kinds, site.branches, site.compared, site.occurrences, site.lock):
        with pytest.raises(TypeError):
            mapping["x"] = None
