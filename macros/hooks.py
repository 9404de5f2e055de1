"""The one file that answers MkDocs' events: pages from data, two languages from one command, and no half-built site.

MkDocs loads hooks by path and keeps the module for all builds of one command, those of `mkdocs serve`, so what has to
outlive one build stands in `_build`.
"""

from __future__ import annotations

import contextlib
import copy
import dataclasses
import functools
import importlib
import importlib.metadata
import importlib.util
import json
import logging
import shutil
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import ModuleType
from urllib.parse import urljoin, urlsplit

import jinja2
from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import get_toc

# The project is no installed package: this is the one place that puts its folder on the path.
_PROJECT = Path(__file__).parents[1]
sys.path.insert(0, str(_PROJECT))

from macros import data_folder, line_url, makes_pdfs, translations  # noqa: E402
from macros.check import SPOKEN, line, report  # noqa: E402
from macros.exchange import put_in_place  # noqa: E402
from macros.frame import Frame  # noqa: E402
from macros.language_build import LanguageBuild  # noqa: E402
from macros.load import site_at  # noqa: E402
from macros.located import DataError  # noqa: E402
from macros.model import ORIGINAL, Site  # noqa: E402
from macros.pages import Heading, Page, navigation, pages  # noqa: E402
from macros.paper import codes  # noqa: E402
from macros.render import COMPILED, release  # noqa: E402
from macros.search import index, standard  # noqa: E402
from macros.search_files import KNOWN_MATERIAL, material_worker, write_search  # noqa: E402
from macros.terms import explained  # noqa: E402
from macros.words import Words, languages, outdated, untranslated  # noqa: E402

_log = logging.getLogger("mkdocs.plugins.plan")

# Whatever a plugin does with a configuration or a page, it does to what is set before it and read after it.
_FIRST, _LAST = 100, -100

# The search's index waits for a process of its own, and the pages are written meanwhile.
_BESIDE = ThreadPoolExecutor(1)

# A frame is rendered once with marks and twice to prove it.
_WORTH_A_FRAME = 3

# Seconds after which a long run says how far it is.
_SILENCE = 5


@dataclasses.dataclass
class _Build:
    """What the running command is doing: `top` is the configuration it was given, `target` where its site goes."""

    command: str = ""
    top: MkDocsConfig | None = None
    target: Path | None = None
    complete: bool = False
    languages: dict[str, Words] = dataclasses.field(default_factory=dict)
    theme: jinja2.Environment | None = None
    made: list[_GeneratedPage] = dataclasses.field(default_factory=list)
    written: dict[str, str] = dataclasses.field(default_factory=dict)
    index: Future | None = None
    others: dict[str, LanguageBuild] = dataclasses.field(default_factory=dict)


_build = _Build()


class _GeneratedPage(MkDocsPage):
    """A page made from the data. What MkDocs would read from a file and its Markdown is known, or finished HTML."""

    def __init__(self, page: Page, title: str | None, file: File, config: MkDocsConfig) -> None:
        super().__init__(title, file, config)
        self.made_from = page
        self.frame: Frame | None = None
        self.edit_url = line_url(page.place, _PROJECT, config.repo_url, config.edit_uri)

    def read_source(self, config: MkDocsConfig) -> None:
        """Give the macro call that makes the body to mkdocs-macros, and the rest as front matter would."""
        self.markdown = f"{{{{ {self.made_from.call} }}}}"
        self.meta = {"title": self.made_from.title, "description": self.made_from.description}
        if self.frame:
            self.meta["template"] = "framed.html"

    def render(self, config: MkDocsConfig, files) -> None:
        """Leave the body as the macro gave it; Markdown would only read it."""
        self.content = self.markdown
        self.toc = get_toc([_toc_token(heading, 2) for heading in self.made_from.headings])

    @property
    def alike(self) -> tuple:
        """What two pages have in common whose frames differ only in what `_in_frame` puts in."""
        return self.made_from.kind, self.made_from.address.count("/"), self.made_from.headings


