"""`make search-quality`: types every query of tests/data/queries into the search box of a real browser, and counts.

A site that stands already can be named, as can any other file of queries.
"""

from __future__ import annotations

import argparse
import dataclasses
import re
import shutil
import statistics
import tempfile
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import brotli
import yaml
from browser import QUIET, browser_path
from conftest import PROJECT, SHIPPED, build
from playwright.sync_api import Page, sync_playwright
from tabs import DESKTOP
from test_browser import serve

QUERIES = PROJECT / "tests/data/queries"
FOLDERS = {"zh": "", "en": "en/"}

WATCH = """() => {
    const input = document.querySelector(".md-search__input")
    const meta = document.querySelector(".md-search-result__meta")
    for (const event of ["input", "keyup"]) input.addEventListener(event, () => {
        if (window.answeredAt === 0) window.askedAt = performance.now()
    }, true)
    // That the search is being loaded is no answer.
    const {loading} = document.querySelector(".search-failed").dataset
    const hear = () => { if (meta.textContent !== loading) window.answeredAt = performance.now() }
    new MutationObserver(hear).observe(meta, {childList: true})
}"""
RESULTS = """() => [...document.querySelectorAll(".md-search-result__link")].slice(0, 30).map(link => ({
    href: link.href, text: link.innerText, marks: [...link.querySelectorAll("mark")].map(mark => mark.textContent)}))"""

# Starts the search's worker as the pages below an address do.
START_WORKER = """async root => {
    const page = new DOMParser().parseFromString(await (await fetch(root)).text(), "text/html")
    const {search, index} = JSON.parse(page.querySelector("#__config").textContent)
    return new Worker(new URL(search, root) + "#" + new URL(index, root))
}"""


@dataclasses.dataclass(frozen=True)
class Query:
    """What is typed, of which kind it is, what it must find, and what of it must come first, where that is said."""

    kind: str
    text: str
    answers: tuple[str, ...]
    first: str = ""


@dataclasses.dataclass(frozen=True)
class Answer:
    """What was shown: addresses in order, their texts and marks, and the milliseconds that the box took."""

    addresses: list[str]
    shown: list[tuple[str, list[str]]]
    milliseconds: float = 0

    @classmethod
    def of(cls, results: list[dict], root: str, milliseconds: float = 0) -> Answer:
        """Return the answer that shows some links, whose addresses begin with that of the site."""
        addresses = list(dict.fromkeys(_address(result["href"], root) for result in results))
        return cls(addresses, [(result["text"], result["marks"]) for result in results], milliseconds)


def _address(href: str, root: str) -> str:
    parts = urlsplit(href.removeprefix(root))
    return parts.path + (f"#{parts.fragment}" if parts.fragment else "")


@dataclasses.dataclass
class Count:
    """How one kind of query fared."""

    asked: int = 0
    first: int = 0
    in_three: int = 0
    in_ten: int = 0
    false: int = 0
    marked: int = 0
    marked_exactly: int = 0
    expects_nothing: bool = False


def data_of_2021(folder: Path) -> Path:
    """Copy the shipped data as it was when the queries were written: what is added later turns none of them wrong."""
    shutil.copytree(SHIPPED, folder)
    for path in (*(folder / "plans").iterdir(), *(folder / "sources").iterdir()):
        if path.stem != "2021":
            path.unlink()
    for name, key, count in (("branches", "branches", 1), ("glossary", "terms", 52), ("search", "phrases", 77)):
        path = folder / f"{name}.yml"
        content = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
        content[key] = content[key][:count]
        path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return folder


def queries(path: Path) -> Iterator[Query]:
    for kind, group in yaml.safe_load(path.read_text(encoding="utf-8")).items():
        for text, answers in group.items():
            listed = tuple(answer.removeprefix("!") for answer in answers.split())
            first = next((answer[1:] for answer in answers.split() if answer.startswith("!")), "")
            yield Query(kind, text, listed, first)


def leads_to(address: str, answer: str) -> bool:
    """Return whether an address, from the root of its language, is that of an answer."""
    path, _, anchor = address.partition("#")
    if answer in (pages := {"plan": "2021/", "home": "", "matrix": "2021/matrix/", "people": "people/"}):
        return path == pages[answer]
    if answer.startswith("glossary/"):
        return address == answer.replace("/", "/#")
    if answer.startswith("branches/"):
        return path == f"{answer}/"
    if answer in ("glossary", "branches"):
        return path.startswith(f"{answer}/")
    if re.fullmatch(r"\d+\.\d+", answer):
        return anchor == "clause-" + answer.replace(".", "-")
    if answer.startswith("item-"):
        return anchor == answer
    if answer.startswith("section-"):
        return path.endswith(f"sections/{answer.removeprefix('section-')}/") and not anchor.startswith(
            ("item", "clause")
        )
    return path == f"people/{answer}/"


class Box:
    """The search box of a page, as a reader uses it."""

    def __init__(self, page: Page, root: str) -> None:
        self.page = page
        self.root = root
        page.goto(root, wait_until="load")
        page.locator(".md-search__input").click()
        page.wait_for_function(
            "!/初始化|Initializing/.test(document.querySelector('.md-search-result__meta').innerText)"
        )
        page.evaluate("window.answeredAt = 1")
        page.evaluate(WATCH)

    def ask(self, text: str) -> Answer:
        self.page.locator(".md-search__input").fill("")
        self.page.keyboard.press("End")
        self.page.evaluate("window.answeredAt = 0")
        self.page.keyboard.insert_text(text)
        if text.strip():
            self.page.wait_for_function("window.answeredAt > 0", polling=5, timeout=10_000)
        milliseconds = self.page.evaluate("window.answeredAt - window.askedAt")
        return Answer.of(self.page.evaluate(RESULTS), self.root, milliseconds)


