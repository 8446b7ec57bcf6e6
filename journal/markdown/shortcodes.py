"""Shortcodes in a text: which are called, which are shown as they are written, and what is said of the others."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from journal.additions import Broken, added_by
from journal.diagnostics import did_you_mean
from journal.markdown.converter import Converter
from journal.markdown.stash import store
from journal.markdown.templates import TEMPLATE
from journal.shortcode import call, needs_body, takes_body

SIGN = "{{<"
_INSIDE = r"(?:(?!>\}\}|\{\{).)*?"
TAG = rf"\{{\{{<\s*+(?P<slash>/?)\s*+(?P<name>[\w.][\w./-]*+)(?P<rest>(?:\s{_INSIDE})?)(?P<alone>/?)>\}}\}}"
_SHOWN = rf"\{{\{{</\*(?P<shown>{_INSIDE})\*/>\}}\}}"
# What comes first wins, so code and other templates are there to be stepped over.
_TOKEN = re.compile(
    rf"\\.|(?P<ticks>`++)(?:(?:(?!`).|(?!(?P=ticks)(?!`))`++)*?(?P=ticks)(?!`))?+|{_SHOWN}|{TAG}|{TEMPLATE}", re.DOTALL
)
_EDGE = re.compile(r"\{\{<\s*+(?P<slash>/?)\s*+(?P<name>[\w.][\w./-]*+)(?:(?!/?>\}\}|\{\{).)*+(?P<alone>/?)(?:>\}\}|$)")
"""One that begins in a line; it may end in another."""
_Function = Callable[..., str]


@dataclass(frozen=True, slots=True)
class Made:
    """What a shortcode has become: placeholders for what stands before its body and behind it."""

    before: str
    behind: str


class Shortcodes:
    """Calls the shortcodes of one converter's texts."""

    def __init__(self, md: Converter) -> None:
        self.md = md

    @property
    def known(self) -> Mapping[str, _Function]:
        """All that there are, by name."""
        return added_by(self.md.dialect.additions).shortcodes

    def put_aside(self, text: str, number: int) -> str:
        """A paragraph that begins with that line, its shortcodes replaced."""
        tokens = list(_TOKEN.finditer(text))
        pairs = _pairs([token for token in tokens if token["name"]], self.known)
        parts: list[str] = []
        at = 0
        closing: dict[int, str] = {}
        for token in tokens:
            start = token.start()
            if start in closing:
                made = closing[start]
            elif token["shown"] is not None:
                made = self.shown("{{<" + token["shown"] + ">}}")
            elif token["name"]:
                line = number + text.count("\n", 0, start)
                end = pairs.get(start)
                found = self._inline(token, line, has_body=end is not None)
                made = found.before
                if end is not None:
                    closing[end.start()] = found.behind or end[0]
            else:
                made = token[0]
            parts += (text[at:start], made)
            at = token.end()
        return "".join(parts) + text[at:]

    def make(self, tag: re.Match[str], line: int, *, body: bool, inline: bool) -> Made | None:
        """What a shortcode becomes; None, and a problem, where its arguments are wrong."""
        name = tag["name"]
        try:
            before, behind = call(name, self.known[name], tag["rest"], body=body, inline=inline)
        except ValueError as error:
            message, hint = (*map(str, error.args), "", "")[:2]
            self.problem(tag[0], line, message or f"the shortcode {name!r} cannot be shown", hint)
            return None
        except Exception as error:  # a shortcode is an author's code and may raise anything
            raise Broken(error, f"the shortcode {name!r} cannot be shown") from error
        return Made(self._keep(before, tag[0], apart=body), self._keep(behind, "", apart=body) if body else "")

    def shown(self, source: str) -> str:
        """The placeholder of a shortcode that is only shown."""
        number, placeholder = store(self.md, escape(source, quote=False))
        self.md.draft.templates[number] = source
        return placeholder

    def problem(self, source: str, line: int, message: str, hint: str = "") -> None:
        """Note a problem with a shortcode that stands in that line, from 0, or below."""
        lines, first = self.md.draft.lines, source.partition("\n")[0]
        at = next((n for n in range(line, len(lines)) if first in lines[n]), min(line, len(lines) - 1))
        self.md.draft.problem(at + 1, max(0, lines[at].find(first)) + 1, message, hint)

    def _inline(self, tag: re.Match[str], line: int, *, has_body: bool) -> Made:
        """What one becomes amidst text."""
        name, as_written = tag["name"], Made(tag[0], "")
        function = self.known.get(name)
        if function is None:
            if not tag["slash"]:
                hint = did_you_mean(name, tuple(self.known)) or f"there are {', '.join(sorted(self.known))}."
                shown = "To show it as text, write {{</* … */>}}"
                self.problem(tag[0], line, f"there is no shortcode {name!r}", f"{hint} {shown}")
            return as_written
        if tag["slash"]:
            takes = f"there is no {{{{< {name} >}}}} before it"
            message = f"{tag[0]} closes nothing"
            self.problem(tag[0], line, message, takes if takes_body(function) else f"{name!r} takes no text")
            return as_written
        if needs_body(function) and not has_body:
            self.problem(tag[0], line, f"the shortcode {name!r} is not closed", f"end it with {{{{< /{name} >}}}}")
            return as_written
        return self.make(tag, line, body=has_body, inline=True) or as_written

    def _keep(self, html: str, source: str, *, apart: bool) -> str:
        number, placeholder = store(self.md, html)
        self.md.draft.templates[number] = source
        if apart:  # half of an element, which is no paragraph by itself
            self.md.draft.html.add(number)
        return placeholder


def _pairs(tags: Iterable[re.Match[str]], known: Mapping[str, _Function]) -> dict[int, re.Match[str]]:
    """The closing shortcode of each that has one, by where it begins."""
    waiting: list[re.Match[str]] = []
    pairs: dict[int, re.Match[str]] = {}
    for tag in tags:
        if tag["name"] not in known or not takes_body(known[tag["name"]]):
            continue
        if not tag["slash"] and not tag["alone"]:
            waiting.append(tag)
        elif tag["slash"]:
            at = next((n for n in range(len(waiting) - 1, -1, -1) if waiting[n]["name"] == tag["name"]), None)
            if at is not None:
                pairs[waiting[at].start()] = tag
                del waiting[at:]
    return pairs


def closed_in(lines: Sequence[str]) -> frozenset[tuple[int, str]]:
    """Those that are closed somewhere below: the number of the line that one begins in, and its name."""
    open_: dict[str, list[int]] = {}
    found: set[tuple[int, str]] = set()
    for at, line in enumerate(lines):
        for tag in _EDGE.finditer(line) if SIGN in line else ():
            waiting = open_.setdefault(tag["name"], [])
            if not tag["slash"]:
                waiting += [at] if not tag["alone"] else []
            elif waiting:
                found.add((waiting.pop(), tag["name"]))
    return frozenset(found)
