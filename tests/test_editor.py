"""What helps one write: schemas for the editor, files for VS Code, archetypes of posts, completion in the shell."""

import json
import os
import pty
import re
import select
import shutil
import subprocess
import sys
import time
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from journal import vscode
from journal.archetypes import VARIABLES, Post, filled
from journal.config import load_config
from journal.diagnostics import ContentError
from journal.fields import KEYS
from journal.heads import Head, nodes_of, read_front_matter, split
from journal.schema import FIELDS, front_matter_schema, settings_schema
from journal.settings import SETTINGS

ROOT = Path(__file__).parents[1]
STEADY = settings(derandomize=True, deadline=None)
TODAY = datetime(2023, 7, 29, 8, 5, tzinfo=UTC)


def today():
    return datetime.now(UTC).date().isoformat()


# --- schemas ---


def head_of(text):
    head = split(f"---\n{text}\n---\n", "posts/a.md")
    assert isinstance(head, Head)
    return head


def as_an_editor_sees(text):
    return {key: node.resolved() for key, node in nodes_of(head_of(text)).items()}


FRONT = Draft7Validator(front_matter_schema())


@pytest.mark.parametrize("what", ["settings", "front-matter"])
def test_a_schema_is_printed_and_is_one(folder, what):
    schema = json.loads(folder.run("schema", what).out)
    Draft7Validator.check_schema(schema)
    assert schema == (settings_schema() if what == "settings" else front_matter_schema())
    assert list(folder.root.iterdir()) == []


def test_the_schema_of_front_matter_knows_every_key():
    assert set(front_matter_schema()["properties"]) == {*KEYS, "extra"}
    assert set(FIELDS) == set(KEYS.values())
    assert all(told["description"] for told in front_matter_schema()["properties"].values())


def test_the_schema_of_settings_knows_every_setting_with_its_default():
    properties = settings_schema()["properties"]
    for setting in SETTINGS:
        table, _, name = setting.name.rpartition(".")
        told = (properties[table]["properties"] if table else properties)[name]
        assert (told["description"], told["default"]) == (setting.doc, setting.default)


RIGHT = (
    "title: 1984\ndate: 2023-07-29\ntags: [python, 3, no]\ndraft: yes",
    "title:\nexcerpt:\ntags:\ndraft:\nseries:\npart:\ncover:",
    "tags: a, b\njournal: '@x'\ntoc: off\nmath: 'True'\npart: '2'",
    "series: { name: S, part: 2 }\ncover: { image: a.png, alt: x }\nauthor: [A, { name: B }]",
    "cover: [a.png, b.png]\naliases: /x\nstatus: evergreen\nlayout: whatever\nextra: { a: 1 }",
    "updated: 29 July 2023\nexpires: 2023-07-29 18:30\nimage: false\naliases: [/a, /b]\nslug: /x/",
)
WRONG = (
    "title: [a]", "draft: maybe", "tags: { a: 1 }", "part: two", "part: 1.5", "series: { part: 2 }", "cover: {}",
    "status: tree", "aliases: { a: b }", "slug: [a]", "toc: 3", "date: [2023]", "id: {}", "template: [x]",
)  # fmt: skip


@pytest.mark.parametrize("text", RIGHT)
def test_what_a_build_takes_an_editor_takes(text):
    assert read_front_matter(head_of(text), "posts/a.md", UTC)[1] == ()
    assert [error.message for error in FRONT.iter_errors(as_an_editor_sees(text))] == []


@pytest.mark.parametrize("text", WRONG)
def test_what_a_build_minds_an_editor_minds(text):
    assert read_front_matter(head_of(text), "posts/a.md", UTC)[1]
    assert not FRONT.is_valid(as_an_editor_sees(text))


