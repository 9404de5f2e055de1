"""Templates filled with data: the HTML of a page's body, in our own Jinja environment, which escapes every text."""

from __future__ import annotations

import functools
import itertools
import operator
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import jinja2
from jinja2.bccache import Bucket
from markupsafe import Markup

from macros.i18n.problem import Place
from macros.i18n.words import ORIGINAL, TRANSLATION, Words
from macros.pdf.addresses import bilingual_path, path_of
from macros.pdf.titles import width
from macros.plan.annotation import Annotation, annotation
from macros.plan.party_words import parties_of, said_of_parties
from macros.plan.runs import RunWriter
from macros.plan.site import Site
from macros.plan.work_plan import Duty, Plan
from macros.website.page_kind import PageKind
from macros.website.page_kinds import PAGE_KINDS, address_of
from macros.website.titles import breaker

#: Above this many entries, home links an index instead of listing them.
MANY = 30

#: What a hand-written page may call besides the kinds of page: each is a template.
SNIPPETS = ("issuer", "readers", "parties", "compared")

#: Every macro, by its name.
MACROS = (*PAGE_KINDS, *SNIPPETS)

# Two clauses at the end of a printed page stay together where others stand before them, and where a sheet would not be
# left half empty for it: on half a sheet is room for so many ems.
_FEW, _HALF_SHEET = 3, 600

_NUMBER = re.compile(r"(\[\d{4}\]) No\. (\d)")

_TEMPLATES = Path(__file__).parent / "templates"


class CompiledTemplates(jinja2.BytecodeCache):
    """Templates that were compiled for one build, for the next of `mkdocs serve`; Jinja sees where one has changed."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if code := self._code.get(bucket.key):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key] = bucket.bytecode_to_string()


class Renderer:
    """Renders the pages of one language.

    `line_url` gives the address of a line of the data, and `report_url` that of a form for what is wrong in a clause;
    nothing where the repository has no address. `index` is the file that links to a folder name: none where a server
    finds it, `index.html` where there is no server. `has_pdfs` says whether pages have PDFs beside them. `asset` gives
    the name that a script has in the site. `compiled` are templates of ours that were compiled before.
    """

    def __init__(
        self,
        site: Site,
        words: Words,
        line_url: Callable[[Place], str | None],
        report_url: Callable[[Duty], str | None] = lambda duty: None,
        index: str = "",
        has_pdfs: bool = False,
        asset: Callable[[str], str] = str,
        compiled: jinja2.BytecodeCache | None = None,
    ) -> None:
        self.site = site
        self.words = words
        self._index = index
        self._has_pdfs = has_pdfs
        self._address = ""
        self._writer = RunWriter(site, words)
        self._subjects = functools.cache(functools.partial(_subjects, site))
        self._templates = jinja2.Environment(
            loader=jinja2.FileSystemLoader(_TEMPLATES),
            bytecode_cache=compiled,
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters["together"] = _together
        self._templates.filters["not_within_others"] = _not_within_others
        self._templates.filters["between_words"] = breaker(site, words.language)
        self._templates.globals.update(self._names(), line_url=line_url, report_url=report_url, asset=asset)

    def _names(self) -> dict[str, Any]:
        """Return what every template may use besides its view."""
        return {
            "site": self.site,
            "t": self.words,
            "language": self.words.language,
            "original": ORIGINAL,
            "many": MANY,
            "url": self._url,
            "parties": parties_of(self.site, self.words),
            "said_of_parties": functools.partial(said_of_parties, self.site, self.words),
            "address_of": address_of,
            "in_groups": _in_groups,
            "kept_at_end": functools.partial(_kept_at_end, self.words),
            "side_by_side": _side_by_side(self.words),
            "pdfs_of_plan": self._pdfs_of_plan,
            "pdfs_of_sheet": self._pdfs_of_sheet,
            "is_here": lambda address: address == self._address,
            "name_of": lambda party_id: tuple(self._writer.name(party_id)),
            "annotation": lambda duty: annotation(duty.clause, duty.plan, self._writer),
            "annotation_beside": functools.partial(_annotation_beside, self.site),
            "clauses_of_branches": functools.cache(self._clauses_of_branches),
        }

    def __call__(self, template: str, address: str, view: Mapping[str, Any]) -> str:
        """Render a template with what it reads, as the body of the page at an address."""
        self._address = address.removesuffix(self._index)
        self._writer = RunWriter(self.site, self.words)
        return self._templates.get_template(f"{template}.html").render(view)

    def view(self, macro: str, *arguments: object) -> Mapping[str, Any]:
        """Return what the template of a macro reads when the macro is called with these arguments.

        Raises KeyError where the data has nothing of that year, number or id.
        """
        if macro in SNIPPETS:
            return {}
        kind, subjects = self._subjects(macro)
        return kind.view(self.site, self.words, *subjects[tuple(map(str, arguments))])

    def has(self, what: str) -> bool:
        """Return whether the site has pages of a kind, named as its macro, or persons, sections or translations.

        Raises KeyError where there is nothing of that name.
        """
        others = {
            "persons": bool(self.site.persons),
            "sections": any(plan.sections for plan in self.site.plans),
            "translations": len(self.site.languages) > 1,
        }
        return others[what] if what in others else bool(self._subjects(what)[1])

    def _clauses_of_branches(self, own: frozenset[str]) -> Markup:
        """Render what is asked of those roles: once for all the branches that fill them, whose pages lie equally deep.

        The page that asks has mentioned nobody by name before.
        """
        template = self._templates.get_template("_clauses_of_branches.html")
        return Markup(template.render(duties=self.site.duties_of(own), own=own))

    def _url(self, address: str) -> str:
        """Return an address of the site as a link from the page that is being rendered."""
        page, sign, anchor = address.partition("#")
        if anchor and page == self._address:
            return f"#{anchor}"
        if not page or page.endswith("/"):
            page += self._index
        return ("../" * self._address.count("/") + page + sign + anchor) or "./"

    def _pdfs_of_plan(self, plan: Plan) -> list[tuple[str, Markup]]:
        """Return address and words of each PDF of a whole plan; nothing where the site has none."""
        if not self._has_pdfs:
            return []
        root = "" if self.words.language == ORIGINAL else "../"
        page = address_of("full", plan)
        pdfs = [(path_of(page, self.words.language), self.words("pdf_plan"))]
        for translation in self.site.languages[1:]:
            name = self.words("pdf_side_by_side", language=self.words.language_name(translation))
            pdfs.append((f"{root}{bilingual_path(page, translation)}", name))
        return pdfs

    def _pdfs_of_sheet(self, words: str = "pdf_sheet") -> list[tuple[str, Markup]]:
        """Return address and words of the PDF that is the page's own, such as a study sheet."""
        if not self._has_pdfs:
            return []
        return [(path_of(self._address, self.words.language), self.words(words))]


