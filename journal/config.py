"""Config: the settings of one site, resolved; every later stage reads this and nothing else."""

import os.path
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from datetime import UTC, tzinfo
from pathlib import Path
from urllib.parse import urlsplit

from journal.diagnostics import ContentError, Diagnostic, did_you_mean, toml_problem
from journal.frozen import frozen
from journal.settings import BY_NAME, SETTINGS

_GROUPS = frozenset(name.partition(".")[0] for name in BY_NAME if "." in name)
"""The tables that settings stand in."""


@frozen
class Author:
    """Who writes the site."""

    name: str = ""
    email: str = ""
    url: str = ""


@frozen
class Deploy:
    """Where the site goes, and how; no page hangs on it."""

    target: str = ""
    remote: str = "origin"
    branch: str = ""
    keep: tuple[str, ...] = ()


@frozen
class Config:
    """A site's settings; what each means stands in `settings.py`."""

    root: Path
    """The site's folder, absolute."""
    output: Path
    """The folder written to, absolute."""
    title: str
    description: str
    url: str
    """Absolute with a slash at its end, or empty."""
    language: str
    author: Author
    licence: str
    timezone: str
    permalink: str
    date_format: str
    month_names: tuple[str, ...]
    paginate: int
    related: int
    toc: int
    backlinks: bool
    glossary_links: bool
    menu: tuple[tuple[str, str], ...]
    """Title and URL of each link."""
    relative_urls: bool
    git_dates: bool
    notebooks: bool
    figures: bool
    disable: tuple[str, ...]
    extensions: tuple[str, ...]
    anki: bool
    feed_limit: int
    feed_full: bool
    smart_quotes: bool
    emoji: bool
    math: bool
    line_numbers: bool
    inline_tags: bool
    learning_questions: tuple[str, ...]
    learning_plans: tuple[str, ...]
    learning_terms: tuple[str, ...]
    learning_resources: tuple[str, ...]
    check_ignore: tuple[str, ...]
    check_skip: tuple[str, ...]
    extra: Mapping[str, object] = field(default_factory=dict)
    drafts: bool = False
    """Build drafts too."""
    future: bool = False
    """Build posts with a date still to come."""
    elsewhere: bool = False
    """The output folder is not that of the settings."""
    deploy: Deploy = Deploy()

    @property
    def zone(self) -> tzinfo:
        """The zone that dates without one are meant in."""
        if self.timezone == "UTC":
            return UTC
        from zoneinfo import ZoneInfo  # noqa: PLC0415 - only a site that names a zone needs it

        return ZoneInfo(self.timezone)

    @property
    def published(self) -> bool:
        """Whether this is the site that readers get, rather than a preview of it."""
        return not (self.drafts or self.future or self.elsewhere)

    @property
    def base(self) -> str:
        """The path below the host that the site lives at: `/blog`, or empty."""
        return urlsplit(self.url).path.rstrip("/")

    def absolute(self, permalink: str) -> str:
        """The whole address of a path of this site; without `url`, the path alone."""
        return self.url.rstrip("/") + permalink if self.url else permalink


def load_config(root: Path, *, output: Path | None = None, drafts: bool = False, future: bool = False) -> Config:
    """The settings of the site in a folder, from `journal.toml` or `[tool.journal]` of `pyproject.toml`.

    Raises ContentError for settings that are unknown, of the wrong type or not TOML.
    """
    config, problems = look_at_config(root, output=output, drafts=drafts, future=future)
    if problems:
        raise ContentError(problems)
    return config


def look_at_config(
    root: Path, *, output: Path | None = None, drafts: bool = False, future: bool = False
) -> tuple[Config, tuple[Diagnostic, ...]]:
    """The settings as far as they are right, the others as if not written, and what is wrong.

    Raises ContentError for what is not TOML.
    """
    root = root.resolve()
    written, path, text = _read(root)
    problems = tuple(_problems(written, path, text))
    values = {setting.name: setting.default for setting in SETTINGS}
    values |= {name: value for name, value in _flat(written) if not _wrong(name, value)}
    return _resolve(values, root, output, drafts=drafts, future=future), problems


def settings_file(config: Config) -> str:
    """The file that the settings stand in, or belong into."""
    return settings_in(config.root) or "journal.toml"


def settings_in(folder: Path) -> str:
    """The file that holds the settings of a folder; empty where none does. Raises ContentError as `load_config`."""
    return _read(folder)[1]


def require_journal(folder: Path) -> None:
    """Refuse a folder that is nobody's journal, rather than write into it. Raises ContentError."""
    if not any((folder / name).exists() for name in ("posts", "pages")) and not settings_in(folder):
        hint = "name the site's folder with --source, or begin a journal here with `journal init`"
        raise ContentError([Diagnostic(str(folder), "holds no posts/ folder and no journal.toml", hint)])


