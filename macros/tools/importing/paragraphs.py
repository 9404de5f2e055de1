"""Lines become paragraphs: what surrounds the text is taken away, what a copy has cut or run together is set right."""

from __future__ import annotations

import itertools
import re
from collections import Counter as Count
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from macros.i18n import numerals
from macros.tools.importing.doubts import Doubt, Doubtful
from macros.tools.importing.extraction import Line
from macros.tools.importing.marks import Counter, Mark, mark_of
from macros.tools.importing.tidy import finished, mended
from macros.tools.importing.vocabulary import pattern, table, word

_END = re.compile("[\u3002\uff1b\uff1a\uff01\uff1f!?;:\u2026][\u201d\u2019\uff09)\u300b]*$")
_OPEN_END = re.compile("[\uff0c\u3001,\uff08(\u300a\u201c]$")
_NO_BEGINNING = re.compile("[\uff0c\u3001\u3002\uff1b\uff1a\uff01\uff1f\uff09)\u300b\u201d]")
_PAIRS = ("\uff08(|\uff09)", "[\uff3b|]\uff3d", "\u3010|\u3011", "\u300a|\u300b", "\u201c|\u201d", "\u3014|\u3015")
_OPENINGS = "\uff08([\uff3b\u3010\u3014"
_CLOSES = re.compile(rf"[^{re.escape(_OPENINGS)}]*[\uff09)\]\uff3d\u3011\u3015]")
#: A label before names.
LABEL = re.compile(
    rf"(?:{word('lead')}|{word('responsible')}|{word('support')}|{word('deadline')})(?:[\uff08(][^\uff09)]{{1,8}}[\uff09)])?\s*[\uff1a:]"
)
# A title is no longer than this; a longer line without an end is one that was cut.
_LONGEST_TITLE = 50
# The heads of two pages have more lines between them.
_HEADS_APART = 10
# Where a text without line ends may have lost one.
_MAYBE_END = re.compile("(?<=[\u3002\uff1b;\uff09)\\]\u3011\\s])(?=\\S)|(?=[\uff08(][\u4e00-\u9fff]{1,3}[\uff09)])")


@dataclass
class Paragraph(Doubtful):
    """A paragraph: its text behind its mark, the mark where it has one, and its depth; or the cells of a row."""

    text: str = ""
    mark: Mark | None = None
    depth: int = -1
    cells: tuple[str, ...] = ()
    merged: tuple[int, ...] = ()

    @property
    def printed_mark(self) -> str:
        return numerals.marked(self.mark.kind, self.mark.number) if self.mark else ""


@dataclass
class Reading:
    """The paragraphs of a document, what was mended on the way, and what is doubtful about all of it."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    mendings: list[Doubt] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


def paragraphs(lines: Iterable[Line]) -> Reading:
    """Return the paragraphs of some lines."""
    reading = Reading()
    every = [(number, line) for number, line in enumerate(lines, start=1)]
    joiner = _Joiner(reading, _width_of_lines([line for _, line in every]))
    has_table = any(_is_head(line) for _, line in every)
    repeated = _repeated(line.text for _, line in every) | _behind_end([line.text for _, line in every])
    for number, line in _broken(every, reading):
        if line.is_box:
            reading.doubts.append(Doubt(number, "text_box", line.text))
            continue
        if has_table and "\t" in line.text:
            joiner.row(number, line)
            continue
        text, told = mended(line.text)
        reading.mendings += [Doubt(number, "mended", what) for what in told]
        if text and (pattern("furniture").search(text) or number in repeated):
            reading.mendings.append(Doubt(number, "furniture", text))
        elif text:
            joiner.line(number, text, line)
    return reading


def is_heads(cells: Iterable[str]) -> bool:
    """Return whether some cells are the heads of a table's columns."""
    heads = [cell.replace(" ", "") for cell in cells if cell.strip()]
    expressions = table("columns")
    known = [head for head in heads if any(re.search(kind, head) for kind in expressions.values())]
    has_parties = any(re.search(expressions[kind], head) for head in heads for kind in ("lead", "responsible"))
    return len(heads) > 1 and len(known) * 2 > len(heads) and has_parties


def is_signature(text: str) -> bool:
    """Return whether a line is the name of who signs a document."""
    is_short = len(text) <= 40 and not re.search("[\u3002\uff1b\uff01;]", text) and not LABEL.match(text)
    return is_short and re.search(rf"(?:{word('signature_end')})$", text) is not None


