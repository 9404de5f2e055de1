"""Whether the Chinese of a plan is the text that was issued, character by character."""

from __future__ import annotations

import difflib
import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath

from macros.i18n.problem import Detail, Place, Problem
from macros.i18n.words import ORIGINAL, Words
from macros.plan.document import blocks, issued
from macros.plan.runs import Run
from macros.plan.site import Site
from macros.plan.text_rules import lookalike, named
from macros.plan.work_plan import Plan
from macros.plan.yaml_slips import CONFLICT_MARKER
from macros.plan.yaml_source import LONGEST_TEXT, UnreadableError, plain_text

#: How a stretch of one text becomes one of the other: what is done, start and end in ours, start and end in the issued.
Opcode = tuple[str, int, int, int, int]

# What printing changes without changing the text; all else is compared code point by code point.
_FOLDED = {
    # Input methods switch the width of punctuation, letters and digits, and the data has one width for each.
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    # Word processors turn straight quotation marks into curly ones, and the data has curly ones only.
    **str.maketrans("“”‘’", "\"\"''"),
}
_FULL_WIDTH = str.maketrans(",:;!?()", "，：；！？（）")


def folded(text: str, keeps_tabs: bool = False) -> str:
    """Return a text as it is compared: without white space, which breaks lines, and with one form of each mark."""
    return (_ALL_BUT_TABS if keeps_tabs else _SPACE).sub("", text).translate(_FOLDED)


_SPACE, _ALL_BUT_TABS, _TABS_AT_END = re.compile(r"\s+"), re.compile(r"[^\S\t]+"), re.compile(r"\t+$", re.MULTILINE)


def _as_compared(issued: str, plan: Plan) -> str:
    """Return the issued text as it is compared. In a table the tabs between cells count, behind the last do not."""
    return folded(_TABS_AT_END.sub("", issued), keeps_tabs=True) if plan.columns else folded(issued)


def path_of(folder: Path, plan: Plan) -> Path:
    """Return where a data folder has the text of a plan as it was issued, if it has it."""
    return folder / "sources" / f"{plan.year}.txt"


def problems(plan: Plan, site: Site, folder: Path) -> Iterator[Problem]:
    """Report each text of a plan that is not the issued one, at its line.

    Where the issued text itself has lookalikes of Chinese characters, those are reported at their own lines instead.
    """
    path = path_of(folder, plan)
    printed = f"{PurePath(plan.place.path).parents[1] / 'sources' / path.name}"
    try:
        issued = plain_text(path, printed)
    except UnreadableError as error:
        yield error.problem
        return
    runs = _runs(plan, site)
    ours = "".join(folded(run.text, keeps_tabs=True) for run in runs)
    compared = _as_compared(issued, plan)
    if _is_another(ours, compared):
        yield Problem(Place(printed, 1), "another_text", {"year": plan.year})
        return
    misread = list(_misread(issued, printed))
    yield from misread or _differences(plan, site, runs, ours, compared)


def characters(plan: Plan, site: Site) -> int:
    """Return how many characters of a plan are compared with the issued text."""
    return sum(len(folded(run.text)) for run in _runs(plan, site))


def _is_another(ours: str, issued: str) -> bool:
    """Return whether a text has so little in common with a plan that it is that of something else, or empty."""
    common = Counter(ours) & Counter(issued)
    return 2 * common.total() < len(ours)


def _misread(issued: str, printed: str) -> Iterator[Problem]:
    """Report a conflict left in an issued text, and what a PDF or a scan gave in place of the characters printed."""
    for number, line in enumerate(issued.splitlines(), start=1):
        if marker := CONFLICT_MARKER.match(line):
            yield Problem(Place(printed, number), "conflict_marker", {"found": marker["found"]})
            return
        if problem := lookalike(line, Place(printed, number)):
            yield problem


