"""`journal check` as its user meets it: what it finds, where, and what it keeps quiet about."""

import json
import re
from pathlib import Path

import pytest

from journal.check.rules import RULES
from journal.vscode import files

ROOT = Path(__file__).parents[1]
HEAD = "---\ndate: 2024-01-01\n---\n"
_NO_IDEA = "write the path from this file, or from the top of the site with '/' in front"


def found(folder, *args, rule=""):
    """Rule, place and message of each finding."""
    ran = folder.run("check", "--format", "json", *args)
    assert ran.code in (0, 1), ran.err
    facts = json.loads(ran.out)
    return [
        (f["rule"], f"{f['path']}:{f['line']}:{f['column']}", f["message"])
        for f in facts
        if not rule or f["rule"] == rule
    ]


def places(folder, rule, *args):
    return [place for _, place, _ in found(folder, *args, rule=rule)]


def hints(folder, rule):
    ran = folder.run("check", "--format", "json")
    return [f["hint"] for f in json.loads(ran.out) if f["rule"] == rule]


def test_a_site_with_nothing_wrong(site):
    ran = site(
        f"-- posts/a.md --\n{HEAD}# A\n\nA [link](b.md#part), ![a dot](dot.png).\n"
        f"-- posts/b.md --\n{HEAD}# B\n\nText.\n\n## Part\n\n[up](#part)\n-- posts/dot.png --\nx\n"
    ).run("check")
    assert (ran.code, ran.out, ran.err) == (0, "", "2 posts checked: nothing to mend\n")


def test_the_example_site_has_no_error():
    from click.testing import CliRunner  # noqa: PLC0415 - the other tests run in folders of their own

    from journal.cli import main  # noqa: PLC0415

    assert CliRunner().invoke(main, ["check", "--source", str(ROOT)]).exit_code == 0


def test_findings_are_told_as_a_compiler_tells_them(site):
    ran = site(f"-- posts/a.md --\n{HEAD}Text with a [link](nowhere.md).\n").run("check")
    assert ran.code == 1
    assert ran.out == (
        "posts/a.md:4:20: error: the link 'nowhere.md' leads to nothing in this site [broken-link]\n"
        "    4 | Text with a [link](nowhere.md).\n"
        "      |                    ^^^^^^^^^^\n"
        f"hint: {_NO_IDEA}\n"
    )
    assert ran.err == "1 post checked: 1 error\n"


# --- links, anchors, images ---


def test_every_place_of_a_broken_link_is_named(site):
    folder = site(
        f"-- posts/a.md --\n{HEAD}[one](no.md) and `[code](no.md)` and [two](no.md)\n\n```\n[x](no.md)\n```\n\n"
        "<!-- [x](no.md) -->\n\n[three][r] <a href='no.md'>four</a>\n\n[r]: /gone/\n"
    )
    assert places(folder, "broken-link") == ["posts/a.md:4:7", "posts/a.md:4:44", "posts/a.md:12:21", "posts/a.md:14:6"]


def test_what_a_build_calls_a_broken_link_is_one_here(site):
    folder = site(
        f"-- posts/a.md --\n{HEAD}[x](no.md) [y](b.md) [z](/tags/) [w](/b) [v](draft.md)\n"
        f"-- posts/b.md --\n{HEAD}B\n-- posts/draft.md --\n---\ndraft: true\n---\nD\n"
    )
    said = re.findall(r"the link '[^']+' leads to [^\n]+", folder.build().err)
    assert len(said) == 3
    assert [message for _, _, message in found(folder, rule="broken-link")] == said


def test_a_link_to_the_whole_address_of_the_own_site_is_one_within_it(site):
    folder = site(f"-- posts/a.md --\n{HEAD}[x](https://me.example/a/) [y](https://me.example/gone/)\n")
    assert [m for _, _, m in found(folder, rule="broken-link")] == [
        "the link 'https://me.example/gone/' leads to nothing in this site"
    ]


