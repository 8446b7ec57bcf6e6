"""Every page, stylesheet and drawing of the example site and of odd ones is valid, says the W3C's Nu checker."""

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from example import copy_example
from folder import Folder
from notebook import everything

ROOT = Path(__file__).parent.parent
CHECKER = ROOT / ".venv/node/node_modules/vnu-jar/build/dist/vnu.jar"

LONG = "Everything I wish somebody had told me about build systems before I wrote one, " * 3

MIXED = f"""---
title: "{LONG[:200]}"
date: 2024-02-29 23:59 +1400
updated: 2024-03-01
tags: ["<b>bold</b>", "a & b", "C++", 日本語]
journal: [one & two, three]
series: {{ name: "Quotes \\" and <angles>", part: 1 }}
author: 'Ada "The Quill" <ada@me.example>'
cover: picture.svg
cover_alt: 'A "quoted" & <angled> picture'
aliases: [/old/, /older.html]
status: seedling
---

# A heading of level one

## Then level two

A word of eighty letters: {"a" * 80}, and [a link](undated.md "with \\"a\\" title"), `<code>`, ~~struck~~, $a < b$.

{"| column " * 12}|
{"| ------ " * 12}|
{"| cell " * 12}|

```python title="<odd> & name.py" linenums {{1}}
text = "{"x" * 300}" & '<' # &amp;
```

- [ ] a task
- [x] done

    > [!question]- Nested?
    > Folded.

    ```diff
    - before
    + after
    ```

Term
:   Definition[^1]

[^1]: A note, with `code`.

## Same

## Same

### Below

![](picture.svg) ![with a title](picture.svg "A title")

$$
\\begin{{pmatrix}} a & b \\\\ c & d \\end{{pmatrix}}
$$

> [!flashcard] What is `1 < 2`, [really](undated.md)?[^1]
> - ==True==
>
> ![](picture.svg) $a < b$

!!! warning "An admonition with <b>angles</b>"

    Text.

## Questions and plans

- [ ] Is it <b>so</b>?
- Or not[^1], see [here](undated.md)?

    > [!answer] Not.

> [!question]- Folded?

> [!answer] [[Folded?]]
> Yes.

{{{{< youtube dQw4w9WgXcQ 'A "song" & <more>' poster=picture.svg >}}}}

{{{{< youtube dQw4w9WgXcQ >}}}}

{{{{< gist ada 12ab "a & b.py" >}}}}

{{{{< figure picture.svg caption="A <caption> & more" link="https://else.example/?a=1&b=2" width=40 >}}}}

{{{{< figure src="picture.svg" alt="Drawn" >}}}}
With *Markdown*.
{{{{< /figure >}}}}

{{{{< note tip "A <note>" >}}}}
- in a list
{{{{< /note >}}}}

Amidst text {{{{< youtube dQw4w9WgXcQ "song" >}}}}, {{{{< gist ada 12ab >}}}},
{{{{< figure picture.svg "Drawn" >}}}} and {{{{< nobody >}}}}.

Text with <kbd>Ctrl</kbd> and <span lang="de">rohem HTML</span>.
"""
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><circle cx="20" cy="15" r="9"/></svg>'

