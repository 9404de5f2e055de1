"""What the search knows: the index of one language, made from the data. Pure functions; MkDocs is not asked.

Each clause stands in it once; parties, branches, terms and pages are short entries. For Chinese it holds besides how
characters are read, and of the traditional characters only those that stand for one that occurs in it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from operator import attrgetter
from typing import Any

from macros.i18n.characters import HAN
from macros.i18n.words import ORIGINAL, Words
from macros.plan.annotation import pattern
from macros.plan.model import Branch, Kind, Party, Person, Term
from macros.plan.party_words import parties_of
from macros.plan.site import Site
from macros.plan.text import Text
from macros.plan.text_rules import CHARACTERS_OF_RADICALS
from macros.search.indexed_plan import indexed
from macros.search.pinyin_process import PinyinProcess

#: What the scripts of docs/search read; types.d.ts there has its shape.
Index = dict[str, Any]


def index(
    site: Site,
    words: Words,
    pages: Mapping[str, tuple[str, ...]],
    suggestions: Mapping[str, str],
    pinyin: PinyinProcess,
) -> Index:
    """Return the index of a language.

    `pages` are those that are found as pages, by their addresses: the title of each, and the text of a hand-written
    one.
    `suggestions` are the addresses and titles that are shown where nothing is found.
    """
    parties = list(site.parties.values())
    branches: list[Kind | Branch] = [*site.kinds.values(), *site.branches.values()]
    made: Index = {
        "plans": [indexed(plan, site, words) for plan in sorted(site.plans, key=attrgetter("draft"))],
        "parties": [_party(party, words) for party in parties],
        "persons": len(site.persons),
        "branches": [_branch(branch, words) for branch in branches],
        "terms": [_term(term, words) for term in site.terms],
        "pages": [[address, *page] for address, page in pages.items()],
    }
    text = _texts(made)
    made["words"] = _words(site, words, text.lower())
    made["words"]["ways"] = [*suggestions.items(), *_contents(site, words)]
    persons = [party for party in parties if _is_read(party, words)]
    secretaries = [secretary for branch in branches if (secretary := _read_secretary(branch, words))]
    names = [(party.name, party.id) for party in persons] + [(secretary, "") for secretary in secretaries]
    # The script that reads the index asks for the same characters: of what can be found, and of questions.
    known = _known(pinyin, words, f"{text}{made['words']['lists']}", [_spelt(name, usual) for name, usual in names])
    read = iter(known.pop("persons"))
    for party, syllables in zip(persons, read, strict=False):
        made["parties"][parties.index(party)][2:3] = [syllables]
    for row, syllables in zip((row for row in made["branches"] if isinstance(row[-1], list)), read, strict=True):
        row[-1].append(syllables)
    return made | known


def _contents(site: Site, words: Words) -> list[tuple[str, str]]:
    """Return address and title of the sections of the newest plan, as many as a short list takes."""
    parts = [part for part in site.newest.parts if part.title] if site.newest else []
    return [(part.address, words.heading(part)) for part in parts[:12]]


def _spelt(name: Text, usual: str) -> tuple[str, str]:
    """Return a name in the original, and how the data spell it."""
    return name[ORIGINAL], str(name.get("en") or usual)


def _known(pinyin: PinyinProcess, words: Words, text: str, persons: list[tuple[str, str]]) -> dict[str, Any]:
    """Return what macros.search.pinyin answers; it is not asked where nothing is Chinese.

    In another language the few Chinese names are for those who copy them from here.
    """
    read = text if words.language.split("-")[0] == ORIGINAL else ""
    if not HAN.search(str([persons, read])):
        return {"sounds": "", "otherwise": "", "traditional": "", "phrases": "", "persons": []}
    return pinyin.answer({"persons": persons, "text": read, "radicals": CHARACTERS_OF_RADICALS})


def _last_number(site: Site) -> int:
    """Return the largest number that is written as a numeral by those who search, at least twenty."""
    sections = [section for plan in site.plans for part in plan.parts for section in (part, *part.sections)]
    items = [item for plan in site.plans for item in plan.all_items]
    return max(20, *(entry.number or 0 for entries in (sections, items) for entry in entries))


def _party(party: Party, words: Words) -> list[Any]:
    """Return id and name, and the name in the original where another is shown.

    Instead of that stands what is added of how a person's name is read, and from the fourth on other forms of the name.
    """
    name = words.text(party.name)
    row = [party.id, *dict.fromkeys((name, party.name[ORIGINAL]))]
    others = [form for form in party.forms(words.language) if form != name]
    return [*row, *[""] * (3 - len(row)), *others] if others else row


def _is_read(party: Party, words: Words) -> bool:
    """Return whether a party is found by how its name is read: a person's whose name is shown in the original."""
    return isinstance(party, Person) and words.text(party.name) == party.name[ORIGINAL]