class _Stopped(Abort):
    """The build cannot go on, and why has been printed."""

    def __init__(self, sentences: Iterable[str]) -> None:
        super().__init__("")
        print("\n".join(sentences), file=sys.stderr)


def _stopped_by_the_project(key: str, **values: str) -> _Stopped:
    """Say in one sentence of the locales how pages, languages or folders do not fit together."""
    return _Stopped([" / ".join(Words(language).plain(key, **values) for language in SPOKEN)])


def on_startup(command: str, dirty: bool) -> None:
    """Begin a command. `mkdocs build` works in a folder beside the site and puts it in place when it is complete."""
    _build.command, _build.top, _build.target, _build.complete = command, None, None, False


@event_priority(_FIRST)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Load the data, stop where it is wrong, and fill in what mkdocs.yml leaves to it."""
    _build.languages = _languages(config)
    site, words = _site(config), _words(config)
    config.site_name = words.text(site.about.name)
    config.copyright = words.text(site.about.issuer)
    config.site_description = words.text(site.about.description)
    if config.site_url:
        config.site_url = urljoin(config.site_url, _folder(words.language))
    if not config.repo_url:
        config.edit_uri = None
    if config.extra.get("offline"):
        config.use_directory_urls = False
    for palette in config.theme["palette"]:
        palette["toggle"] = {**palette["toggle"], "name": words.plain(palette["toggle"]["name"])}
    if _build.target is None and _build.command in ("build", "gh-deploy"):
        # Where site/ is a link, its target is what is replaced.
        _build.top, _build.target = config, Path(config.site_dir).resolve()
        config.site_dir = str(_build.target.with_name(f"{_build.target.name}.building"))
    if not _has_own_search(config):
        config.theme["features"].append("search.highlight")
    if makes_pdfs(config.extra):
        _refuse_without_typesetter()
    _refuse_pages_without_an_original()
    _tell_what_is_left_out(config, site, words)
    return config


def on_files(files, config: MkDocsConfig):
    """Add a page for every section, party, branch and so on; nothing is written into docs/."""
    site, words = _site(config), _words(config)
    _add_what_only_the_original_has(files, config)
    if words.language != ORIGINAL:
        _leave_to_the_original_what_is_there_once(files)
    written = list(files.documentation_pages())
    for file in written:
        file.edit_uri = Path(file.abs_src_path).relative_to(_PROJECT).as_posix()
    own = navigation(site, words)
    titles = dict(_titles(own))
    written_at = {file.dest_uri: file for file in written}
    made = []
    for page in pages(site, words):
        # What makes the content is the page below; MkDocs asks where a file without any comes from.
        file = File.generated(config, f"{page.address}index.md", content="", inclusion=InclusionLevel.NOT_IN_NAV)
        if file.dest_uri in written_at:
            raise _page_in_the_way(written_at[file.dest_uri])
        made.append(_GeneratedPage(page, titles.get(file.src_uri), file, config))
        files.append(file)
    _share_frames(made)
    _build.made, _build.written = made, {}
    terms = json.dumps({words.language: explained(site, words)}, ensure_ascii=False, separators=(",", ":"))
    terms = f"planTerms=Object.assign(self.planTerms||{{}},{terms})"
    files.append(File.generated(config, "assets/javascripts/terms-data.js", content=terms))
    files.append(File.generated(config, "manifest.webmanifest", content=_manifest(config, site, words)))
    config.nav = [*own, *(file.src_uri for file in written)]
    if words.language == ORIGINAL:
        _begin_other_languages(config)
    return files


def _begin_other_languages(config: MkDocsConfig) -> None:
    """Have the other languages built into folders of the original, for the same addresses and from the same data."""
    for language in _other_languages():
        _build.others.setdefault(language, LanguageBuild()).begin(
            config_file=str(_PROJECT / f"mkdocs.{language}.yml"),
            site_dir=str(Path(config.site_dir) / language),
            site_url=config.site_url,
            repo_url=config.repo_url,
            edit_uri=config.edit_uri,
            use_directory_urls=config.use_directory_urls,
            strict=config.strict,
            extra={name: config.extra.get(name) for name in ("data_dir", "pdf")},
            serve_url=config.site_url if _build.command == "serve" else None,
            log_level=logging.getLogger("mkdocs").level,
        )


@event_priority(_LAST)
def on_page_content(html: str, page, config: MkDocsConfig, files) -> str:
    """Put what macros rendered into the hand-written pages, and let Material's search read what it is to read."""
    if not isinstance(page, _GeneratedPage):
        _build.written[page.url] = page.meta.get("title", page.title)
    # Material's search takes the title for HTML; for ours it is to read no page.
    page.meta["title"] = escape(page.meta.get("title", page.title))
    if _has_own_search(config):
        page.meta["search"] = {"exclude": True}
    if isinstance(page, _GeneratedPage):
        return html if _has_own_search(config) else release(html)
    return release(_marked_if_foreign(html, Path(page.file.src_dir).name, _words(config)))


