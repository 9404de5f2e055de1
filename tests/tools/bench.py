"""`make bench`: what a build costs as branches grow in number, beside the least that Jinja2 needs to write the pages.

With --pdf, it measures what PDFs cost, over a build without them.

The branches are invented, say so in their names, and never stand in data/. No figure is asserted anywhere.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import json
import math
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path
from typing import NamedTuple

import brotli
import jinja2
from markupsafe import Markup

PROJECT = Path(__file__).parents[2]
sys.path.insert(0, str(PROJECT))

from macros.plan.load import load  # noqa: E402
from macros.plan.site import Site  # noqa: E402

LANGUAGES = {"zh": "", "en": "en/"}

_INVENTED = """\
  - id: invented-{n}
    name:
      zh: 虚构第{n}党支部
      en: Invented Party Branch {n}
    kind: {kind}
    society:
      zh: 虚构第{n}学会
      en: Invented Society {n}
    source:
      title:
        zh: 虚构〔2021〕{n}号
        en: Invented [2021] No. {n}
"""


def data_with(count: int, folder: Path) -> Path:
    """Copy the data and add invented branches to it."""
    data = Path(shutil.copytree(PROJECT / "data", folder))
    kinds = itertools.cycle(load(data).kinds)
    path = data / "branches.yml"
    invented = "".join(_INVENTED.format(n=n, kind=kind) for n, kind in zip(range(1, count + 1), kinds, strict=False))
    path.write_text(path.read_text(encoding="utf-8") + invented, encoding="utf-8")
    return data


class Cost(NamedTuple):
    """CPU and wall seconds of a command, and the MB at the peak of its largest process and of all of them at once."""

    cpu: float
    wall: float
    memory: float
    memory_of_all: float


def measured(command: list[str], **settings: str) -> Cost:
    """Run a command to its end, and look every tenth of a second at the memory of all its processes."""
    environment = {name: value for name, value in os.environ.items() if name not in ("SITE_URL", "REPO_URL")}
    begin, of_all = time.monotonic(), 0.0
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            command, cwd=PROJECT, env=environment | settings, stdout=said, stderr=said, start_new_session=True
        )
        with ThreadPoolExecutor(1) as beside:
            ended = beside.submit(os.wait4, process.pid, 0)
            while not wait([ended], timeout=0.1).done:
                of_all = max(of_all, memory_of_session(process.pid))
        _, status, usage = ended.result()
        if status:
            said.seek(0)
            sys.exit(said.read().decode())
    return Cost(usage.ru_utime + usage.ru_stime, time.monotonic() - begin, usage.ru_maxrss / 1024, of_all)


def memory_of_session(leader: int) -> float:
    """Return the resident memory of all processes of a session, in MB; 0 where there is no Linux to ask."""
    pages = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            # After the name, in parentheses: proc(5) counts the session as 6, and resident pages as 24.
            fields = stat.read_text().rpartition(")")[2].split()
            pages += int(fields[21]) if int(fields[3]) == leader else 0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024**2


def built(data: Path, target: Path, *before: str, configuration: str = "mkdocs.yml", pdf: bool = False) -> Cost:
    """Build a data folder as `make site` or `make pdf` does, with the addresses that a published site has."""
    command = [sys.executable, *(before or ("-m", "mkdocs"))]
    command += ["build", "--strict", "-d", str(target), "-f", configuration]
    return measured(
        command,
        PLAN_DATA=str(data),
        PLAN_PDF=str(int(pdf)),
        NO_MKDOCS_2_WARNING="1",
        SITE_URL="https://plan.example/",
        REPO_URL="https://forge.example/committee/plan",
    )


def floor(data: Path, built_site: Path, target: Path) -> float:
    """Write the pages of parties and branches with a bare Jinja2 loop in its own process, and return CPU seconds."""
    return measured([sys.executable, __file__, "--floor", str(data), str(built_site), str(target)]).cpu


def write_floor(data: Path, built_site: Path, target: Path) -> None:
    """Load the data, and write each page from the frame of a built page and a loop over its clauses."""
    site = load(data)
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    template = environment.get_template("floor.html")
    for language, folder in LANGUAGES.items():
        for entry, roles in _entries(site):
            frame = _frame(built_site / folder / entry.address.partition("/")[0], _first(site, entry).address)
            page = template.render(
                before=frame[0],
                after=frame[1],
                name=entry.name[language],
                up="../../",
                language=language,
                parties=site.parties,
                years=[(plan, [duty for duty in site.duties_of(roles) if duty.plan is plan]) for plan in site.plans],
            )
            path = target / folder / entry.address / "index.html"
            path.parent.mkdir(parents=True)
            path.write_text(page, encoding="utf-8")


def _entries(site: Site):
    for party in site.parties.values():
        yield party, frozenset({party.id})
    for branch in (*site.kinds.values(), *site.branches.values()):
        yield branch, site.roles_of(branch)


def _first(site: Site, entry):
    """Return the entry whose built page serves as the frame for all of its kind."""
    return next(iter((site.parties if entry.address.startswith("people/") else site.kinds).values()))


def _frame(folder: Path, address: str, cache: dict = {}) -> tuple[Markup, Markup]:  # noqa: B006 - as long as the process
    if folder not in cache:
        page = (folder / address.split("/")[1] / "index.html").read_text(encoding="utf-8")
        begin, end = page.index("<h1"), page.index("</article>")
        cache[folder] = Markup(page[:begin]), Markup(page[end:])
    return cache[folder]


class Steps:
    """Shares the CPU time of a build out among its steps: a step that is called by another is taken off from it."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self._running = threading.local()

    def time(self, owner: object, name: str, step: str) -> None:
        """Count the time of a function, found by name in a module or class, for a step."""
        function = getattr(owner, name)

        def timed(*arguments, **named):
            with self._step(step):
                return function(*arguments, **named)

        setattr(owner, name, timed)

    @contextlib.contextmanager
    def _step(self, step: str):
        before, begin = getattr(self._running, "counted", 0.0), time.thread_time()
        self._running.counted = 0.0
        try:
            yield
        finally:
            whole = time.thread_time() - begin
            self.seconds[step] += whole - self._running.counted
            self._running.counted = before + whole


