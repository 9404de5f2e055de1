"""A text of the data in several languages, and for which original each of its translations was made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from macros.i18n.problem import Place
from macros.i18n.words import ORIGINAL
from macros.plan.yaml_source import Scalar


class Entry(NamedTuple):
    """A line of the translation lock: the fingerprints of an original, and of the translation made for it.

    It has no source location where it was made from the data, not read from the lock.
    """

    original: str
    translation: str
    place: Place | None = None


#: The entries by a text's name and language; where two locks were merged, one may have two.
Lock = Mapping[tuple[str, str], Sequence[Entry]]

T = TypeVar("T")


class ByLanguage(Mapping[str, T]):
    """What is written in several languages, by language code; read-only."""

    __slots__ = ("_written",)

    def __init__(self, written: Mapping[str, T] = MappingProxyType({})) -> None:
        self._written = dict(written)

    def __getitem__(self, language: str) -> T:
        return self._written[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._written)

    def __len__(self) -> int:
        return len(self._written)


class Text(ByLanguage[Scalar]):
    """One text in several languages; the original is always there."""

    __slots__ = ("_outdated", "_place")

    def __init__(
        self, written: Mapping[str, Scalar], place: Place, outdated: Mapping[str, Entry] = MappingProxyType({})
    ) -> None:
        super().__init__(written)
        self._place = place
        self._outdated = outdated

    @property
    def place(self) -> Place:
        return self._place

    @property
    def outdated(self) -> Mapping[str, Entry]:
        """The languages whose translation was made for another original, each with the entry that shows it."""
        return self._outdated

    def in_(self, language: str) -> str:
        """Return the text in a language, or the original where there is no translation."""
        return str(self._written.get(language) or self._written[ORIGINAL])

    def has(self, language: str) -> bool:
        return bool(self._written.get(language))

    def shown_in(self, language: str) -> Shown:
        """Return what readers of a language are shown, on pages and in PDFs: no doubtful text without a notice."""
        if not self.has(language):
            return Shown(self[ORIGINAL], ORIGINAL, "untranslated")
        return Shown(self[language], language, "outdated" if language in self.outdated else "")


class Paragraphs(tuple[Text, ...]):
    """Texts of which each is a paragraph; in YAML one text, or a list of them."""

    __slots__ = ()


class Shown(NamedTuple):
    """A text as it is shown: the language that it is in, and the key of the notice to it; nothing where it is right."""

    text: Scalar
    language: str
    notice: str


class Translations(ByLanguage[Scalar]):
    """A text that may be absent in any language."""

    __slots__ = ()


class Variants(ByLanguage[tuple[Scalar, ...]]):
    """Further forms of a term."""

    __slots__ = ()