def on_env(env, config: MkDocsConfig, files):
    """Escape what the theme prints too: titles, descriptions and the site's name are data. Print no empty lines."""
    env.autoescape = True
    env.trim_blocks = env.lstrip_blocks = True
    env.bytecode_cache = COMPILED
    env.globals["words"] = _words(config)
    _build.theme = env
    env.globals["own_search"] = _has_own_search(config) and material_worker(file.src_uri for file in files)
    if _has_own_search(config):
        shown = [page.made_from for page in _build.made]
        _build.index = _BESIDE.submit(index, _site(config), _words(config), shown, dict(_build.written))
    return env


@event_priority(_LAST)
def on_page_context(context, page, config: MkDocsConfig, nav):
    """Link the page to its twins; its content is finished HTML, and all else that the theme prints is not.

    A generated page is rendered only here, so that one at a time is in memory.
    """
    page.content = Markup(release(page.content))
    if not isinstance(page, _GeneratedPage):
        # Markdown made these headings, and escaped them.
        for entry in _all_entries(page.toc):
            entry.title = Markup(entry.title)
    language = _words(config).language
    context["alternates"] = _alternates(page.url, language, config)
    context |= _paper(page, language, config)
    if isinstance(page, _GeneratedPage) and page.frame:
        context["whole"] = Markup(page.frame.page(_in_frame(page, context), functools.partial(_framed, page, context)))
    return context


def _paper(page: MkDocsPage, language: str, config: MkDocsConfig) -> dict:
    """Give what a page prints at its head and foot; the QR code is one file beside it, for whatever prints it."""
    site = _site(config)
    plan = page.made_from.plan if isinstance(page, _GeneratedPage) else None
    printed = {"root": _up(page.url, language), "site": site, "plan": plan or site.newest}
    if _printed_root(config):
        path = Path(page.file.abs_dest_path).with_suffix(".png")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(codes.png(page.canonical_url))
        printed["code"] = path.name
    return printed


def _printed_root(config: MkDocsConfig) -> str:
    """Give the address that a site has on paper: a phone cannot open the one at which `mkdocs serve` shows it."""
    return config.site_url if config.site_url and _build.command != "serve" else ""


def _share_frames(made: Iterable[_GeneratedPage]) -> None:
    """Give pages that are alike one frame, where they are many enough to pay for it."""
    counts = Counter(page.alike for page in made)
    frames = {alike: Frame() for alike, count in counts.items() if count > _WORTH_A_FRAME}
    for page in made:
        page.frame = frames.get(page.alike)


def _in_frame(page: _GeneratedPage, context: Mapping) -> dict[str, str]:
    """Give what differs between pages that share a frame, as finished HTML."""
    values = {
        "title": page.meta["title"],
        "description": page.meta["description"],
        "content": page.content,
        "edit_url": page.edit_url,
        "canonical_url": page.canonical_url,
    }
    for alternate in context["alternates"]:
        values |= {f"{key} {alternate['language']}": alternate[key] for key in ("href", "absolute")}
    return {name: escape(value) for name, value in values.items() if value is not None}


