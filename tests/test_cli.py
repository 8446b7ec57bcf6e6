"""The commands as a person meets them in a terminal: words, files and exit codes."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal import __version__
from journal.archetypes import Post, built_in
from journal.cli import COMMANDS
from journal.heads import Head, read_front_matter, split
from journal.settings import BY_NAME, SETTINGS

STEADY = settings(derandomize=True, deadline=None)

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def _no_repository_around(monkeypatch, tmp_path):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))


def today():
    return datetime.now(UTC).date().isoformat()


# --- help, usage, completion ---


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_examples(folder, command):
    ran = folder.run(command, "--help")
    assert ran.ok
    assert "Examples:\n" in ran.out
    assert f"  journal {command}" in ran.out.partition("Examples:")[2]
    assert folder.run(command, "-h") == ran
    assert list(folder.root.iterdir()) == []


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_says_what_it_does(folder, command):
    options = re.findall(r"^  (-.*?)(?:  +|\n +)(\S.*)$", folder.run(command, "--help").out, re.MULTILINE)
    assert options
    assert all(len(words) > 3 for _, words in options)


def test_the_options_of_each_command(folder):
    wanted = {
        "init": ("--no-vscode",),
        "new": ("--journal", "--tags", "--series", "--archetype", "--edit"),
        "check": ("--external", "--format", "--fix", "--yes", "--ignore", "--strict"),
        "build": (
            "--source",
            "--output",
            "--drafts",
            "--future",
            "--strict",
            "--workers",
            "--clean",
            "-q",
            "--quiet",
            "-v",
        ),
        "list": ("--format", "--drafts"),
    }
    for command, options in wanted.items():
        text = folder.run(command, "--help").out
        assert all(re.search(rf"(?<![\w-]){option}\b", text) for option in options), command


def test_the_help_names_every_command_and_how_to_complete_them(folder):
    ran = folder.run("--help")
    assert ran.ok
    assert all(re.search(rf"^  {command}  +\S", ran.out, re.MULTILINE) for command in COMMANDS)
    assert "journal completion install" in ran.out


def test_the_version(folder):
    assert folder.run("--version").out == f"journal, version {__version__}\n"


def test_python_dash_m_is_the_same_program(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "journal", "--version"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == f"journal, version {__version__}\n"


@pytest.mark.parametrize(
    "args",
    [
        ["bulid"],
        ["build", "--no-such-option"],
        ["build", "extra"],
        ["build", "--source", "not-there"],
        ["build", "--workers", "-1"],
        ["build", "--workers", "many"],
        ["build", "-s", "file"],
        ["build", "-o", "file"],
        ["list", "--format", "xml"],
        ["new"],
        ["new", "  "],
        ["new", "a", "b"],
        ["init", "file"],
        ["init", "a", "b"],
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_2_and_writes_nothing(folder, args):
    folder.put("file", "x")
    ran = folder.run(*args)
    assert ran.code == 2
    assert "Error: " in ran.err
    assert sorted(path.name for path in folder.root.iterdir()) == ["file"]


def test_a_slip_in_the_name_of_a_command_is_answered_with_the_right_one(folder):
    assert "No such command 'bulid'. Did you mean 'build'?" in folder.run("bulid").err


_PROGRAM = "from journal.cli import main; main(prog_name='journal')"


def complete(words, shell="bash"):
    """What the shell is offered for a command line."""
    env = os.environ | {
        "_JOURNAL_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": " ".join(words),
        "COMP_CWORD": str(len(words) - 1),
    }
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    return [line.partition(",")[2] for line in done.stdout.splitlines()]


def test_a_shell_completes_commands_options_and_choices():
    assert complete(["journal", ""]) == list(COMMANDS)
    assert complete(["journal", "build", "--dr"]) == ["--drafts"]
    assert complete(["journal", "list", "--format", ""]) == ["table", "json"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_script(shell):
    if shell == "bash" and not shutil.which("bash"):
        pytest.skip("click asks bash for its version")
    env = os.environ | {"_JOURNAL_COMPLETE": f"{shell}_source"}
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert f"_JOURNAL_COMPLETE={shell}_complete" in done.stdout


# --- init ---


def test_init_makes_a_folder_that_builds_at_once(folder):
    ran = folder.run("init", "my journal")
    assert ran.ok
    post = f"posts/{today()}-hello-notebook.md"
    made = {
        path.relative_to(folder.root / "my journal").as_posix() for path in folder.root.rglob("*") if path.is_file()
    }
    assert {path for path in made if not path.startswith(".vscode/")} == {"journal.toml", ".gitignore", post}
    built = folder.run("build", "-s", "my journal")
    assert built.ok, built.err
    assert (folder.root / "my journal/public/hello-notebook/index.html").is_file()
    assert {"/public/", "/.journal/"} <= set((folder.root / "my journal/.gitignore").read_text().split())


def test_init_in_this_folder_needs_no_name(folder):
    assert folder.run("init").ok
    assert "Next: journal build" in folder.run("init").out
    folder.build()


def test_what_init_makes_lacks_nothing_but_the_address(folder):
    folder.run("init")
    said = folder.fails("--strict")
    assert said.startswith("journal.toml: warning: no `url` is set: ")
    assert said.endswith("\n1 warning, taken for an error (--strict); nothing was written\n")
    settings = folder.root / "journal.toml"
    folder.put("journal.toml", settings.read_text().replace('# url = ""', 'url = "https://me.example/"'))
    assert folder.build("--strict").err == ""


def test_init_keeps_the_settings_of_a_pyproject(folder):
    folder.put("pyproject.toml", '[tool.journal]\ntitle = "Mine"\nurl = "https://me.example/"\n')
    assert folder.run("init").out.startswith("kept  pyproject.toml\n")
    assert not (folder.root / "journal.toml").exists()
    folder.build("--strict")
    assert folder.html("/").css_first("title").text() == "Mine"


@pytest.mark.parametrize("text", ['[project]\nname = "x"\n', "[broken"])
def test_init_beside_a_pyproject_of_something_else(folder, text):
    folder.put("pyproject.toml", text)
    assert "wrote journal.toml\n" in folder.run("init").out
    folder.build()


def test_the_next_step_that_init_names_can_be_pasted(folder):
    line = folder.run("init", "my journal").out.splitlines()[-1]
    command = line.partition("Next: ")[2].replace("journal build", "pwd")
    done = subprocess.run(["sh", "-c", command], cwd=folder.root, capture_output=True, text=True, check=False)
    assert done.stdout.strip().endswith("/my journal"), done.stderr


def test_init_overwrites_nothing(folder):
    kept = {"journal.toml": 'title = "Mine"\n', ".gitignore": "x\n", "posts/a.md": "A.\n"}
    for path, text in kept.items():
        folder.put(path, text)
    ran = folder.run("init")
    assert ran.ok
    assert "kept" in ran.out
    now = {
        path.relative_to(folder.root).as_posix(): path.read_text() for path in folder.root.rglob("*") if path.is_file()
    }
    assert {path: text for path, text in now.items() if not path.startswith(".vscode/")} == kept


def test_init_explains_settings_that_are_right_when_their_sign_is_taken_away(folder):
    folder.run("init")
    text = (folder.root / "journal.toml").read_text(encoding="utf-8")
    whole = re.sub(r"^# (?=\[|\w+ = )", "", text, flags=re.MULTILINE)
    data = tomllib.loads(whole)
    named = {name for name in data if not isinstance(data[name], dict)}
    named |= {f"{table}.{key}" for table in ("feed", "markdown", "deploy") for key in data[table]}
    assert named <= BY_NAME.keys()
    assert {"title", "description", "author", "url", "language", "timezone", "permalink", "paginate", "menu"} <= named
    folder.put("journal.toml", whole)
    folder.build()
    for setting in SETTINGS:
        table, _, key = setting.name.rpartition(".")
        written = data.get(table, {}).get(key) if table else data.get(key)
        commented = re.search(rf"^# {key} = ", text, re.MULTILINE)
        if commented and written is not None:
            assert written == setting.default, setting.name


def test_init_where_a_file_is_in_the_way(folder):
    folder.put("posts", "a file")
    ran = folder.run("init")
    assert ran.code == 1
    assert "cannot be written" in ran.err


# --- new ---


def test_new_makes_a_dated_post_and_prints_its_path(folder):
    folder.put("journal.toml", "")
    ran = folder.run(
        "new", "What I learned: tries & more", "--journal", "@Ai", "--tags", "python, C++,,data", "--series", "S: 1"
    )
    path = f"posts/{today()}-what-i-learned-tries-more.md"
    assert ran.ok
    assert ran.out == path.replace("/", os.sep) + "\n"
    (post,) = folder.posts("--drafts")
    assert post["source"] == path
    assert post["title"] == "What I learned: tries & more"
    assert post["date"] == today()
    assert (post["journal"], post["series"], post["tags"]) == ("Ai", "S: 1", ["python", "C++", "data"])
    folder.build()


def test_new_never_overwrites_and_never_makes_two_posts_of_one_path(folder):
    folder.put("posts/2020-01-01-til.md", "An old one.\n")
    folder.put("posts/til-2/index.md", "Another.\n")
    paths = [folder.run("new", "TIL").out.strip() for _ in range(3)]
    assert [Path(path).name for path in paths] == [f"{today()}-til-{n}.md" for n in (3, 4, 5)]
    assert (folder.root / "posts/2020-01-01-til.md").read_text() == "An old one.\n"
    folder.build()


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("机器学习", "机器学习"),
        ("Привет", "привет"),
        ("🎉", "post"),
        ("../../etc/passwd", "etc-passwd"),
        ("a" * 300, "a" * 150),
    ],
)
def test_new_with_any_title(folder, title, name):
    (folder.root / "posts").mkdir()
    ran = folder.run("new", title)
    assert ran.ok, ran.err
    assert Path(ran.out.strip()).name == f"{today()}-{name}.md"
    assert folder.posts()[0]["title"] == title
    assert [path.name for path in folder.root.iterdir() if path.name != ".journal"] == ["posts"]


_WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30).map(lambda t: " ".join(t.split())).filter(bool)
_NAMES = _WORDS.map(lambda t: t.replace(",", "").strip("#@ ")).filter(bool)


@STEADY
@given(_WORDS, st.lists(_NAMES, max_size=3, unique=True), _NAMES, _NAMES)
def test_what_new_writes_reads_back_as_it_was_said(title, tags, notebook, series):
    text = built_in(Post(title, datetime(2023, 7, 29, tzinfo=UTC), "a", notebook, tuple(tags), series))
    head = split(text, "posts/a.md")
    assert isinstance(head, Head)
    front, diagnostics = read_front_matter(head, "posts/a.md", UTC)
    assert not diagnostics
    assert front.title == title
    assert front.tags == tuple(" ".join(tag.split()) for tag in tags)
    assert (front.journals, front.series) == ((notebook,), series)


def test_new_in_another_folder(folder):
    folder.put("site/journal.toml", "")
    assert folder.run("new", "A", "-s", "site").out.replace(os.sep, "/") == f"site/posts/{today()}-a.md\n"


def test_new_opens_the_post_in_the_authors_editor(folder):
    folder.put("journal.toml", "")
    editor = folder.put("editor.sh", '#!/bin/sh\nprintf "edited" >> "$1"\n')
    editor.chmod(0o755)
    ran = folder.run("new", "A", "--edit", env={"VISUAL": "", "EDITOR": str(editor)})
    assert ran.ok, ran.err
    assert (folder.root / ran.out.strip()).read_text().endswith("edited")


@pytest.mark.parametrize("files", [(), ("notes.md", "pyproject.toml")])
def test_new_in_a_folder_that_is_no_journal_makes_nothing(folder, files):
    for file in files:
        folder.put(file, "")
    ran = folder.run("new", "A")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        f"{folder.root}: error: holds no posts/ folder and no journal.toml\n"
        "hint: name the site's folder with --source, or begin a journal here with `journal init`\n"
        "1 error; nothing was written\n"
    )
    assert sorted(path.name for path in folder.root.iterdir()) == sorted(files)


@pytest.mark.parametrize(
    ("file", "text"),
    [("journal.toml", ""), ("pyproject.toml", "[tool.journal]\n"), ("pages/about.md", "x"), ("posts/a.txt", "x")],
)
def test_new_in_any_folder_that_is_a_journal(folder, file, text):
    folder.put(file, text)
    assert folder.run("new", "A").ok


def test_new_in_a_folder_with_broken_settings_makes_nothing(folder):
    folder.put("journal.toml", "title = \n")
    assert folder.run("new", "A").code == 1
    assert not (folder.root / "posts").exists()


def test_new_where_nothing_can_be_written(folder):
    folder.put("posts", "a file")
    ran = folder.run("new", "A")
    assert ran.code == 1
    assert "cannot be written" in ran.err


# --- build ---


def test_a_build_ends_with_a_line_of_counts_and_time(site):
    ran = site("-- posts/a.md --\nA.\n").build()
    assert re.match(r"1 post, \d+ pages\b.* public/.* in \d+\.\d\d s$", ran.out.splitlines()[-1])
    assert re.search(r"\b\d+ written\b", ran.out)
    assert ran.err == ""


def test_quiet_says_nothing_and_verbose_names_every_file(site):
    folder = site("-- posts/a.md --\nA.\n")
    assert folder.build("-q").out == ""
    assert folder.build("--quiet", "--clean").out == ""
    folder.put("posts/a.md", "B.\n")
    assert "wrote a/index.html\n" in folder.build("-v").out
    (folder.root / "posts/a.md").unlink()
    assert "removed a/index.html\n" in folder.build("--verbose").out


def test_quiet_still_says_what_is_wrong(site):
    folder = site("-- posts/a.md --\n---\ntag: x\n---\nA.\n")
    assert "unknown front matter field 'tag'" in folder.build("-q").err
    folder.put("posts/b.md", "---\ndate: x\n---\n")
    assert "date: 'x' is not a date" in folder.fails("-q")


def test_a_build_from_one_folder_into_another(site):
    folder = site("-- in/posts/a.md --\nA.\n")
    ran = folder.run("build", "--source", "in", "--output", "out/www")
    assert ran.ok, ran.err
    assert (folder.root / "out/www/a/index.html").is_file()
    assert not (folder.root / "in/public").exists()
    assert " out/www/" in ran.out


def test_strict_takes_a_warning_for_an_error(site):
    folder = site("-- posts/a.md --\n---\ntag: x\n---\nA.\n")
    assert folder.run("build").code == 0
    assert folder.run("build", "--strict").code == 1


def test_any_number_of_workers_builds_the_same(site):
    folder = site("".join(f"-- posts/2023-01-{n % 28 + 1:02}-p{n}.md --\n# P {n}\n\nText.\n" for n in range(70)))
    outputs = []
    for workers in ("1", "2"):
        folder.build("--workers", workers, "--clean")
        outputs.append(folder.outputs())
    assert outputs[0] == outputs[1]


# --- list ---

_LISTED = (
    "-- posts/2023-07-29-a.md --\n---\ntitle: First\ntags: [x, y]\njournal: ai\nseries: S\n---\none two three\n"
    "-- posts/sub/b.md --\n---\ndate: 2024-01-02 10:30 +02:00\n---\n# Second\n\nText.\n"
    "-- posts/c.md --\n---\ntitle: 草稿\ndraft: true\n---\nText.\n"
)


def test_list_as_json_has_every_field(site):
    folder = site(_LISTED)
    assert folder.posts() == [
        {
            "source": "posts/sub/b.md",
            "output": "public/sub/b/index.html",
            "permalink": "/sub/b/",
            "title": "Second",
            "date": "2024-01-02T10:30:00+02:00",
            "tags": [],
            "journal": None,
            "series": None,
            "draft": False,
            "words": 1,
        },
        {
            "source": "posts/2023-07-29-a.md",
            "output": "public/a/index.html",
            "permalink": "/a/",
            "title": "First",
            "date": "2023-07-29",
            "tags": ["x", "y"],
            "journal": "ai",
            "series": "S",
            "draft": False,
            "words": 3,
        },
    ]
    assert [post["draft"] for post in folder.posts("--drafts")] == [False, False, True]


def test_what_list_says_is_where_build_puts_it(site):
    folder = site(_LISTED)
    folder.build("--drafts")
    assert all((folder.root / str(post["output"])).is_file() for post in folder.posts("--drafts"))
    assert all((folder.root / str(post["source"])).is_file() for post in folder.posts("--drafts"))


def test_list_as_a_table_for_people(site):
    ran = site(_LISTED).run("list", "--drafts")
    assert ran.ok
    rows = ran.out.splitlines()
    assert rows[0].startswith("2024-01-02  Second ")
    assert rows[2].startswith("undated     草稿 (draft) ")
    assert rows[-1] == "3 posts"
    assert len({row.rindex(" ") for row in rows[:2]}) == 1


def test_list_of_a_journal_without_posts(folder):
    folder.put("journal.toml", "")
    assert folder.posts() == []
    assert folder.run("list").out == "0 posts\n"


def test_list_writes_no_file(site):
    folder = site(_LISTED)
    before = sorted(folder.root.rglob("*"))
    folder.run("list")
    assert sorted(folder.root.rglob("*")) == before


def test_list_of_a_broken_site_says_what_is_wrong(site):
    ran = site("-- posts/a.md --\n---\ndate: x\n---\n").run("list", "--format", "json")
    assert ran.code == 1
    assert ran.out == ""
    assert ran.err.startswith("posts/a.md:2:7: error: date: 'x' is not a date")


def test_json_for_scripts_holds_no_warnings(site):
    ran = site("-- posts/a.md --\n---\ntag: x\n---\nA.\n").run("list", "--format", "json")
    assert len(json.loads(ran.out)) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such shell")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize(("post", "code"), [("A.", 0), ("---\ndraft: maybe\n---\nA.", 1)])
def test_streams_that_are_closed_are_not_missed(folder, closed, post, code):
    folder.put("posts/a.md", post)
    command = ["sh", "-c", f'exec "$0" -m journal build --clean {closed}', sys.executable]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=folder.root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    assert folder.output("/a/").exists() == (code == 0)
    assert not [file for file in (folder.root / ".journal").iterdir() if b"error" in file.read_bytes()[:9]]
