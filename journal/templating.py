"""Templating: the Jinja environment of a site, and what Jinja's errors mean for whoever wrote the template."""

import json
import re
import traceback
from collections.abc import Callable, Mapping
from dataclasses import is_dataclass
from datetime import date, datetime
from functools import lru_cache, partial
from pathlib import Path

import jinja2
from markupsafe import Markup

from journal.config import Config
from journal.dates import iso
from journal.defaults import TEMPLATES
from journal.diagnostics import Diagnostic, Place, did_you_mean
from journal.jinja import QuickEnvironment, when_it_runs
from journal.learning.months import month_names
from journal.scan import template_folders

_AS_JSON = json.JSONEncoder(ensure_ascii=False).encode
"""On one line, as that takes a quarter of the time."""
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class _Undefined(jinja2.ChainableUndefined):
    """May be asked for, in `if` and `default`; printing it is an error."""

    @property
    def _undefined_message(self) -> str:
        """What Jinja would say, in the author's words; a hint stands in a second line."""
        kind, name = type(self._undefined_obj), str(self._undefined_name)
        if not is_dataclass(kind):
            return super()._undefined_message
        word = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind.__name__.removesuffix("View")).lower()
        fields = [field for field in dir(kind) if not field.startswith("_")]
        return f"{'an' if word[0] in 'aeiou' else 'a'} {word} has no {name!r}\n{did_you_mean(name, fields)}"

    def __str__(self) -> str:
        return self._fail_with_undefined_error()  # it only raises

    __html__ = __str__


class _Loader(jinja2.FileSystemLoader):
    """Takes bytes that are no UTF-8 for a mistake in the template they stand in."""

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        try:
            return super().get_source(environment, template)
        except UnicodeDecodeError as problem:
            line = problem.object.count(b"\n", 0, problem.start) + 1
            raise jinja2.TemplateSyntaxError(
                "not UTF-8 text\nsave the file with the encoding UTF-8", line, template
            ) from None


def environment(
    config: Config, filters: Mapping[str, Callable[..., object]], compiled: jinja2.BytecodeCache | None = None
) -> jinja2.Environment:
    """The site's own templates first, the built-in ones behind them."""
    by_name = jinja2.select_autoescape(disabled_extensions=("txt", "json", "js", "css"), default=True)
    env = QuickEnvironment(
        loader=_Loader(template_folders(config)),
        autoescape=lru_cache(by_name),  # each include asks again
        undefined=_Undefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        bytecode_cache=compiled,
        cache_size=-1,
    )
    readable = lru_cache(4096)(partial(_readable, config))  # most days are shown on a dozen pages
    env.filters["date"] = lambda moment: readable(moment.year, moment.month, moment.day)
    env.filters["isodate"] = iso
    env.filters["rfc822"] = _rfc822
    env.filters["json"] = script_json
    env.filters.update({name: when_it_runs(function) for name, function in filters.items()})
    return env


def script_json(value: object) -> Markup:
    """JSON that is safe inside a `<script>` element too."""
    text = _AS_JSON(value)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)  # noqa: S704 - what could end the element was escaped just now


def _rfc822(moment: datetime) -> str:
    from email.utils import format_datetime  # noqa: PLC0415 - slow, and only feeds need it

    return format_datetime(moment)


def _readable(config: Config, year: int, month: int, day: int) -> str:
    # By its numbers, as two moments may be the same and yet of different days.
    months = month_names(config)
    return config.date_format.format(
        year=year,
        month=f"{month:02d}",
        day=day,
        month_name=months[month - 1],
        month_short=months[month - 1][:3],
        weekday=_WEEKDAYS[date(year, month, day).weekday()],
    )


def template_problem(
    error: Exception, root: Path, template: str, about: str, chosen: Place | None = None
) -> Diagnostic:
    """What went wrong in a template, at the template's own line, with the page it was making.

    One that is not there is told where the front matter chose it.
    """
    making = f"while making {about}"
    if isinstance(error, jinja2.TemplateNotFound):
        folders = (root / "templates", TEMPLATES)
        known = sorted({f.relative_to(folder).as_posix() for folder in folders for f in folder.rglob("*.html")})
        whole = [name for name in known if not name.startswith("partials/")]
        near = f"did you mean '{error.name}.html'?" if f"{error.name}.html" in known else ""
        hint = near or did_you_mean(str(error.name), known) or f"there are {', '.join(whole)}"
        if chosen and error.name == template:
            message = f"template: there is no template {template!r}"
            return Diagnostic(about, message, hint, chosen.line, chosen.column, chosen.source, chosen.width)
        path, line = (template, 0) if error.name == template else _last_place(error, template)
        return Diagnostic(f"templates/{path}", f"there is no template {error.name!r} ({making})", hint, line)
    if isinstance(error, jinja2.TemplateSyntaxError):
        path, line, message = error.name or template, error.lineno, error.message or "syntax error"
    else:
        path, line = _last_place(error, template)
        message = _words_for(error)
    hint = ""
    if isinstance(error, jinja2.TemplateError):
        message, _, hint = message.partition("\n")
    return Diagnostic(f"templates/{path}", f"{message} ({making})", hint, line, 0, _line_of(root, path, line))


def _words_for(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "templates include each other without end"
    return str(error) if isinstance(error, jinja2.TemplateError) else f"{type(error).__name__}: {error}"


def _last_place(error: Exception, template: str) -> tuple[str, int]:
    """The innermost line of a template that an error passed through."""
    place = (template, 0)
    for frame in traceback.extract_tb(error.__traceback__):
        if frame.name in ("top-level template code", "template") or re.match(r"block '", frame.name):
            place = (_name_of(frame.filename), frame.lineno or 0)
    return place


def _name_of(filename: str) -> str:
    parts = Path(filename).parts
    for n in range(len(parts) - 1, -1, -1):
        if parts[n] == "templates":
            return "/".join(parts[n + 1 :])
    return parts[-1]


def _line_of(root: Path, path: str, line: int) -> str:
    for folder in (root / "templates", TEMPLATES):
        try:
            lines = (folder / path).read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            continue
        return lines[line - 1] if 0 < line <= len(lines) else ""
    return ""