def _framed(page: _GeneratedPage, context: Mapping, values: Mapping[str, str]) -> str:
    """Have the theme print a page with some values in it."""
    shown = copy.copy(page)
    shown.title = values["title"]
    shown.meta = {name: values[name] for name in ("title", "description")}
    shown.content = values["content"]
    shown.edit_url, shown.canonical_url = values.get("edit_url"), values.get("canonical_url")
    alternates = [
        {**alternate, **{key: values[f"{key} {alternate['language']}"] for key in ("href", "absolute")}}
        for alternate in context["alternates"]
    ]
    return _build.theme.get_template("main.html").render({**context, "page": shown, "alternates": alternates})


@event_priority(_LAST)
def on_post_page(output: str, page, config: MkDocsConfig) -> str:
    """Take indentation and empty lines out of what was made, and let go of it; MkDocs keeps every page until the end.

    A hand-written page may hold code, whose lines stay as they are.
    """
    if not isinstance(page, _GeneratedPage):
        return output
    page.content = None
    return "\n".join(filter(None, map(str.strip, output.split("\n"))))


def on_template_context(context, template_name: str, config: MkDocsConfig):
    """The error page stands at no address of its own: its links start at the root of the host."""
    language = _words(config).language
    context["root"] = root = urlsplit(_root(config, language)).path or "/"
    context["alternates"] = [_alternate(other, f"{root}{_folder(other)}", language) for other in _build.languages]
    return context


@event_priority(_LAST)
def on_post_build(config: MkDocsConfig) -> None:
    """Write what is made of all pages, and wait for the other languages: the site is complete with all of them."""
    if _has_own_search(config):
        entries = standard(_site(config), _words(config), (page.made_from for page in _build.made))
        write_search(Path(config.site_dir), _build.index.result(), entries)
    if _words(config).language == ORIGINAL:
        for language in _other_languages():
            if not _build.others[language].is_complete():
                raise _stopped_by_the_project("language_not_built", language=language)
        if makes_pdfs(config.extra):
            if _build.command != "serve":
                # They have nothing left to build, and their memory is better used for setting PDFs.
                _end_other_languages()
            _add_pdfs(config)
    if config is _build.top:
        _build.complete = True


def _has_own_search(config: MkDocsConfig) -> bool:
    return config.extra.get("search") != "material"


def _add_pdfs(config: MkDocsConfig) -> None:
    """Put each page's PDF beside it. They are kept in a folder beside the site, and set again when they change."""
    site, words = _site(config), _words(config)
    documents, typesetting = _pdf_modules()
    made = documents.documents_of(site, _build.languages, _printed_root(config))
    for place, character in typesetting.undrawn(site):
        sentence = words.plain("undrawn_character", character=character, code=f"U+{ord(character):04X}")
        _log.info(line(place, sentence))
    target = _build.target or _PROJECT / "site"
    folder = target.with_name(f"{target.name}.pdfs")
    try:
        typesetting.typeset(made, folder, functools.partial(_tell_progress, words, [time.monotonic()]))
    except typesetting.TypesettingError as error:
        raise _stopped_by_the_project(error.key, **error.values) from None
    for path in made:
        shutil.copyfile(folder / path, Path(config.site_dir) / path)


def _pdf_modules() -> tuple[ModuleType, ModuleType]:
    """Return the modules that make PDFs. Only `make pdf` installs what they import, so nothing else may need them."""
    try:
        return importlib.import_module("macros.paper.documents"), importlib.import_module("macros.paper.typesetting")
    except ModuleNotFoundError:
        raise _stopped_by_the_project("no_typesetter") from None


def _refuse_without_typesetter() -> None:
    """Stop before anything is built. Nothing is imported: every language's process would keep it in memory."""
    if not all(map(importlib.util.find_spec, ("brotli", "fontTools", "icu4py", "typst"))):
        raise _stopped_by_the_project("no_typesetter")


