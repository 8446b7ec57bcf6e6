"""What readers are told: every command, option, setting and key is documented, and what is documented is there."""

import json
import re
import runpy
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from journal.cli import main
from journal.fields import KEYS
from journal.kinds import BUILT_IN
from journal.registry import Registry
from journal.settings import BY_NAME, SETTINGS

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("benchmarks/*.md")])
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
DOCUMENTATION = "\n".join([README, *(page.read_text(encoding="utf-8") for page in ROOT.glob("docs/*.md"))])


def _commands() -> dict[str, click.Command]:
    return dict(_below(main))


def _below(group: click.Group, above: str = "") -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command
        yield above + name, command
        if isinstance(command, click.Group):
            yield from _below(command, f"{above}{name} ")


def _options() -> list[tuple[str, str]]:
    commands = {"journal": main} | {f"journal {name}": command for name, command in _commands().items()}
    parameters = [(name, parameter) for name, command in commands.items() for parameter in command.params]
    return [(name, option) for name, p in parameters for option in p.opts if option.startswith("--")]


def _rows(page: str) -> dict[str, list[str]]:
    """The cells of a page's tables, by each name in the first cell of their row."""
    text = (ROOT / page).read_text(encoding="utf-8")
    rows = [re.split(r"(?<!\\)\|", line.strip("| \n")) for line in text.splitlines() if line.startswith("| `")]
    return {name: [cell.strip() for cell in row] for row in rows for name in re.findall(r"`([^`]+)`", row[0])}


def _anchors(page: Path) -> set[str]:
    """What GitHub calls the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("name", _commands())
def test_every_command_is_documented(name):
    assert re.search(rf"`journal {name}\b[^`]*`", README), f"README.md does not name `journal {name}`"


@pytest.mark.parametrize(("command", "option"), _options())
def test_every_option_is_documented(command, option):
    assert re.search(rf"`[^`\n]*{option}\b[^`\n]*`", DOCUMENTATION), f"{command} {option} is not in README.md or docs/"


@pytest.mark.parametrize("name", _commands())
def test_every_command_has_help_with_examples(name):
    command = _commands()[name]
    assert command.help
    assert f"journal {name}" in (command.epilog or "")
    assert all(p.help for p in command.params if isinstance(p, click.Option)), "every option says what it does"


def test_the_reference_of_commands_is_what_the_program_says():
    written = runpy.run_path(str(ROOT / "docs/commands.py"))["page"]()
    assert (ROOT / "docs/commands.md").read_text(encoding="utf-8") == written, "`make docs` writes it anew"


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_every_setting_is_documented_with_its_default(setting):
    row = _rows("docs/settings.md").get(setting.name)
    assert row, f"docs/settings.md has no row for `{setting.name}`"
    _, default, text, example = row
    assert default == f"`{json.dumps(setting.default, ensure_ascii=False)}`"
    assert text
    assert example


def test_no_setting_is_documented_that_does_not_exist():
    assert set(_rows("docs/settings.md")) == {setting.name for setting in SETTINGS}


@pytest.mark.parametrize(
    ("command", "option", "page"), [("import", "--from", "docs/importing.md"), ("init", "--ci", "docs/deploying.md")]
)
def test_every_importer_and_every_host_has_its_row(command, option, page):
    kind = next(p.type for p in _commands()[command].params if option in p.opts)
    assert isinstance(kind, click.Choice)
    assert set(kind.choices) - {"auto"} <= set(_rows(page))


@pytest.mark.parametrize(("name", "row"), _rows("docs/settings.md").items())
def test_the_example_of_a_setting_is_one(name, row):
    example = tomllib.loads("example = " + row[3].strip("`") if name != "extra" else row[3].strip("`"))
    value = example if name == "extra" else example["example"]
    assert not BY_NAME[name].check(value)
    assert value != BY_NAME[name].default, "an example shows what it would be for"


def test_every_page_kind_is_documented_and_no_other():
    registry = Registry()
    for kind in BUILT_IN:
        kind.register(registry)
    listed = re.findall(r"`([^`]+)`", _rows("docs/settings.md")["disable"][2])
    own = {"post", "page"}  # what the author wrote cannot be left out
    assert sorted(listed) == sorted(registry.page_kinds.keys() - own)


def test_every_template_is_documented_and_no_other():
    listed = {name for name in _rows("docs/templates.md") if "." in name and "(" not in name}
    there = {path.relative_to(ROOT / "templates").as_posix() for path in (ROOT / "templates").rglob("*.*")}
    assert listed == there


def test_every_extra_is_documented_and_no_other():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = (ROOT / "docs/index.md").read_text(encoding="utf-8").partition("### Extras")[2]
    assert re.findall(r"^\| `([a-z]+)` \|", extras, re.MULTILINE) != []
    assert set(re.findall(r"^\| `([a-z]+)` \|", extras, re.MULTILINE)) == set(project["optional-dependencies"])


@pytest.mark.parametrize(("key", "row"), _rows("docs/front-matter.md").items())
def test_the_example_of_a_front_matter_key_is_one(key, row, site):
    example = row[3].strip("`")
    assert key in (example.partition(":")[0], *re.findall(r"`([^`]+)`", row[0]))
    s = site(f"-- posts/a.md --\n---\n{example}\n---\nText.\n-- posts/tries-are-hashes.md --\nOlder.\n")
    s.put("posts/trie.png", b"")
    s.put("templates/wide.html", '{% extends "post.html" %}')
    said = s.build("--drafts", "--future").err
    assert said == "", said


def test_every_front_matter_key_is_documented_and_no_other():
    rows = _rows("docs/front-matter.md")
    assert set(rows) == set(KEYS)
    assert all(text and example for _, text, _, example in rows.values())


@pytest.mark.parametrize("name", [page.name for page in sorted(ROOT.glob("docs/*.md")) if page.name != "index.md"])
def test_every_page_of_docs_is_listed_in_the_readme_and_in_the_guide(name):
    assert f"](docs/{name})" in README.partition("## Documentation")[2]
    assert f"]({name})" in (ROOT / "docs/index.md").read_text(encoding="utf-8").partition("## Where to go")[2]


@pytest.mark.parametrize("name", sorted(set(re.findall(r"(?:`|\$ )make ([a-z-]+)", README + CONTRIBUTING))))
def test_every_make_target_that_is_named_exists(name):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{name}:", makefile, re.MULTILINE)


@pytest.mark.parametrize("name", ["site", "test"])
def test_the_readme_names_the_two_commands(name):
    assert f"$ make {name}\n" in README


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_relative_link_leads_somewhere(page):
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`\n]*`", "", text)):
        path, _, anchor = target.partition("#")
        if re.match(r"\w+:", target):
            continue
        file = page.parent / path if path else page
        if not file.exists() or (anchor and file.suffix == ".md" and anchor not in _anchors(file)):
            broken.append(target)
    assert broken == []


def test_the_tour_can_be_followed_to_the_letter(folder):
    tour = README[README.index("## Your own") :].split("\n## ")[0]
    commands = re.findall(r"^\$ (?:journal|cd) .+$", tour, re.MULTILINE)
    assert len(commands) >= 3
    for line in commands:
        program, *words = shlex.split(line.removeprefix("$ "))
        if program == "cd":
            folder = type(folder)(folder.root / words[0])
        else:
            ran = folder.run(*words)
            assert ran.ok, (line, ran.err)
    assert (folder.root / "public/index.html").is_file()
