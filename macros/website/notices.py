"""What a build logs of what the site goes without: as information, since it is no mistake, even in strict mode."""

from __future__ import annotations

import importlib.metadata
import logging

from mkdocs.config.defaults import MkDocsConfig

from macros.i18n.report import REPORT_LANGUAGES, line, message, sentence
from macros.i18n.words import ORIGINAL, Words
from macros.plan.site import Site, outdated, untranslated
from macros.search.assets import KNOWN_MATERIAL

_log = logging.getLogger("mkdocs.plugins.plan")


def log_what_is_left_out(config: MkDocsConfig, site: Site, words: Words) -> None:
    """Log, once for the whole site and once for each translation, what is missing or unused."""
    if words.language != ORIGINAL:
        if count := untranslated(site.texts, words.language):
            _log.info(message("summary_untranslated", language=words.language, count=count))
        if count := outdated(site.texts, words.language):
            _log.info(message("summary_outdated", language=words.language, count=count))
        return
    _log_unknown_material()
    locales = [Words(language) for language in REPORT_LANGUAGES]
    for plan in site.plans:
        state = (plan.year, site.compared.get(plan.year), plan.unread_source)
        _log.info(" / ".join(locale.comparison(*state) for locale in locales))
    for setting, key in ((config.site_url, "no_site_url"), (config.repo_url, "no_repo_url")):
        if not setting:
            _log.info(message(key))
    for notice in site.notices:
        _log.info(line(notice.place, sentence(notice, locales)))


def _log_unknown_material() -> None:
    """Log where the theme may not talk to the search as the tested versions of Material do; forks have other names."""
    try:
        version = importlib.metadata.version("mkdocs-material")
    except importlib.metadata.PackageNotFoundError:
        _log.info(message("search_no_material", known=KNOWN_MATERIAL[-1]))
        return
    if version not in KNOWN_MATERIAL:
        _log.info(message("search_unknown_material", known=KNOWN_MATERIAL[-1], version=version))
