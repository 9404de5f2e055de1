"""The rules across files: one small generator for each, whose docstring is the rule.

A rule is given the files as they were read: a value that could not be read is None, and has been reported. A rule that
compares with a list that is Partial reports nothing, so that one mistake gives one message.
"""

from __future__ import annotations

import difflib
import itertools
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePath
from typing import Any, Protocol

from macros.i18n.characters import is_supplementary_ideograph
from macros.i18n.problem import Place, Problem
from macros.i18n.words import ORIGINAL, Words
from macros.plan.document import Run, blocks, folded
from macros.plan.glossary import TermFinder
from macros.plan.model import Files, Id, Item, Partial, Plan, Reference, Term
from macros.plan.site import Site
from macros.plan.text import Text
from macros.plan.yaml_source import LONGEST_TEXT, Scalar, UnreadableError, plain_text


def problems(files: Files) -> Iterator[Problem]:
    """Run every rule that needs no more than the files, and yield all problems."""
    yield from ids_are_given_once(files.parties)
    yield from ids_are_given_once(files.branches.entries)
    yield from branches_are_of_a_known_kind(files)
    yield from branches_have_a_source_that_can_be_found(files)
    yield from branches_fill_known_roles(files)
    yield from clauses_name_known_parties(files)
    yield from ids_are_given_once(files.glossary.terms)
    yield from plans_have_distinct_titles(files)
    yield from numbers_follow_each_other(files)
    yield from texts_have_no_invisible_characters(files)
    yield from texts_have_no_stray_space(files)
    yield from chinese_is_full_width(files)
    yield from english_is_half_width(files)


def notices(files: Files) -> Iterator[Problem]:
    """Yield what is reported and does not stop the build: the data is right, and perhaps not yet complete."""
    yield from parties_are_named_somewhere(files)
    yield from translations_use_the_glossary(files)


class _Entry(Protocol):
    """An entry of a list that can be referred to."""

    @property
    def id(self) -> Id: ...

    @property
    def name(self) -> Text: ...


class _Numbered(Protocol):
    """A section or an item."""

    @property
    def number(self) -> int: ...

    @property
    def place(self) -> Place: ...


def ids_are_given_once(entries: Iterable[_Entry | Term]) -> Iterator[Problem]:
    """No two entries that share an address have the same id."""
    first: dict[str, Place] = {}
    for entry in entries:
        if entry.id in first:
            yield Problem(entry.id.place, "duplicate_id", {"id": entry.id, "first": first[entry.id]})
        elif entry.id:
            first[entry.id] = entry.id.place


def clauses_name_known_parties(files: Files) -> Iterator[Problem]:
    """Every id under `responsible` is that of a person or a role, and stands there once."""
    for duty in files.duties:
        yield from _repeated(duty.clause.responsible)
    if _can_be_looked_up(files.people.persons, files.people.roles):
        references = (reference for duty in files.duties for reference in duty.clause.responsible)
        yield from _unknown(references, files.parties, "unknown_party")


def branches_fill_known_roles(files: Files) -> Iterator[Problem]:
    """Every id under `roles` is that of a role, not of a person."""
    if _can_be_looked_up(files.people.persons, files.people.roles):
        references = (reference for entry in files.branches.entries for reference in entry.roles)
        yield from _unknown(references, files.people.roles, "unknown_role")


def parties_are_named_somewhere(files: Files) -> Iterator[Problem]:
    """A party answers for some clause, and so does every role that a branch fills; reported as a notice."""
    named = {identifier for duty in files.duties for identifier in duty.clause.responsible}
    filled = {role: role.place for entry in files.branches.entries for role in entry.roles}
    roles = {role.id for role in files.people.roles}
    for party in files.parties:
        if party.id and party.id not in named and party.id not in filled:
            yield Problem(party.id.place, "unused_party", {"id": party.id})
    for role, place in filled.items():
        if role in roles and role not in named:
            yield Problem(place, "unused_role", {"id": role})


