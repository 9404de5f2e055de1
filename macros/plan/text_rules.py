"""The rules on how a text is written, character by character: one small generator for each, as in `rules`."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator

from macros.i18n.characters import ANY_HAN, code_point, may_be_newer
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
    yield from english_is_not_chinese(files)


# Marks that are invisible or change the direction of what follows: control and format characters, surrogates, and code
# points that are none in any Unicode. (General categories.)
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Cn"})
# Letters, marks and symbols by their category, and invisible: a joiner, fillers, inherent vowels, a blank cell, what
# stands for an object that was left out, blank hieroglyphs, a note without a head.
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufffc\U00013441\U00013442\U0001d159")
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
    # Line breaks and tabs are stray spaces.
    is_none = unicodedata.category(char) in _INVISIBLE and char not in "\n\t" and not may_be_newer(char)
    return is_none or char in _BLANK


# Han characters, and with them the punctuation that is as wide as they are.
_HAN = re.compile(f"[{ANY_HAN}]")
_WIDE = rf"{ANY_HAN}\u2014\u2018-\u201d\u2026\u3000-\u303f\uff01-\uff5e"


def _table(pairs: str) -> dict[str, str]:
    """Return characters by others, which are given as pairs of code points."""
    return {chr(int(one, 16)): chr(int(other, 16)) for one, other in re.findall(r"(\w+)=(\w+)", pairs)}


#: What PDFs give for characters that a font draws as the radical that looks the same, and the characters: those of
#: EquivalentUnifiedIdeograph.txt (Unicode) that simplified Chinese has. The Kangxi radicals have a decomposition.
CHARACTERS_OF_RADICALS = _table(
    "2e9f=6bcd 2ea0=6c11 2ea9=738b 2ec4=897f 2ec5=89c1 2ec6=89d2 2ec9=8d1d 2ecb=8f66 2ed3=957f 2ed4=95e8 "
    "2ed8=9752 2ed9=97e6 2eda=9875 2edb=98ce 2edc=98de 2edd=98df 2ee2=9a6c 2ee3=9aa8 2ee4=9b3c 2ee5=9c7c "
    "2ee6=9e1f 2ee7=5364 2ee8=9ea6 2ee9=9ec4 2eea=9efe 2eec=9f50 2eee=9f7f 2ef0=9f99 2ef3=9f9f"
)
_KANGXI = re.compile("[\u2f00-\u2fd5]")
# Radicals, signs that describe how a character is put together, and strokes.
_RADICAL = re.compile("[\u2e80-\u2ef3\u2ff0-\u2fff\u303e\u31c0-\u31ef]")
# Doubles for old encodings, and the small characters of annotations (kanbun).
_COMPATIBILITY = re.compile("[\u3190-\u319f\uf900-\ufaff\U0002f800-\U0002fa1f]")
_SELECTOR = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")

# Letters of Japanese, of Chinese phonetics and of Korean, and the characters that they look like.
_CHARACTERS_OF_LETTERS = _table(
    "30cb=4e8c 30a8=5de5 30ed=53e3 30ab=529b 30bf=5915 30cf=516b 30c8=535c 30df=4e09 30c1=5343 30fc=4e00 "
    "3108=531a 310f=5382 3114=5f73 3119=53b6 311a=4e2b 3127=4e00 3129=51f5 3161=4e00 3163=4e28 3141=53e3 3145=4eba"
)
_KIN_OF_LETTERS = "\u3041-\u3096\u30a1-\u30ff\u3105-\u312f\u3131-\u318e\uac00-\ud7a3\uff66-\uff9f"


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
            if rule == "letter_like_character" and not _is_alone_among_characters(text, at):
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
    if _character_of_letter(char):
        return "letter_like_character"
    return "combining_mark" if unicodedata.category(char).startswith("M") and char not in _BLANK else ""


def _right_for(char: str) -> str:
    return CHARACTERS_OF_RADICALS.get(char) or _character_of_letter(char) or unicodedata.normalize("NFKC", char)


def _character_of_letter(char: str) -> str:
    """Return the character that a letter of another script looks like, also one of half the width; else nothing."""
    return _CHARACTERS_OF_LETTERS.get(char) or _CHARACTERS_OF_LETTERS.get(unicodedata.normalize("NFKC", char), "")


def _is_alone_among_characters(text: str, at: int) -> bool:
    """Return whether a letter stands beside a Han character and beside no other letter of its kind."""
    beside = text[max(0, at - 1) : at] + text[at + 1 : at + 2]
    return bool(_HAN.search(beside)) and not re.search(f"[{_KIN_OF_LETTERS}]", beside)


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


# What a name in Chinese characters may have besides them: a middle dot, brackets and the like, and marks of repetition.
_BESIDE_HAN = re.compile(rf"(?<=[{ANY_HAN}]).|.(?=[{ANY_HAN}])")
_OF_NAMES = re.compile(rf"[{ANY_HAN}\u3005\u3007\u303b]")


def names_are_of_one_script(files: Files) -> Iterator[Problem]:
    """A person's name in Chinese characters has no letters or symbols beside them."""
    for name in _names_of_persons(files):
        written = name[ORIGINAL]
        beside = _BESIDE_HAN.findall(written)
        if found := next(filter(_is_foreign_to_names, beside), None):
            yield Problem(written.place, "letter_in_name", {"found": found, "code": code_point(found)})


