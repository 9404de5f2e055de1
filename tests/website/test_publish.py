"""The last good site stays whole, whatever becomes of a build: killed, beside another, on a full or read-only disk."""

import os
import random
import re
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import PROJECT, TWO_PLANS, build, build_command, build_environment, change, mkdocs

from macros.website.publish import Workplace


def write(folder: Path, name: str) -> Path:
    """Write a site of one page, which says which one it is."""
    (folder / name).mkdir(parents=True)
    (folder / name / "index.html").write_text(name)
    return folder


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def publish(target: Path, name: str) -> None:
    workplace = Workplace(target)
    write(workplace.site, name)
    workplace.publish()
    workplace.close()


def run(program: str, *arguments: object) -> None:
    """Run a program that has Workplace, and dies in the middle of its work."""
    command = [sys.executable, "-c", f"from macros.website.publish import *\n{program}", *map(str, arguments)]
    assert subprocess.run(command, cwd=PROJECT).returncode == 9


def test_two_builds_at_once_have_a_folder_each_and_the_last_to_end_stays(tmp_path):
    target = tmp_path / "site"
    first, second = Workplace(target), Workplace(target)
    for workplace, name in ((first, "first"), (second, "second")):
        write(workplace.site, name)
    for workplace, name in ((second, "second"), (first, "first")):
        workplace.publish()
        workplace.close()
        assert names_in(target) == [name]
    assert names_in(tmp_path) == ["site"]


def test_what_a_killed_build_left_is_cleared_and_what_a_running_one_has_is_not(tmp_path):
    target = write(tmp_path / "site", "good")
    run("import os, sys; Workplace(Path(sys.argv[1])).site.mkdir(); os._exit(9)", target)
    assert len(names_in(tmp_path)) == 2
    running = Workplace(target)
    write(running.site, "running")
    publish(target, "new")
    assert files_of(running.site)
    running.close()
    assert names_in(tmp_path) == ["site"] and names_in(target) == ["new"]


@pytest.mark.parametrize("step", [1, 2, 3])
def test_a_replacement_that_is_killed_at_any_step_leaves_a_whole_site(tmp_path, step):
    target = write(tmp_path / "site", "good")
    killed_at_a_rename(target, step, is_mount_point=False)
    Workplace(target).close()
    assert names_in(tmp_path) == ["site"]
    assert names_in(target) == (["good"] if step < 3 else ["new"])


@pytest.mark.parametrize("step", range(1, 7))
def test_a_replacement_in_a_mount_point_that_is_killed_at_any_step_leaves_a_whole_site(tmp_path, step):
    target = write(write(tmp_path / "site", "good"), "too")
    killed_at_a_rename(target, step, is_mount_point=True)
    Workplace(target).close()
    assert names_in(tmp_path) == ["site"]
    assert names_in(target) == (["good", "too"] if step < 2 else ["new", "new too"])


def killed_at_a_rename(target: Path, step: int, is_mount_point: bool) -> None:
    """Publish a site in a process that is gone before it renames something for the given time."""
    run(
        """
import sys
target, step, is_mount_point = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == "True"
os.path.ismount = lambda path: is_mount_point
def count(event, _):
    global step
    if event == "os.rename":
        step -= 1
        if step == 0:
            os._exit(9)
workplace = Workplace(target)
for name in ("new", "new too") if is_mount_point else ("new",):
    (workplace.site / name).mkdir(parents=True)
sys.addaudithook(count)
workplace.publish()
os._exit(0)
""",
        target,
        step,
        is_mount_point,
    )


def test_a_mount_point_stays_and_its_contents_are_replaced(tmp_path, monkeypatch):
    target = write(tmp_path / "site", "old")
    number = target.stat().st_ino
    monkeypatch.setattr(os.path, "ismount", lambda path: path == target)
    publish(target, "new")
    assert names_in(target) == ["new"] and target.stat().st_ino == number
    assert names_in(tmp_path) == ["site"]


def test_a_file_in_the_place_of_the_site_stops_the_build_in_one_sentence(tmp_path):
    target = tmp_path / "site"
    target.write_text("mine")
    assert_reported(mkdocs(target, TWO_PLANS), "Not a directory")
    assert target.read_text() == "mine"


def test_a_place_where_no_folder_can_be_made_stops_the_build_in_one_sentence(tmp_path):
    (tmp_path / "file").write_text("mine")
    assert_reported(mkdocs(tmp_path / "file/site", TWO_PLANS), "file: File exists")


def test_a_disk_that_takes_no_more_stops_the_build_in_one_sentence(tmp_path):
    target = write(tmp_path / "site", "good")
    ended = subprocess.run(
        build_command(target),
        cwd=PROJECT,
        env=build_environment(TWO_PLANS),
        capture_output=True,
        text=True,
        # Files of more than some bytes are refused as a full disk refuses them, whoever asks.
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)),
    )
    assert_reported(ended, "File too large")
    assert names_in(target) == ["good"]
    assert names_in(tmp_path) == ["site"]


def assert_reported(ended: subprocess.CompletedProcess[str], reason: str) -> None:
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    for beginning, end in (
        ("网站未能写入（", "），原有网站保持不变。"),
        ("The site could not be written (", "); the last one is as it was."),
    ):
        assert re.search(f"{re.escape(beginning)}.*{reason}{re.escape(end)}", ended.stderr), ended.stderr


