"""What tags of other generators become, and what stays to the letter."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journal.importers.bodies import (
    components,
    divisions,
    hexo_tags,
    kramdown,
    liquid,
    pelican_links,
    relinking,
    shortcodes,
)
from journal.importers.bodies.rewriting import Change, rewrite

PLACE = liquid.Place({"2020-01-01-a": "a.md"}.get, {"site.title": "Tea"})
CONVERTERS = {
    "liquid": lambda text: liquid.convert(text, liquid.Place(lambda _: "", {})).text,
    "kramdown": lambda text: kramdown.convert(text).text,
    "shortcodes": lambda text: shortcodes.convert(text, lambda _: "").text,
    "hexo": lambda text: hexo_tags.convert(text, lambda _: "", lambda name: name).text,
    "pelican": lambda text: pelican_links.convert(text, lambda _: "", lambda _: "").text,
    "divisions": lambda text: divisions.convert(text).text,
    "components": lambda text: components.convert(text).text,
    "relinking": lambda text: relinking.relink(text, lambda url: f"moved/{url}").text,
}


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ("{% post_url 2020-01-01-a %}", "a.md"),
        ("{{ site.baseurl }}/x", "/x"),
        ("{{ '/x.png' | prepend: site.baseurl }}", "/x.png"),
        ('{{ "x.png" | absolute_url }}', "/x.png"),
        ("{{ site.title }}", "Tea"),
        ("{% gist ada/123 %}", "[Gist ada/123](https://gist.github.com/ada/123)"),
        ('{% include figure.html src="/a.png" caption="An a" %}', '![An a](/a.png "An a")'),
        (
            '{% include figure.html src="/a.png" width="80" caption="By [Ada](/ada/), *x*" %}',
            """<figure>

![By Ada, x](/a.png){: width="80"}

<figcaption>

By [Ada](/ada/), *x*

