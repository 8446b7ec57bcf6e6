"""Templates: a site's own before the built-in ones, and one clear diagnostic for each mistake in them."""

import pytest

POSTS = "-- posts/a.md --\nA.\n-- posts/b.md --\nB.\n"
EXTENDS = '{% extends "base.html" %}\n{% block main %}\n'


def _broken(site, template, name="post.html"):
    """What a build says about a template, after it is shown to leave the old output as it was."""
    s = site(POSTS)
    s.build()
    before = s.outputs()
    manifest = sorted((f.name, f.read_bytes()) for f in (s.root / ".journal").glob("output-*"))
    s.put(f"templates/{name}", template)
    said = s.fails()
    assert s.outputs() == before
    assert manifest == sorted((f.name, f.read_bytes()) for f in (s.root / ".journal").glob("output-*"))
    assert said.endswith("1 error; nothing was written\n")
    return said


def test_a_template_of_the_site_takes_the_place_of_the_built_in_one(site):
    s = site(
        POSTS + '-- templates/post.html --\n{% extends "base.html" %}{% block main %}Mine: {{ body }}{% endblock %}'
    )
    s.build()
    assert s.html("/a/").css_first("main").text().strip() == "Mine: A."
    assert s.html("/").css_first("main .h-entry")


def test_a_partial_of_the_site_takes_the_place_of_the_built_in_one(site):
    s = site(POSTS + "-- templates/partials/footer.html --\n<footer>Ours</footer>")
    s.build()
    assert all(s.html(path).css_first("body > footer").text() == "Ours" for path in ("/", "/a/", "/404.html"))


def test_a_syntax_error_is_told_at_its_line(site):
    said = _broken(site, EXTENDS + "{% if entry %}\n{% endblock %}\n")
    assert said.startswith("templates/post.html:4: error: ")
    assert "endblock" in said
    assert "(while making posts/a.md)" in said
    assert "4 | {% endblock %}" in said


def test_printing_what_is_not_there_is_told_at_its_line(site):
    said = _broken(site, EXTENDS + "\n{{ entry.titel }}\n{% endblock %}\n")
    assert said.startswith("templates/post.html:4: error: ")
    assert "titel" in said
    assert "(while making posts/a.md)" in said
    assert "4 | {{ entry.titel }}" in said


def test_asking_for_what_is_not_there_is_fine(site):
    s = site(
        POSTS + "-- templates/post.html --\n{% if extra.x.y %}no{% else %}yes{% endif %}{{ extra.z | default('-') }}"
    )
    s.build()
    assert s.text("/a/") == "yes-"


def test_an_include_of_nothing_is_told_at_its_line(site):
    site("-- templates/partials/greeting.html --\nHello\n")
    said = _broken(site, EXTENDS + '{% include "partials/greetings.html" %}\n{% endblock %}\n')
    assert said.startswith("templates/post.html:3: error: there is no template 'partials/greetings.html'")
    assert "hint: did you mean 'partials/greeting.html'?" in said
    assert "(while making posts/a.md)" in said


def test_a_base_that_is_not_there_is_told(site):
    said = _broken(site, '{% extends "bse.html" %}\n')
    assert said.startswith("templates/post.html:1: error: there is no template 'bse.html'")
    assert "did you mean 'base.html'?" in said


def test_an_exception_in_a_filter_is_told_at_the_line_of_the_template(site):
    said = _broken(site, EXTENDS + "\n\n{{ entry.title | date }}\n{% endblock %}\n")
    assert said.startswith("templates/post.html:5: error: AttributeError: ")
    assert "(while making posts/a.md)" in said


def test_a_filter_that_does_not_exist_is_told_at_its_line(site):
    said = _broken(site, EXTENDS + "{{ entry.title | shout }}\n{% endblock %}\n")
    assert said.startswith("templates/post.html:3: error: No filter named 'shout'")


def test_a_mistake_in_a_partial_is_told_in_the_partial_once(site):
    said = _broken(site, "<footer>\n{{ site.nothing }}\n</footer>\n", "partials/footer.html")
    assert said.startswith("templates/partials/footer.html:2: error: ")
    assert said.count("error:") == 1


def test_a_mistake_in_a_macro_is_told_at_its_line(site):
    said = _broken(site, "{% macro row(x) %}\n{{ 1 // 0 }}\n{% endmacro %}\n{{ row(1) }}\n")
    assert said.startswith("templates/post.html:2: error: ZeroDivisionError: ")


