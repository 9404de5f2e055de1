"""What stands before the first heading and behind the last task: the notice, its titles and dates, its signature."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from macros.tools.importing.annotations import notes_in
from macros.tools.importing.doubts import Doubt
from macros.tools.importing.paragraphs import LABEL, Paragraph, is_date, is_signature
from macros.tools.importing.parts import NoticePart, PlanPart
from macros.tools.importing.tidy import finished
from macros.tools.importing.vocabulary import pattern

_LONGEST_LINE = 100
_SENTENCE = re.compile("[\u3002\uff1b\uff01;]")


def take_front(plan: PlanPart, paragraphs: Sequence[Paragraph]) -> None:
    """Put the paragraphs before the first heading where they belong."""
    front = _Front(plan)
    for text, line in _titles_joined(plan, _unrepeated(plan, paragraphs)):
        front.take(text, line)
    front.end()


def take_end(plan: PlanPart, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Take copies, date, signature and closing words from the end of a plan, and return what is left."""
    rest = list(paragraphs)
    notice = plan.notice
    while rest and rest[-1].mark is None and not rest[-1].cells:
        text = rest[-1].text
        if pattern("issuing").search(text) and not notice.issuing:
            notice.issuing = finished(text)
        elif pattern("copies").search(text) and not notice.copies:
            notice.copies = finished(text)
        else:
            break
        rest.pop()
    signed = _signature(rest)
    if signed and not plan.title and not notice.signature and notice.date is None:
        _sign(notice, [one.text for one in rest[-signed:]])
        del rest[-signed:]
    elif signed:
        plan.closing = [finished(one.text) for one in rest[-signed:]]
        del rest[-signed:]
    tail: list[Paragraph] = []
    while rest and _is_tail(rest):
        tail.insert(0, rest.pop())
    for one in tail:
        plan.doubt("tail", one.text, one.line)
    plan.closing = [*(finished(one.text) for one in tail), *plan.closing]
    return rest


def _is_tail(rest: Sequence[Paragraph]) -> bool:
    """Return whether the last paragraph belongs to the whole plan: it stands behind an annotation, or says so."""
    last = rest[-1]
    if last.mark or last.cells or LABEL.match(last.text) or notes_in(last.text, last.line):
        return False
    before = rest[-2] if len(rest) > 1 else None
    is_behind = before is not None and (bool(before.cells) or bool(notes_in(before.text, before.line)))
    is_heading = before is not None and before.mark is not None and not _SENTENCE.search(before.text)
    is_of_heading = is_heading and before is not None and pattern("closing_head").search(before.text) is not None
    return (is_behind and not is_heading) or (pattern("tail").search(last.text) is not None and not is_of_heading)


def _signature(rest: Sequence[Paragraph]) -> int:
    """Return how many of the last paragraphs sign: a date, and the issuers in lines above it."""
    if not rest or rest[-1].mark or rest[-1].cells:
        return 0
    if pattern("date_behind").search(rest[-1].text):
        return 1
    if not is_date(rest[-1].text):
        return 0
    count = 1
    while count < min(len(rest), 5):
        one = rest[-count - 1]
        if one.mark or one.cells or not is_signature(one.text):
            break
        count += 1
    return count


def _sign(notice: NoticePart, texts: Sequence[str]) -> None:
    """Take the lines of a signature, of which the last has the date."""
    lines = [finished(text) for text in texts]
    if both := pattern("date_behind").search(texts[-1]):
        lines[-1:] = [finished(both[1]), finished(both[2])]
    date = pattern("date").search(lines[-1])
    try:
        notice.date = datetime.date(*map(int, date.groups())) if date else None
    except ValueError:
        notice.date = None
    notice.signature += lines[:-1] if notice.date else lines


