"""`unused-image`: pictures that nothing shows."""

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from journal.check.finding import Finding, Rule, found
from journal.check.subject import Subject
from journal.diagnostics import NOWHERE
from journal.links import ROOT, SOURCE, WIKI, target_of, within_site
from journal.modules import files_of

_BY_NAME = re.compile(r"(?:favicon|apple-touch-icon|android-chrome|mstile|safari-pinned-tab|icon)[^/]*", re.IGNORECASE)
"""What browsers look for by themselves."""
_TEXTS = (".css", ".js", ".mjs", ".html", ".htm", ".xml", ".json", ".webmanifest", ".txt", ".svg", ".md")
_LARGEST = 2_000_000


def _find(subject: Subject) -> Iterator[Finding]:
    used = set(_used(subject))
    left = [image.path for image in subject.images() if image.path not in used]
    left = [path for path in left if not _BY_NAME.fullmatch(posixpath.basename(path))]
    code = "\n".join(_code(subject)) if left else ""
    for path in left:
        if not _is_named(path, code) and not any(_is_named(path, text) for text in _texts_around(subject, path)):
            yield found(
                path, NOWHERE, "no post, page, template or style sheet shows this picture", "delete it, or show it"
            )


def _used(subject: Subject) -> Iterator[str]:
    """The sources of what posts and pages refer to, drafts among them."""
    of_permalink = {file.permalink: file.source for file in subject.site.files}
    for source, document in subject.documents.items():
        refs = (ref for ref in subject.outlines[source].refs if not ref.url.startswith(WIKI))
        targets = {target_of(symbol) for ref in refs if (symbol := subject.symbol(ref))}
        targets |= {link.target for link in document.links}
        if document.front.cover:
            targets.add(within_site(document.front.cover, source))
        for target in targets:
            yield from _files(target)
            if target.startswith((SOURCE, ROOT)) and (permalink := subject.permalink(target, source)):
                yield of_permalink.get(permalink, "")
    for leads in subject.site.leads.values():
        yield from (lead.source for lead in leads.values())


def _files(target: str) -> Iterator[str]:
    """The sources that a symbolic link may mean, whether or not the site has them."""
    path = target.partition(":")[2]
    if target.startswith(SOURCE):
        yield path
    elif target.startswith(ROOT):
        yield from (path[1:], f"static{path}", f"posts{path}", f"pages{path}")


def _is_named(path: str, text: str) -> bool:
    name = posixpath.basename(path)
    return name in text or quote(name) in text


def _texts_around(subject: Subject, path: str) -> Iterator[str]:
    """The sources of posts and pages that lie beside a file or above it, as they are written."""
    folder = posixpath.dirname(path) + "/"
    for source in (*subject.documents, *sorted(subject.unread)):
        if folder.startswith(posixpath.dirname(source) + "/") and (text := subject.text(source)):
            yield text.whole


def _code(subject: Subject) -> Iterator[str]:
    """Whatever else may name a picture."""
    root = subject.config.root
    files = [root / subject.settings]
    files += [file for name in subject.config.extensions for file in files_of(name, root)]
    for source in subject.sources:
        file = Path(source.file)
        if source.role == "template" or (source.role in ("asset", "static") and file.suffix.lower() in _TEXTS):
            files.append(file)
    for file in files:
        if file.is_file() and file.stat().st_size < _LARGEST:
            yield file.read_text("utf-8", "replace")


RULE = Rule("unused-image", "a picture that no text, template or style sheet names", _find)