def _tell_progress(words: Words, told: list[float], done: int, count: int) -> None:
    """Say every few seconds how far the PDFs are, and when they are all made."""
    if done == count or time.monotonic() - told[-1] > _SILENCE:
        told.append(time.monotonic())
        _log.info(words.plain("pdfs_made", done=done, count=count))


def on_build_error(error: Exception) -> None:
    """Keep the last good site: also what strict mode objects to comes here, after all pages were written."""
    _build.complete = False
    _end_other_languages()


def _end_other_languages() -> None:
    for other in _build.others.values():
        other.end()


def on_shutdown() -> None:
    """Put a complete site in the place of the last one; throw an incomplete one away."""
    _end_other_languages()
    if _build.target is None:
        return
    built = Path(_build.top.site_dir)
    try:
        if _build.complete:
            put_in_place(built, _build.target)
            _build.top.site_dir = str(_build.target)
    finally:
        shutil.rmtree(built, ignore_errors=True)


def on_serve(server, config: MkDocsConfig, builder):
    """Rebuild when the data, the tool's words and templates, a page or a style changes."""
    for path in (data_folder(config.extra, _PROJECT), *(_PROJECT / name for name in ("macros", "docs"))):
        server.watch(str(path))
    for language in _other_languages():
        server.watch(str(_PROJECT / f"mkdocs.{language}.yml"))
    server.builder = functools.partial(_rebuild, server.builder)
    return server


def _rebuild(builder: Callable[[], None]) -> None:
    """Go on serving the last good site while the data is wrong; MkDocs would answer nothing until it is mended."""
    with contextlib.suppress(_Stopped):
        builder()


def _site(config: MkDocsConfig) -> Site:
    try:
        return site_at(data_folder(config.extra, _PROJECT))
    except DataError as error:
        raise _Stopped(report(error.problems, [Words(language) for language in SPOKEN])) from None


def _words(config: MkDocsConfig) -> Words:
    return _build.languages[config.theme["language"]]


def _languages(config: MkDocsConfig) -> dict[str, Words]:
    """Give the words of the original language, and of each that has an mkdocs.<language>.yml."""
    others = translations(_PROJECT)
    for language in {config.theme["language"], *others}.difference(languages()):
        raise _stopped_by_the_project("no_locale", language=language)
    return {language: Words(language) for language in (ORIGINAL, *others)}


def _other_languages() -> list[str]:
    """List the languages that are built beside the original."""
    return [language for language in _build.languages if language != ORIGINAL]


def _folder(language: str) -> str:
    return "" if language == ORIGINAL else f"{language}/"


def _tell_what_is_left_out(config: MkDocsConfig, site: Site, words: Words) -> None:
    """Say what the site goes without, as information: it is no mistake, and strict mode must not stop on it."""
    if words.language != ORIGINAL:
        count = untranslated(site.texts, words.language)
        _log.info(words.plain("summary_untranslated", language=words.language, count=count))
        if count := outdated(site.texts, words.language):
            _log.info(words.plain("summary_outdated", language=words.language, count=count))
        return
    version = importlib.metadata.version("mkdocs-material")
    if version not in KNOWN_MATERIAL:
        _log.info(words.plain("search_unknown_material", known=KNOWN_MATERIAL[-1], version=version))
    for setting, sentence in ((config.site_url, "no_site_url"), (config.repo_url, "no_repo_url")):
        if not setting:
            _log.info(words.plain(sentence))
    for notice in site.notices:
        _log.info(line(notice.place, words.problem(notice)))


def _refuse_pages_without_an_original() -> None:
    """Every hand-written page stands in the original: else the language switch would lead nowhere from it.

    All languages are looked at before anything is built, since what was built goes first, whatever its language.
    """
    originals = _PROJECT / "docs" / ORIGINAL
    for folder in (_PROJECT / "docs" / language for language in _build.languages):
        for path in sorted(folder.rglob("*.md")):
            original = originals / path.relative_to(folder)
            if not original.is_file():
                here, there = (page.relative_to(_PROJECT).as_posix() for page in (path, original))
                raise _stopped_by_the_project("page_without_original", path=here, original=there)


