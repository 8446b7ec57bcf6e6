"""Growth: entries by stage, those first that were left alone longest."""

GARDEN = """\
-- posts/2023-05-01-a.md --
---
status: seedling
---
A.
-- posts/2023-01-01-b.md --
---
status: seedling
updated: 2023-09-01
---
B.
-- posts/2023-02-01-c.md --
---
status: evergreen
---
C.
-- posts/2023-03-01-d.md --
D.
-- pages/now.md --
---
updated: 2023-03-03
---
# Now
"""


def names(nodes):
    return [node.text().strip() for node in nodes]


def test_a_site_without_stages_has_no_page(site):
    s = site("-- posts/a.md --\nA.\n")
    s.build()
    assert not s.output("/growth/").exists()


def test_entries_stand_by_stage_and_can_be_filtered_without_a_script(site):
    s = site(GARDEN)
    s.build()
    page = s.html("/growth/")
    assert names(page.css("h2")) == ["Seedlings", "Evergreen"]
    assert names(page.css("#seedling .p-name")) == ["A", "B"]
    assert names(page.css("#seedling .tended")) == ["last tended 1 May 2023", "last tended 1 September 2023"]
    assert [a.attributes["href"] for a in page.css("nav a")] == ["#main", "#seedling", "#evergreen"]


def test_the_badge_of_an_entry_leads_to_its_like(site):
    s = site(GARDEN)
    s.build()
    assert s.html("/a/").css_first(".meta a").attributes["href"] == "/growth/#seedling"
    assert "/growth/" not in s.text("/d/")
    s.put("journal.toml", 'url = "https://me.example/"\ndisable = ["growth"]\n')
    s.build()
    assert names(s.html("/a/").css(".meta > span"))[1] == "seedling"
    assert "/growth/" not in s.text("/a/")


def test_a_plain_page_tells_when_it_was_tended(site):
    s = site(GARDEN)
    s.build()
    assert names(s.html("/now/").css(".tended")) == ["last tended 3 March 2023"]


def test_a_plain_page_that_grows_is_listed_and_says_so(site):
    s = site(GARDEN.replace("updated: 2023-03-03", "updated: 2023-03-03\nstatus: budding"))
    s.build("--strict")
    assert names(s.html("/growth/").css("#budding .p-name")) == ["Now"]
    assert [a.attributes["href"] for a in s.html("/now/").css(".meta a")] == ["/growth/#budding"]


def test_a_page_of_the_authors_own_keeps_its_place(site):
    s = site(GARDEN + "-- pages/growth.md --\n# My own garden\n")
    s.build("--strict")
    assert "My own garden" in s.text("/growth/")
