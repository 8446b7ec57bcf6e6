"""Series: their parts in reading order, and the way from part to part."""

SITE = """-- posts/one.md --
---
title: Beginnings
date: 2023-03-01
series: { name: Learning Rust, part: 1 }
---
1
-- posts/two.md --
---
title: Ownership
date: 2023-01-01
series: Learning Rust
part: 2
---
2
-- posts/three.md --
---
title: Later
date: 2023-02-01
series: learning rust
---
3
-- posts/four.md --
---
title: Last
date: 2023-02-02
series: Learning Rust
---
4
-- posts/alone.md --
---
date: 2023-02-02
---
5
"""


def _text(node):
    return " ".join(node.text().split())


def test_parts_stand_in_the_order_of_their_numbers_then_by_date(site):
    s = site(SITE)
    s.build()
    titles = [a.text() for a in s.html("/series/learning-rust/").css("ol .p-name")]
    assert titles == ["Beginnings", "Ownership", "Later", "Last"]
    assert [_text(a) for a in s.html("/series/").css("main li a")] == ["Learning Rust"]


def test_a_post_says_which_part_it_is_and_leads_to_the_parts_beside_it(site):
    s = site(SITE)
    s.build()
    second = s.html("/two/")
    assert "Part 2 of 4" in _text(second.css_first("main"))
    links = {a.attributes["href"] for a in second.css("nav a")}
    assert {"/one/", "/three/", "/series/learning-rust/"} <= links
    assert "Previous part" not in s.text("/one/")
    assert "Next part" not in s.text("/four/")
    assert "Part 1 of" not in s.text("/alone/")


def test_a_series_offers_its_feeds_on_its_page_and_on_its_parts(site):
    s = site(SITE)
    s.build()
    for path in ("/series/learning-rust/", "/two/"):
        assert s.html(path).css_first('link[rel=alternate][href="/series/learning-rust/atom.xml"]')