@pytest.mark.parametrize(
    ("link", "hint"),
    [
        ("tires.md", "did you mean 'deep/tries.md'?"),
        ("tries.md", "did you mean 'deep/tries.md'?"),
        ("/deep/tires/", "did you mean '/deep/tries/'?"),
        ("/tries", "did you mean '/deep/tries/'?"),
        ("quite-something-else.md", _NO_IDEA),
        ("/somewhere/else/", _NO_IDEA),
        ("post-2.md", _NO_IDEA),
    ],
)
def test_a_broken_link_comes_with_what_was_likely_meant(site, link, hint):
    folder = site(
        f"-- posts/a.md --\n{HEAD}[x]({link})\n-- posts/deep/tries.md --\n{HEAD}T\n-- posts/post-1.md --\n{HEAD}P\n"
    )
    assert hints(folder, "broken-link") == [hint]


def test_links_to_a_post_that_cannot_be_read_are_left_alone(site):
    folder = site(
        f"-- posts/a.md --\n{HEAD}[x](b.md) [y](/b/) [[b]] [z](c.md)\n-- posts/b.md --\n---\ndate: never\n---\nB\n"
    )
    assert [(rule, place) for rule, place, _ in found(folder)] == [
        ("broken-link", "posts/a.md:4:30"),
        ("build", "posts/b.md:2:7"),
    ]


def test_a_heading_that_is_not_there(site):
    folder = site(
        f"-- posts/a.md --\n{HEAD}## First part\n\n[a](#first-part) [b](#frist-part) [c](b.md#second) [d](b.md#no)\n"
        f"[e](/b/#second) [f](/b/#nope) [top](#) [top](#top) [text](b.md#:~:text=x) note[^1]\n\n[^1]: Note.\n"
        f"-- posts/b.md --\n{HEAD}## Second\n\n<a name='old'></a> block ^here\n\n[g](a.md#main) [h](#old) [i](#^here)\n"
    )
    messages = [m for _, _, m in found(folder, rule="broken-anchor")]
    assert len(messages) == 3
    assert "'#frist-part' names a place #frist-part that is not in this text" in messages[0]
    assert "'b.md#no' names a place #no that is not in posts/b.md" in messages[1]
    assert hints(folder, "broken-anchor")[0] == "did you mean '#first-part'?"


def test_pictures_that_are_not_there(site):
    folder = site(
        "-- posts/a.md --\n---\ndate: 2024-01-01\ncover: gone.png\n---\n![a](trie.png) ![b](tire.png)\n"
        "<img src='/logo.png' alt=''> <img src='/pic.png' alt='' srcset='/pic.png 1x, /two.png 2x'>\n"
        "-- posts/trie.png --\nx\n-- static/pic.png --\nx\n"
    )
    assert [place for _, place, _ in found(folder, rule="broken-image")] == [
        "posts/a.md:3:1",
        "posts/a.md:5:21",
        "posts/a.md:6:11",
        "posts/a.md:6:78",
    ]
    assert hints(folder, "broken-image")[1] == "did you mean 'trie.png'?"
    assert places(folder, "broken-link") == []


def test_wikilinks_to_nowhere_are_warnings(site):
    folder = site(f"-- posts/a.md --\n{HEAD}[[Nowhere]] [[b]] [[b#No]]\n-- posts/b.md --\n{HEAD}## Yes\n")
    assert places(folder, "broken-wikilink") == ["posts/a.md:4:3", "posts/a.md:4:21"]
    assert folder.run("check").code == 0


def test_the_menu(site):
    folder = site(
        "-- journal.toml --\nurl = 'https://me.example/'\nmenu = [{ title = 'A', url = '/gone/' }]\n"
        f"-- posts/a.md --\n{HEAD}A\n"
    )
    assert [m for _, _, m in found(folder, rule="broken-link")] == [
        "menu: 'A' leads to '/gone/', which is nothing in this site"
    ]


# --- what is missing ---


def test_pictures_without_words(site):
    folder = site(
        f"-- posts/a.md --\n{HEAD}![](a.png) ![words](a.png) <img src='a.png'>\n\n<img src='a.png' alt=''>\n\n"
        "`![](a.png)` ![[a.png]] ![ ](a.png)\n-- posts/a.png --\nx\n"
    )
    assert places(folder, "missing-alt") == ["posts/a.md:4:5", "posts/a.md:4:38", "posts/a.md:8:30"]


def test_posts_without_an_excerpt_or_a_date(site):
    folder = site(
        "-- posts/a.md --\n```\ncode\n```\n-- posts/2024-01-01-b.md --\nText.\n-- pages/c.md --\n```\ncode\n```\n"
    )
    assert places(folder, "missing-excerpt") == ["posts/a.md:1:1"]
    assert places(folder, "missing-date") == ["posts/a.md:1:1"]


