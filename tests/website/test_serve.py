"""`mkdocs serve` serves both languages, shows a change of data, and keeps the last good site when the data is wrong."""

import contextlib
import os
import random
import socket
import subprocess
import sys
import time
import urllib.request

import pytest
from conftest import WHOLE_LINES, change, copy_of_project

# Generous: a slow machine must not fail the test, only a server that never answers.
PATIENCE = 120


def free_port() -> int:
    """Choose a port below those that the system gives to whoever asks for any: nobody is given it meanwhile."""
    while True:
        port = random.randrange(20_000, 32_000)
        with contextlib.suppress(OSError), socket.socket() as probe:
            probe.bind(("127.0.0.1", port))
            return port


@contextlib.contextmanager
def served(project, log):
    """Serve a copy of the project with its data; gives the address of the site."""
    address = f"127.0.0.1:{free_port()}"
    environment = os.environ | {
        "PLAN_DATA": "",
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONUTF8": "1",
        "SITE_URL": "",
        **WHOLE_LINES,
    }
    command = [sys.executable, "-m", "mkdocs", "serve", "-a", address]
    with log.open("w") as output:
        server = subprocess.Popen(command, cwd=project, env=environment, stdout=output, stderr=subprocess.STDOUT)
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


def test_a_change_is_shown_and_a_mistake_is_told_and_does_no_harm(tmp_path):
    log, project = tmp_path / "log", copy_of_project(tmp_path)
    data = project / "data"
    with served(project, log) as site:
        wait_for(lambda: "新的第一条" in fetch(f"{site}2024/sections/1/"), "the site is not served", log)
        assert "The first new clause." in fetch(f"{site}en/2024/sections/1/")
        assert 'href="http://127.0.0.1' in fetch(f"{site}en/")
        assert not any("print-code" in fetch(f"{site}{language}") for language in ("", "en/"))

        change(data / "plans/2024.yml", "The first new clause.", "The first changed clause.")
        wait_for(lambda: "changed clause" in fetch(f"{site}en/2024/sections/1/"), "the change is not shown", log)

        change(data / "plans/2024.yml", "responsible: [jia-yi]", "responsible: [nobody]")
        wait_for(lambda: "people.yml has no party “nobody”." in log.read_text(), "the mistake is not told", log)
        assert "Traceback" not in log.read_text()
        assert "changed clause" in fetch(f"{site}en/2024/sections/1/")

        change(data / "plans/2024.yml", "responsible: [nobody]", "responsible: [bing-ding]")
        mended = 'data-plan="2024" data-clause="1.1"'
        wait_for(lambda: mended in fetch(f"{site}people/bing-ding/"), "the mended data is not shown", log)

        change(project / "macros/i18n/locales/en.yml", "home_who: Who answers for what", "home_who: Who does what")
        wait_for(lambda: "Who does what" in fetch(f"{site}en/"), "the changed word is not shown", log)


@pytest.mark.long
def test_a_language_that_cannot_be_built_is_told_and_is_built_again_when_that_is_mended(tmp_path):
    log, project = tmp_path / "log", copy_of_project(tmp_path)
    with served(project, log) as site:
        wait_for(lambda: "Who answers for what" in fetch(f"{site}en/"), "the site is not served", log)

        (project / "docs/en/extra.md").write_text("# Extra\n")
        wait_for(lambda: "write docs/zh/extra.md first" in log.read_text(), "the mistake is not told", log)
        assert "Who answers for what" in fetch(f"{site}en/")
        (project / "docs/en/extra.md").unlink()

        change(project / "mkdocs.en.yml", "language: en", "language: en\n  nonsense: [")
        wait_for(lambda: "The site in “en” could not be built" in log.read_text(), "the mistake is not told", log)
        change(project / "mkdocs.en.yml", "\n  nonsense: [", "")
        wait_for(lambda: "Who answers for what" in fetch(f"{site}en/"), "English is not built again", log)
