"""Looking back: a year earlier, beside each entry, and all Novembers together."""

YEARS = """\
-- posts/2022-11-20-first.md --
## Questions

- [x] Was it answered?
- [ ] Is it open?
- What came of it?
-- posts/2023-11-01-second.md --
Second.
-- posts/2023-11-25-near.md --
> [!answer] [[What came of it?]]
> Much.
-- posts/2024-02-29-leap.md --
Leap.
-- posts/2024-11-24-third.md --
## Questions

- [ ] A new one?
"""


def titles(nodes):
    return [node.text().strip() for node in nodes]


def earlier(s, path):
    return [
        a.attributes["href"] for a in s.html(path).css("section.gloss a") if "/lookback/" not in a.attributes["href"]
    ]


def test_a_young_journal_has_nothing_to_look_back_on(site):
    s = site("-- posts/2023-01-01.md --\nA.\n-- posts/2023-11-01.md --\nB.\n-- posts/undated.md --\nC.\n")
    s.build()
    assert not s.output("/lookback/").exists()


def test_an_entry_names_the_one_nearest_to_a_year_before_it(site):
    s = site(YEARS)
    s.build()
    assert "/near/" in earlier(s, "/third/")
    assert "/first/" in earlier(s, "/second/")
    assert "/first/" in earlier(s, "/near/")
    assert "A year earlier" not in s.text("/leap/")


def test_the_index_steps_back_a_year_at_a_time_and_names_the_months(site):
    s = site(YEARS)
    s.build()
    page = s.html("/lookback/")
    assert titles(page.css(".entries .p-name")) == ["Third", "Near", "First"]
    assert titles(page.css(".terms a")) == ["February", "November"]


def test_after_a_pause_it_steps_back_from_the_last_entry_that_can(site):
    s = site(YEARS + "-- posts/2025-07-01-back.md --\nBack.\n")
    s.build()
    assert titles(s.html("/lookback/").css(".entries .p-name")) == ["Third", "Near", "First"]


def test_a_month_shows_its_years_together_and_what_was_asked_then(site):
    s = site(YEARS)
    s.build()
    page = s.html("/lookback/11/")
    assert titles(page.css("h2")) == ["2024", "2023", "2022", "Asked then, answered now", "Asked then, open still"]
    asked = [p.text().strip() for p in page.css(".threads li > p:first-of-type")]
    assert asked == ["What came of it?", "Was it answered?", "Is it open?"]
    assert page.css_first(".threads .reply").text().strip() == "Much."


def test_without_the_pages_no_entry_speaks_of_a_year_earlier(site):
    s = site(YEARS + '-- journal.toml --\nurl = "https://me.example/"\ndisable = ["lookback"]\n')
    s.build("--strict")
    assert "A year earlier" not in s.text("/third/")