SITES: Mapping[str, Mapping[str, str]] = {
    "empty": {"posts/.keep": ""},
    "undated": {"posts/undated.md": "Just a line.\n"},
    "bare": {"posts/a.md": "", "posts/b.md": "# Only a heading\n", "pages/about.md": "# About\n"},
    "mixed": {
        "journal.toml": (
            'title = "Quotes \\" & <angles>"\nurl = "https://me.example/blog/"\npaginate = 1\ntoc = 1\n'
            'author = { name = "A & B", email = "a@me.example", url = "https://me.example/?a=1&b=2" }\n'
            'description = "It is \\"quoted\\" & <angled>"\nmenu = [{ title = "A & B", url = "/b/?a=1&b=2" }]\n'
        ),
        "posts/mixed/index.md": MIXED.replace("undated.md", "../undated.md"),
        "posts/mixed/picture.svg": DRAWING,
        "posts/notebook.ipynb": everything(),
        "posts/undated.md": "---\nseries: 'Quotes \" and <angles>'\ntags: ['a & b']\n---\nNot dated, but tagged.\n",
        "posts/2024-01-01-day.md": "---\ntags: ['a & b']\ndraft: no\n---\nAnother.\n\n## Same\n",
    },
    "learning": {
        "journal.toml": 'url = "https://me.example/"\nglossary_links = true\nfigures = true\n',
        "posts/2023-01-02-a.md": "---\njournal: lab\nstatus: budding\n---\n## Resources\n\n"
        + "".join(f"- [Paper <{n}>](https://arxiv.org/abs/{n}?a=1&b=2)\n" for n in range(101))
        + "".join(f"\n{letter * 2}{n} & co\n: A *word*\n" for letter in "abcdefghé勾" for n in range(11)),
        "posts/2023-01-09-b.md": "---\nsupersedes: a\ntags: [flashcards]\n---\n"
        "> [!correction] In [a](2023-01-02-a.md) `<b>` was *wrong*.\n\nThe aa1 & co. Front::Back\n\n"
        "Of two\n: One.\n\n    - Two.\n\n#flashcards/<b>/c d::e\n\n#flashcards/f\n\ng::h\n\n"
        "## What's next\n\n- [x] Do <b>this</b>\n- [ ] Do that\n",
        "posts/2024-01-08-c.md": "> [!question] So?\n\n> [!answer] Yes.\n",
        "pages/now.md": "---\nstatus: seedling\nupdated: 2023-02-03\n---\nNow.\n",
        "data/shelf.yaml": "- title: A <book> & more\n  rating: 3\n  started: 2023-01-01\n",
    },
    "right-to-left": {
        "journal.toml": 'title = "دفتر"\nlanguage = "ar"\nurl = "https://me.example/"\nrelative_urls = true\n',
        "posts/2024-05-01-a.md": "---\ntitle: ما تعلمته عن الأشجار\ntags: [شجر]\n---\n# عنوان\n\nنص، with English.\n",
        "posts/שלום.md": "# שלום עולם\n\nטקסט.\n",
    },
}

pytestmark = [pytest.mark.vnu, pytest.mark.xdist_group("vnu")]


@pytest.fixture(scope="module")
def complaints(tmp_path_factory) -> dict[str, list[str]]:
    """What the checker has to say, by site; Java starts slowly, so it is asked once about them all."""
    java = shutil.which("java")
    if not java or not CHECKER.exists():
        leave_out = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        leave_out("no Nu checker: install Java 17 or newer and npm, then run `make test`")
    folder = tmp_path_factory.mktemp("sites")
    copy_example(folder / "example")
    for site, files in SITES.items():
        for path, text in files.items():
            file = folder / site / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    for site in ("example", *SITES):
        Folder(folder / site).build("--output", str(folder / "out" / site))
    # Every site has the same stylesheet, which is looked at once; Java ends too soon for its best compiler to pay.
    files = {
        f.read_bytes(): str(f) for f in sorted((folder / "out").rglob("*")) if f.suffix in (".html", ".css", ".svg")
    }
    assert len(files) > 50
    options = ["--also-check-css", "--also-check-svg", "--exit-zero-always", "--stdout", "--format", "json"]
    command = [java, "-Xss8m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", str(CHECKER), *options]
    ran = subprocess.run([*command, *files.values()], check=True, capture_output=True, text=True)
    found: dict[str, list[str]] = {site: [] for site in ("example", *SITES)}
    for message in json.loads(ran.stdout)["messages"]:
        site, _, page = message.get("url", "").partition("/out/")[2].partition("/")
        where = f"{page}:{message.get('lastLine', '')}"
        found.setdefault(site, []).append(f"{where}: {message['message']} {message.get('extract', '').strip()!r}")
    assert set(found) == {"example", *SITES}, "it read every site, and nothing else"
    return found


@pytest.mark.parametrize("site", ["example", *SITES])
def test_every_page_is_valid(complaints, site):
    assert not complaints[site], "\n".join(complaints[site])
