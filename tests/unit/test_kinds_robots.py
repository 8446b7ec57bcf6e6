"""robots.txt: everything may be read."""

from urllib.robotparser import RobotFileParser


def _parsed(s):
    parser = RobotFileParser()
    parser.parse(s.text("/robots.txt").splitlines())
    return parser


def test_everything_may_be_read_and_the_sitemap_is_named(site):
    s = site("-- posts/a.md --\nA.\n")
    s.build()
    assert _parsed(s).can_fetch("*", "/a/")
    assert _parsed(s).site_maps() == ["https://me.example/sitemap.xml"]


def test_no_sitemap_is_named_where_there_is_none(site):
    s = site('-- posts/a.md --\nA.\n-- journal.toml --\nurl = "https://me.example/"\ndisable = ["sitemap"]\n')
    s.build()
    assert _parsed(s).site_maps() is None
    assert not s.output("/sitemap.xml").exists()


def test_without_a_url_no_sitemap_is_named(site):
    s = site('-- posts/a.md --\nA.\n-- journal.toml --\ntitle = "T"\n')
    s.build()
    assert _parsed(s).site_maps() is None


def test_the_authors_own_file_wins(site):
    s = site("-- posts/a.md --\nA.\n-- static/robots.txt --\nUser-agent: *\nDisallow: /\n")
    s.build()
    assert not _parsed(s).can_fetch("*", "/a/")
