"""`journal import`, as the author of an older blog meets it."""

import json
import os
import subprocess
import sys

import pytest
from folder import Folder
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

JEKYLL = """\
-- old/_config.yml --
title: Tea and tries
url: https://tea.example
baseurl: /notes
permalink: pretty
author: { name: Ada Quill }
-- old/_layouts/post.html --
<html>{{ content }}</html>
-- old/_posts/2020-03-01-first.md --
---
layout: post
title: "First: a start"
categories: tea
tags: green black
header-img: assets/leaf.png
comments: true
---
See [the second]({{ site.baseurl }}{% post_url 2021-05-06-second %}) and
![leaf]({{ "/assets/leaf.png" | relative_url }}).

{% highlight python linenos %}
print("{{ not liquid }}")
{% endhighlight %}

Half is $$x$$, and {% cite quill2020 %}.

```
{% post_url 2021-05-06-second %}
```
-- old/_posts/2021-05-06-second.md --
---
title: Second
redirect_from: /older/
published: false
---
Draft.
-- old/_drafts/idea.md --
An idea without a head.
-- old/about.md --
---
title: About
---
Me.
-- old/assets/leaf.png --
PNG
-- old/assets/theme.scss --
a { b: c }
-- old/README.md --
How to build this.
"""


@pytest.fixture
def imported(folder):
    """Imports `old/` into `new/`; the new site, built, and what was said."""

    def run(text, *options, build=True):
        folder.write(text)
        ran = folder.run("import", "old", "new", *options)
        assert ran.ok, ran.err
        site = Folder(folder.root / "new")
        if build:
            site.build()
        return site, ran

    return run


def test_a_jekyll_blog_keeps_its_addresses(imported):
    site, _ = imported(JEKYLL)
    page = site.html("/tea/2020/03/01/first/")
    assert page.css_first("h1").text().strip() == "First: a start"
    assert site.html("/about/").css_first("h1").text().strip() == "About"
    assert 'permalink = "/' in (site.root / "journal.toml").read_text()
    assert 'url = "https://tea.example/notes"' in (site.root / "journal.toml").read_text()


def test_a_jekyll_head_becomes_journals(imported):
    site, _ = imported(JEKYLL)
    text = (site.root / "posts/2020-03-01-first.md").read_text()
    head = text.split("---")[1]
    assert 'title: "First: a start"\ndate: 2020-03-01\ntags: [tea, green, black]\ncover: /assets/leaf.png\n' in head
    assert "extra:\n  comments: true\n" in head
    assert "layout" not in head


def test_liquid_with_an_equal_is_converted_and_the_rest_stays_visible(imported):
    site, ran = imported(JEKYLL)
    text = (site.root / "posts/2020-03-01-first.md").read_text()
    assert "See [the second](2021-05-06-second.md) and\n![leaf](/assets/leaf.png)." in text
    assert '```python linenums\nprint("{{ not liquid }}")\n```' in text
    assert "Half is $x$, and {% cite quill2020 %}." in text
    assert "```\n{% post_url 2021-05-06-second %}\n```" in text, "code is left to the letter"
    assert "_posts/2020-03-01-first.md:16: {% cite quill2020 %} stays as text" in ran.out
    assert "{% cite quill2020 %}" in site.html("/tea/2020/03/01/first/").css_first(".e-content").text()


def test_drafts_are_drafts_whatever_they_are_called_in_the_old_site(imported):
    site, _ = imported(JEKYLL)
    assert {post["source"] for post in site.posts()} == {"posts/2020-03-01-first.md"}
    drafts = {post["source"] for post in site.posts("--drafts")}
    assert drafts == {"posts/2020-03-01-first.md", "posts/2021-05-06-second.md", "posts/idea.md"}


def test_the_report_tells_of_every_file(imported, folder):
    site, _ = imported(JEKYLL)
    report = (site.root / "import-report.md").read_text()
    for file in folder.root.joinpath("old").rglob("*"):
        path = file.relative_to(folder.root / "old").as_posix()
        assert file.is_dir() or f"`{path}`" in report or f"`{path.split('/')[0]}/`" in report, path


def test_what_only_made_the_old_site_is_left_out(imported):
    site, _ = imported(JEKYLL)
    files = {file.relative_to(site.root).as_posix() for file in site.root.rglob("*.*") if "public" not in file.parts}
    assert "static/assets/leaf.png" in files
    assert not [name for name in files if name.endswith((".scss", ".html", "README.md"))]


