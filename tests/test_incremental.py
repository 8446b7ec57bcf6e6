"""After any sequence of edits, the output is byte for byte what a clean build gives."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

import pytest
from folder import Folder
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from notebook import code, markdown, notebook, png, printed, shown

from journal import additions, render, traces
from journal.addresses import output_of
from journal.facets import OF_SOURCES, QUESTIONS
from journal.ground import Ground
from journal.learning.learned import LEARNED
from journal.reader import Reader

OWN_CODE = ("own.py", "own_kind.py", "own_markdown.py", "own_parsing.py", "twice.py")
SOURCES = ("posts", "pages", "templates", "static", "data", "journal.toml", *OWN_CODE)
NAMES = ["a", "b", "c", "d/e", "d/index", "2023-05-06-f", "2024-02-03-ü"]
WORDS = ["one", "two", "three", "same"]
TAGS = ["x", "y", "Z"]
DATES = ["2023-01-02", "2023-01-03 18:00", "2024-05-06", ""]
SETTINGS = """\
title = "{title}"
url = "https://me.example/"
paginate = {paginate}
related = {related}
disable = [{disable}]
"""
POST = """\
---
title: {title}
date: {date}
tags: [{tags}]
draft: {draft}
{more}
---
{body}

See [a](/posts/a.md), [b](/posts/b.md), [e](/posts/d/e.md) and ![p](/posts/d/p.png).

{wiki}

{{{{< own >}}}}

## Heading
"""
WIKI = [
    "",
    "Of [[a]] and [[same|others]] here, and [[two#Heading]]. Next.",
    "![[b]]",
    "![[a#Heading]] ![[p.png|30]]",
    "![[e]]\n\n![[d/index]] #x ^here",
    "![[b#^here]] [[nobody]] %%one%%",
]
KIND = """\
from journal.page import Page, View
from journal.registry import PageKind

def register(registry):
    registry.add_page_kind(PageKind("own", lambda site: [Page("/own/", "own", "own.html")], view))

def view(page, reader):
    return View(data={{"said": "{word}", "titles": [entry.title for entry in reader.posts(0, 2)]}})
"""
OWN_MARKDOWN = """\
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

class Lead(Treeprocessor):
    def run(self, root):
        for heading in root.iter("h2"):
            heading.set("class", "{word}")

class Leads(Extension):
    def extendMarkdown(self, md):
        md.treeprocessors.register(Lead(md), "lead", -20)

def register(registry):
    registry.add_markdown("leads", Leads)
    registry.add_shortcode("own", lambda: "<b>{word}</b>")