def test_the_front_matter_of_the_example_site_is_right():
    files = [*ROOT.glob("posts/**/*.md"), *ROOT.glob("pages/**/*.md")]
    assert len(files) > 5
    for file in files:
        head = split(file.read_text(encoding="utf-8"), file.name)
        if isinstance(head, Head) and head.syntax == "yaml":
            data = {key: node.resolved() for key, node in nodes_of(head).items()}
            assert [error.message for error in FRONT.iter_errors(data)] == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        'title = "A"\nurl = ""\nmenu = [{ title = "A", url = "/" }]\nauthor = { name = "A" }\n[feed]\nlimit = 0\n',
        'permalink = "/{year}/{slug}/"\nlanguage = "pt-BR"\nurl = "https://me.example/x/"\nextra = { a = [1] }\n',
        'date_format = "{day}.{month}."\noutput = "~/x"\ncheck.ignore = ["missing-alt"]\nmarkdown.math = false\n',
        f"month_names = {json.dumps(list('abcdefghijkl'))}\n",
        "titel = 1\n",
        "title = 1\n",
        'paginate = "x"\n',
        "paginate = -1\n",
        "related = true\n",
        'url = "me.example"\n',
        'url = "https://me.example/?x"\n',
        'language = "english!"\n',
        'menu = [{ title = "A" }]\n',
        'author = { nme = "A" }\n',
        'permalink = "/{year}/"\n',
        'permalink = "/{slug}/{yaer}/"\n',
        'permalink = "/{slug}/{"\n',
        'output = " "\n',
        'feed.content = "some"\n',
        "feed = 3\n",
        "feed.limt = 3\n",
        'month_names = ["a"]\n',
        "disable = [1]\n",
        "extra = 3\n",
    ],
)
def test_settings_are_right_to_an_editor_when_they_are_to_a_build(folder, text):
    folder.put("journal.toml", text)
    try:
        load_config(folder.root)
    except ContentError:
        right = False
    else:
        right = True
    assert Draft7Validator(settings_schema()).is_valid(tomllib.loads(text)) is right


# --- VS Code ---


def test_init_sets_up_vs_code(folder):
    ran = folder.run("init")
    assert ran.ok
    for path in vscode.files():
        assert f"wrote {path}".replace("/", os.sep) in ran.out
        json.loads((folder.root / path).read_text(encoding="utf-8"))
    first = (folder.root / "journal.toml").read_text(encoding="utf-8").splitlines()[0]
    assert first == "#:schema .vscode/journal.schema.json"
    assert (folder.root / first.split()[1]).is_file()
    assert json.loads((folder.root / first.split()[1]).read_text()) == settings_schema()


def test_init_without_vs_code(folder):
    folder.run("init", "--no-vscode")
    assert not (folder.root / ".vscode").exists()
    assert "#:schema" not in (folder.root / "journal.toml").read_text(encoding="utf-8")


def test_init_keeps_what_vs_code_has_already(folder):
    folder.put(".vscode/settings.json", '{ "mine": true } // as I like it\n')
    ran = folder.run("init")
    assert f"kept  .vscode{os.sep}settings.json\n" in ran.out
    assert (folder.root / ".vscode/settings.json").read_text() == '{ "mine": true } // as I like it\n'
    assert (folder.root / ".vscode/tasks.json").is_file()


def test_the_settings_that_init_writes_are_right_to_an_editor(folder):
    folder.run("init")
    data = tomllib.loads((folder.root / "journal.toml").read_text(encoding="utf-8"))
    assert [error.message for error in Draft7Validator(settings_schema()).iter_errors(data)] == []


def test_snippets_give_posts_that_build(site):
    snippets = json.loads(vscode.files()[".vscode/journal.code-snippets"])
    assert all(one["scope"] == "markdown" and one["prefix"] and one["description"] for one in snippets.values())

    def body(name):
        text = snippets[name]["body"]
        text = text if isinstance(text, str) else "\n".join(text)
        text = text.replace("$CURRENT_YEAR", "2024").replace("$CURRENT_MONTH", "01").replace("$CURRENT_DATE", "02")
        text = re.sub(r"\$\{\d+:([^}]*)\}", r"\1", text)
        return re.sub(r"\$\{\d+\|([^,}]*)[^}]*\|\}", r"\1", text).replace("$0", "")

    head = "\n".join([body("Journal"), body("Series"), body("Status")])
    front = body("Front matter").replace("\n---\n", f"\n{head}\n---\n", 1)
    folder = site(f"-- posts/a.md --\n{front}\n{body('Callout')}\n\n{body('Question')}\n")
    assert folder.build("--strict").err == ""
    assert folder.html("/a/").css_first(".callout-question")
    (post,) = folder.posts()
    assert (post["title"], post["date"], post["tags"], post["journal"]) == ("Title", "2024-01-02", ["tag"], "reading")