def test_a_hugo_site_keeps_its_addresses_and_shortcodes_have_equals(imported):
    site, ran = imported("""\
-- old/hugo.toml --
baseURL = "https://gull.example/"
title = "Gulls"
languageCode = "de-DE"
[permalinks]
posts = "/:year/:slug/"
-- old/content/_index.md --
---
title: Home
---
-- old/content/about.md --
+++
title = "About"
+++
I watch birds.
-- old/content/posts/first-gull.md --
+++
title = "First gull"
date = 2022-04-05T10:00:00+02:00
lastmod = 2022-04-06
tags = ["birds"]
slug = "gull-one"
[cover]
image = "/img/gull.png"
alt = "A gull"
+++
{{< figure src="/img/gull.png" caption="A gull" >}}

Back to [two]({{< ref "second/index.md#wings" >}}), {{< unknown thing="1" >}}.

{{% notice warning "Mind the beak" %}}
It bites. `{{< figure >}}`
{{% /notice %}}

{{< highlight go "linenos=table" >}}
fmt.Println("{{< x >}}")
{{< /highlight >}}

Write `{{</* figure */>}}` for a figure.
-- old/content/posts/second/index.md --
---
title: Second
date: 2022-05-01
aliases: [/old/second]
---
## Wings
![here](wing.png) and {{< youtube abc123 >}}
-- old/content/posts/second/wing.png --
PNG
-- old/content/posts/_index.md --
---
title: Posts
---
-- old/static/img/gull.png --
PNG
-- old/layouts/index.html --
x
""")
    assert site.html("/2022/gull-one/").css_first("h1").text().strip() == "First gull"
    text = (site.root / "posts/posts/first-gull.md").read_text()
    assert '![A gull](/img/gull.png "A gull")' in text
    assert '[two](second/index.md#wings), {{< unknown thing="1" >}}.' in text
    assert "> [!warning] Mind the beak\n> It bites. `{{< figure >}}`\n" in text
    assert '```go linenums\nfmt.Println("{{< x >}}")\n```' in text
    assert "Write `{{< figure >}}` for a figure." in text
    assert "cover: /img/gull.png\ncover_alt: A gull\n" in text
    assert "updated: 2022-04-06" in text
    assert 'first-gull.md:13: {{< unknown thing="1" >}} stays as text' in ran.out
    assert site.output("/2022/second/wing.png").is_file()
    assert "/2022/second/" in site.text("/old/second/")
    assert "https://www.youtube.com/watch?v=abc123" in site.text("/2022/second/")
    settings = (site.root / "journal.toml").read_text()
    assert 'title = "Gulls"' in settings
    assert 'language = "de-DE"' in settings


def test_a_hexo_blog_without_opening_fences_and_with_asset_folders(imported):
    site, _ = imported("""\
-- old/_config.yml --
title: Hexed
url: https://hex.example
permalink: :year/:month/:day/:title/
-- old/source/_posts/tea-time.md --
title: 'Tea: a time'
date: 2019-02-03 10:20:30
categories:
- [Drinks, Hot]
tags: tea
---
{% asset_img leaf.png "A leaf" %} and ![pot](pot.png)

{% codeblock brew.js lang:js %}
brew("{% x %}")
{% endcodeblock %}

{% post_link other "The other" %}

{% blockquote Ada Quill, Letters %}
Tea is a verb.
{% endblockquote %}
-- old/source/_posts/tea-time/leaf.png --
PNG
-- old/source/_posts/tea-time/pot.png --
PNG
-- old/source/_posts/other.md --
---
title: Other
date: 2019-02-04
---
Hello.
-- old/source/about/index.md --
---
title: About
---
Me.
-- old/themes/x/layout.ejs --
x
""")
    page = site.text("/2019/02/03/tea-time/")
    text = (site.root / "posts/tea-time.md").read_text()
    assert 'title: "Tea: a time"\ndate: 2019-02-03 10:20:30\ntags: [Drinks, Hot, tea]' in text
    assert '![A leaf](tea-time/leaf.png "A leaf") and ![pot](tea-time/pot.png)' in text
    assert '```js title="brew.js"\nbrew("{% x %}")\n```' in text
    assert "[The other](other.md)" in text
    assert "> Tea is a verb.\n>\n> — Ada Quill, Letters" in text
    assert "leaf.png" in page
    assert site.html("/about/").css_first("h1").text().strip() == "About"
    assert site.output("/tea-time/leaf.png").is_file()


