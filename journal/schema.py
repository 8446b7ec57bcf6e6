"""Schema: what front matter and settings may hold, told to editors in JSON Schema (draft-07: most read that)."""

from collections.abc import Mapping
from dataclasses import dataclass

from journal.fields import FLAGS, KEYS
from journal.frontmatter import STATUSES
from journal.settings import SETTINGS

Schema = Mapping[str, object]

_DRAFT = "http://json-schema.org/draft-07/schema#"


@dataclass(frozen=True, slots=True)
class Field:
    """What a field of the front matter is for, and the shapes in which it may be written."""

    says: str
    schema: Schema


_TEXT: Schema = {"type": ["string", "number", "boolean", "null"]}
"""YAML takes many a title for a number or a flag; to us it is the text."""
_DATE: Schema = {"type": ["string", "integer", "null"]}
_FLAG: Schema = {
    "anyOf": [
        {"type": ["boolean", "null"]},
        {"enum": [0, 1, *(form for word in FLAGS for form in dict.fromkeys((word, word.title(), word.upper())))]},
    ]
}
_NAMES: Schema = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}
_OLDER: Schema = {
    "anyOf": [
        _TEXT,
        {"type": "array", "items": {"anyOf": [_TEXT, {"type": "array", "items": {"type": ["string", "array"]}}]}},
    ]
}
"""An unquoted `[[wikilink]]` is a list in a list."""
_PART: Schema = {"anyOf": [{"type": ["integer", "null"]}, {"type": "string", "pattern": r"^\s*[-+]?\d+\s*$|^\s*$"}]}
_SERIES: Schema = {
    "anyOf": [
        _TEXT,
        {
            "type": "object",
            "properties": {"name": _TEXT, "title": _TEXT, "part": _PART, "number": _PART, "order": _PART},
            "anyOf": [{"required": ["name"]}, {"required": ["title"]}],
        },
    ]
}
_PICTURE: Schema = {
    "anyOf": [_TEXT, {"type": "object", "properties": {"image": {"type": "string"}, "alt": _TEXT}, "minProperties": 1}]
}
_COVER: Schema = {"anyOf": [_PICTURE, {"type": "array", "items": _PICTURE}]}
_PERSON: Schema = {"anyOf": [_TEXT, {"type": "object", "properties": {"name": _TEXT}}]}
_AUTHOR: Schema = {"anyOf": [_PERSON, {"type": "array", "items": _PERSON}]}
_STATUS: Schema = {"enum": [*STATUSES, "", None]}

FIELDS: Mapping[str, Field] = {
    "title": Field("The title. Without it: the first `# heading`, or the name of the file.", _TEXT),
    "date": Field("The day it was published, as in 2023-07-29; one still to come keeps the post back.", _DATE),
    "updated": Field("The day of the last change worth telling.", _DATE),
    "expires": Field("From this moment on it is left out.", _DATE),
    "slug": Field("The last part of its path; with / in front, the whole path.", _TEXT),
    "tags": Field("Tags: a list, or names with commas between them. One that begins with @ names a journal.", _NAMES),
    "excerpt": Field("One or two sentences for lists, feeds and previews.", _TEXT),
    "journal": Field("The journal (notebook) it belongs to; one or several.", _NAMES),
    "series": Field("The series it is a part of, or a map with `name` and `part`.", _SERIES),
    "part": Field("Its place in the series; a whole number.", _PART),
    "draft": Field("true: leave it out until `journal build --drafts`.", _FLAG),
    "author": Field("Who wrote it: a name, a map with `name`, or a list of these.", _AUTHOR),
    "cover": Field("A picture: a path beside the post, one in static/ with / in front, or a whole address.", _COVER),
    "cover_alt": Field("What the picture shows, for those who do not see it.", _TEXT),
    "aliases": Field("Older paths that lead here; one or a list.", _NAMES),
    "template": Field("The template to use, from templates/.", _TEXT),
    "toc": Field("true or false: a table of contents, whatever the number of headings.", _FLAG),
    "math": Field("true or false: whether $…$ is a formula.", _FLAG),
    "status": Field("How far it has grown: seedling, budding or evergreen.", _STATUS),
    "supersedes": Field(
        "The older post whose place it takes: its path, its title or a [[wikilink]]; one or a list.", _OLDER
    ),
    "id": Field("What feed readers know the post by; when it moves, its old path.", _TEXT),
}


def front_matter_schema() -> Schema:
    """What the head of a post or page may hold; other keys are the author's own."""
    properties: dict[str, Schema] = {}
    for key, field in KEYS.items():
        says = FIELDS[field].says if key == field else f"Another name for `{field}`. {FIELDS[field].says}"
        properties[key] = {"description": says, **FIELDS[field].schema}
    properties["extra"] = {"description": "Anything of yours; templates see it as `extra`."}
    return {
        "$schema": _DRAFT,
        "title": "Front matter of a journal's post or page",
        "type": ["object", "null"],
        "properties": properties,
        "additionalProperties": True,
    }


def settings_schema() -> Schema:
    """What `journal.toml` may hold."""
    top: dict[str, object] = {}
    tables: dict[str, dict[str, object]] = {}
    for setting in SETTINGS:
        table, _, name = setting.name.rpartition(".")
        told = {"description": setting.doc, "default": setting.default, **setting.values.schema}
        (tables.setdefault(table, {}) if table else top)[name] = told
    for table, properties in tables.items():
        top[table] = {"type": "object", "properties": properties, "additionalProperties": False}
    return {
        "$schema": _DRAFT,
        "title": "Settings of a journal (journal.toml)",
        "type": "object",
        "properties": top,
        "additionalProperties": False,
    }
