"""The answers of a form as a change of one data file: its path, and its text before and after."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import pypinyin

from macros.i18n.words import ORIGINAL
from macros.plan.model import Branches, Model, People, Reference
from macros.plan.site import Site
from macros.plan.text import Text
from macros.plan.work_plan import ROLES, Clause, Plan
from macros.tools.canonical_format import formatted_text
from macros.tools.forms.answers import Answers, FormError

_LONGEST_ID = 60


class Edit(NamedTuple):
    """A file of the data, and its text before and after a change."""

    path: Path
    before: str
    after: str


def edit(answers: Answers, site: Site, folder: Path) -> Edit:
    """Return the change that a form asks for. Raises FormError where it must be made by hand."""
    if answers.form not in _EDITS:
        raise FormError("form_unknown")
    return _EDITS[answers.form](dict(answers.fields), site, folder)


def _corrected(fields: dict[str, str], site: Site, folder: Path) -> Edit:
    """Change the texts and the parties of a clause."""
    year, number = fields.pop("plan", ""), fields.pop("number", "")
    fields.pop("reason", "")
    found = [
        (plan, duty.clause)
        for plan in site.plans
        for duty in plan.duties
        if plan.year == year and duty.clause.number == number
    ]
    if len(found) != 1:
        raise FormError("form_no_clause", year=year, number=number)
    [(plan, clause)] = found
    path = folder / "plans" / f"{plan.year}.yml"
    lines = path.read_text(encoding="utf-8").split("\n")
    edits = []
    for field, answer in fields.items():
        key, _, language = field.partition("_")
        if key == "text" and language in site.languages:
            edits.append(_text_edit(clause.text, language, answer))
        elif field in ROLES and getattr(clause, field):
            edits.append(_parties_edit(field, clause, _ids(answer, site), lines))
        else:
            raise FormError("form_by_hand", field=field)
    # From the last line up, so that those above keep their places.
    for start, end, new in sorted(edits, reverse=True):
        margin = lines[start][: len(lines[start]) - len(lines[start].lstrip())]
        lines[start:end] = [f"{margin}{line}" for line in new]
    return _edit(path, lines, Plan)


def _text_edit(text: Text, language: str, answer: str) -> tuple[int, int, list[str]]:
    """Return which lines a translation of a text takes, and what is to stand there."""
    if text.has(language):
        line = text[language].place.line - 1
        return line, line + 1, [f"{language}: {_quoted(answer)}"]
    line = text[ORIGINAL].place.line - 1
    return line, line + 1, [f"{ORIGINAL}: {_quoted(text[ORIGINAL])}", f"{language}: {_quoted(answer)}"]


def _parties_edit(field: str, clause: Clause, ids: list[str], lines: list[str]) -> tuple[int, int, list[str]]:
    references: tuple[Reference, ...] = getattr(clause, field)
    first, last = references[0].place.line - 1, references[-1].place.line
    # A long list stands on the lines below its key.
    start = first if re.search(rf"\b{field}:", lines[first]) else first - 1
    return start, last, [f"{field}: [{', '.join(ids)}]"]


def _ids(answer: str, site: Site) -> list[str]:
    """Return the ids of the parties that an answer names."""
    known = {form: party.id for party in site.parties.values() for form in (party.id, *_forms(party.name))}
    names = [name.strip() for name in re.split("[\u3001\uff0c,;\uff1b]", answer) if name.strip()]
    for name in names:
        if name not in known:
            raise FormError("form_no_party", name=name)
    return [known[name] for name in names]


def _forms(name: Text) -> Iterable[str]:
    return map(str, name.values())


def _added(model: str) -> Callable[[dict[str, str], Site, Path], Edit]:
    """Return how an entry is added to a list of people.yml."""

    def added(fields: dict[str, str], site: Site, folder: Path) -> Edit:
        entry = _named(fields, site.parties)
        path = folder / "people.yml"
        lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n") if path.exists() else []
        return _edit(path, _appended(lines, model, entry), People)

    return added


def _branch_added(fields: dict[str, str], site: Site, folder: Path) -> Edit:
    entry = _named(fields, site.branches)
    kind = fields.get("kind", "")
    kinds = [each.id for each in site.kinds.values() if kind in (each.id, *_forms(each.name))]
    if len(kinds) != 1:
        raise FormError("form_by_hand", field="kind")
    entry.append(f"kind: {kinds[0]}")
    for key in ("society", "secretary"):
        entry += _text(key, fields)
    if roles := fields.get("roles"):
        entry.append(f"roles: [{', '.join(_ids(roles, site))}]")
    entry += ["source:", *(f"  {line}" for line in _text("title", fields, "source_title"))]
    entry += [
        f"  {key}: {_quoted(fields[f'source_{key}'])}" for key in ("date", "address") if f"source_{key}" in fields
    ]
    path = folder / "branches.yml"
    lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    return _edit(path, _appended(lines, "branches", entry), Branches)


def _removed(fields: dict[str, str], site: Site, folder: Path) -> Edit:
    """Take an entry out of people.yml."""
    name = fields.get("name_zh", "")
    found = [party for party in (*site.persons, *site.bodies, *site.roles) if name in _forms(party.name)]
    if len(found) != 1:
        raise FormError("form_no_party", name=name)
    path = folder / "people.yml"
    lines = path.read_text(encoding="utf-8").split("\n")
    begin = found[0].id.place.line - 1
    margin = lines[begin].index("-")
    end = begin + 1
    while end < len(lines) and lines[end].startswith(" " * (margin + 1)):
        end += 1
    return _edit(path, lines[:begin] + lines[end:], People)


_EDITS: Mapping[str, Callable[[dict[str, str], Site, Path], Edit]] = {
    "correct-a-sentence": _corrected,
    "add-a-person": _added("persons"),
    "add-a-body": _added("bodies"),
    "add-a-branch": _branch_added,
    "remove-a-person": _removed,
}


def _named(fields: Mapping[str, str], known: Mapping[str, object]) -> list[str]:
    """Return the lines of an entry's id, given or made of its name, and of its name."""
    spelt = "-".join(pypinyin.lazy_pinyin(fields.get("name_zh", ""), v_to_u=False)).lower()
    proposed = fields.get("id") or re.sub("[^a-z0-9]+", "-", spelt).strip("-")[:_LONGEST_ID].rstrip("-")
    if proposed in known or not re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", proposed):
        raise FormError("form_by_hand", field="id")
    return [f"id: {proposed}", *_text("name", fields)]


def _text(key: str, fields: Mapping[str, str], prefix: str = "") -> list[str]:
    """Return the lines of a text in the languages in which it was given; none where it was not."""
    start = f"{prefix or key}_"
    given = {
        field.removeprefix(start): text for field, text in fields.items() if re.fullmatch(f"{start}[a-z]{{2}}", field)
    }
    return [f"{key}:", *(f"  {language}: {_quoted(text)}" for language, text in given.items())] if given else []


def _appended(lines: list[str], key: str, entry: list[str]) -> list[str]:
    """Return the lines of a file with an entry more at the end of one of its lists."""
    begin = next((at for at, line in enumerate(lines) if line.startswith(f"{key}:")), None)
    first, *rest = entry
    added = [f"  - {first}", *(f"    {line}" for line in rest)]
    if begin is None:
        return [*lines, f"{key}:", *added]
    end = next((at for at in range(begin + 1, len(lines)) if re.match(r"[^\s#-]", lines[at])), len(lines))
    return [*lines[:end], *added, *lines[end:]]


def _edit(path: Path, lines: list[str], model: type[Model]) -> Edit:
    return Edit(
        path, path.read_text(encoding="utf-8") if path.exists() else "", formatted_text("\n".join(lines), model)
    )


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