def test_a_pelican_blog_whose_configuration_is_never_run(imported, folder):
    site, _ = imported("""\
-- old/pelicanconf.py --
import os
import subprocess
os.mkdir("/nonexistent/never")
open("ran", "w").write("x")
SITENAME = "Birds & bees"
SITEURL = "https://bees.example"
ARTICLE_URL = "blog/{slug}.html"
TIMEZONE = "Europe/Paris"
PLUGINS = [__import__("os").getcwd()]
-- old/content/bees.md --
Title: Bees: a study
Date: 2018-01-02 10:00
Modified: 2018-02-03
Category: Insects
Tags: bees, honey
Slug: bees
Summary: Of bees.

See [wasps]({filename}wasps.md), ![a bee]({static}/images/bee.png), `{filename}wasps.md`.
-- old/content/wasps.md --
\ufeffTitle: Wasps
Date: 2018-01-03
Status: draft

    :::python
    sting()
-- old/content/pages/about.md --
Title: About

Me.
-- old/content/images/bee.png --
PNG
-- old/content/ants.rst --
Ants
====
""")
    assert not (folder.root / "ran").exists()
    text = (site.root / "posts/bees.md").read_text()
    assert (
        'title: "Bees: a study"\ndate: 2018-01-02 10:00:00\nupdated: 2018-02-03\ntags: [bees, honey, Insects]' in text
    )
    assert "See [wasps](wasps.md), ![a bee](/images/bee.png), `{filename}wasps.md`." in text
    assert site.output("/blog/bees.html").is_file()
    assert "```python\nsting()\n```" in (site.root / "posts/wasps.md").read_text()
    assert "/about/" in site.text("/pages/about.html")
    report = (site.root / "import-report.md").read_text()
    assert "`content/ants.rst`: is not Markdown" in report or "not imported: is not Markdown" in report


def test_a_gatsby_blog_with_mdx_left_visible(imported):
    site, ran = imported("""\
-- old/gatsby-config.js --
module.exports = { siteMetadata: { title: `Gats`, siteUrl: `https://gats.example`, author: { name: `Ada` } } }
-- old/content/blog/first-cup/index.md --
---
title: First cup
date: "2015-03-04T05:06:07.089Z"
description: "First cup"
featuredImage: ./teapot.jpg
---
![Egg](./teapot.jpg)
-- old/content/blog/first-cup/teapot.jpg --
JPG
-- old/content/blog/chart/index.mdx --
---
title: Chart
date: 2016-01-01
---
import Chart from "../chart"

Look: <Chart of={1234} shade="#abcdef" />

```jsx
<Chart />
```
""")
    assert site.output("/first-cup/teapot.jpg").is_file()
    text = (site.root / "posts/first-cup/index.md").read_text()
    assert "cover: teapot.jpg" in text or "cover: ./teapot.jpg" in text
    chart = site.html("/chart/").css_first(".e-content").text()
    assert 'import Chart from "../chart"' in chart
    assert '<Chart of={1234} shade="#abcdef" />' in chart
    assert "content/blog/chart/index.mdx:5: import Chart" in ran.out


def test_an_eleventy_site_with_the_data_of_its_folders(imported):
    site, _ = imported("""\
-- old/eleventy.config.js --
module.exports = (c) => { c.addPassthroughCopy("src/img"); return { dir: { input: "src" } } }
-- old/src/_data/metadata.json --
{ "title": "Eleven", "url": "https://eleven.example/" }
-- old/src/posts/posts.json --
{ "layout": "post.njk", "tags": "posts", "author": "Ada" }
-- old/src/posts/2020-01-02-one.md --
---
title: One
tags: [posts, birds]
---
{% raw %}{{ page.url }}{% endraw %} ![x](/img/x.png)
-- old/src/posts/two.md --
---
title: Two
date: 2020-02-03
permalink: /deux/
---
Two.
-- old/src/about.md --
---
title: About
---
Me.
-- old/src/index.njk --
{% for post in collections.posts %}{% endfor %}
-- old/src/img/x.png --
PNG
""")
    assert {post["permalink"] for post in site.posts()} == {"/posts/one/", "/deux/"}
    assert "{{ page.url }} " in site.html("/posts/one/").css_first(".e-content").text()
    assert [post["tags"] for post in site.posts() if post["title"] == "One"] == [["birds"]]
    assert site.output("/img/x.png").is_file()
    assert site.html("/about/")


