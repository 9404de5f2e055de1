"""What the search knows: the index of one language, made from the data. Pure functions; MkDocs is not asked.

Each clause stands in it once; parties, branches, terms and pages are short entries. For Chinese it holds besides the
readings of names and terms, and of the traditional characters only those that stand for one that occurs in it.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from opencc import OpenCC
from pypinyin import Style, lazy_pinyin, pinyin

from macros.model import ORIGINAL, Branch, Kind, Party, Person, Plan, Section, Site, Term
from macros.pages import Page
from macros.words import Words

#: The version of what `index` gives; the script that reads it, docs/theme/…/plan-search.js, follows it.
Index = dict[str, Any]

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_LATIN = re.compile(r"[a-z]+")


def index(site: Site, words: Words, pages: Iterable[Page], written: Mapping[str, str] | None = None) -> Index:
    """Give the index of a language. `written` are the hand-written pages: for each address its title."""
    parties = list(site.parties.values())
    branches = [*site.kinds.values(), *site.branches.values()]
    made: Index = {
        "plans": [_plan(plan, parties, words) for plan in site.plans],
        "parties": [_party(party, words) for party in parties],
        "persons": len(site.persons),
        "branches": [_branch(branch, words) for branch in branches],
        "kinds": len(site.kinds),
        "terms": [_term(term, words) for term in site.terms],
        "pages": [
            *([page.address, page.title] for page in pages if page.kind in _TITLED),
            *map(list, (written or {}).items()),
        ],
    }
    made["words"] = _words(site, words, _texts(made).lower())
    names = [words.text(named.name) for named in (*site.roles, *branches)]
    names += [words.text(term.term) for term in site.terms]
    made["readings"], made["exceptions"] = _readings(names)
    # In another language the few Chinese names are for those who copy them from here.
    is_chinese = words.language.split("-")[0] == ORIGINAL
    made["traditional"], made["phrases"] = _traditional(_texts(made)) if is_chinese else ("", "")
    return made


def standard(site: Site, words: Words, pages: Iterable[Page]) -> list[dict[str, str]]:
    """Give the same content as entries of Material's own search, for a browser in which ours cannot start."""
    shown = [page for page in pages if not page.kind.endswith("bilingual")]
    entries = [{"location": page.address, "title": page.title, "text": page.description} for page in shown]
    for plan in site.plans:
        for part, text in (("notice", _notice(plan, words)), ("requirements", words.text(plan.requirements))):
            entries.append({"location": f"{plan.address}#{part}", "title": words.plain(part), "text": text})
        for duty in plan.duties:
            names = words.plain("party_separator").join(
                words.text(site.parties[id_].name) for id_ in duty.clause.responsible
            )
            text = f"{words.text(duty.clause.text)} {names}"
            title = f"{duty.clause.number} {words.text(duty.item.title)}"
            entries.append({"location": duty.address, "title": title, "text": text})
    for term in site.terms:
        entries.append({"location": term.address, "title": words.text(term.term), "text": words.text(term.meaning)})
    return [{key: _escaped(_spelt_out(value)) for key, value in entry.items()} for entry in entries]


def _plan(plan: Plan, parties: list[Party], words: Words) -> list:
    ranks = {party.id: rank for rank, party in enumerate(parties)}
    sections = [_section(section, ranks, words) for section in plan.sections]
    return [
        plan.year,
        words.text(plan.short_title),
        words.text(plan.responsible),
        _notice(plan, words),
        words.text(plan.requirements),
        sections,
    ]


def _notice(plan: Plan, words: Words) -> str:
    notice = plan.notice
    texts = (notice.masthead, notice.number, notice.title, notice.addressees, notice.body, notice.signature)
    return "\n".join([*map(words.text, texts), words.date(notice.date), words.text(plan.title)])


