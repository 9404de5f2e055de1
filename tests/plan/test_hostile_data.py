"""The data of a pull request is text from strangers: nothing in it runs, hangs, fills the memory or leaves the site."""

import os
import resource
import subprocess
import sys

import pytest
from conftest import PROJECT, SHIPPED, TWO_PLANS, change, check
from fuzz import fuzz, outcome
from hypothesis import given, settings
from hypothesis import strategies as st

# Far above what the check needs, far below what an attack would take.
MEMORY = 1_500_000_000
CPU_SECONDS = 60

BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join(['*' + former] * 9)}]\n"
    for former, name in zip("abcdefghij", "bcdefghijk", strict=True)
)

# What the file holds, the line and the rule's sentence that the maintainer reads.
ATTACKS = {
    "exploding aliases": (BOMB, 1, "YAML's & and * are not used here"),
    "merge key": ("name: {<<: *x}\n", 1, "YAML's & and * are not used here"),
    "deep lists": ("name: " + "[" * 200_000, 1, "Too many levels of indentation."),
    "deep mappings": ("".join(" " * depth + "a:\n" for depth in range(2000)), 21, "Too many levels of indentation."),
    "python object": ("name: !!python/object/apply:os.system ['touch pwned']\n", 1, "YAML's ! tags are not used here"),
    "tag of ours": ("!include /etc/passwd\n", 1, "YAML's ! tags are not used here"),
    "huge scalar": ("name:\n  zh: " + "好" * 5_000_000, 2, "This text is longer than 20000 characters."),
    "huge key": ("a" * 900 + ": 1\n", 1, "is not known here"),
    "many unknown keys": ("".join(f"key{n}: 1\n" for n in range(20_000)), 1, "“key0” is not known here"),
    "many duplicate keys": ("name: 1\n" * 20_000, 2, "“name” stands here twice, first on line 1."),
    "NUL": ("name:\n  zh: a\0b\n", 2, "A character that is not allowed (U+0000)."),
    "escape sequence": ('name:\n  zh: "\\e[2J好"\n  en: x\n', 2, "The text has an invisible character (U+001B)."),
    "lone surrogate": ('name:\n  zh: "\\ud800好"\n', 2, "In double quotes “\\” has a special meaning"),
    "millions of values": ("a: [" + "x," * 3_000_000 + "]\n", 1, "The file holds more than 1000000 values"),
    "two documents": ("name: 1\n---\nname: 2\n", 2, "One file holds one document."),
    "list as a key": ("? [a, b]\n: 1\n", 1, "A single word is expected before the colon."),
    "UTF-16": ("name: x\n".encode("utf-16"), 1, "The file is not in UTF-8."),
}


def check_within_bounds(folder) -> tuple[int, list[str]]:
    """Run the check with little memory and little time, and return its exit code and what it said."""

    def bounds() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))

    run = subprocess.run(
        [sys.executable, "-m", "macros", "check", "--language", "en", folder.name],
        cwd=folder.parent,
        env=os.environ | {"PYTHONPATH": str(PROJECT), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        preexec_fn=bounds,
    )
    assert "Traceback" not in run.stderr, run.stderr[-2000:]
    return run.returncode, run.stderr.splitlines()


def checked(folder) -> tuple[int, list[str]]:
    """Run the check in this process, and return its exit code and what it said."""
    run = check(folder, "--language", "en")
    return run.returncode, run.stderr.splitlines()


# Those that would take time or memory, and of these the slow ones.
SLOW = ("deep mappings", "many duplicate keys", "millions of values")
LARGE = ["exploding aliases", "deep lists", "huge scalar", "many unknown keys"]
LARGE += [pytest.param(name, marks=pytest.mark.long) for name in SLOW]


@pytest.mark.parametrize("attack", LARGE)
def test_an_attack_is_reported_at_its_line_in_bounded_time_and_memory(data, attack):
    assert_reported(data, attack, check_within_bounds)


@pytest.mark.parametrize("attack", [name for name in ATTACKS if name not in (*LARGE, *SLOW)])
def test_an_attack_is_reported_at_its_line(data, attack):
    assert_reported(data, attack, checked)


def assert_reported(data, attack, check) -> None:
    content, line, sentence = ATTACKS[attack]
    (data / "site.yml").write_bytes(content if isinstance(content, bytes) else content.encode())
    code, messages = check(data)
    assert code == 1
    at_line = f"data/site.yml:{line}: "
    assert any(message.startswith(at_line) and sentence in message for message in messages), messages[:3]
    assert all(message.isprintable() for message in messages)
    assert not (data.parent / "pwned").exists()


def test_a_link_to_a_file_of_the_machine_is_not_followed(data, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("password: hunter2\n")
    (data / "people.yml").unlink()
    (data / "people.yml").symlink_to(secret)
    code, messages = checked(data)
    assert (code, messages[0]) == (1, "data/people.yml:1: A plain file is expected here, not a link or a folder.")
    assert "hunter2" not in "".join(messages)


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
def test_a_pipe_or_a_folder_in_place_of_a_file_does_not_hang(data, make):
    (data / "people.yml").unlink()
    make(data / "people.yml")
    assert check_within_bounds(data)[1][0].startswith("data/people.yml:1: A plain file is expected here")


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "data:text/html,x",
        "//evil.example",
        "https:evil",
        "http://x",
        'https://a.example/"onclick=alert(1)',
        " https://a.b",
        "https://ａ.b/",
        "https://a。b/",
        "https://a.b，https://c.d",
        "https://a..b/",
    ],
)
def test_only_web_addresses_are_linked(data, address):
    line = change(data / "branches.yml", "https://example.org/branches", "'" + address + "'")
    code, messages = checked(data)
    assert code == 1
    assert messages[0].startswith(f"data/branches.yml:{line}: “") and "is not a web address" in messages[0]


