"""The languages of a site: where each stands, how pages link to their translations, and what a language lacks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from macros.i18n.words import ORIGINAL, Words, languages
from macros.plan.languages import languages_of_project
from macros.website.errors import build_stopped
from macros.website.settings import PROJECT

_DOCS = PROJECT / "docs"

# One copy of the reader's settings, and of paper's fonts and styles, which are larger than all the rest.
_ONCE = ("assets/fonts/", "assets/stylesheets/print", "assets/javascripts/settings.js")


def words_of_project(config: MkDocsConfig) -> dict[str, Words]:
    """Return the words of every language that the project can build, the original first."""
    built = languages_of_project()
    for language in {config.theme["language"], *built}.difference(languages()):
        raise build_stopped("no_locale", language=language)
    return {language: Words(language) for language in built}


def borrow_words_of_the_theme(config: MkDocsConfig, words: Words) -> None:
    """Have the theme say the few words of its own in another language, where it has none for the language built."""
    names = (words.language, words.language.partition("-")[0], "en")
    files = {name: f"partials/languages/{name}.html" for name in names}
    config.theme["words_of"] = next(
        name for name, file in files.items() if any(Path(folder, file).is_file() for folder in config.theme.dirs)
    )
    config.theme["writing_direction"] = words.direction


def folder_of(language: str) -> str:
    """Return the folder that a language stands in, from the root of the site."""
    return "" if language == ORIGINAL else f"{language}/"


def way_up(address: str, language: str) -> str:
    """Return the way from a page to the root of all languages."""
    return "../" * (address.count("/") + folder_of(language).count("/"))


def root_of(config: MkDocsConfig, language: str) -> str:
    """Return the address under which all languages stand; nothing where the site has none."""
    return (config.site_url or "").removesuffix(folder_of(language))


def alternates(
    address: str, language: str, all_words: Mapping[str, Words], config: MkDocsConfig
) -> list[dict[str, Any]]:
    """Return a page's address in every language: relative, so that a copy of the site on any host holds together."""
    up = way_up(address, language)
    found = [
        alternate(words, f"{up}{folder_of(other)}{address}" or "./", language) for other, words in all_words.items()
    ]
    if config.site_url:
        for each in found:
            each["absolute"] = f"{root_of(config, language)}{folder_of(each['language'])}{address}"
    return found


def alternate(words: Words, href: str, current: str) -> dict[str, Any]:
    """Return what a template needs to link to a page in a language."""
    return {
        "language": words.language,
        "href": href,
        "absolute": href,
        "is_current": words.language == current,
        "is_default": words.language == ORIGINAL,
        "words": words,
    }


def refuse_pages_without_an_original(all_words: Mapping[str, Words]) -> None:
    """Every hand-written page stands in the original: else the language switch would lead nowhere from it.

    All languages are looked at before anything is built, since what was built goes first, whatever its language.
    """
    for folder in (_DOCS / language for language in all_words):
        for path in sorted(folder.rglob("*.md")):
            original = _DOCS / ORIGINAL / path.relative_to(folder)
            if not original.is_file():
                here, there = (page.relative_to(PROJECT).as_posix() for page in (path, original))
                raise build_stopped("page_without_original", path=here, original=there)


def add_what_only_the_original_has(files: Files, config: MkDocsConfig) -> None:
    """Show a hand-written page that has no translation yet in the original: no language has a missing page or picture.

    What begins with a dot belongs to an editor or a system, and MkDocs leaves it out too.
    """
    folder = _DOCS / ORIGINAL
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        if files.get_file_from_path(name) is None and not re.search(r"(^|/)\.", name):
            files.append(File(name, str(folder), config.site_dir, config.use_directory_urls))


def leave_to_the_original_what_is_there_once(files: Files) -> None:
    """Take out of another language's site what stands in the original's for all."""
    for file in list(files):
        if file.src_uri.startswith(_ONCE):
            files.remove(file)


def marked_if_foreign(html: str, source: Path, words: Words) -> str:
    """Mark a hand-written page that is shown in another language than the site around it, and say so.

    `source` is the folder that it stands in, which is named by its language.
    """
    if source.name == words.language:
        return html
    notice = Markup('<p class="untranslated-notice">{}</p>').format(words("untranslated_page"))
    return f'{notice}<div lang="{source.name}">{html}</div>'