@pytest.fixture(scope="module")
def two_sites(two_plans, tmp_path_factory) -> dict[Path, dict[str, bytes]]:
    """Two folders of data, each with the files of its site."""
    folder = tmp_path_factory.mktemp("another")
    other = Path(shutil.copytree(TWO_PLANS, folder / "data"))
    change(other / "plans/2024.yml", "The first new clause.", "The first changed clause.")
    return {TWO_PLANS: files_of(two_plans.root), other: files_of(build(folder / "site", other).root)}


def begin(target: Path, data: Path, **settings: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        build_command(target),
        cwd=PROJECT,
        env=build_environment(data, **settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def kill_at_random(target: Path, data: Path, longest: float) -> None:
    process = begin(target, data)
    time.sleep(random.uniform(0, longest))
    process.kill()
    process.communicate()
    # What the next build does first.
    Workplace(target).close()


def kill_builds(target: Path, two_sites: dict[Path, dict[str, bytes]], count: int) -> None:
    """Kill builds of two sites in turn, each of which must find and leave a whole site."""
    began = time.monotonic()
    build(target, TWO_PLANS)
    longest = 1.2 * (time.monotonic() - began)
    for data in [*two_sites] * (count // 2):
        kill_at_random(target, data, longest)
        assert files_of(target) in two_sites.values()
        # Processes of the killed build may still write what is cleared next time.
        assert len(names_in(target.parent)) <= 2, names_in(target.parent)
    build(target, TWO_PLANS)
    assert files_of(target) == two_sites[TWO_PLANS]
    assert names_in(target.parent) == ["site"]


def build_pairs(target: Path, two_sites: dict[Path, dict[str, bytes]], count: int, **settings: str) -> None:
    """Have pairs of builds end at about the same time, of two sites, the second with some settings."""
    for _ in range(count):
        pair = []
        for data, own in zip(two_sites, ({}, settings), strict=True):
            pair.append(begin(target, data, **own))
            time.sleep(random.uniform(0, 0.5))
        for process in pair:
            output, _ = process.communicate()
            assert process.returncode == 0 and "Traceback" not in output, output
        assert files_of(target) in two_sites.values()
        assert set(names_in(target.parent)) <= {"site", "site.pdfs"}


@pytest.mark.long
def test_two_hundred_builds_that_are_killed_leave_a_whole_site(tmp_path, two_sites):
    kill_builds(tmp_path / "site", two_sites, 200)


@pytest.mark.long
def test_fifty_pairs_of_builds_one_with_pdfs_leave_the_whole_site_of_one(tmp_path, two_sites):
    first, second = two_sites
    printed = files_of(build(tmp_path / "printed/site", second, PLAN_PDF="1").root)
    (tmp_path / "pairs").mkdir()
    build_pairs(tmp_path / "pairs/site", {first: two_sites[first], second: printed}, 50, PLAN_PDF="1")


def mounted(script: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run a shell script that may mount folders, which nobody else sees and which go with it."""
    return subprocess.run(
        ["unshare", "--map-root-user", "--mount", "sh", "-ec", script, "sh", *map(str, arguments)],
        cwd=PROJECT,
        env=build_environment(TWO_PLANS),
        capture_output=True,
        text=True,
    )


@pytest.mark.long
@pytest.mark.parametrize("size", range(1, 10))
def test_a_disk_that_fills_up_at_any_time_keeps_the_last_site(tmp_path, size):
    """Sizes in hundreds of kilobytes, beside a small site; the whole of what is built takes more than a megabyte."""
    script = (
        'folder=$1; mount -t tmpfs -o size="$2"00k tmpfs "$folder"; shift 2\n'
        'mkdir "$folder/site"; echo good > "$folder/site/index.html"\n'
        '"$@" || { ls -A "$folder" "$folder/site"; cat "$folder/site/index.html"; exit 1; }'
    )
    ended = mounted(script, tmp_path, size, *build_command(tmp_path / "site"))
    assert_reported(ended, "No space left on device")
    assert ended.stdout.split() == [f"{tmp_path}:", "site", f"{tmp_path}/site:", "index.html", "good"]


@pytest.mark.long
def test_a_disk_that_is_read_only_is_reported(tmp_path):
    script = 'mount -t tmpfs tmpfs "$1"; mount -o remount,ro "$1"; shift; "$@"'
    assert_reported(mounted(script, tmp_path, *build_command(tmp_path / "site")), "Read-only file system")


@pytest.mark.long
@pytest.mark.parametrize("mount", ["-t tmpfs tmpfs", "--bind $folder/other"])
def test_a_mounted_folder_takes_the_site(tmp_path, two_sites, mount):
    for name in ("site", "other"):
        (tmp_path / name).mkdir()
    script = (
        f'folder=$1; shift; mount {mount} "$folder/site"; echo old > "$folder/site/old.html"; "$@"; '
        'cp -R "$folder/site" "$folder/copy"'
    )
    ended = mounted(script, tmp_path, *build_command(tmp_path / "site"))
    assert ended.returncode == 0, ended.stderr
    assert files_of(tmp_path / "copy") == two_sites[TWO_PLANS]


@pytest.mark.long
def test_a_mounted_folder_that_is_too_small_keeps_its_site(tmp_path):
    (tmp_path / "site").mkdir()
    script = (
        'folder=$1; shift; mount -t tmpfs -o size=500k tmpfs "$folder/site"; echo good > "$folder/site/index.html"\n'
        '"$@" || { ls -A "$folder/site"; cat "$folder/site/index.html"; exit 1; }'
    )
    ended = mounted(script, tmp_path, *build_command(tmp_path / "site"))
    assert_reported(ended, "No space left on device.*")
    assert ended.stdout.split() == ["index.html", "good"]