def _unrepeated(plan: PlanPart, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Leave out a line that stands again right behind itself, as a web page's title does."""
    kept: list[Paragraph] = []
    for one in paragraphs:
        if kept and finished(one.text) == finished(kept[-1].text):
            plan.doubt("repeated", one.text, one.line)
        else:
            kept.append(one)
    return kept


def _titles_joined(plan: PlanPart, paragraphs: Sequence[Paragraph]) -> list[tuple[str, int]]:
    """Put together the lines of a title that was broken: short lines up to one that ends as titles do."""
    found: list[tuple[str, int]] = []
    for one in paragraphs:
        before = found[-1][0] if found else ""
        if before and _is_part_of_title(before, one.text):
            found[-1] = (before + one.text, found[-1][1])
            plan.mendings.append(Doubt(one.line, "joined", f"{before[-10:]}{one.text[:10]}"))
        else:
            found.append((one.text, one.line))
    return found


def _is_part_of_title(before: str, after: str) -> bool:
    is_open = before.count("\u300a") > before.count("\u300b")
    is_begun = is_open or pattern("title_begin").search(after) or pattern("title_goes_on").search(before)
    is_of_issuer = is_signature(before) and pattern("title_of_year").search(after)
    is_broken = (pattern("title_about").search(before) or is_of_issuer) and pattern("title_end").search(after)
    is_line = not re.search("[\uff1a:]$", before) and not _SENTENCE.search(before) and len(before) < 60
    is_other = any(pattern(kind).search(before) for kind in ("number", "title_end", "masthead_end")) or is_date(before)
    return is_line and not is_other and bool(is_begun or is_broken)


class _Front:
    """Takes the lines before the first heading, one after the other."""

    def __init__(self, plan: PlanPart) -> None:
        self._plan = plan
        self._notice = plan.notice
        # What has no place yet, until a title or a signature shows what it is.
        self._open: list[tuple[str, int]] = []
        self._is_signed = False

    def take(self, text: str, line: int) -> None:
        notice, whole = self._notice, finished(text)
        if self._plan.title or not notice.title:
            self._take_before_title(whole, text, line) if not notice.title else self._take_of_plan(whole)
        elif not notice.addressees and not notice.body and pattern("addressees").search(whole) and _addresses(whole):
            notice.addressees = whole[:-1]
        elif pattern("attachments").search(text):
            notice.attachments.append(whole)
        elif is_date(text) or pattern("date_behind").search(text):
            self._take_date(text)
        elif self._is_title(whole):
            self._plan.title = whole
        elif _SENTENCE.search(text) or notice.body or notice.addressees:
            self._take_line(whole)
        else:
            notice.below_title.append(whole)

    def _take_before_title(self, whole: str, text: str, line: int) -> None:
        notice = self._notice
        if pattern("masthead_end").search(whole) and not notice.masthead and not notice.number:
            notice.masthead = whole
        elif pattern("number").search(text) and not notice.number:
            notice.number = whole
        elif pattern("attachment_head").search(text) and not notice.masthead:
            notice.masthead = whole
            self._plan.doubt("masthead", whole, line)
        else:
            if not pattern("title_end").search(whole):
                self._plan.doubt("title", whole, line)
            notice.title = whole

    def _take_date(self, text: str) -> None:
        """Take a date: that of the signature above it, or one below the title."""
        notice = self._notice
        if not notice.body and not notice.addressees:
            notice.below_title.append(finished(text))
            return
        lines = notice.signature
        notice.signature = []
        _sign(notice, [*lines, text])
        self._is_signed = True

    def _take_line(self, whole: str) -> None:
        notice = self._notice
        if notice.attachments and not _SENTENCE.search(whole) and not is_signature(whole):
            notice.attachments.append(whole)
        elif notice.body and len(whole) <= 40 and is_signature(whole) and not _SENTENCE.search(whole):
            notice.signature.append(whole)
        elif self._is_signed:
            self._plan.requirements.append(whole)
        else:
            notice.body.append(whole)

    def _take_of_plan(self, whole: str) -> None:
        """Take a line below the title of a plan that a notice issues."""
        plan = self._plan
        is_short = len(whole) <= 60 and not _SENTENCE.search(whole)
        if not plan.requirements and (is_short or pattern("date_of_title").search(whole)):
            plan.below_title.append(whole)
        else:
            plan.requirements.append(whole)

    def _is_title(self, whole: str) -> bool:
        """Return whether a line is the title of the plan, behind the notice that issues it."""
        is_line = (
            len(whole) <= _LONGEST_LINE and not _SENTENCE.search(whole) and not re.search("[\uff1a\uff0c]$", whole)
        )
        return is_line and bool(self._notice.body) and pattern("title_end").search(whole) is not None

    def end(self) -> None:
        """Put what a document without a notice says before its first heading where it is printed."""
        plan, notice = self._plan, self._notice
        if not plan.title and notice.signature and not self._is_signed:
            # Short lines that no date follows are paragraphs like the others.
            notice.body += notice.signature
            notice.signature = []
        if not plan.title and notice.body and not notice.addressees:
            plan.requirements = [*notice.body, *plan.requirements]
            notice.body = []


def _addresses(whole: str) -> bool:
    return pattern("addressees_have").search(whole) is not None
