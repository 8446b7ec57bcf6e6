"""Shortcode: a function that `{{< name … >}}` in a text calls. Its parameters are what may be written there.

Two names are not for authors of posts to fill: `body`, what stands up to `{{< /name >}}`, and `inline`, whether the
shortcode stands amidst the text of a paragraph. A ValueError is told with the line of the shortcode, its second
argument as the hint.
"""

import inspect
import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from journal.diagnostics import did_you_mean

BODY = "\x02shortcode-body\x03"
"""What stands for the body in what a function gives."""
_GIVEN = ("body", "inline")
_ARGUMENT = re.compile(
    r"""\s*+(?:(?P<name>[A-Za-z][\w-]*+)\s*+=\s*+)?
    (?:"(?P<double>(?:\\.|[^"\\])*+)"|'(?P<single>(?:\\.|[^'\\])*+)'|`(?P<tick>[^`]*+)`|(?P<bare>[^\s"'`=]\S*+))
    (?=\s|$)""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPED = re.compile(r"""\\(["'\\])""")
_CURLY = re.compile("[\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb]")


def takes_body(function: Callable[..., str]) -> bool:
    """Whether there may be a closing shortcode."""
    return "body" in _parameters(function)


def needs_body(function: Callable[..., str]) -> bool:
    """Whether there must be one."""
    body = _parameters(function).get("body")
    return body is not None and body.default is inspect.Parameter.empty


def call(name: str, function: Callable[..., str], written: str, *, body: bool, inline: bool) -> tuple[str, str]:
    """The HTML before the body and behind it; without a body, all of it comes before.

    Raises ValueError, with a hint, for what an author of a post is to mend; and whatever the function raises.
    """
    given, named = _bound(name, function, written)
    known = _parameters(function)
    if body:
        named["body"] = BODY
    if "inline" in known:
        named["inline"] = inline
    html = function(*given, **named)
    if not isinstance(html, str):
        raise ValueError(f"the shortcode {name!r} gives no text but {type(html).__name__}")  # noqa: TRY004 - told as any other
    before, *behind = html.strip().split(BODY)
    if len(behind) != body:
        raise ValueError(f"the shortcode {name!r} shows what stands in it {len(behind)} times, not once")
    return before, "".join(behind)


def _bound(name: str, function: Callable[..., str], written: str) -> tuple[list[str], dict[str, object]]:
    """What was written, by the parameters of the function: those in order, and those by name."""
    words, named = _arguments(name, written)
    known = {key: one for key, one in _parameters(function).items() if key not in _GIVEN}
    in_order = [key for key, one in known.items() if one.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD]
    any_words = any(one.kind is inspect.Parameter.VAR_POSITIONAL for one in known.values())
    any_names = any(one.kind is inspect.Parameter.VAR_KEYWORD for one in known.values())
    names = [key for key, one in known.items() if one.kind in _BY_NAME]
    takes = f"it is written {_usage(name, known)}"
    if len(words) > len(in_order) and not any_words:
        raise ValueError(f"{words[len(in_order)]!r} is more than {name!r} takes", takes)
    bound: dict[str, object] = {}
    for key, value in named.items():
        own = key if key in names else key.replace("-", "_")
        own = own if own in names or f"{own}_" not in names else f"{own}_"
        if own not in names and not any_names:
            raise ValueError(f"{name!r} takes no {key!r}", did_you_mean(key, names) or takes)
        if own in in_order[: len(words)]:
            raise ValueError(f"{key!r} is given to {name!r} twice", takes)
        bound[own] = value
    for key in in_order[len(words) :] + [key for key in names if key not in in_order]:
        if key not in bound and known[key].default is inspect.Parameter.empty:
            raise ValueError(f"{name!r} lacks its {key!r}", takes)
    return words, bound


_BY_NAME = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)


def _arguments(name: str, written: str) -> tuple[list[str], dict[str, str]]:
    words: list[str] = []
    named: dict[str, str] = {}
    at, end = 0, len(written.rstrip())
    while at < end:
        found = _ARGUMENT.match(written, at)
        if found is None:
            rest = " ".join(written[at:].split())
            hint = 'quotation marks are straight here, as in name="a value"' if _CURLY.search(rest) else ""
            raise ValueError(f"{rest!r} is no argument for {name!r}", hint or 'write name="a value" or "a value"')
        value = next(found[kind] for kind in ("double", "single", "tick", "bare") if found[kind] is not None)
        if found["tick"] is None and found["bare"] is None:
            value = _ESCAPED.sub(r"\1", value)
        if value[:1] and found["bare"] is not None and _CURLY.match(value):
            raise ValueError(f"{value!r} is no argument for {name!r}", "quotation marks are straight here")
        if found["name"] in named:
            raise ValueError(f"{found['name']!r} is given to {name!r} twice")
        if found["name"]:
            named[found["name"]] = value
        elif named:
            raise ValueError(f"{value!r} stands behind an argument with a name", "those without a name come first")
        else:
            words.append(value)
        at = found.end()
    return words, named


def _usage(name: str, known: Mapping[str, inspect.Parameter]) -> str:
    shown = []
    for key, one in known.items():
        if one.kind in _BY_NAME:
            is_needed = one.default is inspect.Parameter.empty and one.kind is not inspect.Parameter.KEYWORD_ONLY
            shown.append(key.upper() if is_needed else f'{key.rstrip("_")}="…"')
    return f"{{{{< {' '.join([name, *shown])} >}}}}"


@lru_cache
def _parameters(function: Callable[..., str]) -> Mapping[str, inspect.Parameter]:
    return inspect.signature(function).parameters
