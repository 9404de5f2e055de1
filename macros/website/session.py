"""A running mkdocs command: what its builds know, and its answers to MkDocs' events."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urljoin, urlsplit

import jinja2
from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from macros.i18n.report import REPORT_LANGUAGES, report
from macros.i18n.words import ORIGINAL, Words
from macros.pdf import qr_codes
from macros.plan.data_folder import signature_of
from macros.plan.load import load
from macros.plan.party_words import said_of_parties
from macros.plan.site import Site
from macros.plan.yaml_source import DataError
from macros.search.assets import INDEX, write_index
from macros.search.index import Index, index
from macros.search.pinyin_process import PinyinProcess
from macros.website import languages
from macros.website.assets import Assets
from macros.website.deferred import Deferred
from macros.website.errors import BuildStopped, build_stopped, not_written, writing
from macros.website.generated_pages import GeneratedPage, share_shells
from macros.website.language_build import LanguageBuild
from macros.website.languages import folder_of, root_of
from macros.website.log_filter import leave_out_steps
from macros.website.manifest import manifest
from macros.website.notices import log_what_is_left_out
from macros.website.pages import Page, found_by_title, navigation, pages, suggested
from macros.website.pdfs import add_pdfs, refuse_without_typesetter
from macros.website.render import CompiledTemplates
from macros.website.serving import Serving
from macros.website.settings import PROJECT, data_folder, makes_pdfs, shows_drafts
from macros.website.theme_files import leave_out_what_no_page_shows, put_words_into_reader
from macros.website.written_pages import all_entries, source_of, text_below_the_title

if TYPE_CHECKING:
    from macros.website.publish import Workplace

# Whatever a plugin does with a configuration or a page, it does to what is set before it and read after it.
_FIRST, _LAST = 100, -100


class Session:
    """What outlives one build of a command: `mkdocs serve` builds many times.

    `site` is the data that is built, and `words` are those of all languages of the site, the original first. Both are
    there once a build is configured.
    """

    site: Site
    _theme: jinja2.Environment
    _index: Future[Index]

    def __init__(self) -> None:
        self.command = ""
        self.is_complete = False
        self.words: dict[str, Words] = {}
        self.deferred = Deferred()
        self.assets = Assets()
        # Templates that were compiled for one build, ours and the theme's, serve the next.
        self.compiled = CompiledTemplates()
        self._output: _Output | None = None
        self._serving = Serving()
        leave_out_steps()
        self._signature: object = None
        self._made: list[GeneratedPage] = []
        # Title and text of each hand-written page, by its address.
        self._written: dict[str, tuple[str, ...]] = {}
        self._others: dict[str, LanguageBuild] = {}
        # The search's index waits for a process of its own, and the pages are written meanwhile.
        self._beside = ThreadPoolExecutor(1)
        self._pinyin = PinyinProcess()

    # --- The command

    def on_startup(self, command: str, dirty: bool) -> None:
        """Begin a command. `mkdocs build` works in a folder beside the site and puts it in place when complete."""
        self.command, self._output, self.is_complete = command, None, False
        # The day and the machine's habits make no difference to what is built, in any of the languages' processes.
        os.environ["SOURCE_DATE_EPOCH"] = "0"
        os.umask(0o022)

    def on_shutdown(self) -> None:
        """Put a complete site in the place of the last one; throw an incomplete one away."""
        if self.command != "gh-deploy":
            # The command ends here within seconds; a second Ctrl+C would only leave its work lying about.
            signal.signal(signal.SIGINT, signal.SIG_IGN)
        self._end_other_languages()
        if self._output is None:
            return
        config, workplace = self._output
        with writing(), contextlib.closing(workplace):
            if self.is_complete:
                workplace.publish()
                config.site_dir = str(workplace.target)

    def on_serve(self, server: LiveReloadServer, config: MkDocsConfig, builder: Callable[[], None]) -> LiveReloadServer:
        """Rebuild when the data, the tool's words and templates, a page or a style changes."""
        for path in (data_folder(config.extra, PROJECT), *(PROJECT / name for name in ("macros", "docs"))):
            server.watch(str(path))
        for language in self._other_languages():
            server.watch(str(PROJECT / f"mkdocs.{language}.yml"))
        self._serving.take_over(server, config)
        return server

    def on_build_error(self, error: Exception) -> None:
        """Keep the last good site: also what strict mode objects to comes here, after all pages were written."""
        self.is_complete = False
        self._end_other_languages()
        if isinstance(error, OSError):
            raise not_written(error) from None

    # --- The configuration

    @event_priority(_FIRST)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the data, stop where it is wrong, and fill in what mkdocs.yml leaves to it."""
        config.extra["session"] = self
        self.words = languages.words_of_project(config)
        words = self.words_of(config)
        languages.borrow_words_of_the_theme(config, words)
        if self.command == "serve" and words.language == ORIGINAL:
            self._serving.choose_port(config)
        if not self._load(config):
            config.theme.static_templates.clear()
            return config
        site = self.site
        self.words = {language: self.words[language] for language in site.languages}
        config.site_name = words.text(site.about.name)
        config.copyright = words.text(site.about.issuer)
        config.site_description = words.text(site.about.description)
        if config.site_url:
            config.site_url = urljoin(config.site_url, folder_of(words.language))
        if not config.repo_url:
            config.edit_uri = None
        if config.extra.get("offline"):
            config.use_directory_urls = False
        for palette in config.theme["palette"]:
            palette["toggle"] = {**palette["toggle"], "name": words.plain(palette["toggle"]["name"])}
        _ask_a_worker(config)
        self._build_beside_the_site(config)
        if makes_pdfs(config.extra):
            refuse_without_typesetter()
        languages.refuse_pages_without_an_original(self.words)
        log_what_is_left_out(config, site, words)
        return config

    def words_of(self, config: MkDocsConfig) -> Words:
        """Return the words of the language that a configuration builds."""
        return self.words[config.theme["language"]]

    def _load(self, config: MkDocsConfig) -> bool:
        """Load the data, unless no file has changed; False where `mkdocs serve` has only its start page to show."""
        folder = data_folder(config.extra, PROJECT)
        signature = signature_of(folder)
        self._serving.problems = ()
        if self._signature == signature:
            return True
        try:
            self.site = load(folder, with_drafts=shows_drafts(config.extra, self.command))
        except DataError as error:
            locales = [Words(language) for language in REPORT_LANGUAGES]
            stopped = BuildStopped(report(error.problems, locales, waiting=error.waiting))
            if self.command != "serve" or self._serving.has_site:
                raise stopped from None
            self._serving.problems = stopped.sentences
            return False
        self._signature = signature
        return True

    def _build_beside_the_site(self, config: MkDocsConfig) -> None:
        if self._output is None and self.command in ("build", "gh-deploy"):
            # Its locks are slow to load, and the other languages' processes publish nothing.
            from macros.website.publish import Workplace

            # Where site/ is a link, its target is what is replaced.
            with writing():
                workplace = Workplace(Path(config.site_dir).resolve())
            self._output = _Output(config, workplace)
            config.site_dir = str(workplace.site)

    # --- The files and pages

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add a page for every section, party, branch and so on; nothing is written into docs/."""
        if self._serving.problems:
            return self._serving.start_page(config)
        words = self.words_of(config)
        languages.add_what_only_the_original_has(files, config)
        put_words_into_reader(files, words)
        self.assets.add(files, config, self.site, self.words, words.language)
        if words.language != ORIGINAL:
            languages.leave_to_the_original_what_is_there_once(files)
        written = list(files.documentation_pages())
        for file in written:
            file.edit_uri = source_of(file)
        made = list(pages(self.site, words))
        self._made, self._written = list(self._generated(made, files, written, config)), {}
        share_shells(self._made)
        leave_out_what_no_page_shows(files, made, self.site)
        files.append(File.generated(config, "manifest.webmanifest", content=manifest(self.site, words)))
        config.nav = [*navigation(made, self.site, words), *(file.src_uri for file in written)]
        if words.language == ORIGINAL:
            self._begin_other_languages(config)
        return files

    def _generated(
        self, made: Iterable[Page], files: Files, written: Iterable[File], config: MkDocsConfig
    ) -> Iterator[GeneratedPage]:
        """Yield the pages that the data makes, each with a file of its own."""
        # Windows and macOS take addresses for the same that differ in case only.
        written_at = {file.dest_uri.lower(): file for file in written}
        for page in made:
            # What makes the content is the page; MkDocs asks where a file without any comes from.
            file = File.generated(config, page.source, content="", inclusion=InclusionLevel.NOT_IN_NAV)
            if file.dest_uri in written_at:
                raise build_stopped("page_in_the_way", path=source_of(written_at[file.dest_uri]))
            yield GeneratedPage(page, file, config)
            files.append(file)

    @event_priority(_LAST)
    def on_page_content(self, html: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Put what macros rendered into the hand-written pages, and keep all pages from Material's search."""
        title = page.meta.get("title", page.title)
        is_searched = not (page.meta.get("search") or {}).get("exclude")
        # Material's search takes the title for HTML; it is to read no page.
        page.meta["title"] = escape(title)
        page.meta["search"] = {"exclude": True}
        if isinstance(page, GeneratedPage):
            return html
        html = self.deferred.resolve(html)
        self._written[page.url] = (title, text_below_the_title(html)) if is_searched else (title,)
        return languages.marked_if_foreign(html, Path(page.file.src_dir or ""), self.words_of(config))

    def on_env(self, env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Escape what the theme prints too: titles, descriptions and the site's name are data. Print no empty lines."""
        if self._serving.problems:
            return env
        env.autoescape = True
        env.trim_blocks = env.lstrip_blocks = True
        env.bytecode_cache = self.compiled
        env.globals["words"] = words = self.words_of(config)
        env.filters["asset"] = self.assets
        env.globals["search_placeholder"] = said_of_parties(self.site, words, "search_placeholder")
        env.globals["short_name"] = words.text(self.site.newest.short_title)
        self._theme = env
        shown = [page.made_from for page in self._made]
        found, suggestions = found_by_title(shown, words) | self._written, suggested(shown, self.site)
        self.assets.name_index(data_folder(config.extra, PROJECT), found, suggestions)
        index_file = "" if config.use_directory_urls else "index.html"
        env.globals["search_ways"] = {address + index_file: label for address, label in suggestions.items()}
        self._index = self._beside.submit(index, self.site, words, found, suggestions, self._pinyin)
        return env

    @event_priority(_LAST)
    def on_page_context(
        self, context: dict[str, Any], page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> dict[str, Any]:
        """Link the page to its translations; its content is finished HTML, and all else that the theme prints is not.

        A generated page is rendered only here, so that one at a time is in memory.
        """
        page.content = Markup(self.deferred.resolve(page.content or ""))
        if not isinstance(page, GeneratedPage):
            # Markdown made these headings, and escaped them.
            for entry in all_entries(page.toc):
                entry.title = Markup(entry.title)
        language = self.words_of(config).language
        context["alternates"] = languages.alternates(page.url, language, self.words, config)
        context |= self._printed(page, language, config)
        if isinstance(page, GeneratedPage) and (whole := page.whole(context, self._theme)):
            context["whole"] = Markup(whole)
        return context

    def _printed(self, page: MkDocsPage, language: str, config: MkDocsConfig) -> dict[str, Any]:
        """Return what a page prints at its head and foot; the QR code is one file beside it, for whatever prints it."""
        plan = page.made_from.facts.plan if isinstance(page, GeneratedPage) else None
        root = languages.way_up(page.url, language)
        printed = {"root": root, "site": self.site, "plan": plan or self.site.newest}
        if page.canonical_url and self._printed_root(config):
            path = Path(page.file.abs_dest_path).with_suffix(".png")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(qr_codes.png(page.canonical_url))
            printed["code"] = path.name
        return printed

    def _printed_root(self, config: MkDocsConfig) -> str:
        """Return the address that a site has on paper: a phone cannot open that at which `mkdocs serve` shows it."""
        return config.site_url if config.site_url and self.command != "serve" else ""

    @event_priority(_LAST)
    def on_post_page(self, output: str, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Take indentation and empty lines out of what was made, and let go of it; MkDocs keeps every page to the end.

        A hand-written page may contain code, whose lines stay as they are.
        """
        if not isinstance(page, GeneratedPage):
            return output
        page.content = None
        return "\n".join(filter(None, map(str.strip, output.split("\n"))))

    def on_template_context(self, context: dict[str, Any], template_name: str, config: MkDocsConfig) -> dict[str, Any]:
        """Link the error page from the root of the host, since it has no address of its own."""
        language = self.words_of(config).language
        context["root"] = root = urlsplit(root_of(config, language)).path or "/"
        context["alternates"] = [
            languages.alternate(words, f"{root}{folder_of(other)}", language) for other, words in self.words.items()
        ]
        return context

    # --- The whole site

    @event_priority(_LAST)
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Write what is made of all pages, and wait for the other languages: the site is complete with all of them."""
        if self._serving.problems:
            return
        words = self.words_of(config)
        write_index(Path(config.site_dir), self.assets(INDEX), self._index.result())
        if words.language == ORIGINAL:
            for language in self._other_languages():
                if not self._others[language].is_complete():
                    raise build_stopped("language_not_built", language=language)
            if makes_pdfs(config.extra):
                self._add_pdfs(config)
        self._serving.has_site = True
        if self._output and config is self._output.config:
            self.is_complete = True

    def _add_pdfs(self, config: MkDocsConfig) -> None:
        if self.command != "serve":
            # They have nothing left to build, and their memory is better used for setting PDFs.
            self._end_other_languages()
        target = self._output.workplace.target if self._output else PROJECT / "site"
        kept = target.with_name(f"{target.name}.pdfs")
        words = self.words_of(config)
        add_pdfs(self.site, self.words, words, self._printed_root(config), Path(config.site_dir), kept)

    def _other_languages(self) -> list[str]:
        """List the languages that are built beside the original."""
        return [language for language in self.words if language != ORIGINAL]

    def _begin_other_languages(self, config: MkDocsConfig) -> None:
        """Have the other languages built into folders of the original, for the same addresses, from the same data."""
        for language in self._other_languages():
            self._others.setdefault(language, LanguageBuild()).begin(
                config_file=str(PROJECT / f"mkdocs.{language}.yml"),
                site_dir=str(Path(config.site_dir) / language),
                site_url=config.site_url,
                repo_url=config.repo_url,
                edit_uri=config.edit_uri,
                use_directory_urls=config.use_directory_urls,
                strict=config.strict,
                extra={name: config.extra.get(name) for name in ("data_dir", "drafts", "pdf")},
                serve_url=config.site_url if self.command == "serve" else None,
                log_level=logging.getLogger("mkdocs").level,
            )

    def _end_other_languages(self) -> None:
        for other in self._others.values():
            other.end()


def _ask_a_worker(config: MkDocsConfig) -> None:
    """Have a theme whose search box can ask something else, as MaterialX's can, ask a worker as Material's does."""
    search = config.plugins.get(f"{config.theme.name}/search")
    if search is not None and "provider" in search.config:
        search.config["provider"] = "lunr"


class _Output(NamedTuple):
    """The configuration of a command's first process, and where it builds."""

    config: MkDocsConfig
    workplace: Workplace