def _read(root: Path) -> tuple[dict[str, object], str, str]:
    for name in ("journal.toml", "pyproject.toml"):
        file = root / name
        try:
            text = file.read_text(encoding="utf-8-sig")
            data: object = tomllib.loads(text)
        except FileNotFoundError:
            continue
        except UnicodeDecodeError:
            raise ContentError([Diagnostic(name, "not UTF-8 text", "save the file as UTF-8")]) from None
        except OSError as problem:
            raise ContentError([Diagnostic(name, f"cannot be read: {problem.strerror}")]) from None
        except tomllib.TOMLDecodeError as problem:
            raise ContentError([toml_problem(name, text, str(problem))]) from None
        except RecursionError:
            raise ContentError([Diagnostic(name, "nested too deeply")]) from None
        except ValueError:
            # tomllib hands on what Python says to a number of more than 4,300 digits.
            raise ContentError([Diagnostic(name, "a number with far too many digits")]) from None
        if name == "pyproject.toml":
            tool = data.get("tool") if isinstance(data, dict) else None
            data = tool.get("journal") if isinstance(tool, dict) else None
            if data is None:
                continue
        if not isinstance(data, dict):
            raise ContentError([Diagnostic(name, "[tool.journal] must be a table")])
        return data, name, text
    return {}, "", ""


def _flat(table: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, object]]:
    for key, value in table.items():
        if not prefix and key in _GROUPS and isinstance(value, dict):
            yield from _flat(value, key + ".")
        else:
            yield prefix + key, value


def _problems(written: Mapping[str, object], path: str, text: str) -> Iterator[Diagnostic]:
    for name, value in _flat(written):
        line, column, source = _place(text, name)
        key = name.rpartition(".")[2]
        setting = BY_NAME.get(name)
        if name in _GROUPS:
            hint = f"write its settings below a line [{name}]"
            yield Diagnostic(path, f"setting {name!r} must be a table", hint, line, column, source, len(key))
        elif setting is None:
            near = (
                did_you_mean(name, tuple(BY_NAME))
                or "all settings are listed in docs/settings.md; your own go under [extra]"
            )
            yield Diagnostic(
                path, f"unknown setting {name!r}", near, line, column, source, len(key), rule="unknown-setting"
            )
        elif wrong := _wrong(name, value):
            yield Diagnostic(path, f"setting {name!r} {wrong}", "", line, column, source, len(key))


def _wrong(name: str, value: object) -> str:
    """What is wrong with a setting; empty when nothing is."""
    setting = BY_NAME.get(name)
    return setting.check(value) if setting else "does not exist"


def _place(text: str, name: str) -> tuple[int, int, str]:
    """Line, column and text of where a setting is written; zeros when it cannot be told."""
    lines = text.split("\n")
    names = list(_names_of_lines(lines))
    for wanted in (name, name.partition(".")[0]):  # `feed = { limit = 3 }` stands on the line of `feed`
        for written in (f"tool.journal.{wanted}", wanted):
            if written in names:
                line = lines[names.index(written)]
                return names.index(written) + 1, max(0, line.find(wanted.rpartition(".")[2])) + 1, line
    return 0, 0, ""


def _names_of_lines(lines: Iterable[str]) -> Iterator[str]:
    """The whole dotted name that each line of a TOML text gives a value to, or begins the table of."""
    table = ""
    for line in lines:
        bare = re.sub(r"[\"'\s]", "", line)
        if header := re.match(r"\[+([^\[\]]+)\]", bare):
            table = header.group(1) + "."
            yield header.group(1)
        else:
            key = re.match(r"([\w.-]+)=", bare)
            yield table + key.group(1) if key else ""


_LISTS = (
    *("learning_questions", "learning_plans", "learning_terms", "learning_resources"),
    *("check_ignore", "check_skip"),
)


def _resolve(values: dict[str, object], root: Path, output: Path | None, *, drafts: bool, future: bool) -> Config:
    get: dict[str, object] = {name.removeprefix("markdown.").replace(".", "_"): v for name, v in values.items()}
    author, menu, url = get["author"], get["menu"], str(get["url"])
    get["author"] = Author(**author) if isinstance(author, dict) else Author(str(author))
    get["menu"] = tuple((item["title"], item["url"]) for item in menu) if isinstance(menu, list) else ()
    get["url"] = url.rstrip("/") + "/" if url else ""
    get["feed_full"] = get.pop("feed_content") == "full"
    # Not Path's own `expanduser`, which raises for a user who does not exist.
    usual = (root / os.path.expanduser(str(get["output"]))).resolve()
    get["output"] = output.resolve() if output else usual
    get["elsewhere"] = get["output"] != usual
    of_deploy = {name.removeprefix("deploy_"): get.pop(name) for name in tuple(get) if name.startswith("deploy_")}
    get["deploy"] = Deploy(**of_deploy | {"keep": tuple(of_deploy["keep"])})  # type: ignore[arg-type]  # checked row by row
    for name in ("month_names", "disable", "extensions", *_LISTS):
        get[name] = tuple(get[name])  # type: ignore[arg-type]  # each was checked to be a list
    return Config(root=root, drafts=drafts, future=future, **get)  # type: ignore[arg-type]  # checked row by row