def test_two_posts_of_one_title(site):
    folder = site(
        "-- posts/a.md --\n---\ndate: 2024-01-01\n---\n# Tries\n\nA\n"
        "-- posts/b.md --\n---\ndate: 2023-01-01\ntitle: tries\n---\nB\n"
    )
    assert found(folder, rule="duplicate-title") == [
        ("duplicate-title", "posts/a.md:4:1", "has the same title as posts/b.md: 'Tries'")
    ]


# --- tags, pictures, keys, settings ---


def test_tags_that_are_much_alike(site):
    folder = site(
        "-- posts/a.md --\n---\ndate: 2024-01-01\ntags: [python, MachineLearning]\n---\nA\n"
        "-- posts/b.md --\n---\ndate: 2023-01-01\ntags: machine-learning, Python\n---\nB\n"
        "-- posts/c.md --\n---\ndate: 2022-01-01\ntags: [machine-learning]\n---\nC\n"
    )
    assert found(folder, rule="similar-tags") == [
        (
            "similar-tags",
            "posts/a.md:3:16",
            "the tag 'MachineLearning' (1 post) is much like 'machine-learning' (2 posts)",
        )
    ]


def test_pictures_that_nothing_shows(site):
    folder = site(
        "-- posts/a/index.md --\n---\ndate: 2024-01-01\ncover: cover.png\ngallery: [extra.png]\n---\n"
        "![a](in.png) [b](linked.png) ![[wiki.png]] <img src='raw%20name.png' alt=''>\n"
        + "".join(
            f"-- posts/a/{name}.png --\nx\n" for name in ("cover", "extra", "in", "linked", "wiki", "raw name", "left")
        )
        + "-- posts/draft.md --\n---\ndraft: true\n---\n![d](of-draft.png)\n-- posts/of-draft.png --\nx\n"
        "-- static/style.css --\nbody { background: url(tile.png) }\n-- static/tile.png --\nx\n"
        "-- static/favicon.png --\nx\n-- static/alone.jpg --\nx\n-- posts/a/data.csv --\nx\n"
    )
    assert [place for _, place, _ in found(folder, rule="unused-image")] == [
        "posts/a/left.png:None:None",
        "static/alone.jpg:None:None",
    ]


def test_keys_that_nobody_reads(site):
    folder = site(
        "-- templates/post.html --\n{% extends 'base.html' %}{% block main %}{{ extra.mood }}{% endblock %}\n"
        "-- posts/a.md --\n---\ndate: 2024-01-01\ntag: x\nlayout: post\nmood: fine\nextra: { own: 1 }\n---\nA\n"
        "-- posts/b.md --\n---\ndate: 2024-01-02\nlayout: post\n---\nB\n"
    )
    assert found(folder, rule="unknown-key") == [
        ("unknown-key", "posts/a.md:3:1", "unknown front matter field 'tag'"),
        ("unknown-key", "posts/a.md:4:1", "unknown front matter field 'layout': no template reads it (nor in 1 more)"),
    ]


def test_wrong_settings_do_not_keep_the_rest_from_being_looked_at(site):
    folder = site(
        "-- journal.toml --\nurl = 'https://me.example/'\ntitel = 'x'\npaginate = 'many'\n"
        f"-- posts/a.md --\n{HEAD}[x](gone.md)\n-- posts/b.md --\n---\ndate: never\n---\nB\n"
    )
    assert [(rule, place) for rule, place, _ in found(folder)] == [
        ("unknown-setting", "journal.toml:2:1"),
        ("build", "journal.toml:3:1"),
        ("broken-link", "posts/a.md:4:5"),
        ("build", "posts/b.md:2:7"),
    ]


def test_shortcodes_are_looked_at_as_what_they_become(site):
    s = site(
        "-- posts/a.md --\n---\ntitle: A\ndate: 2023-01-01\n---\nText.\n\n{{< figure p.png >}}\n\n"
        '{{< figure q.png "" >}}\n\n{{< youtube dQw4w9WgXcQ poster=r.png >}}\n\n{{< nobody >}}\n'
        "-- posts/p.png --\npng\n-- posts/r.png --\nanother\n"
    )
    said = s.run("check").out
    assert [line.split(" [")[0] for line in said.splitlines() if line.startswith("posts/")] == [
        "posts/a.md:7:12: warning: the picture 'p.png' has no text for those who do not see it",
        "posts/a.md:9:12: error: there is no file 'q.png'",
        "posts/a.md:13:1: warning: there is no shortcode 'nobody'",
    ]