def translations_use_the_glossary(files: Files) -> Iterator[Problem]:
    """Where the original of a plan has a term, a translation has its rendering or a variant; reported as a notice."""
    finder = TermFinder(files.glossary.terms, (party.name[ORIGINAL] for party in files.parties))
    plans = {plan.place.path for plan in files.plans}
    for text in files.texts:
        for term in finder.terms_in(text[ORIGINAL]) if text.place.path in plans else ():
            for language, written in text.items():
                forms = term.forms(language)
                if language != ORIGINAL and forms and not any(form.lower() in written.lower() for form in forms):
                    yield Problem(written.place, "term_not_rendered", {"term": term.term[ORIGINAL], "forms": forms})


def branches_are_of_a_known_kind(files: Files) -> Iterator[Problem]:
    """The `kind` of every branch is one of the kinds."""
    if _can_be_looked_up(files.branches.kinds):
        references = (branch.kind for branch in files.branches.branches if branch.kind)
        yield from _unknown(references, files.branches.kinds, "unknown_kind")


def branches_have_a_source_that_can_be_found(files: Files) -> Iterator[Problem]:
    """The source of a branch is a public address, or a document with its number."""
    for entry in files.branches.entries:
        source = entry.source
        if source and source.title and not source.address and not _DOCUMENT_NUMBER.search(source.title[ORIGINAL]):
            yield Problem(source.place, "source_not_found", {"example": "〔2021〕1\u53f7"})


# A year in 〔〕, a number, and the character for it.
_DOCUMENT_NUMBER = re.compile(r"〔[0-9]{4}〕[0-9]+\u53f7")


def plans_have_distinct_titles(files: Files) -> Iterator[Problem]:
    """No two plans have the same short title, by which pages, navigation and search name them."""
    first: dict[str, Place] = {}
    for plan in reversed(files.plans):
        if plan.short_title:
            title = plan.short_title[ORIGINAL]
            if title in first:
                yield Problem(title.place, "same_short_title", {"title": title, "first": first[title]})
            first.setdefault(title, title.place)


def numbers_follow_each_other(files: Files) -> Iterator[Problem]:
    """Sections count from 1, items are numbered through the whole plan, and clauses count within their item."""
    for plan in files.plans:
        if _is_partial(plan.sections, *(section.items for section in plan.sections)):
            continue
        yield from _out_of_order(plan.sections)
        misnumbered = list(_out_of_order(plan.items))
        yield from misnumbered
        reported = {problem.place for problem in misnumbered}
        for item in plan.items:
            if not _is_partial(item.clauses):
                yield from _clauses_out_of_order(item, is_reported=item.place in reported)


def terms_occur_somewhere(files: Files) -> Iterator[Problem]:
    """A term stands in some plan, as it is written in the glossary or in one of its variants.

    Where a plan has a mistake, that may be why: run this on plans that are right.
    """
    paths = {plan.place.path for plan in files.plans}
    texts = [text for text in files.texts if text.place.path in paths]
    for term in files.glossary.terms:
        if term.term and not any(term.stands_in(text) for text in texts):
            yield Problem(term.term[ORIGINAL].place, "term_nowhere", {"term": term.term[ORIGINAL]})


# Marks that are invisible or change the direction of what follows: control and format characters, private use,
# surrogates, and code points that are none. (Unicode general categories.)
_INVISIBLE = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})


def texts_have_no_invisible_characters(files: Files) -> Iterator[Problem]:
    """No text has a control character, a mark of direction, a zero-width character, or one that does not exist."""
    for _, written in files.written:
        if found := next(filter(_is_invisible, written), None):
            yield Problem(written.place, "invisible_character", {"code": f"U+{ord(found):04X}"})


def _is_invisible(char: str) -> bool:
    return unicodedata.category(char) in _INVISIBLE and char != "\n" and not is_supplementary_ideograph(char)


# Han characters, and with them the punctuation that is as wide as they are.
_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WIDE = rf"{_HAN}\u2014\u2018-\u201d\u2026\u3000-\u303f\uff01-\uff5e"


