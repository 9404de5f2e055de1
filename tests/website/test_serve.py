"""`mkdocs serve` serves both languages, shows a change of data, and what is wrong with it beside the last good site."""

import contextlib
import functools
import os
import random
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from urllib.parse import urlsplit

import pytest
from conftest import WHOLE_LINES, change, copy_of_project

# Generous: a slow machine must not fail the test, only a server that never answers.
PATIENCE = 120


def free_port() -> int:
    """Choose a port below those that the system assigns to whoever asks for any: nobody is assigned it meanwhile."""
    while True:
        port = random.randrange(20_000, 32_000)
        with contextlib.suppress(OSError), socket.socket() as probe:
            probe.bind(("127.0.0.1", port))
            return port


def begin(project, log, address):
    """Begin to serve a copy of the project with its data, in a process group of its own, as a terminal does."""
    environment = os.environ | {
        "PLAN_DATA": "",
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONUTF8": "1",
        "SITE_URL": "",
        **WHOLE_LINES,
    }
    command = [sys.executable, "-m", "mkdocs", "serve", "-a", address]
    with log.open("w") as output:
        return subprocess.Popen(
            command,
            cwd=project,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            # Tests that were begun in the background ignore Ctrl+C, and what they begin would inherit that.
            preexec_fn=functools.partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
        )


@contextlib.contextmanager
def served(project, log, port=None):
    """Serve a copy of the project with its data, and yield the address of the site."""
    address = f"127.0.0.1:{port or free_port()}"
    server = begin(project, log, address)
    try:
        yield f"http://{address}/"
    finally:
        server.terminate()
        server.wait()


def wait_for(condition, what, log):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if condition():
            return
        time.sleep(0.2)
    raise AssertionError(f"{what}\n{log.read_text()}")


def fetch(url) -> str:
    try:
        with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
            return answer.read().decode()
    except OSError:
        return ""


def test_a_change_is_shown_and_a_mistake_is_reported_and_does_no_harm(tmp_path):
    log, project = tmp_path / "log", copy_of_project(tmp_path)
    data = project / "data"
    with served(project, log) as site:
        wait_for(lambda: "新的第一条" in fetch(f"{site}2024/sections/1/"), "the site is not served", log)
        assert "The first new clause." in fetch(f"{site}en/2024/sections/1/")
        assert 'href="http://127.0.0.1' in fetch(f"{site}en/")
        assert not any("print-code" in fetch(f"{site}{language}") for language in ("", "en/"))

        said = log.read_text()
        change(data / "plans/2024.yml", "The first new clause.", "The first changed clause.")
        wait_for(lambda: "changed clause" in fetch(f"{site}en/2024/sections/1/"), "the change is not shown", log)
        lines = log.read_text().removeprefix(said).splitlines()
        assert lines and all("Documentation built in" in line for line in lines)

        change(data / "plans/2024.yml", "responsible: [jia-yi]", "responsible: [nobody]")
        wait_for(lambda: "people.yml has no party “nobody”." in log.read_text(), "the mistake is not reported", log)
        assert "Traceback" not in log.read_text()
        wait_for(lambda: "people.yml has no party “nobody”." in fetch(f"{site}people/"), "no page shows it", log)
        page = fetch(f"{site}en/2024/sections/1/")
        assert "changed clause" in page and "people.yml has no party “nobody”." in page

        change(data / "plans/2024.yml", "responsible: [nobody]", "responsible: [bing-ding]")
        fixed = 'data-plan="2024" data-clause="1.1"'
        wait_for(lambda: fixed in fetch(f"{site}people/bing-ding/"), "the fixed data is not shown", log)
        assert "nobody" not in fetch(f"{site}people/")

        change(project / "macros/i18n/locales/en.yml", "home_i_am: I am …", "home_i_am: Who does what")
        wait_for(lambda: "Who does what" in fetch(f"{site}en/"), "the changed word is not shown", log)