def test_an_error_in_a_shortcode_is_one_finding_among_others(site):
    s = site(
        "-- journal.toml --\nurl = 'https://me.example/'\nextensions = ['own']\n"
        "-- own.py --\ndef register(registry):\n    registry.add_shortcode('own', lambda: 1 / 0)\n"
        "-- posts/a.md --\n{{< own >}}\n-- posts/b.md --\n---\ntitle: B\ndate: 2023-01-01\n---\n[x](gone.md)\n"
    )
    said = s.run("check").out
    assert "own.py:2: error: the shortcode 'own' cannot be shown in posts/a.md: ZeroDivisionError" in said
    assert "posts/b.md:5:5: error: the link 'gone.md' leads to nothing" in said


def test_an_extension_that_cannot_be_used_is_one_finding_among_others(site):
    folder = site(
        "-- journal.toml --\nurl = 'https://me.example/'\nextensions = ['gone']\n"
        f"-- posts/a.md --\n{HEAD}[x](gone.md)\n"
    )
    assert [rule for rule, _, _ in found(folder)] == ["build", "broken-link"]


def test_templates_that_cannot_be_used(site):
    folder = site(
        "-- templates/post.html --\n{% extends 'base.html' %}\n{% include 'partials/gone.html' %}\n"
        "{% include 'partials/maybe.html' ignore missing %}{% include ['no.html', 'base.html'] %}\n"
        "-- templates/page.html --\n{% if %}\n-- templates/unused.html --\n{% if %}\n"
        f"-- posts/a.md --\n{HEAD}A\n-- posts/b.md --\n---\ndate: 2024-01-02\ntemplate: wdie.html\n---\nB\n"
        "-- pages/c.md --\nC\n-- templates/wide.html --\n{% extends 'post.html' %}\n"
    )
    assert [(rule, place) for rule, place, _ in found(folder)] == [
        ("build", "posts/b.md:3:1"),
        ("build", "templates/page.html:1:None"),
        ("build", "templates/partials/gone.html:None:None"),
    ]


def test_an_address_that_would_be_lost_is_told_as_a_build_tells_it(site):
    folder = site(f"-- urls.lock --\n/a/\n/b/\n-- posts/a.md --\n{HEAD}A\n")
    assert found(folder) == [("build", "urls.lock:2:1", "/b/ was published and would be lost")]
    folder.put("urls.lock", "/a/\n<<<<<<< HEAD\n")
    assert found(folder) == [("build", "urls.lock:2:1", "not an address of this site")]


@pytest.mark.parametrize(
    "broken", ["-- posts/b.md --\n---\ntags: [\n---\n", "-- journal.toml --\nextensions = ['gone']\n"]
)
def test_nothing_is_said_of_addresses_while_half_of_the_site_is_unknown(site, broken):
    folder = site(f"-- urls.lock --\n/a/\n/b/\n-- posts/a.md --\n{HEAD}A\n{broken}")
    assert [place for rule, place, _ in found(folder) if place.startswith("urls.lock")] == []


def test_settings_that_are_no_toml_end_it(site):
    folder = site(f"-- journal.toml --\ntitle = \n-- posts/a.md --\n{HEAD}A\n")
    assert found(folder) == [("build", "journal.toml:1:9", "not valid TOML: Invalid value")]
    ran = folder.run("check")
    assert ran.code == 1
    assert "journal.toml:1:9: error: not valid TOML" in ran.err


# --- feeds ---


