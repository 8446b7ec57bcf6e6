"""The manual: docs/ is a site that journal builds without a word, and its examples do what they say."""

import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from folder import Folder

ROOT = Path(__file__).parent.parent
SITE = runpy.run_path(str(ROOT / "docs/site.py"))


@pytest.fixture(scope="module")
def manual(tmp_path_factory) -> Folder:
    """The manual, built strictly."""
    folder = tmp_path_factory.mktemp("manual") / "site"
    subprocess.run([sys.executable, "docs/site.py", str(folder)], cwd=ROOT, check=True)
    made = Folder(folder)
    ran = made.build("--strict", "--output", "public")
    assert ran.err == ""
    return made


def test_every_page_of_docs_is_there_and_so_is_the_changelog(manual):
    pages = {"/" if file.stem == "index" else f"/{file.stem}/" for file in (ROOT / "docs").glob("*.md")}
    assert len(pages) > 12
    assert all(manual.output(page).is_file() for page in (*pages, "/changelog/", "/contributing/"))


def test_nothing_in_it_is_broken(manual):
    ran = manual.run("check", "--strict")
    assert ran.ok, ran.out
    assert "nothing to mend" in ran.err


def test_its_links_lead_to_pages_of_its_own_where_there_are_such(manual):
    links = {a.attributes["href"] for a in manual.html("/").css(".e-content a")}
    assert {"writing/index.html", "commands/index.html", "changelog/index.html"} <= links
    assert {a.attributes["href"] for a in manual.html("/contributing/").css(".e-content a")} >= {
        "../architecture/index.html",
        "../templates/index.html",
    }


def test_a_picture_is_shown(manual):
    shown = [image.attributes["src"] for image in manual.html("/").css(".e-content img")]
    assert shown == ["images/example.png"]
    assert manual.output(shown[0]).read_bytes() == (ROOT / "docs/images/example.png").read_bytes()


def test_the_learning_pages_show_a_picture_of_each(manual):
    page = manual.html("/learning/")
    shown = [image.attributes["src"] for image in page.css(".e-content img")]
    files = sorted(file.name for file in (ROOT / "docs/images/learning").iterdir())
    assert sorted(source.rpartition("/")[2] for source in shown) == files
    assert "images/learning/" not in page.text()


def test_a_link_to_another_file_of_the_repository_is_text_until_its_address_is_known(manual):
    assert "../journal/build.py" in (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    page = manual.html("/architecture/")
    assert "journal/build.py" in page.text()
    assert not [a for a in page.css(".e-content a") if a.attributes["href"].endswith(".py")]


def relinked(text: str, repository: str = "") -> str:
    placed = {"docs/settings.md": "settings.md", "CHANGELOG.md": "CHANGELOG.md"}
    return SITE["relinked"](text, "docs/a.md", placed, repository)


@pytest.mark.parametrize(
    ("written", "becomes"),
    [
        ("[x](settings.md#title)", "[x](settings.md#title)"),
        ("[x](../CHANGELOG.md)", "[x](CHANGELOG.md)"),
        ("[`x`](../journal/build.py)", "[`x`](https://forge.example/journal/build.py)"),
        ("[x](../tests#a)", "[x](https://forge.example/tests#a)"),
        ("[x](no-such.md) [y](https://me.example/) [z](#here)",) * 2,
        ("`[x](../journal/build.py)`",) * 2,
        ("```\n[x](../journal/build.py)\n```\n",) * 2,
        ("![x](../journal/build.py)",) * 2,
    ],
)
def test_a_link_leads_to_the_page_or_to_the_repository(written, becomes):
    assert relinked(written, "https://forge.example/") == becomes


def test_what_is_assembled_again_stays_untouched_and_what_is_gone_goes(tmp_path):
    SITE["assemble"](tmp_path)
    before = {file: file.stat() for file in tmp_path.rglob("*") if file.is_file()}
    (tmp_path / "pages/gone.md").write_text("Once.\n")
    SITE["assemble"](tmp_path)
    after = {file: file.stat() for file in tmp_path.rglob("*") if file.is_file()}
    assert {file: stat.st_mtime_ns for file, stat in after.items()} == {f: s.st_mtime_ns for f, s in before.items()}


def test_the_examples_on_writing_are_a_journal(folder):
    page = (ROOT / "docs/writing.md").read_text(encoding="utf-8")
    files = re.findall(r'^```\w+ title="([^"]+)"\n(.*?)^```$', page, re.MULTILINE | re.DOTALL)
    assert len(files) > 5
    for path, text in files:
        folder.put(path, text)
    for picture in {name for _, text in files for name in re.findall(r"[\w-]+\.png", text)}:
        folder.put(f"posts/{picture}", (ROOT / "docs/images/example.png").read_bytes())
    assert folder.build("--strict").err == ""
    told = folder.run("check", "--strict")
    assert told.ok, told.out
    named = set(re.findall(r"`(/(?:@?[a-z-]+/)+)`", page))
    # Of these the page says that another file, or many days of writing, would make them.
    elsewhere = {"/reading/tries/", "/lookback/"}
    assert {path for path in named if not folder.output(path).is_file()} == elsewhere
    assert "Heaps" not in folder.text("/")