# --- archetypes ---


def test_a_new_post_begins_with_the_default_archetype(folder):
    folder.put("journal.toml", 'author = "Ada"\n')
    folder.put(
        "archetypes/default.md",
        "---\ntitle: {{ title }}\ndate: {{ date }} {{time}}\ntags: {{ tags }}\njournal: {{ journal }}\n"
        "author: {{ author }}\naliases: [/old/{{ slug }}/]\n---\n\n"
        "## What I did on {{ day }}.{{ month }}.{{ year }}\n\n$\\frac{{a}}{b}$ {{ tags }}\n",
    )
    ran = folder.run("new", "Tries: at last", "--tags", "python, C#")
    assert ran.ok, ran.err
    assert ran.err == ""
    text = (folder.root / ran.out.strip()).read_text(encoding="utf-8")
    day = today()
    assert text.startswith(f'---\ntitle: "Tries: at last"\ndate: {day} ')
    assert f"aliases: [/old/tries-at-last/]\n---\n\n## What I did on {day[8:]}.{day[5:7]}.{day[:4]}\n" in text
    assert text.endswith("$\\frac{{a}}{b}$ python, C#\n")
    (post,) = folder.posts()
    assert (post["title"], post["tags"], post["journal"]) == ("Tries: at last", ["python", "C#"], None)


def test_each_journal_may_have_its_own(folder):
    folder.put("journal.toml", "")
    folder.put("archetypes/default.md", "---\ntitle: {{ title }}\ndate: {{ date }}\n---\nPlain.\n")
    folder.put("archetypes/Deep Reading.md", "---\ntitle: {{ title }}\njournal: {{ journal }}\n---\nRead.\n")
    folder.put("archetypes/notes.txt", "no archetype")

    def body(*args):
        return (folder.root / folder.run("new", "A", *args).out.strip()).read_text().rpartition("---\n")[2]

    assert body("--journal", "Deep Reading") == "Read.\n"
    assert body("--journal", "@deep-reading") == "Read.\n"
    assert body() == "Plain.\n"
    assert body("--archetype", "deep-reading") == "Read.\n"
    assert body("--archetype", "default.md", "--journal", "Deep Reading") == "Plain.\n"


def test_an_archetype_that_there_is_not(folder):
    folder.put("journal.toml", "")
    folder.put("archetypes/til.md", "x")
    ran = folder.run("new", "A", "--archetype", "tli")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("archetypes/tli.md: error: there is no such file\nhint: there are til\n")
    assert not (folder.root / "posts").exists()


def test_a_name_that_stands_for_nothing(folder):
    folder.put("journal.toml", "")
    folder.put("archetypes/default.md", "---\ntitle: {{ titel }}\n---\n")
    ran = folder.run("new", "A")
    assert ran.code == 1
    assert ran.err.startswith("archetypes/default.md:2:8: error: {{ titel }} stands for nothing\n")
    assert "hint: did you mean 'title'?" in ran.err
    assert not (folder.root / "posts").exists()


def test_an_archetype_that_is_no_front_matter(folder):
    folder.put("journal.toml", "")
    folder.put("archetypes/default.md", "---\ntitle: a: b\n---\n")
    ran = folder.run("new", "A")
    assert (ran.code, "archetypes/default.md:2:9: error: front matter: a second ': ' in one line" in ran.err) == (
        1,
        True,
    )
    assert not (folder.root / "posts").exists()


def test_what_an_archetype_has_no_place_for_is_told(folder):
    folder.put("journal.toml", "")
    folder.put("archetypes/default.md", "---\ntitle: {{ title }}\ntags: [til]\n---\n")
    ran = folder.run("new", "A", "--tags", "til,x", "--series", "S")
    assert ran.ok
    assert "archetypes/default.md: warning: has no place for --tags: x\n" in ran.err
    assert "warning: has no place for --series: S\n" in ran.err
    assert folder.run("new", "B", "--tags", "til").err == ""