def _together(text: str) -> str:
    """Keep the parts of a document's number in English on one line: [2021] No. 1."""
    return _NUMBER.sub("\\1\u00a0No.\u00a0\\2", text) if "] No. " in text else text


def _not_within_others(forms: Sequence[str]) -> list[str]:
    """Leave out what stands within another form: a list is narrowed by any part of what its entries are found by."""
    return [form for form in forms if not any(form != other and form in other for other in forms)]


def _subjects(site: Site, name: str) -> tuple[PageKind, dict[tuple[str, ...], tuple[Any, ...]]]:
    """Return the kind of page of a name, and what its pages are about, by the arguments that name it in a call."""
    kind = PAGE_KINDS[name]
    named = ((kind.subjects.arguments(*subject), subject) for subject in kind.subjects.of(site))
    return kind, {tuple(map(str, arguments)): subject for arguments, subject in named}


def _side_by_side(words: Words) -> tuple[Words, Words]:
    """Return the words of the two languages of bilingual pages: the original, and this one or the translation."""
    if words.language == ORIGINAL:
        return words, Words(TRANSLATION)
    return Words(ORIGINAL), words


def _annotation_beside(site: Site, words: Words, duty: Duty) -> Annotation:
    """Return the annotation of a clause as it stands beside the same in the other language."""
    return annotation(duty.clause, duty.plan, RunWriter(site, words, is_beside_original=True))


def _kept_at_end(words: Words, duties: Sequence[Duty]) -> Sequence[Duty]:
    """Return the clauses that no sheet's end parts from what ends a printed page: the last one or, if short, two."""
    length = sum(width(words.text(duty.clause.text)) for duty in duties[-2:])
    return duties[-2:] if len(duties) > _FEW and length <= _HALF_SHEET else duties[-1:]


def _in_groups(duties: Iterable[Duty], part: str) -> list[tuple[Any, list[Duty]]]:
    """Put duties that follow each other in the same plan, section or item together under it."""
    return [(whole, list(group)) for whole, group in itertools.groupby(duties, operator.attrgetter(part))]
