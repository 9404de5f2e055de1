"""`make fuzz`: whatever is typed into the search box is answered, in few steps, and with whole characters.

Queries of every kind of character in Unicode, of halves of characters, and of pieces of the index; they are random and
repeatable: the seed is printed, and given again it repeats the run.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

from browser import QUIET, browser_path
from conftest import build
from playwright.sync_api import Page, sync_playwright
from search_quality import FOLDERS, data_of_2021
from test_browser import serve

# Read, answered and counted in the worker itself: of each answer the steps, and whether it has half a character.
ASK = """([root, texts]) => new Promise((resolve, reject) => {
    const worker = new Worker(root + "assets/javascripts/workers/plan-search.js"), answers = []
    const half = /[\\ud800-\\udbff](?![\\udc00-\\udfff])|(^|[^\\ud800-\\udbff])[\\udc00-\\udfff]/
    worker.onerror = event => reject(new Error(event.message + " after " + JSON.stringify(texts[answers.length])))
    worker.onmessage = ({data}) => {
        if (data.ready) return texts.forEach(text => worker.postMessage(JSON.parse(text)))
        const {items, steps} = data.answer
        answers.push([steps, items.some(([{location, title}]) => half.test(location) || half.test(title))])
        if (answers.length === texts.length) resolve(answers)
    }
})"""

# What no attempt may look at more of (docs/search/steps.js).
MOST_STEPS = 120_000


def queries(count: int, seed: int, index: str) -> Iterator[str]:
    """Yield random texts as JSON, which can hold half a character; `index` is a text to take pieces from."""
    source = random.Random(seed)
    signs = [
        lambda: chr(source.randrange(0x110000)),
        lambda: chr(source.randrange(0x10000)),
        lambda: chr(source.randrange(0xD800, 0xE000)),
        lambda: chr(source.randrange(0x2E80, 0x2FE0)),
        lambda: chr(source.choice([0x2EBF0, 0x20000, 0x31350]) + source.randrange(600)),
        lambda: source.choice(index),
        lambda: index[(start := source.randrange(len(index))) : start + source.randrange(30)],
        lambda: source.choice("abcdefghijklmnopqrstuvwxyz0123456789 .·•・．'’“”、（）\v\n<&?#%"),
        lambda: source.choice(["谁", "什么", "2021年", "书记", "who ", "what ", "section "]),
    ]
    for _ in range(count):
        kinds = signs if source.random() < 0.5 else [source.choice(signs)]
        size = source.choice([1, 2, 3, 5, 8, 13, 60, 400])
        yield json.dumps("".join(source.choice(kinds)() for _ in range(size)))


def fuzz_search(page: Page, root: str, count: int, seed: int, index: str) -> int:
    """Ask random queries, and return the most steps of one; raise AssertionError where one is answered wrongly."""
    page.goto(f"{root}search/search_index.json")
    asked = list(queries(count, seed, index))
    answers = page.evaluate(ASK, [root, asked])
    for text, (steps, has_half) in zip(asked, answers, strict=True):
        assert steps <= MOST_STEPS, text
        assert not has_half, text
    return max(steps for steps, _ in answers)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    options = parser.parse_args()

    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        root = build(Path(temporary) / "site", data_of_2021(Path(temporary) / "data")).root
        browser = playwright.chromium.launch(executable_path=browser_path(), args=QUIET)
        with serve(root) as host:
            for language, folder in FOLDERS.items():
                index = (root / folder / "search/plan.js").read_text(encoding="utf-8")
                count = options.rounds // len(FOLDERS)
                most = fuzz_search(browser.new_page(), host + folder, count, options.seed, index)
                print(f"search, {language}: {count} queries, seed {options.seed}; at most {most} steps for an attempt")
        browser.close()


if __name__ == "__main__":
    main()
