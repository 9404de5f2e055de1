"""What a phone has to fetch: of a first visit, and of a page that is opened from home. A kilobyte has 1,000 bytes."""

import pytest
from conftest import LANGUAGES
from tabs import PHONE
from test_browser import FOLDERS, KINDS, serve
from weigh import fetched

FIRST, NEXT = 75_000, 12_000
# A page in two languages has the text, and the glossary's terms, of both.
WEIGHED = [kind for kind in KINDS if kind not in ("bilingual", "404")]


@pytest.mark.long
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_first_visit_and_the_page_after_home_are_light(chromium, site, language):
    weights = {}
    with serve(site.root) as host:
        for kind in WEIGHED:
            with chromium.new_context(viewport=PHONE) as context:
                first = fetched(context.new_page(), host + FOLDERS[language] + KINDS[kind])
            with chromium.new_context(viewport=PHONE) as context:
                page = context.new_page()
                # Twice: what no screen waits for may come late.
                seen = fetched(page, host + FOLDERS[language]) | fetched(page, host + FOLDERS[language])
                then = fetched(page, host + FOLDERS[language] + KINDS[kind])
            new = sum(size for url, size in then.items() if url not in seen)
            weights[kind] = (sum(first.values()), new)
    assert {kind: first for kind, (first, _) in weights.items() if not 30_000 < first <= FIRST} == {}
    assert {kind: new for kind, (_, new) in weights.items() if new > NEXT} == {}