"""
OWN = '-- templates/own.html --\n{{ said }} {{ titles | join(",") }}\n'


ALONE = ("--workers", "1")
"""Some sites here have just enough pages for a pool; that it changes nothing, `test_determinism.py` shows."""


def clean_build(source: Path) -> tuple[int, dict[str, bytes]]:
    """How a build of these sources ends that has never seen any others, and its output."""
    with tempfile.TemporaryDirectory() as folder:
        for name in SOURCES:
            if (source / name).is_dir():
                shutil.copytree(source / name, Path(folder, name))
            elif (source / name).exists():
                shutil.copyfile(source / name, Path(folder, name))
        clean = Folder(Path(folder))
        return clean.run("build", "--quiet", *ALONE).code, clean.outputs()


class Author(RuleBasedStateMachine):
    """Does to a site whatever an author might, and builds after each step."""

    def __init__(self):
        super().__init__()
        self.clock = os.environ.pop("SOURCE_DATE_EPOCH", None)
        self.temporary = tempfile.TemporaryDirectory()
        self.site = Folder(Path(self.temporary.name))
        self.settings = {"title": "Notes", "paginate": 2, "related": 2, "disable": "", "more": ""}

    def teardown(self):
        self.temporary.cleanup()
        os.environ.pop("SOURCE_DATE_EPOCH", None)
        if self.clock:
            os.environ["SOURCE_DATE_EPOCH"] = self.clock

    @initialize()
    def begin(self):
        self._settings()
        for n, name in enumerate(NAMES[:4]):
            self._post(name, WORDS[n % 3], TAGS[n % 2 :][:2], DATES[n % 3])
        self._post("b", "two", ["x"], DATES[1], wiki=WIKI[3])
        self.site.write(OWN)

    # What an author does.

    @rule(
        name=st.sampled_from(NAMES),
        word=st.sampled_from(WORDS),
        tags=st.lists(st.sampled_from(TAGS), max_size=2),
        date=st.sampled_from(DATES),
        draft=st.booleans(),
        wiki=st.sampled_from(WIKI),
        more=st.sampled_from(
            [
                "",
                "series: S",
                "series: {name: S, part: 1}",
                "journal: j",
                "aliases: [/old/]",
                "aliases: [same]",
                "status: budding",
                "expires: 2024-01-01",
                "cover: d/p.png",
            ]
        ),
    )
    def write_a_post(self, name, word, tags, date, draft, more, wiki):  # noqa: PLR0913, PLR0917 - all there is to a post
        self._post(name, word, tags, date, draft=draft, more=more, wiki=wiki)

    @rule(name=st.sampled_from(NAMES), word=st.sampled_from(WORDS))
    def append_to_a_post(self, name, word):
        if (file := self._file(name)).exists():
            file.write_text(file.read_text() + f"\n{word}\n")

    @rule(name=st.sampled_from(NAMES), words=st.permutations(WORDS))
    def edit_without_a_trace(self, name, words):
        """The same size and, as a tool that restores times would leave it, the same time."""
        if (file := self._file(name)).exists():
            stat, text = file.stat(), file.read_text()
            file.write_text(text.replace("one", "two") if "one" in text else text.replace("two", "one"))
            os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))

    @rule(name=st.sampled_from(NAMES), word=st.sampled_from(WORDS))
    def retitle(self, name, word):
        if (file := self._file(name)).exists():
            head, _, rest = file.read_text().partition("\ndate:")
            file.write_text(f"---\ntitle: {word}\ndate:{rest}" if rest else head)

    @rule(name=st.sampled_from(NAMES), to=st.sampled_from(NAMES))
    def rename_a_post(self, name, to):
        if self._file(name).exists() and not self._file(to).exists():
            self._file(to).parent.mkdir(parents=True, exist_ok=True)
            self._file(name).rename(self._file(to))

    @rule(name=st.sampled_from(NAMES))
    def delete_a_post(self, name):
        self._file(name).unlink(missing_ok=True)

    @rule(word=st.sampled_from(WORDS), there=st.booleans())
    def write_a_plain_page(self, word, there):
        file = self.site.put("pages/about.md", f"# About {word}\n\nSee [a](../posts/a.md).\n")
        if not there:
            file.unlink()

    @rule(word=st.sampled_from(["", *WORDS]), shade=st.integers(0, 2))
    def write_a_notebook(self, word, shade):
        cells = [markdown(f"# {word}\n\n[a](a.md)"), code("x", shown(png=png(shade=shade)), printed(word))]
        file = self.site.put("posts/nb.ipynb", notebook(*cells))
        if not word:
            file.unlink()

    @rule(
        name=st.sampled_from(["home.html", "404.html", "partials/footer.html", "partials/entries.html", "feed.xml"]),
        word=st.sampled_from(["", *WORDS]),
    )
    def override_a_template(self, name, word):
        # Without a mark on its home page, a site is nobody's once `.journal` is lost.
        mark = '<meta name="generator" content="{{ site.generator }}">'
        file = self.site.put(f"templates/{name}", f"{mark}<p>{word} {{{{ site.title }}}}</p>\n")
        if not word:
            file.unlink()

    @rule(
        path=st.sampled_from(
            # The last two in the place of a page, at times.
            ["static/s.txt", "static/journal.css", "posts/d/p.png", "static/a/index.html", "static/tags/x/index.html"]
        ),
        word=st.sampled_from(["", *WORDS]),
    )
    def change_a_file(self, path, word):
        file = self.site.put(path, word)
        if not word:
            file.unlink()

    @rule(
        title=st.sampled_from(["Notes", "Other"]),
        paginate=st.sampled_from([0, 1, 2]),
        related=st.sampled_from([0, 2]),
        disable=st.sampled_from(["", '"archive"', '"tag", "tags"', '"feed"']),
    )
    def change_settings(self, title, paginate, related, disable):
        self.settings |= {"title": title, "paginate": paginate, "related": related, "disable": disable}
        self._settings()

    @rule(word=st.sampled_from(["", "one", "two"]))
    def change_the_extension(self, word):
        self.site.put("own_kind.py", KIND.format(word=word))
        self.settings["more"] = 'extensions = ["own_kind"]\n' if word else ""
        self._settings()

    @rule(word=st.sampled_from(["", "one", "two"]))
    def change_what_parsing_depends_on(self, word):
        """A module with a Markdown extension and a shortcode, both of which every post holds."""
        self.site.put("own_markdown.py", OWN_MARKDOWN.format(word=word))
        self.settings["more"] = 'extensions = ["own_markdown"]\n' if word else ""
        self._settings()

    @rule(page=st.sampled_from(["a/index.html", "index.html", "feed.xml", "s.txt", "tags/x/index.html"]))
    def tamper_with_the_output(self, page):
        file = self.site.root / "public" / page
        if file.exists():
            stat = file.stat()
            file.write_bytes(b"X" + file.read_bytes()[1:])
            os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))

    @rule(what=st.sampled_from(["public", "public/a", "public/index.html", ".journal", ".journal/build.sqlite"]))
    def lose_something(self, what):
        path = self.site.root / what
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
        if what == ".journal":  # nobody knows then whose the files of the other output are, and a build refuses them
            shutil.rmtree(self.site.root / "elsewhere", ignore_errors=True)

    @rule(moment=st.sampled_from(["2023-01-03T12:00:00Z", "2023-06-01T00:00:00Z", "2030-01-01T00:00:00Z"]))
    def come_back_later(self, moment):
        os.environ["SOURCE_DATE_EPOCH"] = str(int(datetime.fromisoformat(moment).timestamp()))

    @rule()
    def build_elsewhere(self):
        """Another output folder shares the state, and neither may take what was made for the other for its own."""
        code = self.site.run("build", "--quiet", "--output", str(self.site.root / "elsewhere")).code
        clean_code, clean = clean_build(self.site.root)
        assert code == clean_code
        if code == 0:
            other = self.site.root / "elsewhere"
            assert {f.relative_to(other).as_posix(): f.read_bytes() for f in other.rglob("*") if f.is_file()} == clean

    @rule()
    def take_a_break(self):
        """So that the build after this one may rely on the times of the files."""
        time.sleep(0.06)

    @invariant()
    def the_output_is_that_of_a_clean_build(self):
        before = self.site.outputs() if (self.site.root / "public").exists() else {}
        code = self.site.run("build", "--quiet").code
        clean_code, clean = clean_build(self.site.root)
        assert code == clean_code
        assert self.site.outputs() == (clean if code == 0 else before)

    def _post(self, name, word, tags, date, *, draft=False, more="", wiki=WIKI[1]):  # noqa: PLR0913
        head = {"title": word, "date": date, "tags": ", ".join(tags), "draft": draft, "more": more}
        self.site.put(f"posts/{name}.md", POST.format(**head, body=f"{word} {word}.", wiki=wiki))

    def _file(self, name):
        return self.site.root / f"posts/{name}.md"

    def _settings(self):
        self.site.put("journal.toml", SETTINGS.format(**self.settings) + self.settings["more"])


QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
TestAnAuthor = Author.TestCase
TestAnAuthor.settings = settings(
    max_examples=20, stateful_step_count=12, deadline=None, derandomize=True, suppress_health_check=QUIET
)


@pytest.mark.slow
def test_an_author_for_days():
    from hypothesis.stateful import run_state_machine_as_test  # noqa: PLC0415 - one test's own

    days = settings(max_examples=200, stateful_step_count=50, deadline=None, suppress_health_check=QUIET)
    run_state_machine_as_test(Author, settings=days)


# Each read a page can note, and an edit that only this read tells of.

B = """\
-- posts/b.md --
---
title: B
date: 2023-01-02
journal: lab
---
B.