@pytest.mark.parametrize("template", ["{% include 'post.html' %}", "{% extends 'post.html' %}"])
def test_a_template_that_includes_itself_is_told(site, template):
    said = _broken(site, template)
    assert said.startswith("templates/post.html")
    assert "templates include each other without end (while making posts/a.md)" in said


def test_a_template_that_is_not_utf_8_is_told(site):
    assert _broken(site, b"<p>\ncaf\xe9") == (
        "templates/post.html:2: error: not UTF-8 text (while making posts/a.md)\n"
        "    2 | caf\ufffd\n"
        "hint: save the file with the encoding UTF-8\n"
        "1 error; nothing was written\n"
    )


def test_a_partial_that_is_not_utf_8_is_told_in_the_partial(site):
    said = _broken(site, b"caf\xe9", "partials/footer.html")
    assert said.startswith("templates/partials/footer.html:1: error: not UTF-8 text (while making ")


@pytest.mark.parametrize(
    ("printed", "message", "hint"),
    [
        ("entry.titel", "an entry has no 'titel'", "did you mean 'title'?"),
        ("entry.nope", "an entry has no 'nope'", ""),
        ("entry.nope + 1", "an entry has no 'nope'", ""),
        ("site.descripton", "a site has no 'descripton'", "did you mean 'description'?"),
        ("page.feeds[0].titel", "a feed link has no 'titel'", "did you mean 'title'?"),
    ],
)
def test_what_does_not_exist_is_told_in_the_words_of_the_author(site, printed, message, hint):
    said = _broken(site, f"{{{{ {printed} }}}}")
    assert said.startswith(f"templates/post.html:1: error: {message} (while making posts/a.md)\n")
    assert f"hint: {hint}\n" in said if hint else "hint" not in said


@pytest.mark.parametrize(("name", "hint"), [("post", "did you mean 'post.html'?"), ("xyz", "there are 404.html, ")])
def test_a_template_named_without_its_ending_is_answered_with_the_whole_name(site, name, hint):
    said = site(f"-- posts/a.md --\n---\ntemplate: {name}\n---\nA.\n").fails()
    assert f"hint: {hint}" in said
    assert "partials/" not in said


def test_a_template_that_a_post_names_and_that_is_not_there_is_told_in_the_post(site):
    s = site(POSTS)
    s.build()
    before = s.outputs()
    s.write("-- posts/b.md --\n---\ntitle: B\ntemplate: pots.html\n---\nB.\n")
    said = s.fails()
    assert said.startswith(
        "posts/b.md:3:1: error: template: there is no template 'pots.html'\n    3 | template: pots.html"
    )
    assert "hint: did you mean 'post.html'?" in said
    assert s.outputs() == before


@pytest.mark.parametrize("name", ["../secret.html", "/etc/passwd", "..\\\\secret.html"])
def test_a_template_outside_the_site_cannot_be_named(site, name):
    s = site(f'-- posts/a.md --\n---\ntemplate: "{name}"\n---\nA.\n-- secret.html --\nSecret\n')
    assert "there is no template" in s.fails()


@pytest.mark.parametrize("name", ["own.html", "own.htm", "own.j2", "own"])
def test_text_is_escaped_in_a_template_of_any_name(site, name):
    s = site(f'-- posts/a.md --\n---\ntitle: "<b>&"\ntemplate: {name}\n---\nA.\n')
    s.put(f"templates/{name}", "{{ entry.title }}")
    s.build()
    assert s.text("/a/") == "&lt;b&gt;&amp;"


def test_dates_are_shown_by_the_settings_and_the_months_in_their_language(site):
    s = site(
        "-- posts/a.md --\n---\ndate: 2023-03-04 18:30\n---\nA.\n"
        "-- templates/post.html --\n{{ entry.date | date }}|{{ entry.date | isodate }}|{{ entry.date | rfc822 }}\n"
        '-- journal.toml --\ndate_format = "{weekday} {day}. {month_name} {year}"\n'
        'month_names = ["Jänner", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", '
        '"Oktober", "November", "Dezember"]\n'
    )
    s.build()
    assert s.text("/a/") == "Saturday 4. März 2023|2023-03-04T18:30:00+00:00|Sat, 04 Mar 2023 18:30:00 +0000\n"


def test_an_empty_folder_of_templates_changes_nothing(site):
    s = site(POSTS)
    (s.root / "templates").mkdir()
    s.build()
    assert s.output("/a/").exists()