def _is_foreign_to_names(char: str) -> bool:
    category = unicodedata.category(char)
    # A digit tells two of one name apart.
    is_sign = (category[0] in "LN" or category == "So") and category != "Nd" and not _OF_NAMES.match(char)
    return is_sign and char not in _BLANK and not (_rule_of(char) or _is_compatibility_letter(char))


def _names_of_persons(files: Files) -> Iterator[Text]:
    yield from (person.name for person in files.people.persons if person.name)
    yield from (branch.secretary for branch in files.branches.branches if branch.secretary)


_LATIN = "[A-Za-z\u00c0-\u024f]"
# Greek and Coptic, Cyrillic, Armenian, Cherokee, Lisu: alphabets with letters that look like Latin ones; without the
# capital omega and the mu of units.
_LIKE_LATIN = "[\u0370-\u03a8\u03aa-\u03bb\u03bd-\u058f\u13a0-\u13ff\u2c80-\u2cff\ua4d0-\ua4ff\uab70-\uabbf]"
_MIXED = re.compile(rf"(?<={_LATIN}){_LIKE_LATIN}|{_LIKE_LATIN}(?={_LATIN})")
# A word of nothing but Cyrillic letters that look like Latin ones.
_CYRILLIC_FOR_LATIN = re.compile(
    r"\b[\u0410\u0412\u0415\u0417\u041a\u041c-\u041e\u0420-\u0423\u0425\u0430\u0435\u043e\u0440\u0441"
    r"\u0443\u0445\u0405\u0406\u0408\u0455\u0456\u0458]+\b"
)
_CYRILLIC_IN_HAN = re.compile(rf"(?<=[{ANY_HAN}])[\u0400-\u052f]|[\u0400-\u052f](?=[{ANY_HAN}])")


def words_are_of_one_script(files: Files) -> Iterator[Problem]:
    """No word has letters of two alphabets, some of which look the same; Chinese has no Cyrillic ones in it."""
    for language, written in files.written:
        alone = {ORIGINAL: _CYRILLIC_IN_HAN, "en": _CYRILLIC_FOR_LATIN}.get(language)
        found = _MIXED.search(written) or (alone and alone.search(written))
        if found:
            details = {"found": found[0], "code": named(found[0]), "context": _around(written, found)}
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
    for language, written in files.written:
        # In Chinese a straight one is a mistake of its own, and may be the other of a pair.
        is_half_straight = language == ORIGINAL and re.search('["\uff02\u301d-\u301f]', written)
        if not is_half_straight and (found := wrong.search(written)):
            yield Problem(written.place, "unpaired_quotation_mark", {"context": _around(written, found)[:40]})


