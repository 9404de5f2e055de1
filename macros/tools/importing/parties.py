"""Names become parties: those that are known by a name or a variant, and new ones with ids made of their reading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pypinyin

from macros.i18n.words import ORIGINAL
from macros.plan.issued_text import folded
from macros.plan.model import Party
from macros.tools.importing.doubts import Doubt, Doubtful
from macros.tools.importing.names import family_of, looks_like_body
from macros.tools.importing.parts import ClausePart, PlanPart
from macros.tools.importing.vocabulary import pattern, table, word, words

_LONGEST_ID = 60


@dataclass
class NewParty:
    """A party that people.yml is to have: its list there, and the other forms of its name that the plan prints."""

    group: str
    id: str
    name: str
    variants: list[str] = field(default_factory=list)


class Parties:
    """The parties of a data folder, with those that a plan adds; `variants` are new forms of known ones, by id."""

    def __init__(self, known: Iterable[Party]) -> None:
        self.new: list[NewParty] = []
        self.variants: dict[str, list[str]] = {}
        self._names: dict[str, str] = {}
        self._ids: dict[str, str] = {}
        for party in known:
            self._ids[party.id] = str(party.name[ORIGINAL])
            for form in party.forms(ORIGINAL):
                self._names.setdefault(folded(form), party.id)

    def take(self, plan: PlanPart) -> None:
        """Give every name of a plan an id: afterwards `names` of its clauses and those of its sections are ids."""
        heads = dict(plan.columns) | plan.labels
        printed = {name for clause in plan.clauses for names in clause.names.values() for name in names}
        told: set[Doubt] = set()
        for clause in plan.clauses:
            every = [name for names in clause.names.values() for name in names]
            full = {name: self._spelt_out(name, every, printed, clause) for name in every}
            for role, names in clause.names.items():
                clause.names[role] = self._ids_of([full[name] for name in names], heads.get(role, ""), clause)
            self._print_variants(clause, full, plan)
            clause.doubts = [doubt for doubt in clause.doubts if not _is_told(doubt, told)]
        for section in plan.all_sections:
            section.responsible = self._ids_of(section.responsible, "", section)

    def _spelt_out(self, name: str, names: list[str], printed: set[str], clause: ClausePart) -> str:
        """Return a name with the level of government that its list has named once, where that is sure."""
        if folded(name) in self._names and self._ids[self._names[folded(name)]] == name:
            return name
        before = names[: names.index(name)]
        prefix = next((prefix for other in before for prefix in words("prefixes") if other.startswith(prefix)), "")
        is_whole = any(name.startswith(other) for other in (*words("prefixes"), word("collective")))
        if not prefix or is_whole or not pattern("department").search(name):
            return name
        if prefix + name in printed or folded(prefix + name) in self._names:
            clause.doubt("elided", f"{name} \u2192 {prefix}{name}")
            return prefix + name
        clause.doubt("perhaps_elided", f"{name} ({prefix}{name}?)")
        return name

    def _ids_of(self, names: list[str], head: str, part: Doubtful) -> list[str]:
        found = []
        for name in names:
            identifier = self._names.get(folded(name)) or self._added(name, head, part)
            if identifier in found:
                part.doubt("named_twice", name)
            else:
                found.append(identifier)
        return found

    def _added(self, name: str, head: str, part: Doubtful) -> str:
        """Add a party to those known, and return its id."""
        is_of_persons = pattern("of_persons").search(head) is not None
        family = family_of(name, is_of_persons)
        group = "persons" if family else "roles" if is_of_persons else "bodies"
        if (family != "") != is_of_persons and not looks_like_body(name) and not name.startswith(word("collective")):
            part.doubt("kind_of_party", f"{name}: {group}")
        identifier = self._free(_read_as_person(name, family) if family else read(name))
        self.new.append(NewParty(group, identifier, name))
        self._names[folded(name)] = identifier
        self._ids[identifier] = name
        return identifier

    def _free(self, identifier: str) -> str:
        count, free = 1, identifier
        while free in self._ids:
            count += 1
            free = f"{identifier}-{count}"
        return free

    def _print_variants(self, clause: ClausePart, full: Mapping[str, str], plan: PlanPart) -> None:
        """Have the annotation of a clause printed as it is where it names a party by another form of its name."""
        others = {name: self._names[folded(whole)] for name, whole in full.items() if self._name(whole) != name}
        if not others:
            return
        for name, identifier in others.items():
            self._add_variant(name, identifier)
        if clause.printed:
            return
        if clause.notes:
            clause.printed = "".join(note.printed for note in clause.notes)
        elif len(clause.names) == 1:
            sign = " " if plan.separator == "none" else plan.separator or "\u3001"
            clause.printed = sign.join(full)
        else:
            clause.doubt("cell_printed", " ".join(others))

    def _name(self, name: str) -> str:
        return self._ids[self._names[folded(name)]]

    def _add_variant(self, name: str, identifier: str) -> None:
        if self._names.setdefault(folded(name), identifier) != identifier:
            return
        new = next((party for party in self.new if party.id == identifier), None)
        forms = new.variants if new else self.variants.setdefault(identifier, [])
        if name not in forms and not self._is_known_form(name, identifier):
            forms.append(name)

    def _is_known_form(self, name: str, identifier: str) -> bool:
        return self._ids[identifier] == name


def _is_told(doubt: Doubt, told: set[Doubt]) -> bool:
    """Return whether a doubt about a name was told where it first stands, and tell it now."""
    about_name = Doubt(0, doubt.reason, doubt.about)
    is_told = doubt.reason in ("collective", "perhaps_elided") and about_name in told
    told.add(about_name)
    return is_told


def read(name: str) -> str:
    """Return an id for a name, as it is read in Chinese, without its brackets and of bounded length."""
    readings = table("readings")
    parts = re.split(f"({'|'.join(readings)})", name)
    spelt = "-".join(readings.get(part) or "-".join(pypinyin.lazy_pinyin(part, v_to_u=False)) for part in parts).lower()
    identifier = re.sub("[^a-z0-9]+", "-", spelt).strip("-")
    if len(identifier) > _LONGEST_ID:
        identifier = identifier[: _LONGEST_ID + 1].rpartition("-")[0]
    return identifier or "party"


def _read_as_person(name: str, family: str) -> str:
    """Return an id of a person's name: the family name, which may be read otherwise than the word, and the rest."""
    spelt = table("family_readings").get(family) or "".join(pypinyin.lazy_pinyin(family, v_to_u=False))
    given = "".join(pypinyin.lazy_pinyin(name[len(family) :], v_to_u=False))
    return re.sub("[^a-z0-9-]+", "", f"{spelt}-{given}".lower()).strip("-") or "party"
