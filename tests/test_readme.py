"""What readers are told: every command, option, setting and key is documented, and what is documented is there."""

import json
import re
import shlex
from pathlib import Path

import click
import pytest

from journal.cli import main
from journal.fields import KEYS
from journal.settings import SETTINGS

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("benchmarks/*.md")])
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
DOCUMENTATION = "\n".join([README, *(page.read_text(encoding="utf-8") for page in ROOT.glob("docs/*.md"))])


def _commands() -> dict[str, click.Command]:
    context = click.Context(main)
    found = {name: main.get_command(context, name) for name in main.list_commands(context)}
    return {name: command for name, command in found.items() if command}


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


def test_every_front_matter_key_is_documented_and_no_other():
    rows = _rows("docs/front-matter.md")
    assert set(rows) == set(KEYS)
    assert all(text and example for _, text, _, example in rows.values())


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
