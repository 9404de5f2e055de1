"""What `mkdocs serve` does beside building: it finds a free port, and shows in the browser what stops a build."""

from __future__ import annotations

import errno
import functools
import logging
import re
import socket
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files

from macros.i18n.report import message
from macros.website.errors import BuildStopped, build_stopped

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_log = logging.getLogger("mkdocs.plugins.plan")

_TAKEN = (errno.EADDRINUSE, errno.EACCES)
_PORTS_TRIED = 100

_START_PAGE = Markup(
    '<!doctype html><html><head><meta charset="utf-8"><title>{}</title>'
    '<meta name="viewport" content="width=device-width,initial-scale=1"></head><body></body></html>'
)
_BAR = Markup(
    '<div role="alert" style="position:fixed;z-index:9;inset:auto 0 0;max-height:50%;overflow:auto;padding:1em;'
    'background:#b00;color:#fff;font:16px/1.5 sans-serif;overflow-wrap:anywhere">{}</div>'
)
_LINE = Markup('<p style="margin:.3em 0">{}</p>')


class Serving:
    """One `mkdocs serve`. `problems` are the messages of what stopped the last build, none where it went well."""

    def __init__(self) -> None:
        self.problems: Sequence[str] = ()
        #: Whether there is a site that can still be looked at when the data goes wrong.
        self.has_site = False
        self._port = 0

    def choose_port(self, config: MkDocsConfig) -> None:
        """Put a free port into the address of the site: the one that is asked for, or the next."""
        host, wanted = config.dev_addr
        if not self._port:
            self._port = _first_free(host, wanted)
            if self._port != wanted:
                _log.info(message("port_taken", port=wanted, other=self._port))
        config.site_url = (config.site_url or "").replace(f":{wanted}/", f":{self._port}/", 1)

    def take_over(self, server: LiveReloadServer, config: MkDocsConfig) -> None:
        """Have the server listen at the chosen port, go on after a build that failed, and show why it did."""
        host, _ = config.dev_addr
        # Somebody may have taken it while the site was built.
        self._port = _first_free(host, self._port)
        server.server_address = (host, self._port)
        server.url = re.sub(r":\d+/", f":{self._port}/", server.url, count=1)
        server.builder = functools.partial(self._rebuild, server.builder)
        application = server.get_app()
        assert application
        server.set_app(functools.partial(self._answer, application, server.mount_path))

    def start_page(self, config: MkDocsConfig) -> Files:
        """Return the one page of a site that has never been built."""
        return Files([File.generated(config, "index.html", content=_START_PAGE.format(message("no_site_yet")))])

    def _rebuild(self, builder: Callable[[], None]) -> None:
        """Build, and note what is wrong; MkDocs would answer nothing until it is fixed."""
        try:
            builder()
        except BuildStopped as stopped:
            self.problems = stopped.sentences
        except MkDocsException as error:
            error.show()
            self.problems = [error.format_message()]

    def _answer(
        self, application: WSGIApplication, root: str, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        """Answer as MkDocs does; while something is wrong, with a bar that says so on every page."""
        if not self.problems or not environ["PATH_INFO"].endswith(("/", ".html")):
            return application(environ, start_response)
        status, headers, page = _answered(application, environ)
        if status.startswith("404"):
            # The start page, or what is left of a site whose build broke off: its page reloads when all is well.
            status, headers, page = _answered(application, environ | {"PATH_INFO": root})
        page = _with_bar(page, self.problems)
        headers = [(name, value) for name, value in headers if name != "Content-Length"]
        start_response(status, [*headers, ("Content-Length", str(len(page)))])
        return [page]


def _first_free(host: str, wanted: int) -> int:
    """Return a port of a host, or the first above it, at which nobody is served."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    reason = ""
    for port in range(wanted, min(wanted + _PORTS_TRIED, 2**16)):
        try:
            with socket.create_server((host, port), family=family):
                return port
        except OSError as error:
            reason = str(error.strerror)
            if error.errno not in _TAKEN:
                break
    raise build_stopped("no_port", host=host, port=str(wanted), reason=reason)


def _answered(application: WSGIApplication, environ: WSGIEnvironment) -> tuple[str, list[tuple[str, str]], bytes]:
    """Return the status, the headers and the body with which an application answers."""
    started: list[Any] = []

    def start(status: str, headers: list[tuple[str, str]], error: Any = None) -> Callable[[bytes], object]:
        started[:] = status, headers
        return lambda written: None

    body = application(environ, start)
    try:
        page = b"".join(body)
    finally:
        if close := getattr(body, "close", None):
            close()
    status, headers = started
    return status, headers, page


def _with_bar(page: bytes, problems: Sequence[str]) -> bytes:
    bar = _BAR.format(Markup().join(map(_LINE.format, problems))).encode()
    return re.sub(rb"<body[^>]*>|\Z", lambda found: found[0] + bar, page, count=1)