def _branch(branch: Branch | Kind, words: Words) -> list[Any]:
    """Return id and names, those in the original last, and a secretary in a list: a name that is read as a person's."""
    texts = [branch.name]
    if isinstance(branch, Branch):
        texts += filter(None, (branch.society, branch.secretary))
    read = _read_secretary(branch, words)
    names = [words.text(text) for text in texts if text is not read]
    names += [str(text[ORIGINAL]) for text in texts if text is not read]
    return [branch.id, *dict.fromkeys(names), *([[words.text(read)]] if read else [])]


def _read_secretary(branch: Branch | Kind, words: Words) -> Text | None:
    """Return the name of a branch's secretary, where it is shown in the original."""
    secretary = branch.secretary if isinstance(branch, Branch) else None
    return secretary if secretary and words.text(secretary) == secretary[ORIGINAL] else None


def _term(term: Term, words: Words) -> list[Any]:
    """Return id, term, the term in the original where another is shown, and what else it is called.

    The id is left out where the script makes the same of the term.
    """
    name, original = words.text(term.term), str(term.term[ORIGINAL])
    others = [str(form) for form in term.forms(words.language) if form not in (name, original)]
    return ["" if term.id == _anchor(name) else term.id, name, original if original != name else "", *others]


def _anchor(text: str) -> str:
    """Return the anchor that the words of an English text make."""
    return "-".join(re.findall("[a-z0-9]+", re.sub("['’]|^the ", "", text.lower()))) if text.isascii() else ""


def _words(site: Site, words: Words, text: str) -> dict[str, Any]:
    """Return the words of the search itself; of the irregular forms those of words that the text has."""
    spelt = set(re.findall("[a-z]+", text))
    return {
        "lists": _lines(_lists(site, words)),
        "everyday": _lines(_everyday(site, words)),
        "forms": " ".join(
            form for form in words.plain("search_irregular_forms").split() if form.split("=")[1] in spelt
        ),
        **_kinds(site, words),
        "clauses": words.plain("search_clauses", numbers="{numbers}"),
        "notice": words.plain("notice"),
        "requirements": words.plain("requirements"),
        "line": pattern(words),
        "nothing": words.plain("search_nothing"),
        "none": words.plain("search_none", words="{words}"),
        "near": words.plain("search_near"),
        "for": words.plain("search_everyday", words="{words}", form="{form}"),
    }


def _lists(site: Site, words: Words) -> list[list[str]]:
    """Return the words by which a query is read, a list for each kind of them, in the order of IndexedLists."""
    has_sections = any(plan.sections for plan in site.plans)
    kinds = (
        "question_words",
        "words_beside",
        "weak_words",
        "own_words",
        "who_words",
        "edge_words",
        "digits",
        "year_words",
    )
    return [
        [words.numeral(number) for number in range(1, _last_number(site) + 1)],
        words.plain("search_item_words").split(),
        words.plain("search_section_words").split() if has_sections else [],
        words.list("search_titles") if site.persons else [],
        *(words.list(f"search_{kind}") for kind in kinds),
    ]


def _lines(rows: list[list[str]]) -> str:
    """Return rows of texts as lines, with a bar between the texts: shorter than lists, and folded as a space is."""
    return "\n".join("|".join(text.replace("|", " ") for text in row) for row in rows)


def _everyday(site: Site, words: Words) -> list[list[str]]:
    """Return what the plan says, each with what readers say for it."""
    phrases = (
        (phrase.says.get(words.language), phrase.also.get(words.language)) for phrase in site.files.search.phrases
    )
    return [[str(says), *map(str, also)] for says, also in phrases if says and also]


def _kinds(site: Site, words: Words) -> dict[str, str]:
    """Return what the search calls each kind of thing that is found by its name; whoever is no person is a role."""
    others = [words.plain(f"search_{kind}") for kind, there in (("role", site.roles), ("body", site.bodies)) if there]
    called = {
        "person": words.plain("search_person") if site.persons else "",
        "role": others[0] if len(others) == 1 else parties_of(site, words) if others else "",
        "branch": words.plain("search_branch") if site.kinds else "",
        "term": words.plain("search_term") if site.terms else "",
    }
    return {kind: word for kind, word in called.items() if word}


def _texts(made: Index) -> str:
    """Return all that can be found, as one text."""
    found = [made[key] for key in ("plans", "branches", "terms", "pages")]
    return json.dumps([*found, [party[1:] for party in made["parties"]]], ensure_ascii=False)
