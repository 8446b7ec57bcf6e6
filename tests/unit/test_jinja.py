"""What templates may do works as in Jinja's own environment, though less is done for it."""

import jinja2
import pytest
from markupsafe import Markup

from journal.jinja import QuickEnvironment, escaped

PARTS = {
    "base": "<{% block a %}base{% endblock %}|{% block b %}b{% endblock %}>{% include 'part' %}",
    "part": "{{ x }}{% set y = 2 %}{{ y }}",
    "macros": "{% macro m(x) %}[{{ x }}{{ caller() if caller }}]{% endmacro %}",
}


class Things:
    def twice(self, text="&"):
        return text * 2

    @jinja2.pass_context
    def sees(self, context, name):
        return context[name]

    def ends(self):
        raise StopIteration


WORLD = {
    "x": "<x>",
    "t": Things(),
    "m": Markup("<m>"),
    "url": lambda permalink: f"/{permalink}",
    "absolute": lambda permalink: f"//{permalink}",
}


def _both(source):
    made = []
    for kind in (jinja2.Environment, QuickEnvironment):
        env = kind(loader=jinja2.DictLoader(PARTS | {"page": source}), autoescape=True)
        made.append(env.get_template("page").render(WORLD))
        assert made[-1] == env.get_template("page").render(WORLD)
    assert made[0] == made[1]
    return made[1]


@pytest.mark.parametrize(
    "source",
    [
        "{{ x }}{{ m }}{{ 1 }}{{ 1.5 }}{{ none }}{{ [x] }}{{ x ~ m }}{{ x | safe }}{{ m | e }}" + "{{ x * 200 }}",
        "{% extends 'base' %}{% block a %}{{ super() }}{{ self.b() }}{{ x }}{% endblock %}",
        "{% for x in (1, 2) %}{% include 'part' %}{{ loop.index }}{{ t.twice() }}{% endfor %}",
        "{% import 'macros' as k %}{{ k.m('<') }}{% call k.m(m) %}{{ x }}{% endcall %}",
        "{% set z %}{{ x }}<i>{% endset %}{{ z }}{% filter upper %}{{ x }}{% endfilter %}",
        "{{ t.twice(text='<') }}{{ t.sees('x') }}{{ t.ends() is defined }}{{ range(3) | list }}",
        "{% include ['none', 'part'] %}{% include 'none' ignore missing %}{% set q = 'part' %}{% include q %}",
        "{{ url('<') }}{{ url(permalink=x) }}{% for u in (1, 2) %}{{ absolute(x ~ u) }}{% endfor %}",
        "{% macro url(x) %}[{{ x }}]{% endmacro %}{{ url('<') }}{% set absolute = t.twice %}{{ absolute('<') }}",
        "{% autoescape false %}{{ x }}{% endautoescape %}{% block c scoped %}{{ t.twice(x) }}{% endblock %}",
    ],
)
def test_a_template_says_what_it_says_in_jinja(source):
    _both(source)


def test_a_template_that_is_not_there_is_missed_each_time():
    env = QuickEnvironment(loader=jinja2.DictLoader({}))
    for _ in range(2):
        with pytest.raises(jinja2.TemplateNotFound):
            env.get_template("none")


@pytest.mark.parametrize("value", ["a", "<a>", "<" * 300, Markup("<a>"), 1, None, "\"'&"])
def test_a_value_is_escaped_as_ever(value):
    assert escaped(value) == escaped(value) == str(Markup.escape(value))


def test_text_and_markup_that_look_the_same_are_not():
    assert escaped("<") == "&lt;"
    assert escaped(Markup("<")) == "<"