def _section(section: Section, ranks: dict[str, int], words: Words) -> list:
    return [
        words.section_title(section),
        [
            [
                item.number,
                words.item_title(item),
                words.text(item.lead) if item.lead else "",
                [[words.text(clause.text), *(ranks[id_] for id_ in clause.responsible)] for clause in item.clauses],
            ]
            for item in section.items
        ],
    ]


def _party(party: Party, words: Words) -> list:
    """Give id, name, the name in the original where another is shown; of a person also how it is read."""
    name = words.text(party.name)
    if not isinstance(party, Person):
        return [party.id, name]
    original = party.name[ORIGINAL]
    if name != original:
        return [party.id, name, original]
    syllables = _reading_of_person(original, str(party.name.get("en") or party.id))
    return [party.id, name, " ".join(syllables), _homophones(syllables[0], original[0], _family_names(words))]


def _branch(branch: Branch | Kind, words: Words) -> list:
    texts = [branch.name]
    if isinstance(branch, Branch):
        texts += filter(None, (branch.society, branch.secretary))
    return [branch.id, *dict.fromkeys(words.text(text) for text in texts)]


def _term(term: Term, words: Words) -> list:
    """Give id, term, what else it is called in this language or the original, and what is shown beside it."""
    name = words.text(term.term)
    others = [str(form) for form in (term.variants or {}).get(words.language, ())]
    if (term.full or {}).get(words.language):
        others.append(str(term.full[words.language]))
    renderings = [str(text) for language, text in term.term.items() if language != words.language]
    return [term.id, name, words.plain("list_separator").join(renderings), *others]


#: The kinds of page that are no entry of their own kind: home, the lists, each plan and what shows it whole.
_TITLED = ("home", "plan", "full", "matrix", "people", "branches", "glossary")


def _words(site: Site, words: Words, text: str) -> dict[str, Any]:
    """Give the words of the search itself; of the irregular forms those of words that the text has."""
    newest = site.newest
    ways = {
        f"{newest.address}full/": "full_text",
        "people/": "people",
        "branches/": "branches",
        "glossary/": "glossary",
    }
    return {
        "numerals": [words.numeral(number) for number in range(1, 21)],
        "item": words.plain("search_item_words").split(),
        "section": words.plain("search_section_words").split(),
        "forms": [form for form in words.plain("search_irregular_forms").split() if form.split("=")[1] in text],
        "family": _family_names(words),
        **{kind: words.plain(f"search_{kind}") for kind in ("person", "role", "branch", "term")},
        "clauses": words.plain("search_clauses", numbers="{numbers}"),
        "notice": words.plain("notice"),
        "requirements": words.plain("requirements"),
        "marks": [words.plain(key) for key in ("colon", "party_separator", "responsible_open", "responsible_close")],
        "nothing": words.plain("search_nothing"),
        "ways": [[address, words.plain(word)] for address, word in ways.items()],
    }


def _texts(made: Index) -> str:
    """Give all that can be found, as one text; the script that reads the index asks for its characters too."""
    found = [made[key] for key in ("plans", "branches", "terms", "pages")]
    return json.dumps([*found, [party[1:3] for party in made["parties"]]], ensure_ascii=False)


def _characters(text: str) -> list[str]:
    """Give the Chinese characters of a text once each, in the order of their codes."""
    return sorted(set(_HAN.findall(text)))


def _reading_of_person(name: str, spelt: str) -> list[str]:
    """Divide the reading that stands in the data into one syllable a character; the data is right, not the library."""
    spelt = spelt.lower().replace("ü", "v")
    letters = "".join(_LATIN.findall(spelt))
    choices = pinyin(name, style=Style.NORMAL, heteronym=True, v_to_u=False)

    def divided(rest: str, position: int) -> list[str] | None:
        if position == len(choices):
            return None if rest else []
        for syllable in choices[position]:
            if rest.startswith(syllable):
                following = divided(rest[len(syllable) :], position + 1)
                if following is not None:
                    return [syllable, *following]
        return None

    return divided(letters, 0) or _LATIN.findall(spelt) or [letters]


