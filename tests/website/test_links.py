"""No link of the built site leads nowhere, and no promised address disappears."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from conftest import LANGUAGES, PROJECT, BuiltSite

PROMISED = (PROJECT / "tests/addresses.txt").read_text(encoding="utf-8").split()


def broken_links(site: BuiltSite, root_path: str) -> list[str]:
    """List every link, script, style and picture of every page whose target or anchor does not exist."""
    pages = {path: site.file(path) for path in html_files(site)}
    anchors = {path: {tag["id"] for tag in page.find_all(id=True)} for path, page in pages.items()}
    broken = []
    for path, page in pages.items():
        for tag in (*page.find_all(href=True), *page.find_all(src=True)):
            url = urlsplit(tag.get("href") or tag.get("src"))
            if url.scheme or url.netloc:
                continue
            target = resolved(path, unquote(url.path), root_path)
            if not (site.root / target).is_file() or (url.fragment and unquote(url.fragment) not in anchors[target]):
                broken.append(f"{path}: {tag}")
    return broken


def html_files(site: BuiltSite) -> list[str]:
    return [path.relative_to(site.root).as_posix() for path in site.root.rglob("*.html")]


def resolved(page: str, path: str, root_path: str) -> str:
    """Return the file that a path on a page leads to, as a host that serves the site at root_path would."""
    if path.startswith("/"):
        target = Path(path).relative_to(root_path)
    else:
        target = Path(page).parent / path if path else Path(page)
    folder = path.endswith(("/", "..", ".")) or target == Path()
    parts: list[str] = []
    for part in (target / "index.html" if folder else target).parts:
        if part != "..":
            parts.append(part)
        elif parts:
            parts.pop()
        else:
            return "outside the site"
    return "/".join(parts)


@pytest.mark.parametrize(("name", "root_path"), [("site", "/sub/"), ("bare_site", "/"), ("two_plans", "/")])
def test_every_link_and_anchor_leads_somewhere(name, root_path, request):
    built = request.getfixturevalue(name)
    assert len(html_files(built)) > 30
    assert broken_links(built, root_path) == []


@pytest.mark.parametrize("name", ["site", "two_plans"])
def test_no_anchor_stands_twice_on_a_page(name, request):
    built = request.getfixturevalue(name)
    for path in html_files(built):
        anchors = [tag["id"] for tag in built.file(path).find_all(id=True)]
        assert len(anchors) == len(set(anchors)), path


def test_the_check_sees_a_broken_link_and_a_broken_anchor(tmp_path):
    (tmp_path / "index.html").write_text(
        '<a href="gone/">a</a><a href="#gone">b</a><a href="index.html#here" id="here">'
    )
    assert len(broken_links(BuiltSite(tmp_path), "/")) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_promised_address_and_anchor_is_there(site, language):
    assert len(PROMISED) > 100
    missing = []
    for promise in PROMISED:
        address, _, anchor = promise.removeprefix("/").partition("#")
        if address not in site.addresses(language) or (anchor and not site.page(address, language).find(id=anchor)):
            missing.append(promise)
    assert missing == []


@pytest.mark.parametrize("name", ["site", "bare_site"])
def test_nothing_is_asked_of_another_host(name, request):
    built = request.getfixturevalue(name)
    for path in html_files(built):
        page = built.file(path)
        fetched = [tag["src"] for tag in page.find_all(src=True)]
        fetched += [tag["href"] for tag in page.find_all("link", rel=["stylesheet", "preconnect", "icon"])]
        assert not [url for url in fetched if urlsplit(url).netloc], path
        # Material's script asks the host of a repository that is marked so for its stars.
        assert not page.select('[data-md-component="source"]'), path
        assert page.select(".md-source") or name != "site"