> [!question] Why?

Epoch
: One pass.

> [!flashcard] Who?
> I: ![p](p.png)
"""
# Enough of each for several pages.
LAST = "-- posts/w.md --\n---\ntitle: W\ndate: 2020-06-02\n---\n{}"
WORDY = (
    "-- posts/v.md --\n---\ntitle: V\ndate: 2020-06-01\n---\n"
    + "".join(f"c{n:03}\n: A word.\n\n" for n in range(100))
    + "".join(f"> [!question] Why {n}?\n\n" for n in range(199))
    + "## Next\n\n"
    + "".join(f"- [ ] Do {n}\n" for n in range(101))
)
NOTED = {
    "count": ("-- posts/0.md --\n---\ndate: 2020-01-01\n---\nOldest.\n", "/"),
    "posts": ("-- posts/c.md --\n---\ntitle: C\ndate: 2023-01-03\ntags: [x, G]\n---\nOther words.\n", "/page/3/"),
    "plain pages": ("-- pages/later.md --\n# Later\n", "/own/pages/"),
    "entry": ("-- posts/0.md --\n---\ndate: 2020-01-01\ntags: [g]\n---\nFirst to write it so.\n", "/c/"),
    "front": (
        (
            "-- posts/c.md --\n---\ntitle: C\ndate: 2023-01-03\ntags: [x, G]\ntoc: true\n---\n"
            "C.\n\nOne epoch more.\n\n## H\n"
        ),
        "/c/",
    ),
    "body": ("-- posts/a.md --\n---\ntitle: A\ndate: 2023-01-01\ntags: [x]\nslug: moved\n---\nA.\n", "/e/"),
    "newer": ("-- posts/d.md --\n---\ntitle: Retitled\ndate: 2023-01-04\n---\nD.\n", "/c/"),
    "older": ("-- posts/d.md --\n---\ntitle: Retitled\ndate: 2023-01-04\n---\nD.\n", "/e/"),
    "backlinks": (
        "-- posts/b.md --\n---\ntitle: B\ndate: 2023-01-02\n---\nHere is [the last](e.md), at last.\n",
        "/e/",
    ),
    "related": ("-- posts/a.md --\n---\ntitle: Retitled\ndate: 2023-01-01\ntags: [x]\n---\nA.\n", "/c/"),
    "term counts": ("-- posts/d.md --\n---\ntitle: D\ndate: 2023-01-04\ntags: [new]\n---\nD.\n", "/tags/"),
    "terms": ("-- posts/d.md --\n---\ntitle: D\ndate: 2023-01-04\ntags: [new]\n---\nD.\n", "/own/terms/"),
    "term": ("-- posts/0.md --\n---\ndate: 2020-01-01\ntags: [x]\n---\nOldest.\n", "/own/term/"),
    "newest": ("-- posts/0.md --\n---\ndate: 2020-01-01\n---\nOldest.\n", "/feed.json"),
    "years": ("-- posts/0.md --\n---\ndate: 2020-01-01\n---\nOldest.\n", "/archive/2023/"),
    "year": ("-- posts/d.md --\n---\ntitle: Retitled\ndate: 2023-01-04\n---\nD.\n", "/archive/2023/"),
    "addresses": ("-- pages/later.md --\n# Later\n", "/sitemap.xml"),
    "term count": ("-- posts/0.md --\n---\ndate: 2020-01-01\ntags: [x]\n---\nOldest.\n", "/tags/x/"),
    "term posts": ("-- posts/a.md --\n---\ntitle: New\ndate: 2023-01-01\ntags: [x]\n---\nA.\n", "/tags/x/page/2/"),
    "items": (
        "-- posts/b.md --\n---\ntitle: B\ndate: 2023-01-02\n---\nB.\n\n> [!question] Why not?\n",
        "/own/items/",
    ),
    "threads": (
        "-- posts/b.md --\n---\ntitle: B\ndate: 2023-01-02\njournal: lab\n---\nB.\n\n> [!question] Why not?\n",
        "/questions/page/2/",
    ),
    "outcomes": (
        "-- posts/d.md --\n---\ntitle: D\ndate: 2023-01-04\n---\nD.\n\n> [!answer] Why?\n",
        "/b/",
    ),
    "kinds in": (
        "-- posts/b.md --\n---\ntitle: B\ndate: 2023-01-02\njournal: lab\n---\nB.\n",
        "/@lab/",
    ),
    "glossary words": (B.replace("One pass", "Once through"), "/c/"),
    "collected": (B.replace("One pass", "Once through"), "/glossary/e/"),
    "collected pages": (LAST.format("W.\n"), "/glossary/c/"),
    "sections": ("-- posts/d.md --\n---\ntitle: D\ndate: 2023-01-04\n---\nD.\n\nZebra\n: Animal.\n", "/glossary/c/"),
    "section sizes": (LAST.format("c100\n: A word.\n\nc101\n: A word.\n"), "/glossary/"),
    "uncited": (
        (
            "-- posts/z.md --\n---\ntitle: Z\ndate: 2021-12-31\nstatus: seedling\nsupersedes: b\n---\nZ.\n\n"
            "## Resources\n\n- [One](https://book.example/)\n"
        ),
        "/learning/",
    ),
    "thread counts": ("-- posts/d.md --\n---\ndate: 2023-01-04\n---\n## Next\n\n- [ ] Do\n", "/next/"),
    "thread pages": ("-- posts/d.md --\n---\ndate: 2023-01-04\n---\n> [!question] So?\n", "/questions/page/2/"),
    "uses": ("-- posts/d.md --\n---\ntitle: D\ndate: 2023-01-04\n---\nD.\n\nAn epoch.\n", "/glossary/e/"),
    "shelf": ("-- data/shelf.yaml --\n- title: A book\n- title: Another\n", "/resources/"),
    "cards": (
        "-- posts/b.md --\n---\ntitle: B\ndate: 2023-01-02\n---\nB.\n\n> [!flashcard] Who?\n> You.\n",
        "/review/anki.txt",
    ),
    "file": ("-- posts/p.png --\nAnother picture.\n", "/review/anki.apkg"),
    "days": ("-- posts/d.md --\n---\ntitle: D\ndate: 2023-01-06\n---\nD.\n", "/activity/"),
    "words": (f"-- posts/d.md --\n---\ntitle: D\ndate: 2023-01-04\n---\n{'word ' * 300}\n", "/activity/"),
    "tallies": (B + "\n> [!question] How?\n", "/learning/"),
    "tag years": ("-- posts/a.md --\n---\ntitle: A\ndate: 2023-01-01\ntags: [other]\n---\nA.\n", "/activity/"),
    "weeks": ("-- posts/later.md --\n---\ndate: 2023-05-05\n---\nL.\n", "/weekly/"),
    "week": ("-- posts/d.md --\n---\ntitle: Retitled\ndate: 2023-01-04\n---\nD.\n", "/weekly/2023-W01/"),
    "month": ("-- posts/z.md --\n---\ntitle: Retitled\ndate: 2021-12-31\n---\nZ.\n", "/lookback/12/"),
    "a year earlier": ("-- posts/z.md --\n---\ntitle: Retitled\ndate: 2021-12-31\n---\nZ.\n", "/c/"),
    "looks back": ("-- posts/e.md --\n---\ntitle: Retitled\ndate: 2023-01-05\n---\nSee [a](a.md).\n", "/lookback/"),
    "growing": ("-- posts/d.md --\n---\ntitle: D\ndate: 2023-01-04\nstatus: budding\n---\nD.\n", "/growth/"),
    "superseding": (
        "-- posts/c.md --\n---\ntitle: C\ndate: 2023-01-03\ntags: [x, G]\nsupersedes: d\n---\nC.\n\n## H\n",
        "/d/",
    ),
    "superseded": ("-- posts/c.md --\n---\ntitle: C\nsupersedes: d\n---\nC.\n", "/changed-my-mind/"),
    "is known": ("-- static/notes --\nA file of that name.\n", "/404.html"),
}
OWN_SETTINGS = """\
-- journal.toml --
url = "https://me.example/"
paginate = 1
related = 1
glossary_links = true
anki = true
menu = [{ title = "Notes", url = "/notes" }]
extensions = ["own_kind"]
"""
OWN_KIND = """\
-- own_kind.py --
from journal.page import Page, View
from journal.registry import PageKind

