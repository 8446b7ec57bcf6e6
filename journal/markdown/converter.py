"""Converter: a Markdown pipeline that has been put together, ready for one text after another."""

import re
from functools import lru_cache
from html import escape
from typing import Any, ClassVar

from markdown import Markdown

from journal.dialect import Dialect
from journal.markdown.draft import Draft
from journal.markdown.prose import count_prose, count_words
from journal.markdown.result import Problem, Rendered
from journal.markdown.serializer import to_html

BLOCK_ID = re.compile(r"\^(?<!\S\^)[A-Za-z0-9-]+[ \t]*$", re.MULTILINE)
"""What the id of a block looks like."""
_LINE_END = re.compile(r"\r\n?|\n")


class Converter(Markdown):
    """Python-Markdown with a draft."""

    output_formats: ClassVar = {"html": to_html}

    def __init__(self, dialect: Dialect, **options: Any) -> None:  # noqa: ANN401 - handed on
        self.dialect = dialect
        self.draft = Draft()
        # The library would look a tag up in a list of seventy, some hundred times a text.
        self.is_block_level = lru_cache(super().is_block_level)  # type: ignore[method-assign]
        super().__init__(**options)

    def read(self, text: str, title: str, excerpt: str = "") -> Rendered:
        """Render one text."""
        self.reset()
        self.draft = draft = Draft(
            given=title,
            excerpt=excerpt,
            lines=tuple(_LINE_END.split(text) if "\r" in text else text.split("\n")),
            escaped="\\" in text,
            displays="$$" in text or "\\[" in text or "\\(" in text,
            comments="%%" in text,
            marks="==" in text,
            hashes=self.dialect.inline_tags and "#" in text,
            shortcodes="{{<" in text,
            blockids="^" in text and BLOCK_ID.search(text) is not None,
        )
        html = self.convert(text)
        return Rendered(
            html=html,
            title=title or draft.title,
            headings=tuple(draft.headings),
            blocks=tuple(draft.blocks),
            tags=tuple(dict.fromkeys(draft.tags)),
            excerpt=draft.excerpt,
            words=count_prose(html),
            items=tuple(draft.items),
            problems=tuple(sorted(draft.problems, key=lambda problem: (problem.line, problem.column, problem.message))),
        )


def as_it_stands(text: str, title: str, message: str) -> Rendered:
    """A text that could not be read: shown as it was written."""
    return Rendered(
        html=f'<pre tabindex="0">{escape(text, quote=False)}</pre>',
        title=title,
        headings=(),
        blocks=(),
        tags=(),
        excerpt="",
        words=count_words(text),
        problems=(Problem(1, 1, message, "the text is shown as it was written"),),
    )