def test_what_readers_of_feeds_would_stumble_over(site):
    folder = site(
        "-- journal.toml --\nauthor = { name = 'A', url = '/about/' }\n"
        "-- posts/a.md --\n---\ndate: 2024-01-01\nid: one\n---\n# A\n\n<img src='//host.example/a.png' alt=''>\n"
        "-- posts/b.md --\n---\ndate: 2024-01-02\nid: one\nupdated: 2023-01-01\n---\n# B\n\nB\n"
        "-- posts/2024-01-03.md --\nText.\n"
    )
    messages = [(place, message) for _, place, message in found(folder, rule="feed")]
    assert [place for place, _ in messages] == [
        "journal.toml:None:None",
        "journal.toml:None:None",
        "posts/2024-01-03.md:1:1",
        "posts/a.md:3:1",
        "posts/a.md:7:11",
        "posts/b.md:3:1",
        "posts/b.md:3:1",
        "posts/b.md:4:1",
    ]
    assert folder.run("check").code == 1  # as one of the two is lost to readers
    folder.put("journal.toml", "disable = ['feed']\n")
    assert found(folder, rule="feed") == []


@pytest.mark.parametrize(
    ("name", "has_none"),
    [("untitled-3", True), ("e2167b30c0b0a9ce", True), ("2024", True), ("how-tries-work", False), ("python3", False),
     ("2024-01-02-html5-and-css3", False), ("机器学习", False)],
)  # fmt: skip
def test_a_file_name_that_is_no_title(site, name, has_none):
    folder = site(f"-- posts/{name}.md --\n{HEAD}Text.\n")
    assert [message[:12] for _, _, message in found(folder, rule="feed")] == ["has no title"] * has_none
    folder.put(f"posts/{name}.md", f"{HEAD}# Another\n\nText.\n")
    assert found(folder) == []


# --- what the author may say about it ---


def test_rules_are_switched_off_by_option_or_setting(site):
    folder = site(f"-- posts/a.md --\n{HEAD}Text ![](no.png)\n")
    assert [rule for rule, _, _ in found(folder)] == ["broken-image", "missing-alt"]
    assert [rule for rule, _, _ in found(folder, "--ignore", "broken-image")] == ["missing-alt"]
    folder.put("journal.toml", "url = 'https://me.example/'\n[check]\nignore = ['missing-alt', 'broken-imag']\n")
    assert [(rule, message) for rule, _, message in found(folder)] == [
        ("build", "check.ignore: there is no rule 'broken-imag'"),
        ("broken-image", "there is no file 'no.png'"),
    ]


def test_a_rule_is_switched_off_for_some_files_or_tags(site):
    folder = site(
        "-- journal.toml --\nurl = 'https://me.example/'\n[check]\n"
        "ignore = ['unused-image:static/press/*', 'similar-tags:tests', 'unknown-key:layout']\n"
        "-- posts/a.md --\n---\ndate: 2024-01-01\ntags: [test, tests, guide]\nlayout: x\nmood: y\n---\nA\n"
        "-- posts/b.md --\n---\ndate: 2024-01-01\ntags: [guides, test]\n---\nB\n"
        "-- static/press/a.png --\nx\n-- static/b.png --\nx\n"
    )
    assert [(rule, path) for rule, path, _ in found(folder)] == [
        ("unknown-key", "posts/a.md:5:1"),
        ("similar-tags", "posts/b.md:3:8"),
        ("unused-image", "static/b.png:None:None"),
    ]
    assert [rule for rule, _, _ in found(folder, "--ignore", "unknown-key:posts/*")] == ["similar-tags", "unused-image"]


def test_what_keeps_the_site_from_being_built_cannot_be_ignored(site):
    folder = site("-- posts/a.md --\n---\ndate: never\n---\nA[^1]\n\n[^2]: x\n-- journal.toml --\nno = 1\nurl = ''\n")
    assert [
        rule for rule, _, _ in found(folder, "--ignore", "build", "--ignore", "unknown-setting", "--ignore", "feed")
    ] == [
        "unknown-setting",
        "build",
    ]


def test_a_rule_that_there_is_not(site):
    ran = site(f"-- posts/a.md --\n{HEAD}A\n").run("check", "--ignore", "missing-al")
    assert (ran.code, "did you mean 'missing-alt'?" in ran.err) == (2, True)


def test_strict_takes_warnings_for_errors(site):
    folder = site("-- posts/a.md --\nA\n")
    assert folder.run("check").code == 0
    assert folder.run("check", "--strict").code == 1
    assert folder.run("check", "--strict", "--ignore", "missing-date").code == 0


