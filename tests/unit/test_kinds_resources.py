"""Resources: each thing once, by sort, with the entries that cite it; and the shelf."""

CITED = """\
-- posts/2023-01-01-a.md --
# First

## Resources

- https://www.arxiv.org/abs/1706.03762
- [x] [A course](https://course.fast.ai/) – the one I follow
- [Own](2023-01-02-b.md)
-- posts/2023-01-02-b.md --
# Second

## References

- [Attention](http://arxiv.org/pdf/1706.03762.pdf)
- [A page](https://else.example/?a=1&b=<2>)
"""
SHELF = """\
-- data/shelf.yaml --
- title: Coders & Co
  author: Somebody
  kind: course
  started: 2023-01-01
  url: https://course.fast.ai
- title: Done
  rating: 4
  finished: 2022-05-06
  note: Twice.
"""


def sections(s):
    found = {}
    for section in s.html("/resources/").css("main section"):
        name = section.css_first("h2")
        for count in name.css(".count"):
            count.decompose()
        items = section.css("li > :first-child")
        found[name.text().strip()] = [item.text() for item in items]
    return found


def test_a_site_that_lists_nothing_has_no_page_of_it(site):
    s = site("-- posts/a.md --\n## Text\n\n- [A](https://else.example/)\n")
    s.build()
    assert not s.output("/resources/").exists()


def test_each_thing_stands_once_among_its_sort_under_its_best_name(site):
    s = site(CITED)
    s.build("--strict")
    assert sections(s) == {"Courses": ["A course"], "Papers": ["Attention"], "Elsewhere": ["A page"]}
    papers = s.html("/resources/").css("main section")[1]
    assert [cite.text() for cite in papers.css("cite")] == ["First", "Second"]
    assert s.html("/resources/").css_first(".done a").text() == "A course"


def test_every_citation_leads_to_its_place(site):
    s = site(CITED)
    s.build()
    for link in s.html("/resources/").css(".cited a"):
        path, anchor = link.attributes["href"].split("#")
        assert s.html(path).css_first(f'[id="{anchor}"]') is not None


def test_the_shelf_comes_first_and_what_is_on_it_is_listed_nowhere_else(site):
    s = site(CITED + SHELF)
    s.build("--strict")
    assert sections(s) == {
        "Reading now": ["Coders & Co"],
        "Finished": ["Done"],
        "Papers": ["Attention"],
        "Elsewhere": ["A page"],
    }
    shelf = s.html("/resources/").css_first("main section")
    assert shelf.css_first("cite").text() == "First"
    assert "since 1 January 2023" in " ".join(shelf.text().split())


def test_a_shelf_alone_is_enough(site):
    s = site(SHELF)
    s.build("--strict")
    assert list(sections(s)) == ["Reading now", "Finished"]


def test_a_page_of_the_authors_own_keeps_its_place(site):
    s = site(CITED + "-- pages/resources.md --\n# My own list\n")
    s.build("--strict")
    assert "My own list" in s.text("/resources/")


def test_an_edit_of_the_shelf_is_an_edit_of_its_page_and_of_what_counts_it(site):
    s = site(CITED + SHELF)
    s.build()
    s.put("data/shelf.yaml", "- title: Other\n")
    wrote = [line for line in s.build("--verbose").out.splitlines() if line.startswith("wrote ")]
    assert wrote == ["wrote resources/index.html", "wrote learning/index.html"]


def test_a_journal_has_its_own(site):
    s = site(CITED.replace("# First", "---\njournal: lab\n---\n# First") + SHELF)
    s.build("--strict")
    page = s.html("/@lab/resources/")
    assert [heading.text().strip() for heading in page.css("main h2")] == ["Courses", "Papers"]
    assert [cite.text() for cite in page.css("cite")] == ["First", "First"], "what the journal itself cites"
    assert s.html("/@lab/").css_first('.meta a[href="/@lab/resources/"]')


def test_many_have_a_page_for_each_sort(site):
    links = "".join(f"- [Paper {n}](https://arxiv.org/abs/{n})\n" for n in range(120))
    s = site(f"-- posts/2023-01-01-a.md --\n## Resources\n\n{links}- [A course](https://course.fast.ai/)\n{SHELF}")
    s.build("--strict")
    top = s.html("/resources/")
    assert [" ".join(li.text().split()) for li in top.css(".terms li")] == ["Courses 1", "Papers 120"]
    assert [heading.text() for heading in top.css(".shelf h2")] == ["Reading now", "Finished"]
    assert len(s.html("/resources/paper/").css(".resources li")) == 100
    assert len(s.html("/resources/paper/page/2/").css(".resources li")) == 20


def test_headings_may_be_in_any_language(site):
    s = site("-- posts/a.md --\n## Zum Weiterlesen\n\n- [A](https://a.example/)\n\n## Wörter\n\n- **B**: ein Wort\n")
    s.put("journal.toml", 'url = "https://me.example/"\n[learning]\nresources = ["Weiterlesen"]\nterms = ["Wörter"]\n')
    s.build("--strict")
    assert s.html("/resources/").css_first(".resources a").text() == "A"
    assert s.html("/glossary/").css_first("dt").text() == "B"
