"""The rules on what readers say for what a plan says: each phrase leads to something, and to one thing."""

from __future__ import annotations

from collections.abc import Iterator

from macros.i18n.problem import Problem
from macros.plan.files import Files
from macros.plan.model import Phrase
from macros.plan.yaml_source import Scalar


def phrases_lead_somewhere(files: Files) -> Iterator[Problem]:
    """What a plan is said to say stands in some text of the data, and no form of it is given twice.

    Where a plan has a mistake, that may be why a phrase is not found: run this on plans that are right.
    """
    texts: dict[str, list[str]] = {}
    for language, written in files.written:
        if written.place.path != files.search.place.path:
            texts.setdefault(language, []).append(written.lower())
    first: dict[tuple[str, str], Scalar] = {}
    for phrase in files.search.phrases:
        for language, said in phrase.says.items() if phrase.says else ():
            if said and not any(said.lower() in text for text in texts.get(language, ())):
                yield Problem(said.place, "phrase_nowhere", {"phrase": said})
        yield from _repeated(phrase, first)


def _repeated(phrase: Phrase, first: dict[tuple[str, str], Scalar]) -> Iterator[Problem]:
    """Report the forms of a phrase that were given before, or for which nothing is said in their language."""
    for language, forms in phrase.also.items() if phrase.also else ():
        for form in forms:
            before = first.setdefault((language, form.lower()), form)
            if before is not form:
                yield Problem(form.place, "phrase_twice", {"form": form, "first": before.place})
        if forms and phrase.says and not phrase.says.get(language):
            yield Problem(forms[0].place, "missing_key", {"key": f"says: {language}"})