def test_code_in_an_archetype_is_not_run(folder):
    folder.put("journal.toml", "")
    folder.put(
        "archetypes/default.md", "{% for x in (1, 2) %}{{ 7 * 7 }} {title} %(title)s ${title} {{title.__class__}}\n"
    )
    ran = folder.run("new", "A")
    assert ran.ok, ran.err
    assert (folder.root / ran.out.strip()).read_text() == (
        "{% for x in (1, 2) %}{{ 7 * 7 }} {title} %(title)s ${title} {{title.__class__}}\n"
    )


_WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30).map(lambda t: " ".join(t.split())).filter(bool)
_NAMES = _WORDS.map(lambda t: " ".join(t.replace(",", " ").strip("#@ ").split())).filter(bool)
_SHAPES = (
    "---\ntitle: {{ title }}\ntags: {{ tags }}\nseries: {{ series }}\njournal: {{ journal }}\n---\n",
    "---\ntitle: \"{{ title }}\"\ntags: {{tags}}\nseries: '{{ series }}' # c\njournal:\n  - {{ journal }}\n---\n",
    '---\ntitle: "{{ title }}"\ntags:  [ {{ tags }} ]\nseries: { name: "{{ series }}" }\njournal: [{{journal}}]\n---\n',
    '+++\ntitle = {{ title }}\ntags = {{ tags }}\nseries = "{{ series }}"\njournal = [{{ journal }}]\n+++\n',
)


@STEADY
@given(_WORDS, st.lists(_NAMES, max_size=3, unique=True), _NAMES, _NAMES, st.sampled_from(_SHAPES))
def test_whatever_is_said_is_read_back_from_any_shape(title, tags, notebook, series, shape):
    text = filled("archetypes/a.md", shape, Post(title, TODAY, "slug", notebook, tuple(tags), series, "Ada"))
    head = split(text, "posts/a.md")
    assert isinstance(head, Head)
    front, diagnostics = read_front_matter(head, "posts/a.md", UTC)
    assert not diagnostics, (text, diagnostics)
    assert (front.title, front.series) == (title, series)
    assert front.tags == tuple(tags)
    assert front.journals == (notebook,)


def test_words_around_a_name_in_quotes():
    text = filled("a.md", '---\ntitle: "TIL: {{ title }}"\n---\n', Post('a "b" \\ c', TODAY, "s"))
    assert read_front_matter(split(text, "a.md"), "a.md", UTC)[0].title == 'TIL: a "b" \\ c'


def test_every_variable_is_documented():
    page = (ROOT / "docs/editor.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `\{\{ (\w+) \}\}` \|", page, re.MULTILINE)) == set(VARIABLES)


# --- completion ---


@pytest.fixture
def home(tmp_path, monkeypatch):
    home = tmp_path / "home"
    home.mkdir()
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "ZDOTDIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(home))
    return home


def files_of(home):
    return {path.relative_to(home).as_posix(): path.read_bytes() for path in home.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("shell", "paths"),
    [
        ("bash", {".bashrc", ".local/share/journal/completion.bash"}),
        ("zsh", {".zshrc", ".local/share/journal/completion.zsh"}),
        ("fish", {".config/fish/completions/journal.fish"}),
    ],
)
def test_completion_is_installed_once(folder, home, shell, paths):
    ran = folder.run("completion", "install", shell)
    assert ran.ok, ran.err
    made = files_of(home)
    assert set(made) == paths
    assert all(str(home / path) in ran.out for path in paths)
    again = folder.run("completion", "install", shell)
    assert files_of(home) == made
    assert again.out.count("kept  ") == len(paths)
    assert any(f"_JOURNAL_COMPLETE={shell}_complete".encode() in data for data in made.values())