def texts_have_no_stray_space(files: Files) -> Iterator[Problem]:
    """A text is one paragraph; it neither begins nor ends with a space, has no two in a row, and Chinese has none."""
    anywhere = re.compile(r"^\s|\s$|\s\s|[\n\t\r\v\f\x85\u2028\u2029]")
    in_chinese = re.compile(rf"{anywhere.pattern}|[{_WIDE}]\s+[{_WIDE}0-9]|[0-9%]\s+[{_WIDE}]")
    for language, written in files.written:
        found = (in_chinese if language == ORIGINAL else anywhere).search(written)
        if found:
            yield Problem(written.place, "stray_space", {"context": _around(written, found)})


_WIDE_FORMS = dict(zip(",:;!?()", "，：；！？（）", strict=True))
_WIDENED = str.maketrans(_WIDE_FORMS)
_FULL_WIDTH = _WIDE_FORMS | {".": "。", '"': "“”", "'": "‘’"}


def chinese_is_full_width(files: Files) -> Iterator[Problem]:
    """Beside a Han character punctuation is full-width and quotation marks are “”; letters and digits are not wide."""
    narrow = re.compile(rf"(?<=[{_WIDE}])[,:;!?()\"']|[,:;!?()\"'](?=[{_WIDE}])|(?<=[{_HAN}])\.(?=[{_HAN}]|$)")
    for language, written in files.written:
        if language != ORIGINAL:
            continue
        if found := narrow.search(written):
            details = {"found": found[0], "right": _FULL_WIDTH[found[0]], "context": _around(written, found)}
            yield Problem(written.place, "half_width", details)
        elif wide := next((char for char in written if _is_compatibility_letter(char)), None):
            details = {"found": wide, "right": unicodedata.normalize("NFKC", wide)}
            yield Problem(written.place, "wide_letter", details)


def english_is_half_width(files: Files) -> Iterator[Problem]:
    """English has no full-width punctuation, letters or digits."""
    wide = re.compile(r"[\u3000-\u303f\uff01-\uff5e]")
    for language, written in files.written:
        if language == "en" and (found := wide.search(written)):
            yield Problem(written.place, "full_width", {"found": found[0], "context": _around(written, found)})


def plans_are_the_issued_texts(site: Site, folder: Path) -> Iterator[Problem]:
    """Where there is the text as it was issued, sources/<year>.txt, the original of the plan is that text.

    Both are compared under NFKC and without white space, and each text that differs is reported at its line.
    """
    for plan in site.plans:
        if plan.year not in site.compared:
            continue
        path = _issued_file(folder, plan)
        try:
            issued = folded(plain_text(path, f"{PurePath(plan.place.path).parents[1] / 'sources' / path.name}"))
        except UnreadableError as error:
            yield error.problem
        else:
            yield from _differences(plan, site, issued)


def years_to_compare(plans: Iterable[Plan], folder: Path) -> frozenset[str]:
    """Return the years whose issued text lies in the data folder."""
    return frozenset(plan.year for plan in plans if os.path.lexists(_issued_file(folder, plan)))


def _issued_file(folder: Path, plan: Plan) -> Path:
    return folder / "sources" / f"{plan.year}.txt"


def _differences(plan: Plan, site: Site, issued: str) -> Iterator[Problem]:
    runs = [run for block in blocks(plan, site, Words(ORIGINAL)) for run in block.runs]
    ours = "".join(folded(run.text) for run in runs)
    if ours == issued:
        return
    # Comparing grows with the square of the length: a text that is none of a plan's size is cut.
    ours, issued = ours[:LONGEST_TEXT], issued[:LONGEST_TEXT]
    places = _places(runs, plan)
    changes = [change for change in difflib.SequenceMatcher(None, ours, issued).get_opcodes() if change[0] != "equal"]
    for place, in_place in itertools.groupby(changes, lambda change: places[change[1]]):
        at_place = list(in_place)
        _, start, _, issued_start, _ = at_place[0]
        _, _, end, _, issued_end = at_place[-1]
        details = {"ours": _shown(ours, start, end), "issued": _shown(issued, issued_start, issued_end)}
        yield Problem(place, "not_the_issued_text", details)


def _shown(text: str, start: int, end: int) -> str:
    """Return a stretch of a folded text with what stands around it, in the width in which the data has it."""
    return text[max(0, start - 8) : end + 8][:60].translate(_WIDENED)