@pytest.mark.long
def test_a_language_that_cannot_be_built_is_reported_and_is_built_again_when_that_is_fixed(tmp_path):
    log, project = tmp_path / "log", copy_of_project(tmp_path)
    with served(project, log) as site:
        wait_for(lambda: '<html lang="en"' in fetch(f"{site}en/"), "the site is not served", log)

        (project / "docs/en/extra.md").write_text("# Extra\n")
        wait_for(lambda: "write docs/zh/extra.md first" in log.read_text(), "the mistake is not reported", log)
        assert '<html lang="en"' in fetch(f"{site}en/")
        (project / "docs/en/extra.md").unlink()

        change(project / "mkdocs.en.yml", "language: en", "language: en\n  nonsense: [")
        wait_for(lambda: "The site in “en” could not be built" in log.read_text(), "the mistake is not reported", log)
        change(project / "mkdocs.en.yml", "\n  nonsense: [", "")
        wait_for(lambda: '<html lang="en"' in fetch(f"{site}en/"), "English is not built again", log)


@pytest.mark.long
def test_broken_data_on_a_taken_port_is_shown_in_the_browser_which_then_has_the_site(tmp_path, tab):
    log, project = tmp_path / "log", copy_of_project(tmp_path)
    change(project / "data/plans/2024.yml", "responsible: [jia-yi]", "responsible: [<nobody>]")
    port = free_port()
    with socket.create_server(("127.0.0.1", port)), served(project, log, port):
        wait_for(lambda: "Serving on" in log.read_text(), "nothing is served", log)
        said = log.read_text()
        [site] = re.findall(r"Serving on (\S+)", said)
        other = urlsplit(site).port
        assert other > port
        assert f"端口 {port} 已被占用，改用 {other}。 / Port {port} is taken; {other} is used instead." in said
        page = tab()
        page.goto(f"{site}en/people/jia-yi/")
        assert "people.yml has no party “<nobody>”." in page.get_by_role("alert").inner_text()

        change(project / "data/plans/2024.yml", "responsible: [<nobody>]", "responsible: [jia-yi]")
        page.get_by_role("heading", name="Jia Yi").wait_for(timeout=PATIENCE * 1000)
        assert page.get_by_role("alert").count() == 0
        assert page.locator("link[rel=canonical]").get_attribute("href") == f"{site}en/people/jia-yi/"

        change(project / "data/plans/2024.yml", "responsible: [jia-yi]", "responsible: [nobody]")
        page.get_by_role("alert").wait_for(timeout=PATIENCE * 1000)
        # The bar stands first on its page: the heading may still be on its way.
        page.get_by_role("heading", name="Jia Yi").wait_for(timeout=PATIENCE * 1000)
        assert page.get_by_role("alert").count() == 1
    assert "Traceback" not in log.read_text()


def test_an_address_that_is_not_this_machine_s_is_reported_in_one_sentence(tmp_path):
    log = tmp_path / "log"
    assert begin(copy_of_project(tmp_path), log, "203.0.113.1:8000").wait(PATIENCE) == 1
    assert "不能在 203.0.113.1 的端口 8000 上提供网站（" in log.read_text()
    assert "The site cannot be served at port 8000 of 203.0.113.1 (" in log.read_text()
    assert "Traceback" not in log.read_text()


@pytest.mark.parametrize("seconds", [1, pytest.param(0, marks=pytest.mark.long)])
def test_ctrl_c_in_the_middle_of_a_build_ends_it_without_a_traceback(tmp_path, seconds):
    log, project = tmp_path / "log", copy_of_project(tmp_path)
    server = begin(project, log, f"127.0.0.1:{free_port()}")
    wait_for(lambda: "没有设置 REPO_URL" in log.read_text(), "no build begins", log)
    time.sleep(seconds)
    os.killpg(server.pid, signal.SIGINT)
    assert server.wait(PATIENCE) in (0, 1)
    assert "Traceback" not in log.read_text(), log.read_text()
