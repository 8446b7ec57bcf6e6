"""Settings: what an author may write in `journal.toml`, one row a setting."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

PLACEHOLDERS = ("year", "month", "day", "slug", "folder", "journal")
DATE_PARTS = ("year", "month", "day", "month_name", "month_short", "weekday")


@dataclass(frozen=True, slots=True)
class Values:
    """What a setting may be, for us and for an editor."""

    check: Callable[[object], str]
    """Says what is wrong with a value; an empty string when nothing is."""
    schema: Mapping[str, object]
    """The same in the words of JSON Schema, as far as these go."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its dotted name, its default, and what it does."""

    name: str
    default: object
    doc: str
    values: Values

    def check(self, value: object) -> str:
        """What is wrong with a value; an empty string when nothing is."""
        return self.values.check(value)


def _count(least: int) -> Values:
    def check(value: object) -> str:
        fine = isinstance(value, int) and not isinstance(value, bool) and value >= least
        return "" if fine else f"must be a whole number of at least {least}"

    return Values(check, {"type": "integer", "minimum": least})


def _one_of(*words: str) -> Values:
    told = "must be one of " + ", ".join(map(repr, words))
    return Values(lambda value: "" if value in words else told, {"enum": list(words)})


def _matching(pattern: str, told: str) -> Values:
    def check(value: object) -> str:
        return "" if isinstance(value, str) and re.fullmatch(pattern, value) else told

    return Values(check, {"type": "string", "pattern": f"^(?:{pattern})$"})


def _is_author(value: object) -> str:
    if isinstance(value, str):
        return ""
    if isinstance(value, dict) and all(k in _AUTHOR and isinstance(v, str) for k, v in value.items()):
        return ""
    return 'must be a name, or { name = "…", email = "…", url = "…" }'


def _is_menu(value: object) -> str:
    fine = isinstance(value, list) and all(
        isinstance(item, dict) and set(item) == {"title", "url"} and all(isinstance(v, str) for v in item.values())
        for item in value
    )
    return "" if fine else 'must be a list of { title = "…", url = "…" }'


def _pattern(names: tuple[str, ...], *needed: str) -> Values:
    def check(value: object) -> str:
        if not isinstance(value, str):
            return "must be a text in quotes"
        used = re.findall(r"\{(\w*)\}", value)
        unknown = [name for name in used if name not in names]
        if unknown or re.search(r"[{}]", re.sub(r"\{\w+\}", "", value)):
            return f"may hold only {', '.join('{' + name + '}' for name in names)}"
        missing = [name for name in needed if name not in used]
        return f"must hold {{{missing[0]}}}" if missing else ""

    words = rf"^(?:[^{{}}]|\{{(?:{'|'.join(names)})\}})*$"
    return Values(
        check, {"type": "string", "allOf": [{"pattern": p} for p in (words, *(rf"\{{{n}\}}" for n in needed))]}
    )


def _is_zone(value: object) -> str:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # noqa: PLC0415 - only a site that names a zone needs it

    try:
        ZoneInfo(str(value))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return "must be a time zone this machine knows, as in 'Europe/Berlin' (on Windows: pip install tzdata)"
    return ""


def _is_anki(value: object) -> str:
    from importlib.util import find_spec  # noqa: PLC0415 - only a site that wants a deck needs it

    if value is True and find_spec("genanki") is None:
        return "needs genanki, which is not installed: pip install 'learning-journal[anki]'"
    return "" if isinstance(value, bool) else "must be true or false"


def _is_texts(value: object) -> str:
    fine = isinstance(value, list) and all(isinstance(item, str) for item in value)
    return "" if fine else 'must be a list of texts, as in ["a", "b"]'


def _is_months(value: object) -> str:
    if isinstance(value, list) and len(value) not in (0, 12):
        return f"has {len(value)} names, not 12"
    return _is_texts(value)


_TEXT: Mapping[str, object] = {"type": "string"}
_AUTHOR = dict.fromkeys(("name", "email", "url"), _TEXT)
_LINK = {
    "type": "object",
    "properties": {"title": _TEXT, "url": _TEXT},
    "required": ["title", "url"],
    "additionalProperties": False,
}