def register(registry):
    registry.add_page_kind(PageKind("own", pages, view))

def pages(site):
    for name in ("terms", "pages", "term", "items"):
        yield Page(f"/own/{name}/", "own", "own.html", subject=name)

def view(page, reader):
    said = {
        "terms": lambda: [term.name for term in reader.terms("tags")],
        "pages": lambda: [page.title for page in reader.plain_pages()],
        "term": lambda: len(reader.term("tags", "/tags/x/").entries),
        "items": lambda: [item.text for item in reader.items("question")],
    }
    return View(data={"said": said[page.subject]()})
"""
FIVE = (
    OWN_SETTINGS
    + OWN_KIND
    + WORDY
    + LAST.format("c100\n: A word.\n")
    + """\
-- posts/z.md --
---
title: Z
date: 2021-12-31
status: seedling
supersedes: b
---
Z.

## Resources

- [One](https://one.example/)
-- templates/own.html --
{{ said }}
-- posts/a.md --
---
title: A
date: 2023-01-01
tags: [x]
---
A.
"""
    + B
    + """\
-- posts/p.png --
A picture.
-- posts/c.md --
---
title: C
date: 2023-01-03
tags: [x, G]
---
C.

One epoch more.

## H
-- posts/d.md --
---
title: D
date: 2023-01-04
---
D.
-- posts/e.md --
---
title: E
date: 2023-01-05
---
See [a](a.md).
-- data/shelf.yaml --
- title: A book
  url: https://book.example/
"""
)
GARDEN = """\
-- posts/a.md --
---
title: A
date: 2023-01-01
---
Words of a.

## Part

The part.
-- posts/b.md --
---
title: B
date: 2023-01-02
---
Above it is [[a]], which b embeds.

![[a#Part]]
-- posts/c.md --
---
title: C
date: 2023-01-03
---
![[b]]
"""
EMBEDDED = "-- posts/a.md --\n---\ntitle: A\ndate: 2023-01-01\n---\nWords of a.\n\n## Part\n\nOther words.\n"
PLANNED = """\
from journal.page import Page, View
from journal.registry import PageKind

def register(registry):
    registry.add_page_kind(PageKind("own", pages, lambda page, reader: View(data={"said": page.subject})))

def pages(site):
    yield Page("/own/", "own", "own.html", subject=site.entries[0].title)
"""


def test_there_is_an_edit_for_every_question():
    assert NOTED.keys() == QUESTIONS.keys() | LEARNED.keys() | OF_SOURCES.keys()


def built_after(site, edit):
    """The output when the edit follows a build, and when it does not."""
    site.build(*ALONE)
    site.write(edit)
    site.build(*ALONE)
    return site.outputs(), clean_build(site.root)[1]


@pytest.mark.parametrize("question", NOTED)
def test_a_page_is_made_again_for_what_it_read(site, question):
    edit, _ = NOTED[question]
    after, clean = built_after(site(FIVE), edit)
    assert after == clean


@pytest.mark.parametrize("question", NOTED)
def test_a_read_that_is_not_noted_is_found_out(site, question, monkeypatch):
    def ask(self, *key):
        if key[0] != question:
            self._asked[key] = None
        return self._facets.answer(key)

    monkeypatch.setattr(Reader, "_ask", ask)
    edit, page = NOTED[question]
    after, clean = built_after(site(FIVE), edit)
    assert output_of(page) in {path for path in clean if after.get(path) != clean[path]}


GARDENING = {
    "an embedded text": EMBEDDED,
    "a heading that is embedded": EMBEDDED.replace("Part", "Other"),
    "a text that moves": EMBEDDED.replace("date", "slug: z\ndate"),
    "a name that another takes": "-- posts/x/B.md --\n---\ndate: 2020-01-01\n---\nNot b.\n-- posts/x/d.md --\n[[b]]\n",
    "a sentence": "-- posts/b.md --\n---\ntitle: B\ndate: 2023-01-02\n---\nBelow it is [[a]], in other words.\n",
    "a title": "-- posts/b.md --\n---\ntitle: Bee\ndate: 2023-01-02\n---\nAbove it is [[a]], which b embeds.\n",
}


@pytest.mark.parametrize("edit", GARDENING)
def test_a_garden_is_that_of_a_clean_build(site, edit):
    after, clean = built_after(site(GARDEN), GARDENING[edit])
    assert after == clean


def test_an_embedded_text_that_is_not_noted_is_found_out(site, monkeypatch):
    def ask(self, *key):
        if key[0] != "body" or key[1] == self._page.source:
            self._asked[key] = None
        return self._facets.answer(key)

    monkeypatch.setattr(Reader, "_ask", ask)
    after, clean = built_after(site(GARDEN), EMBEDDED)
    assert {path for path in clean if after.get(path) != clean[path]} >= {"b/index.html", "c/index.html"}


def test_a_page_is_written_for_its_backlinks_only_when_it_shows_something_else(site):
    s = site(GARDEN)
    s.build()
    text = (s.root / "posts/b.md").read_text()
    s.put("posts/b.md", text + "\nMore of b.\n")
    assert "wrote a/index.html" not in s.build("--verbose").out
    s.put("posts/b.md", text.replace("Above", "Below"))
    told = s.build("--explain").out.splitlines()
    assert "rendered a/index.html: backlinks posts/a.md" in told


def planned_by_an_extension(site):
    s = site(FIVE)
    s.put("own_kind.py", PLANNED)
    return s


PARSED = """\
-- own_parsing.py --
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

class Swap(Preprocessor):
    def run(self, lines):
        return [line.replace("swapped", "one") for line in lines]

class Swaps(Extension):
    def extendMarkdown(self, md):
        md.preprocessors.register(Swap(md), "swap", 40)

def register(registry):
    registry.add_markdown("swaps", Swaps)
    registry.add_shortcode("said", lambda: "<b>said</b>")
-- journal.toml --
url = "https://me.example/"
extensions = ["own_parsing"]
-- posts/a.md --
swapped
-- posts/b.md --
{{< said >}}
"""
PARSING = {
    "a Markdown extension": (('"one"', '"another"'), "a/index.html"),
    "a shortcode": (("<b>said", "<b>so"), "b/index.html"),
    "a shortcode that is gone": (('registry.add_shortcode("said"', 'registry.add_shortcode("gone"'), "b/index.html"),
}


@pytest.mark.parametrize("part", PARSING)
def test_everything_is_parsed_again_for_what_parsing_depends_on(site, part):
    s = site(PARSED)
    after, clean = built_after(s, _edited(s, part))
    assert after == clean


@pytest.mark.parametrize("part", PARSING)
def test_a_module_that_parsing_does_not_hang_on_is_found_out(site, monkeypatch, part):
    monkeypatch.setattr(additions, "digest_of_module", lambda *_: "")
    s = site(PARSED)
    after, clean = built_after(s, _edited(s, part))
    assert PARSING[part][1] in {path for path in clean if after.get(path) != clean[path]}


def _edited(site, part):
    return "-- own_parsing.py --\n" + (site.root / "own_parsing.py").read_text().replace(*PARSING[part][0])


FILTERING = """\
-- own.py --
import jinja2

def register(registry):
    registry.add_filter("plain", lambda text: f"{text} one")
    registry.add_filter("seeing", jinja2.pass_context(lambda context, text: f"{text} one of {context.name}"))
    registry.add_filter("evaluating", jinja2.pass_eval_context(lambda to, text: f"{text} one, {to.autoescape}"))
    registry.add_filter("around", jinja2.pass_environment(lambda around, text: f"{text} one, {around.trim_blocks}"))
-- journal.toml --
url = "https://me.example/"
extensions = ["own"]
-- templates/404.html --
{{ "a" | plain }}, {{ "a" | seeing }}, {{ "a" | evaluating }}, {{ "a" | around }}, {{ ["a"] | map("plain") | join }}
"""


def test_a_filter_that_is_given_a_constant_is_that_of_now(site):
    s = site(FILTERING)
    after, clean = built_after(s, "-- own.py --\n" + (s.root / "own.py").read_text().replace("one", "two"))
    assert after == clean
    assert s.text("/404.html") == "a two, a two of 404.html, a two, True, a two, True, a two\n"


GROUND = {
    "template": ("-- templates/404.html --\nOther.\n", "/404.html"),
    "partial": ("-- templates/partials/footer.html --\nOther.\n", "/a/"),
    "settings": (OWN_SETTINGS + 'title = "Other"\n', "/a/"),
    "extension": (OWN_KIND.replace("len(", "1 + len("), "/own/term/"),
}
RETITLED = "-- posts/e.md --\n---\ntitle: Retitled\ndate: 2023-01-05\n---\nE.\n"


def test_a_page_is_made_again_when_it_is_planned_otherwise(site):
    after, clean = built_after(planned_by_an_extension(site), RETITLED)
    assert after == clean


def test_a_plan_that_is_not_noted_is_found_out(site, monkeypatch):
    monkeypatch.setattr(traces, "planned", lambda _: "a page")
    after, clean = built_after(planned_by_an_extension(site), RETITLED)
    assert after["own/index.html"] != clean["own/index.html"]


@pytest.mark.parametrize("part", GROUND)
def test_a_page_is_made_again_for_what_it_stands_on(site, part):
    after, clean = built_after(site(FIVE), GROUND[part][0])
    assert after == clean


@pytest.mark.parametrize("part", GROUND)
def test_a_ground_that_is_not_noted_is_found_out(site, monkeypatch, part):
    edit, page = GROUND[part]
    monkeypatch.setattr(Ground, "below", lambda *_: "")
    after, clean = built_after(site(FIVE), edit)
    assert output_of(page) in {path for path in clean if after.get(path) != clean[path]}


def test_an_output_that_is_not_looked_at_is_found_out(site, monkeypatch):
    s = site(FIVE)
    s.build()
    monkeypatch.setattr(render.Before, "altered", lambda *_: [])
    s.put("public/404.html", "X")
    s.build()
    assert s.text("/404.html") == "X"


@pytest.mark.parametrize("source", ["posts/p.md", "pages/p.md"])
def test_a_file_takes_the_place_of_a_page_and_the_other_way_round(site, source):
    s = site(FIVE)
    s.put(source, "Words.\n")
    s.build()
    for gone, come in ((source, "static/p/index.html"), ("static/p/index.html", source)):
        (s.root / gone).unlink()
        s.put(come, "Other words.\n")
        assert "rendered p/index.html: " in s.build("--explain").out
        assert (0, s.outputs()) == clean_build(s.root)
    assert s.build("--explain").out.count("\n") == 1  # and then there is nothing to do


TWICE = """\
from journal.page import Page, View
from journal.registry import PageKind

def pages(site):
    yield from [Page("/twice/", "twice", "404.html")] * 2

def register(registry):
    registry.add_page_kind(PageKind("twice", pages, lambda page, reader: View()))
"""


def test_a_page_that_is_planned_twice_has_no_file_copied_again(site):
    settings = 'title = "Notes"\nurl = "https://me.example/"\nextensions = ["twice"]\n'
    s = site(f"-- journal.toml --\n{settings}-- posts/a.md --\nA.\n")
    s.put("twice.py", TWICE)
    s.build()
    s.put("posts/a.md", "Other.\n")
    assert "rendered favicon.svg" not in s.build("--explain").out
    assert (0, s.outputs()) == clean_build(s.root)


def test_a_build_explains_what_it_renders(site):
    s = site(FIVE)
    assert "rendered c/index.html: new\n" in s.build("--explain").out
    s.write("-- posts/d.md --\n---\ntitle: Retitled\ndate: 2023-01-04\n---\nD.\n")
    s.put("public/404.html", "X")
    told = s.build("--explain").out.splitlines()
    assert "rendered c/index.html: newer posts/c.md" in told
    assert "rendered page/2/index.html: posts 1 2" in told
    assert "rendered 404.html: the file is not as it was written" in told
    s.put("posts/d.md", (s.root / "posts/d.md").read_text() + "\nMore.\n\nAnd more, behind the excerpt.\n")
    told = s.build("--explain").out.splitlines()
    assert "rendered d/index.html: text or links posts/d.md" in told
    assert "rendered feed.xml: text or links posts/d.md" in told
    s.put("templates/404.html", "Other.")
    assert s.build("--explain").out.splitlines()[0] == "rendered 404.html: template 404.html"
    s.put("journal.toml", (s.root / "journal.toml").read_text() + 'title = "Other"\n')
    assert "rendered index.html: settings" in s.build("--explain").out.splitlines()
    s.put("own_kind.py", (s.root / "own_kind.py").read_text() + "# edited\n")
    assert "rendered index.html: extensions" in s.build("--explain").out.splitlines()


def test_only_pages_that_show_an_edit_are_written(site):
    s = site(FIVE)
    s.build()
    s.write(
        "-- posts/c.md --\n---\ntitle: C\ndate: 2023-01-03\ntags: [x, G]\n---\nC.\n\nOne epoch more.\n\n## H\n\nMore.\n"
    )
    ran = s.build("--verbose")
    feeds = ["feed.xml", "atom.xml", "feed.json"]
    assert sorted(line.split()[1] for line in ran.out.splitlines() if line.startswith("wrote ")) == sorted(
        ["c/index.html", *feeds, *(f"tags/{tag}/{feed}" for tag in ("x", "g") for feed in feeds)]
    )


@pytest.mark.parametrize("workers", ["1", "2"])
def test_an_edit_is_seen_by_whoever_looks_for_it(tmp_path, workers):
    # In processes, as none is forked here; with two of them, one goes over the answers, the other over the sources.
    root = Folder(tmp_path)
    many = [f'title: Post {n}\ndate: 2023-01-01\ntags: ["t{n % 3}"]' for n in range(70)]
    root.put("journal.toml", 'title = "Notes"\nurl = "https://me.example/"\n')
    for n, head in enumerate(many):
        root.put(f"posts/p{n}.md", f"---\n{head}\n---\nText {n}.\n")

    def told():
        command = [sys.executable, "-m", "journal", "build", "--explain", "--workers", workers]
        ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
        return {line for line in ran.stdout.splitlines() if line.startswith("rendered ")}

    assert len(told()) > 70
    root.put("posts/p9.md", f"---\n{many[9].replace('Post 9', 'Another')}\n---\nText 9.\n")
    explained = told()
    assert {
        "rendered p9/index.html: entry posts/p9.md",
        "rendered p8/index.html: newer posts/p8.md",
        "rendered index.html: posts 0 20",
    } <= explained
    assert any(line.startswith("rendered tags/t0/index.html: term posts") for line in explained)
    assert len(explained) < 40
    assert root.outputs() == clean_build(tmp_path)[1]
