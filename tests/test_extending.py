"""Extensions as docs/extending.md has them: a package that is installed, and modules in a site's folder."""

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from links_of import broken_links
from notebook import markdown, notebook

from journal.build import build
from journal.config import load_config
from journal.options import Options

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "tests/extension"
GUIDE = (ROOT / "docs/extending.md").read_text(encoding="utf-8")
SITE = """-- journal.toml --
url = "https://me.example/"
extensions = ["journal_example"]
-- posts/a.md --
---
title: Tea
date: 2023-01-01
---
Press ++Ctrl+C++, not `++Ctrl++`. {{< stars 4 >}}

{{< spoiler "The *end*" >}}
It was the ++Esc++ key.
{{< /spoiler >}}
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """A folder that the package was installed into."""
    folder = tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    done = subprocess.run(
        [*pip, "--disable-pip-version-check", "--target", str(folder), str(PACKAGE)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder


def journal(site, folder, *args):
    env = {**os.environ, "PYTHONPATH": str(folder)}
    done = subprocess.run(
        [sys.executable, "-m", "journal", *args], cwd=site.root, env=env, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def files_of_the_package():
    files = (file for file in PACKAGE.rglob("*") if file.is_file() and "__pycache__" not in file.parts)
    return sorted(file.relative_to(PACKAGE).as_posix() for file in files)


def test_the_guide_shows_the_whole_package():
    shown = dict(re.findall(r'^```\w+ title="([^"]+)"\n(.*?)^```$', GUIDE, re.MULTILINE | re.DOTALL))
    assert sorted(shown) == files_of_the_package()
    for name, code in shown.items():
        assert code == (PACKAGE / name).read_text(encoding="utf-8"), name


def test_an_installed_package_adds_one_of_each(site, installed):
    s = site(SITE)
    code, said = journal(s, installed, "build", "--strict")
    assert code == 0, said
    body = s.html("/a/").css_first(".e-content")
    assert [key.text() for key in body.css("kbd")] == ["Ctrl+C", "Esc"]
    assert body.css_first("code").text() == "++Ctrl++"
    assert body.css_first("[role=img]").attributes["aria-label"] == "4 of 5 stars"
    assert body.css_first("details > summary").text() == "The *end*"
    assert body.css_first("details > p").text() == "It was the Esc key."
    assert s.html("/quick-reads/").css_first("main li").text() == "Tea, a minute"
    assert "★★★★☆" in s.text("/feed.xml")
    assert broken_links(s.root / "public") == []


def test_a_mistake_in_a_post_is_told_with_the_functions_own_words(site, installed):
    s = site(SITE.replace("stars 4", "stars 6"))
    code, said = journal(s, installed, "build")
    assert code == 0
    assert "posts/a.md:5:35: warning: 6 of 5 are no stars\n" in said
    assert 'hint: write a number from 0 to 5, or of="10"\n' in said
    assert "{{&lt; stars 6 &gt;}}" in s.text("/a/")


def test_an_edit_of_any_file_of_a_package_has_everything_made_again(site, tmp_path):
    package = tmp_path / "packages/own"
    s = site("-- journal.toml --\nextensions = ['own']\n-- posts/a.md --\n{{< said >}} {{ x }}\n")
    s.write("-- packages/own/__init__.py --\nfrom own.said import said\n\n"
            "def register(registry):\n    registry.add_shortcode('said', said)\n"
            "-- packages/own/said.py --\ndef said():\n    return 'one'\n"
            "-- packages/own/templates/post.html --\nfirst {{ body }}\n")  # fmt: skip
    assert journal(s, package.parent, "build")[0] == 0
    assert s.text("/a/").startswith("first <p>one")
    (package / "said.py").write_text("def said():\n    return 'other'\n")
    assert journal(s, package.parent, "build")[0] == 0
    assert s.text("/a/").startswith("first <p>other")
    (package / "templates/post.html").write_text("then {{ body }}\n")
    assert journal(s, package.parent, "build")[0] == 0
    assert s.text("/a/").startswith("then <p>other")
    s.put("templates/post.html", "mine {{ body }}\n")
    assert journal(s, package.parent, "build")[0] == 0
    assert s.text("/a/").startswith("mine <p>other")


OWN = """\
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor


class Loud(Treeprocessor):
    def run(self, root):
        for element in root.iter("em"):
            element.text = element.text.{upper}()


class Emphatic(Extension):
    def extendMarkdown(self, md):
        md.treeprocessors.register(Loud(md), "loud", -20)


def said(word="nothing"):
    return f"<b>{{{word}}}</b>"


def register(registry):
    registry.add_markdown("emphatic", Emphatic)
    registry.add_shortcode("said", said)