def folded(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).lower() if sign.isalnum())


def is_marked_exactly(query: str, shown: str, marks: list[str]) -> bool | None:
    """Return whether what is marked is what was typed; None where the result has it in other words or in pieces."""
    if folded(query) not in folded(shown):
        return None
    return bool(marks) and {folded(mark) for mark in marks} == {folded(query)}


def count(counts: dict[str, Count], query: Query, answer: Answer) -> bool:
    """Add a query's answer to the figures of its kind, and return whether it was as it should be."""
    own = counts.setdefault(query.kind, Count())
    own.asked += 1
    if not query.answers:
        own.expects_nothing = True
        own.false += bool(answer.addresses)
        return not answer.addresses
    ranks = [
        rank
        for rank, address in enumerate(answer.addresses)
        if any(leads_to(address, right) for right in query.answers)
    ]
    best = min(ranks, default=99)
    is_first = best == 0 and (not query.first or leads_to(answer.addresses[0], query.first))
    own.first += is_first
    own.in_three += best < 3
    own.in_ten += best < 10
    for shown, marks in answer.shown[:3]:
        exactly = is_marked_exactly(query.text, shown, marks)
        own.marked += exactly is not None
        own.marked_exactly += exactly is True
    return is_first


def table(counts: dict[str, Count]) -> str:
    lines = [f"{'kind':45} {'n':>4} {'first':>6} {'in 3':>6} {'in 10':>6} {'false':>6} {'marks':>6}"]

    def share(part: int, whole: int) -> str:
        return f"{100 * part / whole:.1f}" if whole else "–"

    for kind, own in counts.items():
        if own.expects_nothing:
            lines.append(f"{kind:45} {own.asked:4} {'':6} {'':6} {'':6} {share(own.false, own.asked):>6}")
        else:
            figures = [share(part, own.asked) for part in (own.first, own.in_three, own.in_ten)]
            marks = share(own.marked_exactly, own.marked)
            lines.append(f"{kind:45} {own.asked:4} {figures[0]:>6} {figures[1]:>6} {figures[2]:>6} {'':6} {marks:>6}")
    return "\n".join(lines)


def totals(counts: dict[str, Count]) -> tuple[Count, Count]:
    """Add up the kinds that must find something, and those that must find nothing."""
    found, nothing = Count(), Count(expects_nothing=True)
    for own in counts.values():
        whole = nothing if own.expects_nothing else found
        for field in dataclasses.fields(Count):
            if field.name != "expects_nothing":
                setattr(whole, field.name, getattr(whole, field.name) + getattr(own, field.name))
    return found, nothing


def first_answer(page: Page, root: str, text: str) -> float:
    """Return the milliseconds from turning to the box, with nothing fetched for it before, to the first list."""
    page.goto(root, wait_until="networkidle")
    page.evaluate("window.answeredAt = 0")
    page.evaluate(WATCH)
    page.evaluate("window.turnedAt = performance.now(); document.querySelector('.md-search__input').focus()")
    page.keyboard.insert_text(text)
    page.wait_for_function("window.answeredAt > 0", polling=5)
    return page.evaluate("window.answeredAt - window.turnedAt")


def measure(page: Page, root: str, path: Path, wrong: list[str]) -> None:
    """Ask all queries of a file, and print the figures."""
    before: dict[str, int] = {}
    after: dict[str, int] = {}
    sizes = before

    def weigh(answer) -> None:
        if answer.status == 200 and re.search(r"/search/|/plan-|/workers/", answer.url):
            sizes[answer.url.rsplit("/", 1)[-1]] = len(brotli.compress(answer.body()))

    page.on("response", weigh)
    page.goto(root, wait_until="networkidle")
    sizes = after
    box = Box(page, root)
    counts: dict[str, Count] = {}
    times = []
    for query in queries(path):
        answer = box.ask(query.text)
        times.append(answer.milliseconds)
        if not count(counts, query, answer):
            wrong.append(f"{query.kind}: {query.text} → {' '.join(answer.addresses[:4]) or 'nothing'}")
    page.remove_listener("response", weigh)
    after = {name: size for name, size in after.items() if name not in before}
    fresh = page.context.browser.new_page()
    first = first_answer(fresh, root, next(queries(path)).text)
    fresh.close()
    found, nothing = totals(counts)
    print(f"\n{path.parent.name}/{path.name} at {root}")
    print(table({**counts, "ALL": found, "ALL that must find nothing": nothing}))
    cut = statistics.quantiles(times, n=20)
    print(f"milliseconds from key to list: p50 {statistics.median(times):.0f}, p95 {cut[-1]:.0f}")
    print(f"milliseconds from turning to the box to the first list: {first:.0f}")
    for when, own in (("before the box is used", before), ("when it is used", after)):
        print(f"bytes (brotli) {when}: {sum(own.values())} ({', '.join(f'{n} {size}' for n, size in own.items())})")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, help="a folder that was built before")
    parser.add_argument("--queries", type=Path, default=QUERIES, help="a folder with files zh.yml and en.yml")
    parser.add_argument("--wrong", action="store_true", help="list the queries whose first result is not right")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        root = options.site or build(Path(temporary) / "site", data_of_2021(Path(temporary) / "data")).root
        browser = playwright.chromium.launch(executable_path=browser_path(), args=QUIET)
        with serve(root) as host:
            for language, folder in FOLDERS.items():
                for path in sorted(options.queries.rglob(f"{language}.yml")):
                    wrong: list[str] = []
                    page = browser.new_page(viewport=DESKTOP)
                    measure(page, host + folder, path, wrong)
                    if options.wrong:
                        print("\n".join(wrong))
        browser.close()


if __name__ == "__main__":
    main()
