"""The dashboard: the figures of what there is, with the pages that tell more."""

RICH = """\
-- posts/2022-01-01-a.md --
---
status: seedling
---
> [!question] Why?

> [!correction] Not so.
-- posts/2023-01-01-b.md --
---
supersedes: a
status: evergreen
---
## Questions

- [x] How?
- [ ] When?
"""


def figures(page):
    return [" ".join(row.text().split()) for row in page.css(".figures > div")]


def test_it_shows_what_there_is_and_no_more(site):
    s = site("-- posts/2023-01-01.md --\nA.\n-- posts/b.md --\nB.\n")
    s.build()
    assert not s.output("/learning/").exists()
    s.put("posts/2023-01-02.md", "C.\n")
    s.build()
    assert figures(s.html("/learning/")) == [
        "Activity 2 days of writing 2 entries",
        "Week by week 2 weeks with entries",
    ]


def test_it_leads_to_what_the_author_is_at_now(site):
    s = site(RICH)
    s.build()
    assert not s.html("/learning/").css(".now")
    s.put("pages/now.md", "---\nupdated: 2023-03-03\n---\n# What I do now\n")
    s.build("--strict")
    now = s.html("/learning/").css_first(".now")
    assert " ".join(now.text().split()) == "What I do now last tended 3 March 2023"
    assert now.css_first("a").attributes["href"] == "/now/"


def test_resources_are_those_cited_and_those_on_the_shelf_each_once(site):
    s = site(
        "-- posts/a.md --\n## Resources\n\n- [A](https://a.example/)\n- [B](https://b.example/)\n"
        "-- data/shelf.yaml --\n- title: B\n  url: http://www.b.example\n- title: C\n  status: finished\n"
    )
    s.build("--strict")
    assert figures(s.html("/learning/")) == ["Resources 3 resources 1 finished"]


def test_each_figure_leads_to_its_page(site):
    s = site(RICH)
    s.build()
    page = s.html("/learning/")
    assert figures(page) == [
        "Questions 2 open questions 1 answered",
        "Changed my mind 2 changes of mind 1 entry written anew",
        "Growth 1 evergreen 1 still a seedling",
        "Activity 2 days of writing 2 entries",
        "Week by week 2 weeks with entries",
        "Looking back 2 years",
    ]
    for link in page.css(".figures a"):
        assert s.output(link.attributes["href"]).exists()


def test_a_kind_that_is_off_has_no_figure(site):
    s = site(RICH)
    s.put("journal.toml", 'url = "https://me.example/"\ndisable = ["questions", "growth", "lookback", "weekly"]\n')
    s.build("--strict")
    assert [row.split()[0] for row in figures(s.html("/learning/"))] == ["Changed", "Activity"]


def test_the_home_page_shows_them_if_it_is_asked_to(site):
    s = site(RICH)
    s.build()
    assert not s.html("/").css(".figures")
    s.put("journal.toml", 'url = "https://me.example/"\nfigures = true\n')
    s.build("--strict")
    assert len(figures(s.html("/"))) == 6
    s.put("journal.toml", 'url = "https://me.example/"\nfigures = true\ndisable = ["learning"]\n')
    s.build("--strict")
    assert not s.html("/").css(".figures")


def test_an_edit_of_a_text_leaves_it_as_it_is(site):
    s = site(RICH)
    s.build()
    text = (s.root / "posts/2022-01-01-a.md").read_text()
    s.put("posts/2022-01-01-a.md", text.replace("Why?", "But why?") + "\nMore.\n")
    assert "wrote learning/index.html" not in s.build("--verbose").out
