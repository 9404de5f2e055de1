"""The rules on how a text is written, character by character: one small generator for each, as in `rules`."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator

from macros.i18n.characters import code_point, is_supplementary_ideograph
from macros.i18n.problem import Place, Problem
from macros.i18n.words import ORIGINAL
from macros.plan.files import Files
from macros.plan.text import Text
from macros.plan.yaml_source import Scalar


def problems(files: Files) -> Iterator[Problem]:
    """Run every rule on how texts are written, and yield all problems."""
    yield from texts_have_no_invisible_characters(files)
    yield from chinese_has_no_lookalikes(files)
    yield from names_are_of_one_script(files)
    yield from words_are_of_one_script(files)
    yield from letters_are_composed(files)
    yield from texts_have_no_stray_space(files)
    yield from quotation_marks_are_paired(files)
    yield from chinese_is_full_width(files)
    yield from english_is_half_width(files)


# Marks that are invisible or change the direction of what follows: control and format characters, surrogates, and code
# points that are none. (Unicode general categories.)
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Cn"})
# Letters, marks and a symbol by their category, and invisible: a joiner, fillers, inherent vowels, a blank cell.
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
# Characters that only one company's fonts have: general category Co.
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")


def texts_have_no_invisible_characters(files: Files) -> Iterator[Problem]:
    """No text has a control character, a mark of direction, a zero-width character, or one that does not exist."""
    for _, written in files.written:
        if found := next(filter(_is_invisible, written), None):
            yield Problem(written.place, "invisible_character", {"code": code_point(found)})
        elif private := _PRIVATE.search(written):
            yield Problem(written.place, "private_character", {"code": code_point(private[0])})
        elif "\ufffd" in written:
            yield Problem(written.place, "lost_character", {})


@functools.cache
def _is_invisible(char: str) -> bool:
    is_none = unicodedata.category(char) in _INVISIBLE and char != "\n" and not is_supplementary_ideograph(char)
    return is_none or char in _BLANK


# Han characters, and with them the punctuation that is as wide as they are.
_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WIDE = rf"{_HAN}\u2014\u2018-\u201d\u2026\u3000-\u303f\uff01-\uff5e"

#: What PDFs give for characters that a font draws as the radical that looks the same, and the characters: those of
#: EquivalentUnifiedIdeograph.txt (Unicode) that simplified Chinese has. The Kangxi radicals have a decomposition.
CHARACTERS_OF_RADICALS = {
    chr(int(radical, 16)): chr(int(character, 16))
    for radical, character in re.findall(
        r"(\w+)=(\w+)",
        "2e9f=6bcd 2ea0=6c11 2ea9=738b 2ec4=897f 2ec5=89c1 2ec6=89d2 2ec9=8d1d 2ecb=8f66 2ed3=957f 2ed4=95e8 "
        "2ed8=9752 2ed9=97e6 2eda=9875 2edb=98ce 2edc=98de 2edd=98df 2ee2=9a6c 2ee3=9aa8 2ee4=9b3c 2ee5=9c7c "
        "2ee6=9e1f 2ee7=5364 2ee8=9ea6 2ee9=9ec4 2eea=9efe 2eec=9f50 2eee=9f7f 2ef0=9f99 2ef3=9f9f",
    )
}
_KANGXI = re.compile("[\u2f00-\u2fd5]")
_RADICAL = re.compile("[\u2e80-\u2ef3]")
_COMPATIBILITY = re.compile("[\uf900-\ufaff\U0002f800-\U0002fa1f]")
_SELECTOR = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def chinese_has_no_lookalikes(files: Files) -> Iterator[Problem]:
    """Chinese is written with its characters: not with radicals, doubles for old encodings, or variants of a font."""
    for language, written in files.written:
        if language == ORIGINAL and (problem := lookalike(written, written.place)):
            yield problem


def lookalike(text: str, place: Place) -> Problem | None:
    """Return the first character of a Chinese text that only looks like the right one."""
    for at, char in enumerate(text):
        if rule := _rule_of(char):
            pair = text[max(0, at - 1) : at + 1]
            if rule == "combining_mark" and _composed(pair):
                continue
            right = _right_for(char)
            found = pair if rule in ("variation_selector", "combining_mark") else char
            details = {"found": found, "code": code_point(char), "right": right, "right_code": named(right)}
            return Problem(place, rule, details)
    return None


@functools.cache
def _rule_of(char: str) -> str:
    """Return the rule that a character breaks wherever it stands in Chinese; nothing for almost all."""
    if _KANGXI.match(char):
        return "kangxi_radical"
    if _RADICAL.match(char):
        return "radical" if _right_for(char) != char else "other_radical"
    if _COMPATIBILITY.match(char) and _right_for(char) != char:
        return "compatibility_character"
    if _SELECTOR.match(char):
        return "variation_selector"
    return "combining_mark" if unicodedata.category(char).startswith("M") and char not in _BLANK else ""


def _right_for(char: str) -> str:
    return CHARACTERS_OF_RADICALS.get(char) or unicodedata.normalize("NFKC", char)


def letters_are_composed(files: Files) -> Iterator[Problem]:
    """A letter with a mark is one character where there is one: é, not e and a mark, which macOS makes of names."""
    for _, written in files.written:
        if unicodedata.is_normalized("NFC", written):
            continue
        pairs = (written[at : at + 2] for at in range(len(written) - 1))
        if pair := next((pair for pair in pairs if _composed(pair)), None):
            right = _composed(pair)
            details = {"found": pair, "code": named(pair), "right": right, "right_code": code_point(right)}
            yield Problem(written.place, "decomposed", details)


def _composed(pair: str) -> str:
    """Return the one character that a letter and a mark make; nothing where there is none."""
    if len(pair) < 2 or not unicodedata.category(pair[1]).startswith("M"):
        return ""
    composed = unicodedata.normalize("NFC", pair)
    return composed if len(composed) == 1 else ""


_LETTER = "[A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u052f]"
_LETTER_IN_HAN = re.compile(rf"(?<=[{_HAN}]){_LETTER}|{_LETTER}(?=[{_HAN}])")


def names_are_of_one_script(files: Files) -> Iterator[Problem]:
    """A person's name in Chinese characters has no letters in it."""
    for name in _names_of_persons(files):
        written = name[ORIGINAL]
        if found := _LETTER_IN_HAN.search(written):
            yield Problem(written.place, "letter_in_name", {"found": found[0], "code": code_point(found[0])})


