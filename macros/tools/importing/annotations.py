"""Who has part in a task and until when, as it stands behind or below its text: found and taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from macros.plan.work_plan import ROLES, PartyRole
from macros.tools.importing.doubts import Doubtful
from macros.tools.importing.names import family_of, is_plausible, looks_like_body, names_in
from macros.tools.importing.paragraphs import LABEL
from macros.tools.importing.tidy import finished
from macros.tools.importing.vocabulary import pattern, word

_BRACKETS = {
    "(": ")\uff09",
    "\uff08": ")\uff09",
    "[": "]\uff3d",
    "\uff3b": "]\uff3d",
    "\u3014": "\u3015",
    "\u3010": "\u3011",
}
_WIDE_OPENING = {"(": "\uff08", "\uff3b": "["}
#: The roles that words tell, in annotations and in the heads of columns.
TOLD_ROLES: tuple[PartyRole, ...] = tuple(role for role in ROLES if role != "oversight")
_VERBS = {role: re.compile(f"(?:{word(f'{role}_verb')})$") for role in TOLD_ROLES}
_ANY_VERB = re.compile(rf"(?:{'|'.join(word(f'{role}_verb') for role in TOLD_ROLES)})\u3002?$")
# A label that stands behind a sentence, or begins a line.
_FREE_LABEL = re.compile(rf"(?:^|(?<=[\u3002\uff1b;\s])){LABEL.pattern}")
# No annotation is longer.
_LONGEST = 400
_SEPARATORS = "\uff0c,\uff1b;\u3002"


@dataclass
class Group:
    """The names behind a label, or before a verb, which stands in the label behind a gap."""

    role: str
    label: str
    names: list[str]


@dataclass
class Annotation(Doubtful):
    """An annotation where it stands in a paragraph: its groups and deadline, and all of it as it is printed.

    `opening` is its bracket, empty where it has none; `closing` is empty too where the bracket was lost.
    """

    start: int = 0
    end: int = 0
    printed: str = ""
    opening: str = ""
    closing: str = ""
    groups: list[Group] = field(default_factory=list)
    deadline: tuple[str, str] | None = None
    rule: str = ""

    @property
    def names(self) -> list[str]:
        return [name for group in self.groups for name in group.names]


def notes_in(text: str, line: int) -> list[Annotation]:
    """Return the annotations of a paragraph, in their order."""
    found = list(_in_brackets(text, line))
    labels = (label.start() for label in _FREE_LABEL.finditer(text))
    start = next((at for at in labels if not any(note.start < at < note.end for note in found)), None)
    if start is not None and (bare := _parsed(text[start:], line)):
        bare.start, bare.end = start, len(text)
        # Brackets behind it are a part of what it says.
        found = [*(note for note in found if note.end <= start), bare]
    return found


def _in_brackets(text: str, line: int) -> Iterator[Annotation]:
    at = 0
    while at < len(text):
        if text[at] not in _BRACKETS or text[at + 1 : at + 2] in _BRACKETS:
            at += 1
            continue
        end = _closing(text, at)
        content = text[at + 1 : end]
        may_be_lost = len(content) <= _LONGEST and (LABEL.match(content) or _ANY_VERB.search(content))
        found = _parsed(content, line) if end < len(text) or may_be_lost else None
        if found and (LABEL.match(content) or _stands_behind(text[end + 1 :])):
            found.start, found.end = at, min(end + 1, len(text))
            found.opening = _WIDE_OPENING.get(text[at], text[at])
            found.closing = text[end : end + 1]
            if not found.closing:
                found.doubt("lost_bracket", content[-12:])
            yield found
        at = end + 1 if found or end < len(text) else at + 1


def _closing(text: str, opening: int) -> int:
    """Return where a bracket is closed; the end of the text where it is not."""
    depth = 0
    for at in range(opening, min(len(text), opening + _LONGEST)):
        if text[at] == text[opening] or (text[at] in _BRACKETS and _BRACKETS[text[at]] == _BRACKETS[text[opening]]):
            depth += 1
        elif text[at] in _BRACKETS[text[opening]]:
            depth -= 1
            if depth == 0:
                return at
    return len(text)


def _stands_behind(rest: str) -> bool:
    """Return whether what has this rest behind it ends a clause: brackets within a sentence are no annotation."""
    return (
        re.match(
            r"\s*(?:$|[\u3002\uff1b;.\uff0c](?!\w*$)|[\u3002\uff1b;]|[0-9\u4e00-\u5341]{1,3}[.\u3001\uff0e])", rest
        )
        is not None
    )


def _parsed(content: str, line: int) -> Annotation | None:
    """Take the content of an annotation apart; None where it is none."""
    found = Annotation(line, printed=finished(content))
    if rule := pattern("first_leads").search(content):
        found.rule = finished(rule[0])
        content = (content[: rule.start()].rstrip(f"{_SEPARATORS} ") + content[rule.end() :]).strip()
    if LABEL.match(content):
        _take_labels(content, found)
    elif _ANY_VERB.search(content) or _ends_in_general(content) or _ends_in_names(content):
        _take_verbs(content, found, "responsible", "")
    elif not _take_bare(content, found):
        return None
    if not found.groups and not found.deadline:
        return None
    if not LABEL.match(content) and not _are_parties(found.names):
        return None
    for name in found.names:
        if not is_plausible(name):
            found.doubt("odd_name", name)
    return found


def _ends_in_general(content: str) -> bool:
    """Return whether others in general are named behind the last verb."""
    *before, last = re.split(f"[{_SEPARATORS}]", content)
    return _has_verb_within("\uff0c".join(before)) and re.fullmatch(word("general_alone"), last) is not None


def _ends_in_names(content: str) -> bool:
    """Return whether bodies are named behind the last verb, without one of their own."""
    *before, last = re.split("[\uff0c,\uff1b;]", content)
    names = names_in(last).names
    return _has_verb_within("\uff0c".join(before)) and bool(names) and all(map(looks_like_body, names))


def _are_parties(names: list[str]) -> bool:
    """Return whether all names can be those of parties, and one of them plainly is."""
    return all(map(is_plausible, names)) and any(looks_like_body(name) or family_of(name) for name in names)


def _take_labels(content: str, found: Annotation) -> None:
    """Take the groups behind labels, of which each ends where the next begins."""
    starts = [match for match in LABEL.finditer(content) if _begins(content, match.start())]
    for label, following in zip(starts, [*starts[1:], None], strict=True):
        text = content[label.end() : following.start() if following else len(content)].strip(f"{_SEPARATORS} ")
        name = re.sub(r"\s*[\uff1a:]$", "", label[0]).replace(" ", "")
        role = role_of(name)
        if role == "deadline":
            found.deadline = (finished(name), finished(text))
        elif _has_verb_within(text):
            _take_verbs(text, found, role, finished(name))
        else:
            _add(found, role, finished(name), text)


def _begins(content: str, at: int) -> bool:
    return at == 0 or content[at - 1] in f"{_SEPARATORS}\u3001 "


def role_of(label: str) -> str:
    """Return the part that a label gives to those behind it."""
    return next(
        (role for role in ("deadline", "lead", "support") if re.match(f"(?:{word(role)})", label)), "responsible"
    )


def _has_verb_within(text: str) -> bool:
    return any(_ANY_VERB.search(chunk) for chunk in re.split(f"[{_SEPARATORS}]", text))


def _take_verbs(content: str, found: Annotation, role: str, label: str) -> None:
    """Take the groups before verbs; names behind the last verb are of the role given."""
    waiting = ""
    for chunk in filter(None, re.split(f"[{_SEPARATORS}]", content)):
        verb = next(((role, match) for role in TOLD_ROLES if (match := _VERBS[role].search(chunk))), None)
        if verb is None:
            waiting += f"{chunk}\u3001"
            continue
        before = chunk[: verb[1].start()]
        _add(found, verb[0], f"{{}}{verb[1][0].rstrip(' ')}", waiting + before)
        waiting = ""
    if waiting:
        _add(found, role, label, waiting)
        if not label:
            found.doubt("no_label", waiting)


def _take_bare(content: str, found: Annotation) -> bool:
    """Take names without a label, where all of them are plainly those of bodies."""
    if not re.search("[\u3001\uff0c]", content) and len(content) > 15:
        return False
    names = names_in(content)
    if not all(is_plausible(name) and (looks_like_body(name) or family_of(name)) for name in names.names):
        return False
    if not names.names or (len(names.names) == 1 and not looks_like_body(names.names[0])):
        return False
    _add(found, "responsible", "", content)
    found.doubt("bare_bracket", content[:20])
    return True


def _add(found: Annotation, role: str, label: str, text: str) -> None:
    """Add a group to an annotation; what has been named in it before is not named again."""
    names = names_in(text)
    for reason, about in names.doubts:
        found.doubt(reason, about)
    leads, group = Group("lead", "", []), Group(role, label, [])
    for name in map(finished, names.names):
        bare = re.sub(word("leads"), "", name)
        if bare in (*found.names, *leads.names, *group.names):
            found.doubt("named_twice", bare)
        else:
            (group if bare == name else leads).names.append(bare)
    if not names.names:
        found.doubt("nobody_named", text)
    found.groups += [named for named in (leads, group) if named.names]
