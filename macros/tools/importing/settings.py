"""How a plan prints what it says of parties: its labels, brackets, stops; and which clauses do not follow these."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from macros.plan.issued_text import folded
from macros.plan.work_plan import ROLES
from macros.tools.importing.annotations import Annotation
from macros.tools.importing.items import ends_itself
from macros.tools.importing.paragraphs import LABEL
from macros.tools.importing.parts import ClausePart, ItemPart, PlanPart
from macros.tools.importing.vocabulary import word

_GAP = "{}"
_CLOSING = {"\uff08": "\uff09", "[": "]", "\u3014": "\u3015", "\u3010": "\u3011"}
_JOIN = "\uff1b"
# What stands between names in an annotation that was read, by the setting: of spaces nothing is left.
_SIGNS = {"": "\u3001", "\uff0c": "\uff0c", "none": ""}


def settle(plan: PlanPart) -> None:
    """Decide the settings of a plan, and what of its clauses is printed otherwise."""
    notes = [note for clause in plan.clauses for note in clause.notes]
    brackets = _commonest(note.opening for note in notes)
    plan.brackets = f"{brackets}{_CLOSING[brackets]}" if brackets else "none" if notes else ""
    for role in ROLES:
        labels = [group.label for note in notes for group in note.groups if group.role == role]
        if label := _commonest(labels):
            plan.labels[role] = label
    if label := _commonest(note.deadline[0] for note in notes if note.deadline):
        plan.labels["deadline"] = label
    _take_rule(plan, notes)
    plan.separator = _separator(notes)
    plan.stops = "site" if notes and all(map(_fits_the_site, plan.all_items)) else "text"
    for item in plan.all_items:
        _settle_ends(item, plan.stops)
    for clause in plan.clauses:
        if clause.notes:
            _settle_annotation(clause, plan)
            found = LABEL.finditer(clause.printed)
            if any(clause.printed[label.start() - 1].isalnum() for label in found if label.start()):
                clause.doubt("glued", clause.printed)


def _separator(notes: Sequence[Annotation]) -> str:
    """Return the setting for what stands between most names."""
    signs = Counter(
        sign
        for note in notes
        for group in note.groups
        for sign in _SIGNS
        if len(group.names) > 1 and _SIGNS[sign].join(group.names) in note.printed
    )
    return signs.most_common(1)[0][0] if signs else ""


def _commonest(values: Iterable[str]) -> str:
    counted = Counter(values).most_common(1)
    return counted[0][0] if counted else ""


def _take_rule(plan: PlanPart, notes: Sequence[Annotation]) -> None:
    """Take the rule that the first named leads, wherever an annotation says it."""
    for note in notes:
        if note.rule and not plan.first_leads:
            plan.first_leads = note.rule
            plan.doubt("first_leads", note.rule, note.line)


def _fits_the_site(item: ItemPart) -> bool:
    """Return whether the marks at the ends are those that the site would add."""
    stop = word("stop")
    if item.title and item.title_end != stop:
        return False
    for clause in item.clauses:
        end = stop if clause is item.clauses[-1] else _JOIN
        if clause.notes and (ends_itself(clause.text) or clause.after != end or clause.notes[0].opening != "\uff08"):
            return False
        if not clause.notes and not ends_itself(clause.text):
            return False
    return not item.closing


def _settle_ends(item: ItemPart, stops: str) -> None:
    """Leave the marks at the ends of texts to the site, or have them in the texts."""
    if stops == "text":
        item.title += item.title_end
    elif item.clauses and not item.clauses[-1].notes:
        item.clauses[-1].text = item.clauses[-1].text.removesuffix(word("stop"))


def _settle_annotation(clause: ClausePart, plan: PlanPart) -> None:
    """Say how an annotation is printed where the settings do not say it, and doubt what they cannot."""
    note, *others = clause.notes
    after = clause.after if plan.stops == "text" else ""
    if plan.brackets == "none":
        inner = "".join(other.printed for other in clause.notes)
        printed = "".join(f"{other.opening}{other.printed}{other.closing}" for other in clause.notes)
        # Parts on one line, with spaces between, are printed on a line each.
        has_pattern = folded(inner) == folded("".join(_pattern(clause, plan)))
        clause.printed = "" if has_pattern and not after and printed == inner else printed + after
        return
    if note.opening != plan.brackets[0] or others:
        clause.doubt("other_bracket", note.printed)
    inner = "".join(other.printed for other in clause.notes)
    if not after and note.closing and folded(inner) == folded(_in_line(_printed_parts(clause, plan))):
        return
    # One without brackets is printed with them, which is doubted; a lost one stays lost.
    closing = plan.brackets[1] if note.closing or not note.opening else ""
    clause.printed = f"{plan.brackets[0]}{inner}{closing}{after}" if after or not closing else inner


def _pattern(clause: ClausePart, plan: PlanPart) -> list[str]:
    """Return the parts of an annotation as the settings print them, each on a line of its own."""
    return [part for part, _ in _printed_parts(clause, plan)]


def _printed_parts(clause: ClausePart, plan: PlanPart) -> list[tuple[str, bool]]:
    """Return the parts of an annotation, and whether each ends in its label."""
    parts = []
    for role in ROLES:
        if names := clause.names.get(role):
            label = plan.labels.get(role, "")
            is_verb = _GAP in label and not label.endswith(_GAP)
            parts.append((_labelled(label, _SIGNS[plan.separator].join(names)), is_verb))
    if clause.deadline and "deadline" in plan.labels:
        parts.append((_labelled(plan.labels["deadline"], clause.deadline), False))
    return parts


def _labelled(label: str, text: str) -> str:
    if _GAP in label:
        return label.replace(_GAP, text)
    return f"{label}\uff1a{text}" if label else text


def _in_line(parts: Sequence[tuple[str, bool]]) -> str:
    """Join the parts of an annotation: a comma behind a verb, a semicolon behind a name."""
    line, is_verb = "", False
    for part, ends_in_label in parts:
        mark = "\uff0c" if is_verb else _JOIN
        line += f"{mark}{part}" if line else part
        is_verb = ends_in_label
    return line