def test_a_quartz_garden_keeps_its_links_and_addresses(imported):
    site, _ = imported("""\
-- old/quartz.config.ts --
const config = { configuration: { pageTitle: "Garden", baseUrl: "garden.example", locale: "en-GB",
  ignorePatterns: ["private", "templates", ".obsidian"] } }
-- old/content/index.md --
---
title: Home
---
Welcome to [[notes/A City|the city]].
-- old/content/notes/A City.md --
---
title: A City
tags: [seed]
aliases: [Town]
---
Like [[Tree]]. ![[images/map.png]]
-- old/content/notes/images/map.png --
PNG
-- old/content/private/secret.md --
Secret.
-- old/content/templates/note.md --
---
title: "{{title}}"
date: "{{date}}"
---
""")
    assert [post["permalink"] for post in site.posts()] == ["/notes/A-City/"]
    assert "Like [[Tree]]. ![[images/map.png]]" in (site.root / "posts/notes/A City.md").read_text()
    assert "Secret" not in "".join(file.read_text() for file in site.root.rglob("posts/**/*.md"))
    assert site.text("/notes/Town/")
    assert "Welcome" in site.text("/")


def test_an_obsidian_vault_with_its_attachments(imported):
    site, _ = imported("""\
-- old/.obsidian/app.json --
{ "attachmentFolderPath": "files", "newLinkFormat": "absolute" }
-- old/.obsidian/templates.json --
{ "folder": "Meta/Templates" }
-- old/Meta/Templates/daily.md --
---
date: {{date}}
---
-- old/Projects/My idea.md --
---
created: 2023-01-02
tags: project
---
![](files/pic.png) and [other](Other.md), [[Other]] #inline
-- old/Other.md --
Text.
-- old/files/pic.png --
PNG
-- old/Board.canvas --
{}
""")
    text = (site.root / "posts/Projects/My idea.md").read_text()
    assert "![](../files/pic.png) and [other](../Other.md), [[Other]] #inline" in text
    assert "date: 2023-01-02" in text
    assert {post["source"] for post in site.posts()} == {"posts/Other.md", "posts/Projects/My idea.md"}
    assert site.output("/files/pic.png").is_file()


def test_a_quarto_blog(imported):
    site, _ = imported("""\
-- old/_quarto.yml --
website:
  title: Quartos
  site-url: https://quart.example
-- old/index.qmd --
---
title: Home
listing: { contents: posts }
---
-- old/posts/one/index.qmd --
---
title: One
date: "12/15/2023"
categories: [maths, code]
image: plot.png
format:
  html:
    toc: true
---
::: {.callout-tip title="Try it"}
With a fence:

```{python}
1 + 1
```
:::

::: {.column-margin}
Aside.
:::
-- old/posts/one/plot.png --
PNG
-- old/posts/two/index.ipynb --
{"cells": [], "nbformat": 4}
-- old/about.qmd --
---
title: About
---
Me.
""")
    text = (site.root / "posts/one/index.md").read_text()
    assert "date: 2023-12-15" in text
    assert "> [!tip] Try it\n> With a fence:\n>\n> ```{python}\n> 1 + 1\n> ```" in text
    assert "::: {.column-margin}\nAside.\n:::" in text
    assert [post["permalink"] for post in site.posts() if post["title"] == "One"] == ["/posts/one/"]
    assert (site.root / "posts/two/index.ipynb").read_text() == '{"cells": [], "nbformat": 4}\n'
    assert site.output("/posts/one/plot.png").is_file()
    assert "/about/" in site.text("/about.html")


def test_til_notes_are_tagged_by_their_folder(imported):
    site, _ = imported("""\
-- old/README.md --
# TIL
- [Count](git/count.md)
- [Pipes](bash/pipes.md)
-- old/git/count.md --
# Count commits

`git rev-list --count HEAD`, see [pipes](../bash/pipes.md).
-- old/bash/pipes.md --
# Pipes
![p](p.png)
-- old/bash/p.png --
PNG
""")
    posts = {post["title"]: post for post in site.posts()}
    assert posts["Count commits"]["tags"] == ["git"]
    assert posts["Pipes"]["permalink"] == "/bash/pipes/"
    assert len(posts) == 2


LOG = """\
-- old/log.md --
# My log

Why I do this.

## Week 1
- 5/30/2024 Thu - Began
    - Read about tries.

      Twice.
- 5/31/2024 (Friday)
    - Wrote `- 6/1/2024` down.
---
## Week 2
- 6/3/20244 - Late
    - Slept.
- 6/3/2024 - Again
    - Woke.
"""