def test_drafts_are_looked_at_when_asked(site):
    folder = site(
        f"-- posts/a.md --\n{HEAD}A\n-- posts/b.md --\n---\ndate: 2024-01-01\ndraft: true\n---\n[x](gone.md)\n"
    )
    assert found(folder) == []
    assert places(folder, "broken-link", "--drafts") == ["posts/b.md:5:5"]


# --- formats ---


def test_as_json(site):
    folder = site(f"-- posts/a.md --\n{HEAD}[x](gone.md)\n")
    ran = folder.run("check", "--format", "json")
    assert json.loads(ran.out) == [
        {
            "rule": "broken-link",
            "severity": "error",
            "path": "posts/a.md",
            "line": 4,
            "column": 5,
            "end_column": 12,
            "message": "the link 'gone.md' leads to nothing in this site",
            "hint": _NO_IDEA,
            "fixable": False,
        }
    ]
    assert ran.err == ""


def test_as_annotations_of_a_workflow(site, monkeypatch):
    folder = site(
        "-- blog/journal.toml --\nurl = 'https://me.example/'\n"
        f"-- blog/posts/a, b%.md --\n{HEAD}# A\n\n[x](gone.md)\n-- blog/posts/b.png --\nx\n"
    )
    monkeypatch.setenv("GITHUB_WORKSPACE", str(folder.root))
    ran = folder.run("check", "--source", "blog", "--format", "github")
    assert ran.code == 1
    assert ran.out.splitlines() == [
        (
            "::error file=blog/posts/a%2C b%25.md,title=broken-link,line=6,col=5,endColumn=12::"
            f"the link 'gone.md' leads to nothing in this site%0Ahint: {_NO_IDEA}"
        ),
        (
            "::warning file=blog/posts/b.png,title=unused-image::"
            "no post, page, template or style sheet shows this picture%0Ahint: delete it, or show it"
        ),
    ]


def test_the_task_for_vs_code_understands_what_is_printed(site):
    folder = site(f"-- posts/a.md --\n{HEAD}[x](gone.md)\n-- posts/b.png --\nx\n")
    out = folder.run("check").out
    patterns = [m["pattern"] for m in json.loads(files()[".vscode/tasks.json"])["tasks"][0]["problemMatcher"]]
    seen = [
        (match[pattern["file"]], match[pattern["severity"]], match[pattern["code"]])
        for line in out.splitlines()
        for pattern in patterns
        if (match := re.search(pattern["regexp"], line))
    ]
    assert seen == [("posts/a.md", "error", "broken-link"), ("posts/b.png", "warning", "unused-image")]


def test_every_rule_is_listed_and_documented(folder):
    out = folder.run("check", "--rules").out
    rows = set(re.findall(r"^\| `([a-z-]+)` \|", (ROOT / "docs/checking.md").read_text(encoding="utf-8"), re.MULTILINE))
    assert re.findall(r"^([a-z-]+) ", out, re.MULTILINE) == [rule.name for rule in RULES]
    assert rows == {rule.name for rule in RULES}


# --- manners ---


def test_a_check_changes_nothing_that_a_build_makes(site):
    folder = site(f"-- posts/a.md --\n{HEAD}[x](gone.md)\n")
    folder.build()
    before = folder.outputs()
    folder.run("check")
    assert folder.outputs() == before
    assert "0 written" in folder.build().out
    assert {path.name for path in folder.root.iterdir()} == {"journal.toml", "posts", "public", ".journal"}


def test_what_is_checked_is_no_reason_to_render_a_page_again(site):
    folder = site(f"-- posts/a.md --\n{HEAD}A\n")
    folder.build()
    folder.put("journal.toml", 'title = "Notes"\nurl = "https://me.example/"\n[check]\nignore = ["missing-alt"]\n')
    assert "rendered" not in folder.build("--explain").out


def test_a_folder_that_is_no_journal(folder):
    folder.put("notes.txt", "")
    ran = folder.run("check")
    assert ran.code == 1
    assert "holds no posts/ folder and no journal.toml" in ran.err


def test_a_check_after_a_damaged_state(site):
    folder = site(f"-- posts/a.md --\n{HEAD}[x](gone.md)\n")
    folder.build()
    folder.put(".journal/build.sqlite", b"SQLite format 3\0" + b"\xff" * 5000)
    assert places(folder, "broken-link") == ["posts/a.md:4:5"]