_text = Values(lambda value: "" if isinstance(value, str) else "must be a text in quotes", _TEXT)
_flag = Values(lambda value: "" if isinstance(value, bool) else "must be true or false", {"type": "boolean"})
_texts = Values(_is_texts, {"type": "array", "items": _TEXT})
_months = Values(
    _is_months, {"type": "array", "items": _TEXT, "anyOf": [{"maxItems": 0}, {"minItems": 12, "maxItems": 12}]}
)
_table = Values(lambda value: "" if isinstance(value, dict) else "must be a table", {"type": "object"})
_url = _matching(r"(https?://[^\s/?#]+(/[^\s?#]*)?)?", 'must be a whole address, as in "https://me.example/blog/"')
_language = _matching(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*", 'must be a language tag such as "en" or "pt-BR"')
_inside = Values(
    lambda value: "" if isinstance(value, str) and value.strip() else "must be a folder",
    {"type": "string", "pattern": r"\S"},
)
_anki = Values(_is_anki, {"type": "boolean"})
_zone = Values(_is_zone, _TEXT)
_menu = Values(_is_menu, {"type": "array", "items": _LINK})
_author = Values(
    _is_author, {"anyOf": [_TEXT, {"type": "object", "properties": _AUTHOR, "additionalProperties": False}]}
)

_name = _matching(r".*\S.*", "must be a name")


SETTINGS = (
    Setting("title", "My journal", "The name of the site.", _text),
    Setting("description", "", "One sentence on what the site is about.", _text),
    Setting("url", "", "Where the site will live; feeds and previews need it. A path after the host is kept.", _url),
    Setting("language", "en", "Language of the posts, as in HTML's `lang`.", _language),
    Setting("author", "", "Your name, or a table with `name`, `email`, `url`.", _author),
    Setting("licence", "", "A line for the footer.", _text),
    Setting("timezone", "UTC", "The zone that dates without one are meant in.", _zone),
    Setting("output", "public", "The folder the site is written to.", _inside),
    Setting(
        "permalink",
        "/{folder}/{slug}/",
        "Pattern of a post's path, from {year} {month} {day} {slug} {folder} {journal}.",
        _pattern(PLACEHOLDERS, "slug"),
    ),
    Setting("date_format", "{day} {month_name} {year}", "How readers see a date.", _pattern(DATE_PARTS)),
    Setting("month_names", [], "Twelve names for {month_name} in your language.", _months),
    Setting("paginate", 20, "Entries on a page of a list; 0 puts all on one.", _count(0)),
    Setting("related", 3, "How many related posts a post names; 0 for none.", _count(0)),
    Setting("backlinks", True, "Show below a post what links to it.", _flag),
    Setting("toc", 4, "Show a table of contents from so many headings on; 0 never.", _count(0)),
    Setting("glossary_links", False, "Link the first use of a word in an entry to the glossary.", _flag),
    Setting("menu", [], "Links of the masthead: a list of { title, url }.", _menu),
    Setting("relative_urls", False, "Write relative links, so that the site opens straight from disk.", _flag),
    Setting("git_dates", False, "Take `updated` from git where a post does not say.", _flag),
    Setting("notebooks", True, "Make posts and pages of `.ipynb` files; else they are copied as they are.", _flag),
    Setting("figures", False, "Show the figures of /learning/ on the home page.", _flag),
    Setting("disable", [], "Page kinds to leave out, such as `archive`.", _texts),
    Setting("extensions", [], "Python modules of yours that add page kinds, filters, shortcodes, Markdown.", _texts),
    Setting("anki", False, "Write /review/anki.apkg, the flashcards as a deck for Anki.", _anki),
    Setting("feed.limit", 20, "Entries in a feed; 0 for all.", _count(0)),
    Setting("feed.content", "full", "`full` text or the `excerpt` only.", _one_of("full", "excerpt")),
    Setting("markdown.smart_quotes", True, "Curly quotes, dashes and ellipses.", _flag),
    Setting("markdown.emoji", True, "Turn `:tada:` into the character.", _flag),
    Setting("markdown.math", True, "Turn `$…$` and `$$…$$` into MathML.", _flag),
    Setting("markdown.line_numbers", False, "Number the lines of code blocks that do not say.", _flag),
    Setting("markdown.inline_tags", False, "Take `#word` in a post for one of its tags.", _flag),
    Setting("deploy.target", "", "Where `journal deploy` puts the site.", _text),
    Setting("deploy.remote", "origin", "The remote of git that is pushed to.", _name),
    Setting("deploy.branch", "", "The branch that the host serves; each host has its usual one.", _text),
    Setting("deploy.keep", [], "Files at the target that a deploy leaves alone.", _texts),
    Setting("learning.questions", [], "Words of headings that questions stand under, beside the English ones.", _texts),
    Setting("learning.plans", [], "Words of headings that plans stand under, beside the English ones.", _texts),
    Setting("check.ignore", [], "Rules of `journal check` that are switched off.", _texts),
    Setting("check.skip", [], "Beginnings of addresses that `journal check --external` asks nobody for.", _texts),
    Setting("learning.terms", [], "Words of headings that words are explained under, beside the usual ones.", _texts),
    Setting("learning.resources", [], "Words of headings that resources stand under, beside the usual ones.", _texts),
    Setting("extra", {}, "Anything you like; templates see it as `site.extra`.", _table),
)

BY_NAME = {setting.name: setting for setting in SETTINGS}