@pytest.mark.parametrize("identifier", ["../../x", "/etc", "..", "a/b", "a\\\\b", "con", "x" * 200, "Ä", "%2e%2e"])
def test_no_id_leads_out_of_the_site(data, identifier):
    line = change(data / "people.yml", "  - id: bing-ding", f'  - id: "{identifier}"')
    code, messages = checked(data)
    assert code == 1
    assert any(message.startswith(f"data/people.yml:{line}: The id “") for message in messages)


# How often the daily suite tries, and how often `make test-long` does; `make fuzz` goes on for thousands of rounds.
SHAPES = [PROJECT / "tests/data/shapes" / name for name in ("table", "three-levels", "printed")]
ROUNDS = [15, pytest.param(250, marks=pytest.mark.long)]
# The shipped data is large and has no key that the small folders lack.
DAMAGED = [pytest.param(SHIPPED, marks=pytest.mark.long), TWO_PLANS, *SHAPES]


@pytest.mark.parametrize("rounds", ROUNDS)
@pytest.mark.parametrize("data_folder", DAMAGED, ids=lambda folder: folder.name)
def test_a_damaged_file_gives_a_valid_site_or_a_message_at_a_line(data_folder, rounds):
    outcomes = fuzz(data_folder, rounds=rounds, seed=2021)
    assert outcomes.total() == rounds
    assert len(outcomes) > 5


@pytest.mark.parametrize("rounds", ROUNDS)
def test_any_text_at_all_gives_a_valid_site_or_a_message(data, rounds):
    path = data / "plans/2024.yml"
    valid = path.read_text(encoding="utf-8")

    @settings(max_examples=rounds, deadline=None)
    @given(text=st.text(max_size=60))
    def try_out(text):
        quoted = "".join(sign if " " <= sign <= "~" and sign not in '"\\' else f"\\U{ord(sign):08x}" for sign in text)
        path.write_text(valid.replace("zh: 新的第二条", f'zh: "{quoted}"'), encoding="utf-8")
        outcome(data, path)

    try_out()


def test_any_bytes_at_all_give_a_message(data):
    path = data / "people.yml"

    @settings(max_examples=150, deadline=None)
    @given(content=st.binary(max_size=200))
    def try_out(content):
        path.write_bytes(content)
        assert outcome(data, path).startswith("reported: ")

    try_out()


def test_three_thousand_branches_are_checked_and_a_mistake_among_them_is_found(data):
    branches = data / "branches.yml"
    entry = "  - {{id: b{n}, name: {{zh: 支部}}, kind: {kind}, source: {{title: {{zh: 〔2023〕1号}}}}}}\n"
    many = "".join(entry.format(n=n, kind="no-kind" if n == 2500 else "example-branch") for n in range(3000))
    branches.write_text(branches.read_text(encoding="utf-8") + many, encoding="utf-8")
    code, messages = check_within_bounds(data)
    assert code == 1
    assert len(messages) == 2 and "There is no kind of branch “no-kind”" in messages[0]


@pytest.mark.long
def test_thousands_of_unknown_kinds_among_thousands_are_reported_in_bounded_time(data):
    branches = data / "branches.yml"
    kind = "  - {{id: kind-{n}, name: {{zh: 类}}, roles: [secretaries], source: {{title: {{zh: 〔2023〕1号}}}}}}\n"
    branch = "  - {{id: b{n}, name: {{zh: 支部}}, kind: kindred-{n}, source: {{title: {{zh: 〔2023〕1号}}}}}}\n"
    kinds, many = ("".join(entry.format(n=n) for n in range(10_000)) for entry in (kind, branch))
    text = branches.read_text(encoding="utf-8").replace("branches:\n", f"{kinds}branches:\n")
    branches.write_text(text + many, encoding="utf-8")
    code, messages = check_within_bounds(data)
    assert code == 1
    assert len(messages) == 1001 and "Did you mean “kind-" in messages[0]


def test_a_link_in_place_of_the_issued_text_is_not_followed(data, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("password: hunter2\n")
    (data / "sources").mkdir()
    (data / "sources/2024.txt").symlink_to(secret)
    code, messages = checked(data)
    assert (code, messages[0]) == (1, "data/sources/2024.txt:1: A plain file is expected here, not a link or a folder.")
    assert "hunter2" not in "".join(messages)


def test_the_lock_of_an_editor_is_no_data(data):
    (data / "plans/.#2024.yml").symlink_to("nobody@nowhere.1:1")
    assert outcome(data, data / "site.yml") == "valid, formatted"