def is_date(text: str) -> bool:
    """Return whether a line is the date of a document."""
    bare = text.replace(" ", "")
    return pattern("date").search(text) is not None or pattern("date_written").search(bare) is not None


def _is_head(line: Line) -> bool:
    return "\t" in line.text and is_heads(line.text.split("\t"))


def _repeated(texts: Iterable[str]) -> frozenset[int]:
    """Return the numbers of lines that stand at least three times far from each other, as the heads of pages do.

    Where they have its title or number, which stands below the first of them, that one stays.
    """
    places: dict[str, list[int]] = {}
    # The first lines of pages, which empty lines are between.
    tops: set[int] = set()
    before = ""
    for number, text in enumerate(texts, start=1):
        if text.strip() and not before.strip():
            tops.add(number)
        places.setdefault(finished(mended(text)[0]), []).append(number)
        before = text
    repeated: set[int] = set()
    for text, found in places.items():
        first, far = _far_from_first(found)
        is_head = tops.issuperset(found) and len(found) * 2 > len(tops)
        if (
            len(found) < (2 if is_head else 3)
            or not 2 < len(text) < 60
            or LABEL.search(text)
            or mark_of(text)
            or _END.search(text)
        ):
            continue
        is_far = all(after - before > _HEADS_APART for before, after in itertools.pairwise(far))
        if far and (pattern("title_end").search(text) or (len(first) > 1 and is_far)):
            repeated.update({*first[:-1], *far})
        elif is_far and len(first) == 1:
            repeated.update(found)
    return frozenset(repeated)


def _behind_end(texts: list[str]) -> frozenset[int]:
    """Return the numbers of the lines behind the text of a web page, of which none is a heading."""
    ends = [number for number, text in enumerate(texts, start=1) if pattern("web_end").search(mended(text)[0])]
    last = max((number for number, text in enumerate(texts, start=1) if mark_of(mended(text)[0])), default=0)
    first = next((number for number in ends if number > last), len(texts))
    return frozenset(range(first + 1, len(texts) + 1))


def _far_from_first(places: list[int]) -> tuple[list[int], list[int]]:
    """Return the lines at the first of some places, and those far behind it."""
    near = [place for place in places if place - places[0] <= _HEADS_APART]
    return near, places[len(near) :]


def _width_of_lines(lines: list[Line]) -> float:
    """Return how wide the lines of a text are that was broken into lines of one width; 0 of any other."""
    # With the spaces before the first line of a paragraph.
    texts = [line.text.rstrip() for line in lines if line.text.strip() and not line.is_whole]
    if len(texts) < 6:
        return 0
    widths = sorted(map(_width, texts))
    widest = widths[int(len(widths) * 0.95) - 1]
    # Lines as wide as any, without an end, that go on in the next one.
    cut = [
        text
        for text, after in itertools.pairwise(texts)
        if abs(_width(text) - widest) <= 3 and not _END.search(text) and not _begins(after)
    ]
    return widest if widest <= 60 and widths[-1] <= widest + 3 and len(cut) > 2 else 0


def _begins(line: str) -> bool:
    return mark_of(line.strip()) is not None or LABEL.match(line.strip()) is not None


def _width(text: str) -> float:
    return sum(1 if char > "\u2e80" or char in "\u201c\u201d\u2018\u2019\u2014\u2026" else 0.5 for char in text)


def _broken(lines: list[tuple[int, Line]], reading: Reading) -> Iterator[tuple[int, Line]]:
    """Yield the lines; those of a text that has lost its line ends are cut at wide gaps and before numbers."""
    filled = [line for _, line in lines if line.text.strip()]
    # A text of a line or two is one that has lost its line ends even where it is short.
    shortest, longest = (200, 400) if len(filled) > 2 else (100, 100)
    is_unbroken = len(filled) <= 12 and max(len(line.text) for line in filled) > longest and "\t" not in filled[0].text
    counter = Counter()
    for number, line in lines:
        if not is_unbroken or len(line.text) < shortest:
            yield number, line
            continue
        reading.doubts.append(Doubt(number, "no_line_ends"))
        text = pattern("signed_and_dated").sub(r"  \1", line.text.rstrip())
        for part in re.split("[\u3000\u00a0 ]{2,}", text):
            yield from ((number, Line(piece, is_whole=True)) for piece in _pieces(part.strip(), counter))


