"""Templates and shortcodes of other generators, `{{ x }}` and `{% y %}`: text that stays as it is to the letter."""

import re
from html import escape
from xml.etree.ElementTree import Element

from markdown.inlinepatterns import BACKTICK_RE, BacktickInlineProcessor

from journal.markdown.converter import Converter
from journal.markdown.stash import store

TEMPLATE = r"\{\{(?:[^{}\x02]|\{(?!\{)|\}(?!\}))*+\}\}|\{%(?:[^%{\x02]|%(?!\})|\{(?!%))*+%\}"
"""An unclosed one ends where the next begins, so that a text is read once."""


class CodeAndTemplates(BacktickInlineProcessor):
    """Code in a line, and templates: there is no other Markdown in either, so what begins first wins."""

    def __init__(self, md: Converter) -> None:
        super().__init__(rf"{BACKTICK_RE}|(?<!\\)(?P<template>{TEMPLATE})")
        self.md: Converter = md

    def handleMatch(  # type: ignore[override] # noqa: N802 - the library's name, and stubs that know less than it does
        self, m: re.Match[str], data: str
    ) -> tuple[Element | str | None, int | None, int | None]:
        """Put a template aside; leave code to the library."""
        if not m["template"]:
            return super().handleMatch(m, data)
        number, placeholder = store(self.md, escape(m[0], quote=False))
        self.md.draft.templates[number] = m[0]
        return placeholder, m.start(), m.end()