def _names_of_persons(files: Files) -> Iterator[Text]:
    yield from (person.name for person in files.people.persons if person.name)
    yield from (branch.secretary for branch in files.branches.branches if branch.secretary)


_LATIN, _CYRILLIC_OR_GREEK = "[A-Za-z\u00c0-\u024f]", "[\u0370-\u03ff\u0400-\u052f]"
_MIXED = re.compile(rf"(?<={_LATIN}){_CYRILLIC_OR_GREEK}|{_CYRILLIC_OR_GREEK}(?={_LATIN})")
_CYRILLIC_IN_HAN = re.compile(rf"(?<=[{_HAN}])[\u0400-\u052f]|[\u0400-\u052f](?=[{_HAN}])")


def words_are_of_one_script(files: Files) -> Iterator[Problem]:
    """No word has letters of two alphabets, some of which look the same; Chinese has no Cyrillic ones in it."""
    for language, written in files.written:
        found = _MIXED.search(written) or (_CYRILLIC_IN_HAN.search(written) if language == ORIGINAL else None)
        if found:
            details = {"found": found[0], "code": code_point(found[0]), "context": _around(written, found)}
            yield Problem(written.place, "mixed_scripts", details)


def texts_have_no_stray_space(files: Files) -> Iterator[Problem]:
    """A text is one paragraph; it neither begins nor ends with a space, has no two in a row, and Chinese has none."""
    anywhere = re.compile(r"^\s|\s$|\s\s|[\n\t\r\v\f\x85\u2028\u2029]")
    in_chinese = re.compile(rf"{anywhere.pattern}|[{_WIDE}]\s+[{_WIDE}0-9]|[0-9%]\s+[{_WIDE}]")
    for language, written in files.written:
        found = (in_chinese if language == ORIGINAL else anywhere).search(written)
        if found:
            yield Problem(written.place, "stray_space", {"context": _around(written, found)})


def quotation_marks_are_paired(files: Files) -> Iterator[Problem]:
    """Every “ has its ”: the comparison with the issued text takes them for one, as typewriters do."""
    wrong = re.compile("“[^”]*(?=“)|“[^”]*$|^[^“]*”|(?<=”)[^“]*”")
    for _, written in files.written:
        if found := wrong.search(written):
            yield Problem(written.place, "unpaired_quotation_mark", {"context": _around(written, found)[:40]})


_FULL_WIDTH = dict(zip(",:;!?().\"'", ("，", "：", "；", "！", "？", "（", "）", "。", "“”", "‘’"), strict=True))


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
            yield Problem(written.place, "wide_letter", {"found": wide, "right": unicodedata.normalize("NFKC", wide)})


def english_is_half_width(files: Files) -> Iterator[Problem]:
    """English has no full-width punctuation, letters or digits, and no two letters in one, as PDFs have them."""
    wide = re.compile(r"[\u3000-\u303f\uff01-\uff5e]")
    ligature = re.compile("[\ufb00-\ufb06]")
    for language, written in files.written:
        if language != "en":
            continue
        if found := wide.search(written):
            yield Problem(written.place, "full_width", {"found": found[0], "context": _around(written, found)})
        elif found := ligature.search(written):
            right = unicodedata.normalize("NFKC", found[0])
            yield Problem(written.place, "wide_letter", {"found": found[0], "right": right})


def _is_compatibility_letter(char: str) -> bool:
    """Return whether a letter or digit is a form that exists for old encodings only: Ａ or １."""
    is_letter = unicodedata.category(char) in ("Lu", "Ll", "Nd", "Lo") and not _COMPATIBILITY.match(char)
    return is_letter and char not in _BLANK and unicodedata.normalize("NFKC", char) != char


def named(text: str) -> str:
    """Return the code points of a text, which tell apart what looks the same."""
    return " ".join(map(code_point, text))


def _around(written: Scalar, found: re.Match[str]) -> str:
    """Return a match with some text around it, so that it can be found by eye."""
    return re.sub(r"\s", "␣", written[max(0, found.start() - 6) : found.end() + 6])