def _family_names(words: Words) -> str:
    return words.plain("search_family_names").replace(" ", "")


def _homophones(syllable: str, character: str, family_names: str) -> str:
    """Give the family names that sound like one: an input method confuses them, and the person is the same."""
    return "".join(sign for sign in family_names if sign != character and _spelt(sign) == [syllable])


def _readings(names: Iterable[str]) -> tuple[str, dict[str, str]]:
    """Give how the characters of some names are read, in the order of _characters, and the names read otherwise."""
    names = list(names)
    chosen: dict[str, str] = {}
    exceptions = {}
    for name in names:
        read = [(sign, syllable) for sign, syllable in zip(name, _spelt(name), strict=True) if _HAN.match(sign)]
        for sign, syllable in read:
            chosen.setdefault(sign, syllable)
        if any(chosen[sign] != syllable for sign, syllable in read):
            exceptions[name] = " ".join(syllable for _, syllable in read)
    return " ".join(chosen[sign] for sign in _characters("".join(names))), exceptions


def _spelt(name: str) -> list[str]:
    return lazy_pinyin(name, style=Style.NORMAL, v_to_u=False, errors=lambda other: list(other))


def _traditional(text: str) -> tuple[str, str]:
    """Give what stands for the characters of a text in traditional writing, and pairs of words.

    For each character, in the order of _characters, its traditional forms, with a comma between. The words are those
    that Taiwan and Hong Kong say otherwise: the first of a pair in the characters of the second.
    """
    characters = _characters(text)
    if not characters:
        return "", ""
    table = {sign: simple for sign, simple in _simplified().items() if simple in characters}
    forms: dict[str, str] = dict.fromkeys(characters, "")
    for sign, simple in table.items():
        forms[simple] += sign
    pairs = sorted(other + word for word, other in _said_otherwise(text, table).items() if other not in text)
    return ",".join(forms.values()), " ".join(pairs)


def _said_otherwise(text: str, table: Mapping[str, str]) -> dict[str, str]:
    """Give the shortest pieces of a text for which Taiwan or Hong Kong have another word, each with that word."""
    runs = set(re.findall(f"{_HAN.pattern}{{2,}}", text))
    pieces = sorted(
        {run[start : start + size] for run in runs for size in (2, 3, 4) for start in range(len(run) - size + 1)}
    )
    found: dict[str, str] = {}
    for name in ("s2twp", "s2hkp"):
        said = _converter(name).convert("\n".join(pieces)).split("\n")
        others = dict(zip(pieces, ("".join(table.get(sign, sign) for sign in other) for other in said), strict=True))
        for piece, other in others.items():
            shorter = (piece[1:], piece[:-1]) if len(piece) > 2 else ()
            if len(piece) == len(other) and piece != other and all(others[part] == part for part in shorter):
                found[piece] = other
    return found


@functools.cache
def _simplified() -> dict[str, str]:
    """Give every traditional character in use in Taiwan or Hong Kong with its simplified one."""
    every = [chr(code) for code in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))]
    usual = set(_converter("s2t").convert("".join(every)))
    table: dict[str, str] = {}
    for name in ("t2s", "tw2s", "hk2s"):
        for sign, simple in zip(every, _converter(name).convert("\n".join(every)).split("\n"), strict=True):
            if sign != simple and (sign in usual or _is_in_big5(sign)):
                table.setdefault(sign, simple)
    return table


def _is_in_big5(character: str) -> bool:
    try:
        return bool(character.encode("big5hkscs"))
    except UnicodeEncodeError:
        return False


@functools.cache
def _converter(name: str) -> OpenCC:
    return OpenCC(name)


def _spelt_out(text: str) -> str:
    """Part Chinese characters for Material's search, which knows no Chinese words without a library that is gone."""
    return re.sub(f"(?<={_HAN.pattern})(?={_HAN.pattern})", "\u200b", text)


def _escaped(text: str) -> str:
    """Material's search takes its entries for HTML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
