"""Text stays what it is: markup, Jinja braces, Markdown signs and quotes in any text appear as themselves."""

import pytest
import yaml
from conftest import LANGUAGES, TWO_PLANS, build, spoil

NASTY = (
    "<script>alert(1)</script><b>x</b> &amp; &x; {{ 7*7 }} {% raw %} {# c #} *a* _b_ `c` [l](javascript:alert(1)) "
    "\"q\" 'r' \\ <!--deferred-0--> </title> # h"
)


@pytest.fixture(scope="module")
def nasty(tmp_path_factory):
    """A site in whose data every text, in both languages, carries what could break a page."""
    folder = tmp_path_factory.mktemp("nasty")
    spoil(folder / "data", NASTY)
    return build(folder / "site", folder / "data")


def texts(value, language):
    """List every text of the data in a language."""
    if isinstance(value, dict):
        own = [value[language]] if isinstance(value.get(language), str) else []
        return own + [text for child in value.values() for text in texts(child, language)]
    return [text for child in value for text in texts(child, language)] if isinstance(value, list) else []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_data_appears_as_itself(nasty, language):
    pages = [nasty.page(address, language) for address in nasty.addresses(language)]
    shown = "\n".join(
        page.get_text() + "\n".join(meta["content"] for meta in page.select("[content]")) for page in pages
    )
    data = [yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader) for path in TWO_PLANS.rglob("*.yml")]
    expected = {text + NASTY for content in data for text in texts(content, language)}
    assert len(expected) >= 40
    # A document's number stays on one line.
    shown = shown.replace("]\u00a0No.\u00a0", "] No. ")
    assert {text for text in expected if text not in shown} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_becomes_an_element_or_a_link(nasty, two_plans, language):
    for address in two_plans.addresses(language):
        plain, spoiled_page = two_plans.page(address, language), nasty.page(address, language)
        # A longer title has more places to break at.
        spoiled_tags, tags = (
            [tag.name for tag in page.find_all() if tag.name != "wbr"] for page in (spoiled_page, plain)
        )
        assert spoiled_tags == tags, address
