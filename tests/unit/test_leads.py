"""What a wikilink leads to: by path, name, title or alias, as Obsidian has it."""

import pytest

GARDEN = """\
-- posts/Tries.md --
---
title: Trees of letters
date: 2024-01-01
aliases: [Prefix tree, /old/tries/]
---
Text.

## Deleting a word

A lemma. ^lemma
-- posts/strings/Suffix Array.md --
Text.
-- posts/strings/Notes.md --
Text.
-- posts/graphs/Notes.md --
Text.
-- posts/2024-02-03-a-day.md --
Text.
-- posts/graphs/index.md --
# All on graphs
-- posts/Hidden.md --
---
draft: true
---
Text.
-- pages/About.md --
# About me
-- posts/img/trie.png --
x
-- static/paper.pdf --
x
"""


def led(site, name, source="posts/from.md"):
    """Where a wikilink leads, and what is said of it."""
    s = site(GARDEN)
    s.put(source, f"Of [[{name}|x]].\n")
    said = s.build().err
    link = s.html(source.partition("/")[2].removesuffix(".md") + "/").css_first("a.wikilink")
    return link.attributes.get("href"), said


@pytest.mark.parametrize(
    ("name", "href"),
    [
        ("Tries", "/tries/"),
        ("tries.md", "/tries/"),
        ("posts/Tries", "/tries/"),
        ("/Tries", "/tries/"),
        ("strings/Suffix Array", "/strings/suffix-array/"),
        ("suffix array", "/strings/suffix-array/"),
        ("graphs", "/graphs/"),
        ("graphs/", "/graphs/"),
        ("graphs/index", "/graphs/"),
        ("./strings/Notes", "/strings/notes/"),
        ("Trees of letters", "/tries/"),
        ("all on Graphs", "/graphs/"),
        ("prefix tree", "/tries/"),
        ("a-day", "/a-day/"),
        ("About", "/about/"),
        ("trie.png", "/img/trie.png"),
        ("img/trie.png", "/img/trie.png"),
        ("paper.pdf", "/paper.pdf"),
        ("Tries#Deleting a word", "/tries/#deleting-a-word"),
        ("Tries#Whatever#deleting a Word", "/tries/#deleting-a-word"),
        ("Tries#^lemma", "/tries/#%5Elemma"),
        ("Tries#Trees of letters", "/tries/"),
        ("#", "/from/"),
    ],
)
def test_a_name_leads_to(site, name, href):
    found, said = led(site, name)
    assert found == href
    assert "warning" not in said


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Trees", "[[Trees]] leads to nothing in this site"),
        ("old/tries", "[[old/tries]] leads to nothing in this site"),
        ("graphs/Tries", "[[graphs/Tries]] leads to nothing in this site"),
        ("no.png", "[[no.png]] leads to nothing in this site"),
        ("hidden", "[[hidden]] leads to posts/Hidden.md, which is not published"),
        ("/", "[[/]] leads to nothing in this site"),
    ],
)
def test_what_leads_nowhere_is_told_and_marked(site, name, message):
    found, said = led(site, name)
    assert found is None
    assert f"posts/from.md:1:6: warning: {message}\n" in said


def test_a_slip_of_the_finger_is_told(site):
    assert "hint: did you mean 'suffix array'?" in led(site, "Sufix Array")[1]


@pytest.mark.parametrize("place", ["#Adding", "#^other"])
def test_a_place_that_is_not_there_leads_to_the_page(site, place):
    found, said = led(site, f"Tries{place}")
    assert found == "/tries/"
    assert f"{place[1:]!r} in posts/Tries.md" in said


def test_of_several_the_one_in_the_same_folder_is_meant(site):
    found, said = led(site, "Notes", "posts/graphs/from.md")
    assert found == "/graphs/notes/"
    assert "warning" not in said


def test_of_several_equally_near_the_first_is_taken_with_a_warning(site):
    found, said = led(site, "Notes")
    assert found == "/graphs/notes/"
    assert "[[Notes]] may be posts/graphs/Notes.md or posts/strings/Notes.md; the first is taken" in said


def test_the_shortest_path_wins_without_a_warning(site):
    s = site("-- posts/n.md --\nN.\n-- posts/a/b/n.md --\nN.\n-- posts/c/from.md --\n[[n]]\n")
    assert "warning" not in s.build("--strict").err
    assert s.html("/c/from/").css_first("a.wikilink").attributes["href"] == "/n/"


def test_an_alias_that_is_a_name_gives_way_to_pages_and_to_other_aliases(site):
    s = site(
        "-- posts/a.md --\n---\naliases: [A, b, Other]\n---\n[[Other]]\n"
        "-- posts/b.md --\n---\naliases: [other]\n---\nB.\n"
    )
    s.build()
    assert 'href="/b/"' not in s.text("/b/").split("<main")[1].split("</main")[0]
    assert s.output("/other/").exists() or s.output("/Other/").exists()


def test_an_ordinary_link_may_be_written_from_the_top(site):
    s = site("-- posts/x/a.md --\n[b](y/b.md#h) [c](../z/y/b.md)\n-- posts/y/b.md --\nB.\n\n## H\n")
    said = s.build().err
    assert s.html("/x/a/").css_first(".e-content a").attributes["href"] == "/y/b/#h"
    assert said.count("warning") == 1
    assert "the link '../z/y/b.md' leads to nothing" in said


def test_leads_are_plain_data_of_the_site(site):
    said = site("-- posts/a.md --\nOne [[x]] and two [[x]].\n").build().err
    assert said.count("warning") == 1, "the first of several that are written alike"