def _places(runs: list[Run], plan: Plan) -> list[Place]:
    """Return the place of each character of the folded text, and last that of its end."""
    places, place = [], plan.place
    for run in runs:
        place = run.place or place
        places += [place] * len(folded(run.text))
    return [*places, place]


# Comparing names takes time for each pair, and with thousands of mistakes hints help nobody.
_MOST_HINTS, _MOST_LOOKED_AT = 100, 5000


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known name that looks most like this one, or nothing where none does."""
    looked_at = list(itertools.islice(known, _MOST_LOOKED_AT))
    return next(iter(difflib.get_close_matches(name[:100], looked_at, n=1)), "")


def _is_compatibility_letter(char: str) -> bool:
    """Return whether a letter or digit is a form that exists for old encodings only: Ａ, １, or 行 as U+FA08."""
    return unicodedata.category(char) in ("Lu", "Ll", "Nd", "Lo") and unicodedata.normalize("NFKC", char) != char


def _around(written: Scalar, found: re.Match[str]) -> str:
    """Return a match with some text around it, so that it can be found by eye."""
    return re.sub(r"\s", "␣", written[max(0, found.start() - 6) : found.end() + 6])


def _is_partial(*lists: tuple[Any, ...]) -> bool:
    return any(isinstance(entries, Partial) for entries in lists)


def _can_be_looked_up(*lists: tuple[_Entry, ...]) -> bool:
    """Return whether the ids of some lists are all there: not where one could not be read, or two entries share one."""
    ids = [entry.id for entries in lists for entry in entries]
    return not _is_partial(*lists) and len(set(ids)) == len(ids)


def _unknown(references: Iterable[Reference], entries: Iterable[_Entry], rule: str) -> Iterator[Problem]:
    """Report each reference to no entry, with the id of the entry whose id or name is nearest.

    Where the nearest id is malformed, that is the mistake, and has been reported.
    """
    ids: dict[str, Id] = {entry.id: entry.id for entry in entries}
    ids_by_name: dict[str, Id] = {name: entry.id for entry in entries if entry.name for name in entry.name.values()}
    ids_by_name |= ids
    known = sorted(ids)
    for count, reference in enumerate(reference for reference in references if reference not in ids):
        near = ids_by_name.get(nearest(reference, ids_by_name)) if count < _MOST_HINTS else None
        if near is None or near.is_well_formed:
            yield Problem(reference.place, rule, {"id": reference, "nearest": near or "", "known": known})


def _repeated(references: tuple[Reference, ...]) -> Iterator[Problem]:
    for position, reference in enumerate(references):
        if reference in references[:position]:
            yield Problem(reference.place, "named_twice", {"id": reference})


def _out_of_order(entries: Sequence[_Numbered]) -> Iterator[Problem]:
    wrong = _misnumbered([entry.number for entry in entries])
    for position, expected in wrong:
        entry = entries[position]
        yield Problem(entry.place, "out_of_order", {"number": entry.number, "expected": expected})


def _clauses_out_of_order(item: Item, is_reported: bool) -> Iterator[Problem]:
    """Compare the clauses with their item's number, unless that is wrong itself, and with their place in it."""
    parts = [clause.number.split(".") if clause.number else ("0", "0") for clause in item.clauses]
    wrong = dict(_misnumbered([int(place) for _, place in parts]))
    for position, (clause, (of_item, place)) in enumerate(zip(item.clauses, parts, strict=True)):
        expected_item = item.number if item.number and not is_reported else of_item
        expected = f"{expected_item}.{wrong.get(position, place)}"
        if clause.number and clause.number != expected:
            yield Problem(clause.place, "out_of_order", {"number": clause.number, "expected": expected})


def _misnumbered(numbers: list[int | None]) -> Iterator[tuple[int, int]]:
    """Yield the position of each number that does not follow, and the one expected; 0 or None is one that was reported.

    Where an entry is left out or has a wrong number, that is reported once, and not for all that follow.
    """
    last = 0
    for count, number in enumerate(numbers, start=1):
        if number and number not in (last + 1, count):
            yield count - 1, last + 1
        last = number or count