_FULL_WIDTH = dict(zip(",:;!?().\"'", ("，", "：", "；", "！", "？", "（", "）", "。", "“”", "‘’"), strict=True))
# Punctuation for old encodings, vertical lines and typewriters: half as wide, turned, small, or straight.
_OLD_PUNCTUATION = re.compile(
    "[\uff61-\uff65\ufe10-\ufe19\ufe30-\ufe44\ufe47\ufe48\ufe50-\ufe6b\uff02\uff07\u301d-\u301f]"
)
_STRAIGHT = str.maketrans("\u301d\u301e\u301f", '"""')


def chinese_is_full_width(files: Files) -> Iterator[Problem]:
    """Beside a Han character punctuation is full-width and quotation marks are “”; letters and digits are not wide."""
    narrow = re.compile(rf"(?<=[{_WIDE}])[,:;!?()\"']|[,:;!?()\"'](?=[{_WIDE}])|(?<=[{ANY_HAN}])\.(?=[{ANY_HAN}]|$)")
    for language, written in files.written:
        if language != ORIGINAL:
            continue
        if found := narrow.search(written):
            details = {"found": found[0], "right": _FULL_WIDTH[found[0]], "context": _around(written, found)}
            yield Problem(written.place, "half_width", details)
        elif wide := next((char for char in written if _is_compatibility_letter(char)), None):
            yield Problem(written.place, "wide_letter", {"found": wide, "right": unicodedata.normalize("NFKC", wide)})
        elif old := _OLD_PUNCTUATION.search(written):
            usual = unicodedata.normalize("NFKC", old[0]).translate(_STRAIGHT)
            yield Problem(written.place, "wide_letter", {"found": old[0], "right": _FULL_WIDTH.get(usual, usual)})


def english_is_half_width(files: Files) -> Iterator[Problem]:
    """English has no full-width punctuation, letters or digits, and no two letters in one, as PDFs have them."""
    wide = re.compile(r"[\u3000-\u303f\uff01-\uff65]")
    for language, written in files.written:
        if language != "en" or _is_chinese(written):
            continue
        if found := wide.search(written):
            yield Problem(written.place, "full_width", {"found": found[0], "context": _around(written, found)})
        elif letter := next((char for char in written if _is_compatibility_letter(char)), None):
            right = unicodedata.normalize("NFKC", letter)
            yield Problem(written.place, "wide_letter", {"found": letter, "right": right})


def english_is_not_chinese(files: Files) -> Iterator[Problem]:
    """What stands as English has letters, if it has Chinese characters: else it is the original, in its place."""
    for language, written in files.written:
        if language == "en" and _is_chinese(written):
            yield Problem(written.place, "chinese_as_english", {"text": written})


def _is_chinese(text: str) -> bool:
    return bool(_HAN.search(text)) and not re.search(_LATIN, text)


@functools.cache
def _is_compatibility_letter(char: str) -> bool:
    """Return whether a letter or digit is a form that exists for old encodings only: Ａ or １."""
    is_letter = unicodedata.category(char) in ("Lu", "Ll", "Nd", "Lo") and not _COMPATIBILITY.match(char)
    is_other = is_letter and char not in _BLANK and unicodedata.normalize("NFKC", char) != char
    return is_other and _rule_of(char) != "letter_like_character"


def named(text: str) -> str:
    """Return the code points of a text, which tell apart what looks the same."""
    return " ".join(map(code_point, text))


def _around(written: Scalar, found: re.Match[str]) -> str:
    """Return a match with some text around it, so that it can be found by eye."""
    return re.sub(r"\s", "␣", written[max(0, found.start() - 6) : found.end() + 6])