def _differences(plan: Plan, site: Site, runs: list[Run], ours: str, issued: str) -> Iterator[Problem]:
    if ours == issued:
        return
    # The time to compare grows with the square of the length: a text longer than any plan is cut.
    ours, issued = ours[:LONGEST_TEXT], issued[:LONGEST_TEXT]
    codes = difflib.SequenceMatcher(None, ours, issued).get_opcodes()
    wrong_names = dict(_wrong_names(runs, site, issued, codes))
    for party_id, right in wrong_names.items():
        name = site.parties[party_id].name[ORIGINAL]
        yield _difference(name.place, (name, right), (name, right))
    sources = _sources(runs, plan)
    changes = [code for code in codes if code[0] != "equal" and sources[code[1]].party_id not in wrong_names]
    for place, in_place in itertools.groupby(changes, lambda change: sources[change[1]].place or plan.place):
        at_place = list(in_place)
        _, start, _, issued_start, _ = at_place[0]
        _, _, end, _, issued_end = at_place[-1]
        shown = _shown(ours, start, end), _shown(issued, issued_start, issued_end)
        yield _difference(place, (ours[start:end], issued[issued_start:issued_end]), shown)


def _difference(place: Place, differing: tuple[str, str], shown: tuple[str, str]) -> Problem:
    """Return a difference from the issued text, with the code points of what looks the same."""
    details: dict[str, Detail] = {"ours": shown[0], "issued": shown[1]}
    if len({unicodedata.normalize("NFKC", text) for text in differing}) == 1:
        same = next(at for at, chars in enumerate(itertools.zip_longest(*differing)) if len(set(chars)) > 1)
        details["code"], details["right_code"] = (named(text[same:]) for text in differing)
        return Problem(place, "looks_like_the_issued_text", details)
    return Problem(place, "not_the_issued_text", details)


def _wrong_names(runs: list[Run], site: Site, issued: str, codes: Sequence[Opcode]) -> Iterator[tuple[str, str]]:
    """Yield each party whose name differs wherever it is named by it, and always in the same way, with the issued name.

    Where another party's name stands in the issued one, the clause names the wrong one, or in the wrong order.
    """
    names_of: dict[str, str] = {party.id: party.name[ORIGINAL] for party in site.parties.values()}
    issued_names: dict[str, set[str]] = {}
    at = 0
    for run in runs:
        end = at + len(folded(run.text, keeps_tabs=True))
        if run.party_id and run.text == names_of[run.party_id]:
            issued_names.setdefault(run.party_id, set()).add(issued[slice(*_aligned(at, end, codes))])
        at = end
    known = [(folded(form), party.id) for party in site.parties.values() for form in party.forms(ORIGINAL)]
    for party_id, names in issued_names.items():
        [name, *further] = names
        is_right = name == folded(names_of[party_id])
        if not further and not is_right and not any(form in name for form, other in known if other != party_id):
            yield party_id, name


def _aligned(start: int, end: int, codes: Sequence[Opcode]) -> tuple[int, int]:
    """Return where a stretch of our text is in the issued one; it takes in all of a difference that it has part in."""
    first = next(code for code in codes if code[1] <= start < code[2])
    last = next(code for code in codes if code[1] < end <= code[2])
    begins = first[3] + (start - first[1] if first[0] == "equal" else 0)
    return begins, last[3] + end - last[1] if last[0] == "equal" else last[4]


def _runs(plan: Plan, site: Site) -> list[Run]:
    return list(issued(blocks(plan, site, Words(ORIGINAL))))


def _shown(text: str, start: int, end: int) -> str:
    """Return a stretch of a folded text with what stands around it, in the width in which the data has it."""
    return text[max(0, start - 8) : end + 8][:60].translate(_FULL_WIDTH)


def _sources(runs: list[Run], plan: Plan) -> list[Run]:
    """Return the run that each character of the folded text comes from, or the last before it that has a place."""
    sources, source = [], Run("", ORIGINAL, plan.place)
    for run in runs:
        source = run if run.place else source
        sources += [source] * len(folded(run.text, keeps_tabs=True))
    return [*sources, source]