def test_a_log_becomes_a_post_a_date(imported):
    site, ran = imported(LOG)
    posts = {post["source"]: post for post in site.posts()}
    assert list(posts) == [
        "posts/2024-06-03.md", "posts/2024-06-03-2.md", "posts/2024-05-31.md", "posts/2024-05-30.md",
    ] or sorted(posts) == [
        "posts/2024-05-30.md", "posts/2024-05-31.md", "posts/2024-06-03-2.md", "posts/2024-06-03.md",
    ]  # fmt: skip
    assert posts["posts/2024-05-30.md"]["title"] == "Began"
    text = (site.root / "posts/2024-05-30.md").read_text()
    assert text.endswith("## Week 1\n\n- Read about tries.\n\n  Twice.\n")
    assert "Wrote `- 6/1/2024` down.\n" in (site.root / "posts/2024-05-31.md").read_text()
    assert "Why I do this." in site.text("/log/")
    assert "'6/3/20244' names no year" in ran.out


@pytest.mark.parametrize(
    ("headings", "days"),
    [
        (["## 2024-05-04", "## 2024-05-05", "## 2024-05-06"], ["04", "05", "06"]),
        (["### Day 1: May 4, 2024", "### Day 2: May 5, 2024", "### Day 3: May 6th 2024"], ["04", "05", "06"]),
        (["## Saturday, 4 May 2024", "## 5 May", "## Monday 6 May"], ["04", "05", "06"]),
        (["# 04.05.2024", "# 05.05.2024", "# 13.05.2024"], ["04", "05", "13"]),
        (["**13/05/2024**", "**14/05/2024**", "**5/5/2024**"], ["05", "13", "14"]),
    ],
)
def test_dates_of_a_log_in_many_shapes(imported, headings, days):
    log = "\n\n".join(f"{heading}\n\nEntry." for heading in headings)
    site, _ = imported(f"-- old/log.md --\n# Log\n\n{log}\n", "--from", "daily-log")
    assert sorted(str(post["date"]) for post in site.posts()) == [f"2024-05-{day}" for day in days]


def test_a_heading_of_a_log_that_is_no_day_is_told_of(imported):
    log = "## 2024-05-04\na\n## 2024-05-05\nb\n## 2024-02-30\nc\n## 2024-05-06\nd"
    site, ran = imported(f"-- old/log.md --\n{log}\n", "--from", "daily-log")
    assert "log.md#2024-05-05:5: '2024-02-30' is no day that there is; it stays in the entry above" in ran.out
    assert "c" in (site.root / "posts/2024-05-05.md").read_text().split()


def test_a_log_may_be_named_as_a_file(folder):
    folder.write(LOG)
    ran = folder.run("import", "old/log.md", "new", "--from", "daily-log")
    assert ran.ok, ran.err
    assert len(Folder(folder.root / "new").posts()) == 4


def test_a_dry_run_writes_nothing_and_says_the_same(folder):
    folder.write(JEKYLL)
    dry = folder.run("import", "old", "new", "--dry-run")
    assert dry.ok, dry.err
    assert not (folder.root / "new").exists()
    wet = folder.run("import", "old", "new")
    assert dry.out.splitlines()[:3] == wet.out.splitlines()[:3]


def test_without_a_name_the_new_folder_is_called_after_the_old_one(folder):
    folder.write(JEKYLL)
    assert folder.run("import", "old").ok
    assert (folder.root / "old-journal/posts").is_dir()


def test_the_report_for_programs_is_json(folder):
    folder.write(JEKYLL)
    facts = json.loads(folder.run("import", "old", "new", "--format", "json").out)
    assert facts["importer"] == "jekyll"
    assert facts["posts"] == 3
    assert {"source": "README.md", "reason": "is about the old repository", "look": False} in facts["left_out"]


def test_nothing_is_overwritten(folder):
    folder.write(JEKYLL)
    folder.write("-- new/posts/idea.md --\nMine.\n")
    ran = folder.run("import", "old", "new")
    assert ran.code == 1
    assert "holds posts/idea.md already" in ran.err
    assert "name an empty folder" in ran.err
    assert [file.name for file in folder.root.joinpath("new").rglob("*.*")] == ["idea.md"]


def test_an_import_into_a_journal_keeps_its_settings(folder):
    folder.write(JEKYLL)
    folder.write('-- new/journal.toml --\ntitle = "Mine"\npermalink = "/{year}/{slug}/"\n-- new/posts/a.md --\nA.\n')
    assert folder.run("import", "old", "new").ok
    site = Folder(folder.root / "new")
    site.build()
    assert 'title = "Mine"' in (site.root / "journal.toml").read_text()
    assert "/2020/first/" in site.text("/tea/2020/03/01/first/")