</figcaption>
</figure>""",
        ),
        ('{% include image.html url="{{ site.baseurl }}/a b.png" alt="x" %}', "![x](</a b.png>)"),
        ('{% include youtube.html id="abc" %}', "[Video on YouTube](https://www.youtube.com/watch?v=abc)"),
        ("{% comment %} not now {% endcomment %}", "<!-- not now -->"),
        ("a {% raw %}{{ x }}{% endraw %} b", "a {{ x }} b"),
        ("```\n{% raw %}{{ x }}{% endraw %}\n```", "```\n{{ x }}\n```"),
        ("{% raw %}\n```\n{% highlight x %}\n```\n{% endraw %}", "\n```\n{% highlight x %}\n```\n"),
        ("{% highlight js %}\nlet a = `x`;\n{% endhighlight %}", "```js\nlet a = `x`;\n```"),
        ("{% highlight md %}\n```\nx\n```\n{% endhighlight %}", "````md\n```\nx\n```\n````"),
        ("- a\n\n    {% highlight sh %}\n    ls\n    {% endhighlight %}", "- a\n\n    ```sh\n    ls\n    ```"),
        ("{% unknown %}", "{% unknown %}"),
        ("{% highlight js %} never closed", "{% highlight js %} never closed"),
        ("{% post_url 2020-01-01-b %}", "{% post_url 2020-01-01-b %}"),
        ('{% include figure.html src="{{ page.image }}" %}', '{% include figure.html src="{{ page.image }}" %}'),
    ],
)
def test_liquid(written, made):
    assert liquid.convert(written, PLACE).text == made


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ("is $$x$$.", "is $x$."),
        ("| $$a$$ | b |", "| $a$ | b |"),
        ("an $$n$$th", "an \\(n\\)th"),
        ("$$\nx\n$$", "$$\nx\n$$"),
        ("$$x$$", "$$x$$"),
        ("text\n\n$$x$$\n{: .big}\n", "text\n\n$$x$$\n{: .big}\n"),
        ("`$$x$$` and \\$$5", "`$$x$$` and \\$$5"),
        ("so \\\\(x\\\\).", "so \\(x\\)."),
        ("* TOC\n{:toc}", "[TOC]"),
    ],
)
def test_kramdown(written, made):
    assert kramdown.convert(written).text == made


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ('{{< figure src="a.png" >}}', "![](a.png)"),
        ('{{< figure src="a.png" link="https://b.example" alt="A" >}}', "[![A](a.png)](https://b.example)"),
        ("{{< youtube id=abc title=Birds >}}", "[Birds](https://www.youtube.com/watch?v=abc)"),
        ('{{< tweet user="ada" id="1" >}}', "<https://twitter.com/ada/status/1>"),
        ("{{< mermaid >}}\ngraph\n{{< /mermaid >}}", "```mermaid\ngraph\n```"),
        ('{{% notice tip "T" %}}\na\n\nb\n{{% /notice %}}', "> [!tip] T\n> a\n>\n> b"),
        ('{{< details "More" >}}\nx\n{{< /details >}}', "> [!note]- More\n> x"),
        ('{{< details summary="More" open="true" >}}\nx\n{{< /details >}}', "> [!note]+ More\n> x"),
        ("{{< unclosed\n{{< youtube abc >}}", "{{< unclosed\n[Video on YouTube](https://www.youtube.com/watch?v=abc)"),
        ("{{< note >}}\n{{< tip >}}\nin\n{{< /tip >}}\n{{< /note >}}", "> [!note]\n> > [!tip]\n> > in"),
        ("{{< rawhtml >}}<b>x</b>{{< /rawhtml >}}", "<b>x</b>"),
        ("`{{</* figure */>}}`", "`{{< figure >}}`"),
        ("{{</* figure */>}} and {{%/* x */%}}", "{{</* figure */>}} and {{% x %}}"),
        ("{{< note >}}\n{{</* figure */>}}\n{{< /note >}}", "> [!note]\n> {{</* figure */>}}"),
        ('{{< ref "b.md#x" >}}', "b.md#x"),
        ('{{< ref "c.md" >}}', '{{< ref "c.md" >}}'),
        ("{{< unknown >}}x{{< /unknown >}}", "{{< unknown >}}x{{< /unknown >}}"),
    ],
)
def test_shortcodes(written, made):
    assert shortcodes.convert(written, lambda name: name if name.startswith("b.md") else "").text == made


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ("{% asset_img a.png %}", "![](p/a.png)"),
        ('{% asset_img half a.png 20 30 "A title" "an alt" %}', '![an alt](p/a.png "A title")'),
        ("{% img /a.png %}", "![](/a.png)"),
        ("{% codeblock lang:py %}\nx\n{% endcodeblock %}", "```py\nx\n```"),
        (
            "{% codeblock A title lang:py mark:1,3 %}\nx\n{% endcodeblock %}",
            '```py hl_lines="1,3" title="A title"\nx\n```',
        ),
        ("{% post_link b 'The b' %}", "[The b](b.md)"),
        ("{% note warning %}\nx\n{% endnote %}", "> [!warning]\n> x"),
        ("{% youtube abc %}", "[Video on YouTube](https://www.youtube.com/watch?v=abc)"),
        (
            "{% note info %}\n{% youtube abc %}\n{% endnote %}",
            "> [!info]\n> [Video on YouTube](https://www.youtube.com/watch?v=abc)",
        ),
        ("{% raw %}{{ x }}{% endraw %}", "{{ x }}"),
        ("{% unknown %}", "{% unknown %}"),
    ],
)
def test_hexo_tags(written, made):
    assert hexo_tags.convert(written, lambda name: f"{name}.md", lambda name: f"p/{name}").text == made


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ("[b]({filename}b.md#x)", "[b](b.md#x)"),
        ("![c](|static|c.png)", "![c](/c.png)"),
        ('<a href="{tag}C++">x</a>', '<a href="/tags/cplusplus/">x</a>'),
        ("| index | {index} |", "| index | {index} |"),
        ("[d]({filename}d.md)", "[d]({filename}d.md)"),
    ],
)
def test_pelican_links(written, made):
    known = {"b.md#x": "b.md#x", "c.png": "/c.png"}
    find = lambda path: known.get(path, "")  # noqa: E731 - as short as it is
    assert pelican_links.convert(written, find, find).text == made


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ("::: {.callout-note}\nx\n:::", "> [!note]\n> x"),
        ("::: {.callout-tip}\n## A title\n\nx\n:::", "> [!tip] A title\n> x"),
        (
            ':::: {.callout-note collapse="true"}\nx\n::: {.callout-tip}\ny\n:::\n::::',
            "> [!note]-\n> x\n> > [!tip]\n> > y",
        ),
        ("::: {.column}\nx\n:::", "::: {.column}\nx\n:::"),
        ("{{< video https://a.example/v >}}", "[Video](https://a.example/v)"),
        ("::: {.callout-note}\nnever closed", "::: {.callout-note}\nnever closed"),
    ],
)
def test_divisions(written, made):
    assert divisions.convert(written).text == made


def test_a_liquid_tag_that_is_not_closed_takes_none_with_it():
    assert liquid.convert("{% open\n\n{% raw %}{{ x }}{% endraw %}", PLACE).text == "{% open\n\n{{ x }}"


@pytest.mark.parametrize(
    ("convert", "text", "line"),
    [
        (lambda text: liquid.convert(text, PLACE), "a\n{% note %}\nb\n{% x %}\n{% endnote %}", 4),
        (lambda text: shortcodes.convert(text, lambda _: ""), "a\n{{< note >}}\nb\n{{< x >}}\n{{< /note >}}", 4),
        (lambda text: hexo_tags.convert(text, str, str), "{% note %}\nb\n{% x %}\n{% endnote %}", 3),
        (lambda text: hexo_tags.convert(text, str, str), "{% blockquote %}\n{% x %}\n{% endblockquote %}", 2),
        (divisions.convert, "a\n::: {.callout-tip}\n\n## T\n\n::: {.x}\nb\n:::\n:::", 6),
    ],
)
def test_what_is_left_inside_of_what_is_converted_is_told_too(convert, text, line):
    notes = convert(text).notes
    assert line in [note.line for note in notes if note.look]
    assert [note.look for note in notes if "callout" in note.text] in ([False], [])


@pytest.mark.parametrize(
    ("name", "opening", "closing"),
    [
        ("shortcodes", "{{< note >}}", "{{< /note >}}"),
        ("divisions", "::: {.callout-note}", ":::"),
        ("liquid", "{% note %}", "{% endnote %}"),
        ("hexo", "{% note %}", "{% endnote %}"),
    ],
)
def test_tags_in_tags_in_tags_stay_visible_when_they_are_too_many(name, opening, closing):
    made = CONVERTERS[name]("\n".join([opening] * 2_000 + ["deep"] + [closing] * 2_000))
    assert made.startswith("> [!note]")
    assert "deep" in made
    assert made.count(opening) + made.count("[!note]") == 2_000


def test_what_is_left_is_told_with_its_line():
    notes = liquid.convert("a\n\n{% x %}\n\n{% gist 1 %} {% y %}", PLACE, 10).notes
    assert [(note.line, note.look) for note in notes] == [(12, True), (14, False), (14, True)]


CODE = [
    "```\n{% x %} {{< y >}} $$z$$ ::: {filename}a\n```",
    "~~~~ md\n```\n{% raw %}\n~~~~",
    "> ```\n> {{< youtube a >}}\n> ```",
    "- item\n\n  ```\n  {% gist 1 %}\n  ```",
    "`{% gist 1 %}`",
    "``a ` {{< youtube 1 >}}``",
    "No item.\n\n    {% gist 1 %}\n    <Tag />",
    "<pre>{{< youtube 1 >}}</pre>",
    "<!-- {% gist 1 %} ](x.png) -->",
    "`](x.png)` ",
]
TEXT = [
    "Prose, with 5 $ and *stars*.",
    "# A heading",
    "- one\n- two",
    "> quoted",
    "| a | b |\n|---|---|",
    "1. x",
    "word " * 9,
]


@pytest.mark.parametrize("name", CONVERTERS)
@pytest.mark.parametrize("code", CODE)
def test_code_is_left_to_the_letter(name, code):
    text = f"Before.\n\n{code}\n\nAfter.\n"
    assert CONVERTERS[name](text) == text


@pytest.mark.parametrize("name", CONVERTERS)
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(parts=st.lists(st.sampled_from([*CODE, *TEXT]), max_size=8))
def test_a_text_without_tags_is_left_to_the_letter(name, parts):
    text = "\n\n".join(parts)
    assert CONVERTERS[name](text) == text


@pytest.mark.parametrize("name", CONVERTERS)
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    parts=st.lists(
        st.sampled_from(
            [
                *CODE,
                *TEXT,
                *"`~{}%<>:$\\()[]\n ",
                "{% ",
                " %}",
                "{{< ",
                " >}}",
                "raw",
                "endraw",
                "highlight",
                "\n:::",
                "{%\n",
                "$$",
            ]
        ),
        max_size=25,
    )
)
def test_no_word_of_a_text_is_lost_however_broken_its_tags_are(name, parts):
    text = "".join(parts)
    kept = re.findall(r"Prose|quoted|heading|item", text)
    assert re.findall(r"Prose|quoted|heading|item", CONVERTERS[name](text)) == kept


def test_a_tag_in_a_list_is_no_code_and_in_indented_code_is():
    shout = lambda text: rewrite(text, "TAG", lambda _, m: Change("!", m.end())).text  # noqa: E731 - as short as it is
    assert shout("- a\n\n    TAG\n\nTAG\n\n    TAG\n") == "- a\n\n    !\n\n!\n\n    TAG\n"


@pytest.mark.parametrize(
    "sign",
    [
        *("`", "``` ", "{% raw %}", "{{< a ", "$$", "<", "\n    x", "::: {.callout-a}\n", "{% highlight %}"),
        *("::: {.callout-a}\n:::\n", "{% note %}\n", "{{< note >}}\n", "{{</* ", "<pre>", "<!--"),
    ],
)
@pytest.mark.parametrize("name", CONVERTERS)
def test_no_text_takes_long(name, sign):
    CONVERTERS[name](sign * (40_000 // len(sign)))