"""


def own(upper="upper", word="word"):
    return f"-- own.py --\n{OWN.format(upper=upper, word=word)}"


MANY = "-- journal.toml --\nextensions = ['own']\n" + "".join(
    f"-- posts/{n}.md --\n---\ndate: 2023-01-01\n---\n*loud* {{{{< said so >}}}}\n" for n in range(70)
)


@pytest.mark.parametrize("workers", ["1", "2"])
def test_every_process_loads_a_sites_own_module(site, workers):
    s = site(MANY + own())
    s.build("--workers", workers)
    assert "<p><em>LOUD</em> <b>so</b></p>" in s.text("/69/")
    s.put("posts/3.md", "*one* more")  # for the process aside, where there is one
    done = subprocess.run(
        [sys.executable, "-m", "journal", "build", "--workers", "2"],
        cwd=s.root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "<p><em>ONE</em> more</p>" in s.text("/3/")


def test_any_executor_will_do(site):
    s = site(MANY + own())
    with ThreadPoolExecutor(1) as executor:
        build(load_config(s.root), Options(executor=executor))
    assert "<p><em>LOUD</em> <b>so</b></p>" in s.text("/69/")


def test_a_worker_that_has_another_module_is_refused(site, monkeypatch):
    s = site(MANY + own())
    monkeypatch.setattr("journal.additions.digest_of_module", lambda *_: "another")
    monkeypatch.setattr("journal.read.dialect_of", _dialect_of)
    said = s.fails("--workers", "1")
    assert "the extension 'own' cannot be used by the process that parses: its code is not what it was" in said


def _dialect_of(config, registry):
    from journal.dialect import Addition, Dialect  # noqa: PLC0415 - one test's own

    return Dialect(additions=tuple(Addition(name, "this", str(config.root)) for name in registry.parsing))


def parsed(site):
    """How many posts a build parsed."""
    found = []
    build(load_config(site.root), Options(workers=1, progress=lambda stage, done, _: found.append((stage, done))))
    return max((done for stage, done in found if stage == "parse"), default=0)


def test_only_a_module_that_parsing_depends_on_has_everything_parsed_again(site):
    s = site(MANY + own() + "-- kinds.py --\ndef register(registry):\n    registry.add_filter('x', str)\n")
    s.put("journal.toml", "extensions = ['own', 'kinds']\n")
    assert parsed(s) == 70
    s.put("kinds.py", (s.root / "kinds.py").read_text() + "# edited\n")
    assert parsed(s) == 0
    s.put("own.py", (s.root / "own.py").read_text() + "# edited\n")
    assert parsed(s) == 70


def test_what_is_known_of_a_site_holds_in_another_folder(site, tmp_path):
    s = site(MANY + own())
    assert parsed(s) == 70
    other = tmp_path / "other"
    other.mkdir()
    for name in ("posts", "own.py", "journal.toml", ".journal"):
        subprocess.run(["cp", "-rp", str(s.root / name), str(other)], check=True)
    assert parsed(type(s)(other)) == 0


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (
            "element.text.upper()",
            "1 / 0",
            "own.py:8: error: a Markdown extension cannot read the text in posts/a.md: ",
        ),
        ('f"<b>{word}</b>"', "word[9]", "own.py:17: error: the shortcode 'said' cannot be shown in posts/a.md: Index"),
        ("md.tree", "md.no", "own.py:13: error: the Markdown extension 'emphatic' cannot be used: AttributeError"),
        (
            '"emphatic", Emphatic',
            '"emphatic", str',
            "error: the Markdown extension 'emphatic' is none of Python-",
        ),
        (
            "md.treeprocessors",
            "md.parser.blockprocessors",
            "error: the Markdown extension 'emphatic' adds a block processor, which is never asked",
        ),
    ],
)
def test_an_error_in_an_extension_is_told_at_its_line(site, before, after, said):
    s = site("-- journal.toml --\nextensions = ['own']\n-- posts/a.md --\n*loud* {{< said so >}}\n" + own())
    s.build()
    built, code = s.outputs(), (s.root / "own.py").read_text()
    assert before in code
    s.put("own.py", code.replace(before, after))
    told = s.fails()
    assert said in told
    assert told.endswith("1 error; nothing was written\n")
    assert s.outputs() == built
    s.put("own.py", code)
    s.build()
    assert s.outputs() == built


def test_an_extension_is_at_work_in_a_notebook(site):
    s = site("-- journal.toml --\nextensions = ['own']\n" + own())
    s.put("posts/n.ipynb", notebook(markdown("# N\n\n*loud* {{< said so >}}")))
    s.build()
    assert "<em>LOUD</em> <b>so</b>" in s.text("/n/")


def test_a_package_may_lie_in_the_sites_folder(site):
    s = site(
        "-- journal.toml --\nextensions = ['mine']\n-- posts/a.md --\n{{< said >}}\n"
        "-- mine/__init__.py --\nfrom .said import said\n\n"
        "def register(registry):\n    registry.add_shortcode('said', said)\n"
        "-- mine/said.py --\ndef said():\n    return 'one'\n"
    )
    s.build()
    assert "<p>one</p>" in s.text("/a/")
    s.put("mine/said.py", "def said():\n    return 'other'\n")
    s.build()
    assert "<p>other</p>" in s.text("/a/")


def test_a_site_without_extensions_pays_nothing(site):
    s = site("-- posts/a.md --\nText.\n")
    s.build()
    s.put("posts/a.md", "Other.\n")
    code = (
        "import sys\nfrom pathlib import Path\n"
        "from journal.build import build\nfrom journal.config import load_config\n"
        "build(load_config(Path('.')))\n"
        "print(*(name for name in ('journal.additions', 'journal.shortcodes', 'markdown') if name in sys.modules))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=s.root, capture_output=True, text=True, check=True)
    assert "Other." in s.text("/a/")
    if sys.platform == "linux" and (os.cpu_count() or 1) > 1:
        assert done.stdout == "\n"