def _manifest(config: MkDocsConfig, site: Site, words: Words) -> str:
    """Give what a phone reads when the site is put on its home screen (W3C, Web Application Manifest)."""
    icons = [
        {"src": f"assets/images/icon-{size}.png", "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
        for size in (192, 512)
        for purpose in ("any", "maskable")
    ]
    manifest = {
        "name": config.site_name,
        "short_name": words.text(site.newest.short_title),
        "description": config.site_description,
        "lang": words.language,
        "start_url": "./",
        "display": "browser",
        "background_color": "#ffffff",
        "theme_color": "#a61b1b",
        "icons": icons,
    }
    return json.dumps(manifest, ensure_ascii=False)


def _page_in_the_way(file: File) -> _Stopped:
    path = Path(file.abs_src_path).relative_to(_PROJECT).as_posix()
    return _stopped_by_the_project("page_in_the_way", path=path)


def _titles(navigation: Iterable) -> Iterator[tuple[str, str]]:
    """Give the pages of a `nav` that have a title of their own in it, each with that title."""
    for entry in navigation:
        for title, target in entry.items() if isinstance(entry, dict) else ():
            if isinstance(target, str):
                yield target, title
            else:
                yield from _titles(target)


def _leave_to_the_original_what_is_there_once(files) -> None:
    """Keep one copy of the reader's settings, and of paper's fonts and styles, which are larger than all the rest."""
    once = ("assets/fonts/", "assets/stylesheets/print", "assets/javascripts/settings.js")
    for file in list(files):
        if file.src_uri.startswith(once):
            files.remove(file)


def _add_what_only_the_original_has(files, config: MkDocsConfig) -> None:
    """Show a hand-written page that has no translation yet in the original: no language has a missing page."""
    folder = _PROJECT / "docs" / ORIGINAL
    for path in sorted(folder.rglob("*.md")):
        name = path.relative_to(folder).as_posix()
        if files.get_file_from_path(name) is None:
            files.append(File(name, str(folder), config.site_dir, config.use_directory_urls))


def _toc_token(heading: Heading, level: int) -> dict:
    children = [_toc_token(child, level + 1) for child in heading.children]
    return {"name": heading.title, "id": heading.anchor, "level": level, "children": children}


def _all_entries(entries: Iterable) -> Iterable:
    for entry in entries:
        yield entry
        yield from _all_entries(entry.children)


def _marked_if_foreign(html: str, language_of_page: str, words: Words) -> str:
    """Mark a hand-written page that is shown in another language than the site around it, and say so."""
    if language_of_page == words.language:
        return html
    notice = Markup('<p class="untranslated-notice">{}</p>').format(words("untranslated_page"))
    return f'{notice}<div lang="{language_of_page}">{html}</div>'


def _alternates(address: str, language: str, config: MkDocsConfig) -> list[dict]:
    """Give a page's address in every language: relative, so that a copy of the site on any host holds together."""
    up = _up(address, language)
    alternates = [_alternate(other, f"{up}{_folder(other)}{address}" or "./", language) for other in _build.languages]
    if config.site_url:
        for alternate in alternates:
            alternate["absolute"] = f"{_root(config, language)}{_folder(alternate['language'])}{address}"
    return alternates


def _up(address: str, language: str) -> str:
    """Give the way from a page to the root of all languages."""
    return "../" * (address.count("/") + _folder(language).count("/"))


def _root(config: MkDocsConfig, language: str) -> str:
    """Give the address under which all languages stand; nothing where the site has none."""
    return (config.site_url or "").removesuffix(_folder(language))


def _alternate(language: str, href: str, current: str) -> dict:
    return {
        "language": language,
        "href": href,
        "absolute": href,
        "is_current": language == current,
        "is_default": language == ORIGINAL,
        "words": _build.languages[language],
    }