def test_what_stands_in_the_file_of_the_shell_stays(folder, home):
    (home / ".bashrc").write_bytes(b"alias ll='ls -l'\nexport A=1")
    folder.run("completion", "install", "bash")
    assert (home / ".bashrc").read_bytes().startswith(b"alias ll='ls -l'\nexport A=1\n\n# journal: shell completion\n")


def test_the_shell_is_the_one_in_use(folder, home):
    assert folder.run("completion", "install", env={"SHELL": "/usr/bin/fish"}).ok
    assert set(files_of(home)) == {".config/fish/completions/journal.fish"}
    ran = folder.run("completion", "install", env={"SHELL": "/bin/tcsh"})
    assert (ran.code, "name one: bash, zsh, fish" in ran.err) == (2, True)


def test_print_changes_nothing(folder, home):
    ran = folder.run("completion", "install", "zsh", "--print")
    assert ran.out.startswith("#compdef journal")
    assert files_of(home) == {}


@pytest.fixture
def env(home):
    """What a shell that is started anew finds: the program on its PATH, and a home with nothing else."""
    bin_folder = home / "bin"
    bin_folder.mkdir()
    program = bin_folder / "journal"
    program.write_text(f"#!{sys.executable}\nfrom journal.cli import main\nmain(prog_name='journal')\n")
    program.chmod(0o755)
    path = f"{bin_folder}{os.pathsep}{os.environ['PATH']}"
    return os.environ | {"PATH": path, "PYTHONPATH": str(ROOT), "TERM": "dumb"}


@pytest.fixture
def asked(folder, env):
    """What a shell says to a command."""

    def ask(*command):
        done = subprocess.run(command, cwd=folder.root, env=env, capture_output=True, text=True, check=False)
        return done.stdout or done.stderr

    return ask


@pytest.fixture
def typed(folder, env):
    """Has keys pressed in a terminal, once its shell is ready, and waits for what that shows."""

    def shown(*command, keys, until):
        terminal, inside = pty.openpty()
        shell = subprocess.Popen(
            command, cwd=folder.root, env=env, stdin=inside, stdout=inside, stderr=inside, start_new_session=True
        )
        os.close(inside)
        seen, end, wanted = b"", time.monotonic() + 40, [(b"ready", keys), (until, b"")]
        try:
            while wanted and time.monotonic() < end:
                if select.select([terminal], [], [], 1)[0]:
                    seen += os.read(terminal, 4096)
                if wanted[0][0] in seen:
                    os.write(terminal, wanted.pop(0)[1])
        finally:
            shell.kill()
            shell.wait()
            os.close(terminal)
        assert not wanted, seen

    return shown


@pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("journal che", "check"),
        ("journal deploy gi", "github gitlab git"),
        ("journal check --ignore missing-a", "missing-alt"),
        ("journal new --archetype t", "til"),
    ],
)
def test_a_new_bash_completes(folder, asked, words, offered):
    folder.put("archetypes/til.md", "---\ntitle: {{ title }}\n---\n")
    folder.run("completion", "install", "bash")
    script = f"COMP_WORDS=({words}); COMP_CWORD={len(words.split()) - 1}; _journal_completion journal"
    assert asked("bash", "--norc", "-c", f". ~/.bashrc; {script}; echo ${{COMPREPLY[@]}}") == f"{offered}\n"


@pytest.mark.skipif(not shutil.which("zsh"), reason="needs zsh")
def test_a_new_zsh_completes(folder, home, typed):
    folder.run("completion", "install", "zsh")
    with (home / ".zshrc").open("a") as start:
        start.write("print ready\n")
    typed("zsh", "-i", keys=b"journal chec\t", until=b"journal check ")


@pytest.mark.skipif(not shutil.which("fish"), reason="needs fish")
def test_a_new_fish_completes(folder, asked):
    folder.run("completion", "install", "fish")
    told = asked("fish", "-c", "complete -C 'journal deploy gi'")
    assert [line.split("\t")[0] for line in told.splitlines() if line] == ["git", "github", "gitlab"]


def test_where_nothing_can_be_written(folder, home):
    (home / ".config").write_text("a file")
    ran = folder.run("completion", "install", "fish")
    assert ran.code == 1
    assert "cannot be written" in ran.err