@pytest.mark.parametrize("dest", ["old", "old/new", "old/posts"])
@pytest.mark.parametrize("old", [JEKYLL, "-- old/a/b.md --\nOne file.\n"])
def test_a_new_site_inside_the_old_one_is_refused(folder, dest, old):
    folder.write(old)
    ran = folder.run("import", "old", dest)
    assert ran.code == 1
    assert "hint:" in ran.err


def test_an_old_site_inside_the_sources_of_the_new_one_is_refused(folder):
    folder.write(JEKYLL.replace("-- old/", "-- new/posts/old/"))
    ran = folder.run("import", "new/posts/old", "new")
    assert ran.code == 1
    assert "is the journal that the old files lie in" in ran.err


def test_an_old_site_beside_the_sources_of_the_new_one_is_fine(folder):
    folder.write(JEKYLL)
    assert folder.run("import", "old", ".").ok
    assert (folder.root / "posts/idea.md").is_file()


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_folder_that_cannot_be_read_is_named_and_left_out(folder, monkeypatch):
    folder.write("-- old/notes/a.md --\n# A\n-- old/notes/b.md --\n# B\n-- old/locked/c.md --\n# C\n")
    list_folder = os.scandir

    def scandir(path):
        if str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied", path)
        return list_folder(path)

    monkeypatch.setattr(os, "scandir", scandir)
    ran = folder.run("import", "old", "new", "--from", "til")
    assert ran.ok
    assert "locked: not imported: cannot be read: permission denied" in ran.out
    assert (folder.root / "new/posts/notes/a.md").is_file()


def test_links_that_lead_out_of_the_old_site_are_not_followed(folder):
    folder.write(JEKYLL)
    folder.write("-- secret/key.md --\nsecret\n-- secret/pics/a.png --\nsecret\n")
    os.symlink(folder.root / "secret/key.md", folder.root / "old/_posts/2022-01-01-key.md")
    os.symlink(folder.root / "secret", folder.root / "old/assets/secret")
    os.symlink(folder.root / "old/nowhere", folder.root / "old/_posts/2022-01-02-broken.md")
    assert folder.run("import", "old", "new").ok
    written = b"".join(file.read_bytes() for file in folder.root.joinpath("new").rglob("*") if file.is_file())
    assert b"secret\n" not in written
    report = (folder.root / "new/import-report.md").read_text()
    assert "a link that leads out of the folder" in report
    assert "a link to a folder, which is not followed" in report


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_nothing_is_written_through_a_link_in_the_new_folder(folder):
    folder.write(JEKYLL)
    (folder.root / "elsewhere").mkdir()
    (folder.root / "new").mkdir()
    os.symlink(folder.root / "elsewhere", folder.root / "new/posts")
    ran = folder.run("import", "old", "new")
    assert ran.code == 1
    assert "a link to somewhere else" in ran.err
    assert not list(folder.root.joinpath("elsewhere").iterdir())


def test_files_that_are_no_text_are_named_and_left_out(folder):
    folder.write(JEKYLL)
    folder.put("old/_posts/2022-01-01-binary.md", b"\x00\x01\xff binary \x00")
    folder.put("old/_posts/2022-01-02-latin.md", "---\ntitle: Café\n---\nVoilà\r\n".encode("cp1252"))
    folder.put("old/_posts/2022-01-03-bom.md", b"\xef\xbb\xbf---\r\ntitle: Bom\r\n---\r\nText\r\n")
    ran = folder.run("import", "old", "new")
    site = Folder(folder.root / "new")
    site.build()
    assert {"Café", "Bom"} <= {post["title"] for post in site.posts()}
    assert "2022-01-01-binary.md: not imported: not a text" in ran.out
    assert (site.root / "posts/2022-01-03-bom.md").read_bytes().endswith(b"---\n\nText\n")


def test_a_head_that_cannot_be_read_stays_as_text(folder):
    deep = "[" * 5000
    folder.write(f"{JEKYLL}-- old/_posts/2022-01-01-deep.md --\n---\ntitle: Deep\nx: {deep}\n---\nBody.\n")
    folder.write("-- old/_posts/2022-01-02-object.md --\n---\ntitle: !!python/object/apply:os.mkdir [x]\n---\nBody.\n")
    ran = folder.run("import", "old", "new")
    assert ran.ok, ran.err
    site = Folder(folder.root / "new")
    site.build()
    assert "!!python/object/apply:os.mkdir [x]" in (site.root / "posts/2022-01-02-object.md").read_text()
    assert deep in (site.root / "posts/2022-01-01-deep.md").read_text()
    assert "its front matter cannot be read" in ran.out


