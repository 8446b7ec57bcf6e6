"""The questions of all posts, on one page, each leading back to where it was asked."""

ASKED = """\
-- posts/2023-01-02-month.md --
# A month

## Questions & areas for investigation

- How does *Adam* differ from SGD? See [b](b.md).
- [x] What is a tensor?
    - a nested thing
-- posts/2023-02-01-later.md --
# Later

> [!question] Is $5 a lot?
> I wonder.

> [!help]
> Who **knows** this?

```text
> [!question] not in code
```
-- posts/2022-01-01-b.md --
# B
"""


def test_a_site_without_questions_has_no_page_of_them(site):
    s = site("-- posts/a.md --\n# No questions\n\n- asked by nobody\n")
    s.build()
    assert not s.output("/questions/").exists()


def test_questions_stand_oldest_first_and_lead_to_their_places(site):
    s = site(ASKED)
    s.build()
    open_, answered = s.html("/questions/").css("main section")
    for source in open_.css(".source"):
        source.decompose()
    assert [" ".join(item.text().split()) for item in open_.css("li")] == [
        "How does Adam differ from SGD? See b.",
        "Is $5 a lot?",
        "Who knows this?",
    ]
    assert "What is a tensor?" in answered.text()


def test_a_link_in_a_question_leads_where_it_leads_in_its_post(site):
    s = site(ASKED)
    s.build()
    assert (
        s.html("/questions/").css_first("section li a").attributes["href"]
        == s.html("/month/").css_first("li a").attributes["href"]
    )


def test_every_question_leads_to_its_place_in_its_post(site):
    s = site(ASKED)
    s.build()
    for link in s.html("/questions/").css("a.source"):
        path, anchor = link.attributes["href"].split("#")
        assert s.html(path).css_first(f'[id="{anchor}"]') is not None
