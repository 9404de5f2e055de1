"""`make fuzz`: any byte changed, lost or doubled in a valid data file gives a valid site, or a message at a line.

Never a traceback. What is valid says the same in canonical format, and stays so; what cannot be formatted is reported.
The mutations are random and repeatable: the seed is printed, and given again it repeats the run.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

PROJECT = Path(__file__).parents[2]
sys.path.insert(0, str(PROJECT))

from conftest import body, renderer  # noqa: E402

from macros.i18n.problem import Problem  # noqa: E402
from macros.i18n.report import REPORT_LANGUAGES, report  # noqa: E402
from macros.i18n.words import Words  # noqa: E402
from macros.plan import translation_lock  # noqa: E402
from macros.plan.load import data_files, load  # noqa: E402
from macros.plan.site import Site  # noqa: E402
from macros.plan.yaml_source import DataError  # noqa: E402
from macros.tools.canonical_format import FormatError, formatted  # noqa: E402
from macros.website.pages import navigation, pages  # noqa: E402

# What hand-edited YAML most often loses or gains, and what an attacker would try.
SIGNS = [
    b":",
    b"-",
    b" ",
    b"\n",
    b"'",
    b'"',
    b"[",
    b"]",
    b"{",
    b"}",
    b"#",
    b"&",
    b"*",
    b"!",
    b"%",
    b"\t",
    b"\0",
    b"\xff",
]


def mutated(content: bytes, random_source: random.Random) -> bytes:
    """Change, lose, double or put in a byte; or lose, double or move a line."""
    at = random_source.randrange(len(content))
    match random_source.randrange(7):
        case 0:
            return content[:at] + bytes([random_source.randrange(256)]) + content[at + 1 :]
        case 1:
            return content[:at] + content[at + 1 :]
        case 2:
            return content[:at] + content[at : at + 1] + content[at:]
        case 3:
            return content[:at] + random_source.choice(SIGNS) + content[at:]
    lines = content.splitlines(keepends=True)
    line = lines.pop(random_source.randrange(len(lines)))
    for _ in range(random_source.randrange(3)):
        lines.insert(random_source.randrange(len(lines) + 1), line)
    return b"".join(lines)


def outcome(folder: Path, changed: Path) -> str:
    """Load a folder, and render what can be rendered. Raises whatever neither ends in a site nor in messages."""
    try:
        site = load(folder)
    except DataError as error:
        for problem in error.problems:
            verify_place(problem, folder)
        assert error.problems and len(report(error.problems, map(Words, REPORT_LANGUAGES)))
        return "reported: " + error.problems[0].rule
    for language in REPORT_LANGUAGES:
        render_all(site, Words(language))
    return f"valid, {format_of(folder, changed)}"


def format_of(folder: Path, changed: Path) -> str:
    """Format a file without mistakes. Raises where that changes what the file says, or is not stable."""
    if changed.name == translation_lock.NAME:
        return "with a lock"
    content = changed.read_bytes()
    [model] = [model for path, model in data_files(folder) if path == changed]
    try:
        canonical = formatted(changed, model)
    except FormatError:
        return "cannot be formatted"
    changed.write_text(canonical, encoding="utf-8", newline="\n")
    assert formatted(changed, model) == canonical
    load(folder)
    return "formatted" if canonical.encode() == content else "not formatted"


def verify_place(problem: Problem, folder: Path) -> None:
    """A message names a file of the folder, and a line that it has (or would have)."""
    path = Path(problem.place.path)
    assert path.is_relative_to(folder), problem
    lines = path.read_bytes().count(b"\n") + 2 if path.is_file() else 1
    assert 1 <= problem.place.line <= lines, problem


def render_all(site: Site, words: Words) -> None:
    """Render every page of a language, as a build would."""
    to_html = renderer(site, words)
    made = list(pages(site, words))
    navigation(made, site, words)
    for page in made:
        body(to_html, page)


def fuzz(data: Path, rounds: int, seed: int, file: str = "*.yml") -> Counter[str]:
    """Mutate one file of a data folder at a time, or one in particular, and return how often each outcome was met."""
    random_source = random.Random(seed)
    outcomes: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(shutil.copytree(data, Path(temporary).resolve() / "data"))
        files = sorted([*folder.rglob(file), *folder.rglob(translation_lock.NAME)])
        for number in range(rounds):
            path = random_source.choice(files)
            content = path.read_bytes()
            path.write_bytes(mutated(content, random_source))
            try:
                outcomes[outcome(folder, path)] += 1
            except BaseException:
                print(f"round {number} of seed {seed}, {path.relative_to(folder)}:", file=sys.stderr)
                sys.stderr.buffer.write(path.read_bytes())
                raise
            path.write_bytes(content)
    return outcomes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    options = parser.parse_args()
    shapes = sorted((PROJECT / "tests/data/shapes").iterdir())
    for data in (PROJECT / "data", PROJECT / "tests/data/two-plans", *shapes):
        rounds = options.rounds // len(shapes) if data in shapes else options.rounds
        print(f"{data.relative_to(PROJECT)}: {rounds} mutations, seed {options.seed}")
        for name, count in fuzz(data, rounds, options.seed).most_common():
            print(f"  {count:6} {name}")


if __name__ == "__main__":
    main()