def test_a_page_that_was_the_home_page_by_the_name_of_its_file_is_the_home_page(imported):
    site, _ = imported("""\
-- old/_config.yml --
title: Tea
-- old/_posts/2020-03-01-first.md --
---
title: First
---
Text.
-- old/hello.md --
---
title: Hello
permalink: /index.html
---
Welcome.
""")
    assert "Welcome." in site.text("/")


def test_two_texts_for_one_place_are_both_there(imported):
    site, _ = imported("""\
-- old/hugo.toml --
title = "x"
-- old/content/a/same.md --
---
title: One
url: /place/
---
-- old/content/b/same.md --
---
title: Two
url: /Place/
---
-- old/content/tags/birds.md --
---
title: On birds
tags: [birds]
---
""")
    assert len(site.posts()) == 3
    report = (site.root / "import-report.md").read_text()
    assert "is taken by another page" in report


def test_names_that_no_site_can_carry_are_changed(imported, folder):
    folder.put("old/content/a/#draft?.md", "Text.")
    folder.put("old/content/a/.hidden.md", "Text.")
    site, _ = imported("-- old/hugo.toml --\ntitle = 'x'\n-- old/content/a/b c.md --\nText.\n")
    assert len(site.posts()) == 3


def test_an_unknown_folder_says_what_to_do(folder):
    folder.put("old/data.bin", b"x")
    ran = folder.run("import", "old", "new")
    assert ran.code == 1
    assert "no generator is known" in ran.err
    assert "--from" in ran.err
    folder.put("old/_posts/readme.txt", b"x")
    assert "holds no post" in folder.run("import", "old", "new", "--from", "jekyll").err


def test_sanitizing_needs_its_part(folder, monkeypatch):
    monkeypatch.setitem(sys.modules, "nh3", None)
    folder.write(JEKYLL)
    ran = folder.run("import", "old", "new", "--sanitize")
    assert ran.code == 1
    assert "pip install 'learning-journal[sanitize]'" in ran.err
    assert not (folder.root / "new").exists()


def test_raw_html_is_kept_unless_it_is_to_be_sanitized(folder):
    pytest.importorskip("nh3")
    body = (
        'A <b onclick="x()">bold</b> <script>alert(1)</script>, `<script>` and [x](javascript:alert(1)).\n\n'
        "<div>\n`<img src=x onerror=alert(1)>`\n</div>\n\n```html\n<script>code</script>\n```\n"
    )
    folder.write(f"-- old/hugo.toml --\ntitle = 'x'\n-- old/content/p/a.md --\n{body}")
    assert folder.run("import", "old", "kept").ok
    assert folder.root.joinpath("kept/posts/p/a.md").read_text().endswith(body)
    assert folder.run("import", "old", "clean", "--sanitize").ok
    text = folder.root.joinpath("clean/posts/p/a.md").read_text()
    assert "A <b>bold</b> ," in text
    assert "<code>&lt;img src=x onerror=alert(1)&gt;</code>" in text
    assert "\n```html\n<script>code</script>\n```\n" in text
    assert "javascript" not in text
    site = Folder(folder.root / "clean")
    site.build()
    entry = site.html("/p/a/").css_first(".e-content")
    assert not entry.css("script, img, [onclick]")
    assert "<script>code</script>" in entry.text()


@pytest.mark.parametrize(
    "body",
    [
        "<img src=x onerror=alert(1)",
        "- a\n\n  ```\n  <script>alert(1)</script>\n  ```\n",
        "        ```\n<script>alert(1)</script>\n        ```\n",
        "```\n<script>alert(1)</script>\n",
        "<div>\n```\n<script>alert(1)</script>\n```\n</div>\n",
        "<!-- \n\n```\n--><script>alert(1)</script>\n```\n",
        "<pre>\n\n```\n</pre><script>alert(1)</script>\n```\n",
        '<a href="jav&#x61;script:alert(1)">x</a> [y](jav&#x61;script:alert(1)) <javascript:alert(1)>',
        "[z][]\n\n[z]: javascript:alert(1)\n",
        "text\n{: onclick=alert(1)}\n",
        "<svg><script>alert(1)</script></svg><ScRiPt\n>alert(1)</sCrIpT>",
        "<b title='>' onclick='alert(1)'>x</b>",
    ],
)
def test_what_is_sanitized_runs_nothing(folder, body):
    pytest.importorskip("nh3")
    folder.write("-- old/hugo.toml --\ntitle = 'x'\n")
    folder.put("old/content/p/a.md", body)
    assert folder.run("import", "old", "clean", "--sanitize").ok
    site = Folder(folder.root / "clean")
    site.build()
    page = site.html("/p/a/").css_first(".e-content")
    assert not [node for node in page.css("script, svg, iframe") if node.tag != "-text"]
    for node in page.css("*"):
        assert not [name for name in node.attributes if name.startswith("on")]
        assert "script:" not in (node.attributes.get("href") or "")


