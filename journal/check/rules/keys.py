"""`unknown-key`: front matter that nobody reads."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from journal.check.finding import Finding, Mend, Rule, found
from journal.check.subject import Subject
from journal.check.words import keys_in
from journal.fields import near_miss
from journal.modules import files_of


def _find(subject: Subject) -> Iterator[Finding]:
    for diagnostic in subject.told:
        if diagnostic.rule == "unknown-key":
            key = diagnostic.source[diagnostic.column - 1 :].lstrip("\"'")[: diagnostic.width]
            yield Finding(diagnostic, (Mend(diagnostic.path, "", key, near_miss(key)),))
    code = "\n".join(_code(subject))
    for key, sources in sorted(_unknown(subject).items()):
        if re.search(rf"(?<![\w-]){re.escape(key)}(?![\w-])", code):
            continue
        if first := next(filter(None, (_at(subject, source, key) for source in sources)), None):
            others = len(sources) - 1
            told = first.diagnostic
            yield (
                replace(first, diagnostic=replace(told, message=f"{told.message} (nor in {others} more)"))
                if others
                else first
            )


def _unknown(subject: Subject) -> dict[str, list[str]]:
    """The keys that are no fields, each with the sources that it stands in."""
    keys: dict[str, list[str]] = {}
    for source, document in sorted(subject.documents.items()):
        for key in document.front.extra or ():
            if not near_miss(key):
                keys.setdefault(key, []).append(source)
    return keys


def _at(subject: Subject, source: str, key: str) -> Finding | None:
    """The finding where a key stands; none where it stands below `extra:`, which says that it is the author's."""
    text = subject.text(source)
    words = keys_in(text.head) if text else ()
    word = next((word for word in words if word.text == key), None)
    if text is None or word is None:
        return None
    message = f"unknown front matter field {key!r}: no template reads it"
    hint = f"take it out, or write it below `extra:` if it is yours (templates see it as extra.{key})"
    return found(source, word.place(text.lines), message, hint, about=key)


def _code(subject: Subject) -> Iterator[str]:
    """All that may read front matter: templates and extensions."""
    files = [Path(source.file) for source in subject.sources if source.role == "template"]
    files += [file for name in subject.config.extensions for file in files_of(name, subject.config.root)]
    for file in files:
        text = file.read_text("utf-8", "replace")
        # Of a template only what stands in its tags is code.
        yield text if file.suffix == ".py" else "\n".join(re.findall(r"\{[{%].*?[%}]\}", text, re.DOTALL))


RULE = Rule("unknown-key", "a front matter key that means nothing, and that no template reads", _find)