def build_in_steps(arguments: list[str], target: Path) -> None:
    """Run mkdocs with a clock on each step, and write the seconds of each into a file."""
    import mkdocs.__main__
    import mkdocs.commands.build
    import mkdocs.structure.files
    import mkdocs.structure.pages
    import mkdocs.utils
    import mkdocs_macros.plugin

    import macros.plan.load
    import macros.search.index
    import macros.search.pinyin_process
    import macros.website.render

    steps = Steps()
    steps.time(macros.plan.load, "load", "data")
    steps.time(mkdocs_macros.plugin.MacrosPlugin, "on_page_markdown", "macros")
    steps.time(macros.website.render.Renderer, "__call__", "our templates")
    steps.time(mkdocs.structure.pages.Page, "render", "Markdown")
    steps.time(jinja2.Template, "render", "template")
    steps.time(macros.search.index, "index", "search")
    steps.time(mkdocs.utils, "write_file", "writing")
    steps.time(mkdocs.structure.files.File, "copy_file", "writing")
    steps.time(mkdocs.utils, "clean_directory", "writing")
    run = macros.search.pinyin_process._run

    def run_and_count(question: bytes) -> bytes:
        begin = _seconds_of_children()
        try:
            return run(question)
        finally:
            of_children["search"] += _seconds_of_children() - begin

    of_children: Counter[str] = Counter()
    macros.search.pinyin_process._run = run_and_count
    try:
        mkdocs.__main__.cli(arguments, standalone_mode=False)
    finally:
        steps.seconds["all else"] = time.process_time() - steps.seconds.total()
        target.write_text(json.dumps(steps.seconds + of_children), encoding="utf-8")