def test_a_note_without_a_date_has_that_of_its_first_commit(folder):
    folder.write("-- old/git/count.md --\n# Count\n-- old/git/log.md --\n# Log\n")
    old = folder.root / "old"
    env = {**os.environ, "GIT_AUTHOR_DATE": "2021-03-04T23:30:00+09:00", "GIT_COMMITTER_DATE": "2022-01-01T00:00:00Z"}
    who = ["-c", "user.name=Ada", "-c", "user.email=ada@me.example"]
    for command in (
        ["init", "-q"],
        ["add", "git/count.md"],
        [*who, "commit", "-qm", "x"],
        ["mv", "git/count.md", "git/n.md"],
    ):
        subprocess.run(["git", *command], cwd=old, env=env, check=True)
    env["GIT_AUTHOR_DATE"] = "2023-01-01T00:00:00Z"
    subprocess.run(["git", *who, "commit", "-qam", "y"], cwd=old, env=env, check=True)
    assert folder.run("import", "old", "new").ok
    posts = {post["source"]: post["date"] for post in Folder(folder.root / "new").posts()}
    assert posts == {"posts/git/n.md": "2021-03-04", "posts/git/log.md": None}


def test_pelican_addresses_are_told_by_links_where_there_is_no_configuration(imported):
    site, _ = imported("""\
-- old/content/posts/bees.md --
title: Bees
slug: bees
date: 2018-01-02

See [wasps](/blog/wasps.html).
-- old/content/posts/wasps.md --
title: Wasps
slug: wasps
date: 2018-01-03

Text.
""")
    assert site.output("/blog/bees.html").is_file()


def test_the_same_import_gives_the_same_bytes(folder):
    folder.write(JEKYLL)
    folder.write(LOG.replace("-- old/", "-- diary/"))
    for source in ("old", "diary"):
        made = []
        for dest in ("one", "two"):
            assert folder.run("import", source, f"{source}-{dest}").ok
            root = folder.root / f"{source}-{dest}"
            files = (file for file in sorted(root.rglob("*")) if file.is_file())
            made.append({file.relative_to(root).as_posix(): file.read_bytes() for file in files})
        assert made[0] == made[1]


HOSTILE = [
    *("title: x", "slug: ../../../evil", "permalink: /../evil/", "aliases: [../../evil, /a/../b]", "url: //evil"),
    *("cover: ../../evil.png", "date: 2020-02-30", "tags: [[a], {b: c}]", "layout: {", "slug: 'a\\b'", "series: {}"),
    *("template: /etc/passwd", "toc: maybe", "extra: [1]", "id: 3", "draft: what", "math: []"),
]
NAMES = st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=9)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(names=st.lists(NAMES, max_size=5), heads=st.lists(st.sampled_from(HOSTILE), max_size=6))
def test_nothing_is_written_outside_and_the_result_always_builds(tmp_path_factory, names, heads):
    folder = Folder(tmp_path_factory.mktemp("import"))
    folder.put("box/old/hugo.toml", "title = 'x'")
    text = "---\n" + "\n".join(heads) + "\n---\n![x](../../../evil.png) {{< figure src='../../x' >}}\n"
    for number, name in enumerate(names):
        if name not in (".", "..") and len(name.encode()) < 200:
            folder.put(f"box/old/content/p{number}/{name}.md", text)
    folder.put("box/old/content/p/a.md", text)
    ran = folder.run("import", "box/old", "box/new")
    assert ran.ok, ran.err
    assert sorted(entry.name for entry in folder.root.iterdir()) == ["box"]
    assert sorted(entry.name for entry in (folder.root / "box").iterdir()) == ["new", "old"]
    Folder(folder.root / "box/new").build()
