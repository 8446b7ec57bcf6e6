"""VS Code: the files in `.vscode/` that help with writing a journal there."""

import json
from collections.abc import Mapping

from journal.schema import front_matter_schema, settings_schema

SCHEMA = ".vscode/journal.schema.json"
"""The schema of journal.toml."""

_SETTINGS = {
    "[markdown]": {
        "editor.wordWrap": "on",
        # So that the snippets are offered as one types, which VS Code does not do in Markdown by itself.
        "editor.quickSuggestions": {"other": "on", "comments": "off", "strings": "off"},
    },
    "files.exclude": {"**/.journal": True},
    "search.exclude": {"public": True},
    "files.watcherExclude": {"**/.journal/**": True, "**/public/**": True},
}

_EXTENSIONS = {"recommendations": ["tamasfe.even-better-toml"]}

_PATTERNS = (
    {
        "regexp": r"^(.+?):(\d+)(?::(\d+))?: (error|warning): (.+?)(?: \[([a-z-]+)\])?$",
        "file": 1,
        "line": 2,
        "column": 3,
        "severity": 4,
        "message": 5,
        "code": 6,
    },
    {
        "kind": "file",
        "regexp": r"^(?!.*:\d+: )([^:]+): (error|warning): (.+?)(?: \[([a-z-]+)\])?$",
        "file": 1,
        "severity": 2,
        "message": 3,
        "code": 4,
    },
)
"""How a line of `journal check` reads: one with a place in a file, and one about a whole file."""

_TASKS = {
    "version": "2.0.0",
    "tasks": [
        {
            "label": "journal: check",
            "detail": "What is broken or missing goes to the Problems panel.",
            "type": "shell",
            "command": "journal check",
            "group": {"kind": "test", "isDefault": True},
            "presentation": {"reveal": "silent", "clear": True},
            "problemMatcher": [
                {
                    "owner": "journal",
                    "source": "journal",
                    "fileLocation": ["relative", "${workspaceFolder}"],
                    "pattern": pattern,
                }
                for pattern in _PATTERNS
            ],
        },
        {
            "label": "journal: build",
            "type": "shell",
            "command": "journal build",
            "group": {"kind": "build", "isDefault": True},
            "problemMatcher": [],
        },
    ],
}

_CALLOUTS = ("note", "tip", "important", "warning", "caution", "question")

_SNIPPETS: Mapping[str, Mapping[str, object]] = {
    "Front matter": {
        "prefix": ["---", "front"],
        "body": [
            "---",
            "title: ${1:Title}",
            "date: $CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE",
            "tags: [${2:tag}]",
            "---",
            "",
            "$0",
        ],
        "description": "The head of a post",
    },
    "Journal": {
        "prefix": "journal",
        "body": "journal: ${1:reading}",
        "description": "The notebook that a post belongs to",
    },
    "Series": {
        "prefix": "series",
        "body": ["series: ${1:A parser from scratch}", "part: ${2:1}"],
        "description": "The series that a post is a part of",
    },
    "Status": {
        "prefix": "status",
        "body": "status: ${1|seedling,budding,evergreen|}",
        "description": "How far a post has grown",
    },
    "Picture": {"prefix": "image", "body": "![${1:what it shows}](${2:picture.png})", "description": "A picture"},
    "Callout": {
        "prefix": [">", "callout"],
        "body": [f"> [!${{1|{','.join(_CALLOUTS)}|}}]", "> ${2:Text}", "$0"],
        "description": "A callout of any kind",
    },
    "Question": {
        "prefix": "question",
        "body": ["> [!question]", "> ${1:What do I not know yet?}", "$0"],
        "description": "A question, which is listed at /questions/",
    },
}


def files() -> Mapping[str, str]:
    """The text of each file, by its path from the site's folder."""
    return {
        ".vscode/settings.json": _text(_SETTINGS),
        ".vscode/extensions.json": _text(_EXTENSIONS),
        ".vscode/tasks.json": _text(_TASKS),
        ".vscode/journal.code-snippets": _text({name: {"scope": "markdown", **one} for name, one in _SNIPPETS.items()}),
        SCHEMA: _text(settings_schema()),
        ".vscode/front-matter.schema.json": _text(front_matter_schema()),
    }


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