def _seconds_of_children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def report(counts: list[int]) -> None:
    """Measure each number of branches, and print a row for each, the growth, and the share of each step."""
    cpu: dict[int, float] = {}
    pages: dict[int, int] = {}
    print("branches  pages  CPU s  wall s  ms/page  peak MB  of all  MB of site/  floor s  times the floor")
    for count in counts:
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            data, site = data_with(count, folder / "data"), folder / "site"
            cost = built(data, site)
            cpu[count] = cost.cpu
            least = floor(data, site, folder / "floor")
            files = [path for path in site.rglob("*") if path.is_file()]
            pages[count] = sum(path.name == "index.html" for path in files)
            each = _each(cpu, pages, counts[0], count)
            megabytes = sum(path.stat().st_size for path in files) / 1e6
            print(
                f"{count:8} {pages[count]:6} {cpu[count]:6.2f} {cost.wall:7.2f} {each:>8} {cost.memory:8.0f}"
                f" {cost.memory_of_all:7.0f} {megabytes:12.1f}"
                f" {least:8.2f} {cpu[count] / least:16.1f}",
                flush=True,
            )
            if count == counts[-1]:
                _report_page(site)
                _report_steps(data, folder)
    if len(counts) > 2:
        few, many = counts[1], counts[-1]
        exponent = math.log(cpu[many] / cpu[few]) / math.log(many / few)
        print(f"growth of CPU seconds from {few} to {many} branches: N to the power of {exponent:.2f}")


def _each(cpu: dict[int, float], pages: dict[int, int], base: int, count: int) -> str:
    """Return the milliseconds of CPU that each page more has cost."""
    if count == base:
        return ""
    return f"{(cpu[count] - cpu[base]) / (pages[count] - pages[base]) * 1000:.2f}"


def _report_page(site: Path) -> None:
    for language, folder in LANGUAGES.items():
        invented = [path.read_bytes() for path in (site / folder / "branches").glob("invented-*/index.html")]
        if invented:
            raw = statistics.median(map(len, invented))
            packed = len(brotli.compress(invented[0]))
            print(f"a branch page ({language}): {raw / 1000:.1f} KB, {packed / 1000:.2f} KB with brotli")


def _report_steps(data: Path, folder: Path) -> None:
    """Print what each step takes in both languages; each is built in a process of its own."""
    steps: Counter[str] = Counter()
    for configuration in ("mkdocs.yml", "mkdocs.en.yml"):
        seconds = folder / "steps.json"
        built(data, folder / "again", __file__, "--steps", str(seconds), configuration=configuration)
        steps.update(json.loads(seconds.read_text()))
    for step, spent in steps.most_common():
        print(f"  {step:14} {spent:6.2f} s {spent / steps.total():5.0%}")


def report_pdfs(counts: list[int]) -> None:
    """Build with PDFs from nothing, again when nothing changed, and without PDFs; print a row for each number."""
    print("branches   PDFs  CPU s  wall s  ms/PDF  again s  peak MB  of all  MB of PDFs")
    for count in counts:
        with tempfile.TemporaryDirectory() as temporary:
            data, site = data_with(count, Path(temporary) / "data"), Path(temporary) / "site"
            without = built(data, site)
            first = built(data, site, pdf=True)
            pdfs = [path.stat().st_size for path in site.rglob("*.pdf")]
            again = built(data, site, pdf=True)
            wall = first.wall - without.wall
            print(
                f"{count:8} {len(pdfs):6} {first.cpu - without.cpu:6.1f} {wall:7.1f} {wall / len(pdfs) * 1000:7.1f}"
                f" {again.wall - without.wall:8.2f} {first.memory:8.0f} {first.memory_of_all:7.0f}"
                f" {sum(pdfs) / 1e6:11.1f}",
                flush=True,
            )


def main() -> None:
    """Print the figures; the options beside the numbers are for the processes that this starts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", nargs="*", type=int, help="how many branches (0 100 1000 3000, with --pdf 0 1000)")
    parser.add_argument("--pdf", action="store_true", help="measure PDFs")
    parser.add_argument("--floor", nargs=3, type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--steps", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.floor:
        write_floor(*options.floor)
    elif options.steps:
        build_in_steps(options.steps[1:], Path(options.steps[0]))
    elif options.pdf:
        report_pdfs(options.counts or [0, 1000])
    else:
        report(options.counts or [0, 100, 1000, 3000])


if __name__ == "__main__":
    main()