def _pieces(text: str, counter: Counter) -> Iterator[str]:
    """Yield a text cut before the numbers that follow on those before."""
    start = 0
    for at in [0, *(found.start() for found in _MAYBE_END.finditer(text))]:
        mark = mark_of(mended(text[at : at + 40])[0])
        if mark and counter.fault(mark, mended(text[at : at + 40])[0][mark.length :]) == "":
            counter.take(mark)
            if text[start:at].strip():
                yield text[start:at].strip()
            start = at
    yield text[start:]


class _Joiner:
    """Puts lines together into the paragraphs of a reading."""

    def __init__(self, reading: Reading, width: float) -> None:
        self._reading = reading
        self._width = width
        self._counter = Counter()
        self._last_width = 0.0
        self._is_in_attachments = False

    @property
    def _last(self) -> Paragraph | None:
        every = self._reading.paragraphs
        return every[-1] if every and not every[-1].cells else None

    def row(self, number: int, line: Line) -> None:
        cells = []
        for text in line.text.split("\t"):
            cell, told = mended(text)
            self._reading.mendings += [Doubt(number, "mended", what) for what in told]
            cells.append(cell)
        self._reading.paragraphs.append(Paragraph(number, cells=tuple(cells), merged=line.merged))

    def line(self, number: int, text: str, line: Line) -> None:
        """Take a line with its text as it was mended: it goes on with the paragraph before, or begins one."""
        last = self._last
        is_cut = last is not None and not line.is_whole and self._is_cut(last.text, text)
        mark, fault = self._mark(text)
        if mark and (fault == "" or not is_cut):
            depth = self._counter.take(mark)
            begun = Paragraph(number, text=text[mark.length :], mark=mark, depth=depth)
            if fault:
                begun.doubt(fault, text[:20])
            self._reading.paragraphs.append(begun)
        elif last is not None and is_cut:
            if not (self._width and number):
                self._reading.mendings.append(Doubt(number, "joined", f"{last.text[-10:]}{text[:10]}"))
            last.text += (" " if last.text[-1:].isascii() and text[:1].isascii() else "") + text
        else:
            self._reading.paragraphs.append(Paragraph(number, text=text))
        self._last_width = _width(line.text.rstrip())

    def _mark(self, text: str) -> tuple[Mark | None, str | None]:
        """Return the mark of a line that is a heading, and what is odd about it."""
        if pattern("attachments").search(text):
            # By itself, the word stands above the attachment, and not above a list of some.
            self._is_in_attachments = not pattern("attachment_head").search(text)
        mark = mark_of(text)
        if pattern("date").search(text) or (mark and "\u4e00" in mark.kind):
            self._is_in_attachments = False
        if not mark or self._is_in_attachments:
            return None, None
        fault = self._counter.fault(mark, text[mark.length :])
        return (None, None) if fault is None else (mark, fault)

    def _is_cut(self, before: str, after: str) -> bool:
        """Return whether a paragraph goes on in the next line, and does not end where the line did."""
        is_open = any(_is_unclosed(before, pair) for pair in _PAIRS)
        if _NO_BEGINNING.match(after):
            return True
        is_title = pattern("title_end").search(before) and pattern("addressees").search(after)
        if (
            (LABEL.match(after) and not is_open)
            or is_date(after)
            or is_title
            or pattern("attachment_head").search(before)
        ):
            return False
        is_full = self._width > 0 and self._last_width >= self._width - 3
        if is_open:
            if _CLOSES.match(after) or _OPEN_END.search(before):
                return True
            label = LABEL.search(before[max(map(before.rfind, _OPENINGS)) :]) if self._width == 0 else None
            return is_full or not label or len(before) > _LONGEST_TITLE
        if _END.search(before) or re.search("[\uff09)]$", before):
            return False
        if _OPEN_END.search(before) or (re.search("[0-9]$", before) and re.match("[\u4e00-\u9fff]", after)):
            return True
        if self._width:
            return is_full
        is_end = is_date(after) or is_signature(after) or pattern("title_end").search(before)
        return len(before) > _LONGEST_TITLE and not is_end


def _is_unclosed(text: str, pair: str) -> bool:
    """Return whether a bracket is still open at the end of a text."""
    opening, _, closing = pair.partition("|")
    count = Count(text)
    return sum(count[sign] for sign in opening) > sum(count[sign] for sign in closing)
