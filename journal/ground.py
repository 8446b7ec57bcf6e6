"""Ground: what pages depend on besides the content, each with a digest."""

import json
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from journal.config import Config, Deploy
from journal.engine import engine_stamp
from journal.frozen import frozen
from journal.modules import digest_of_module, files_of
from journal.output import stamp_in
from journal.scan import Source
from journal.stage import digest_of, digest_of_file
from journal.state import State

_NAMING = re.compile(
    r"""\{%[-+]?\s*(?:extends|include|import|from)\b"""
    r"""(?:\s*(["'])([^"'\\]+)\1(?=\s*(?:[-+]?%\}|(?:ignore|with|without|import|as)\b)))?"""
)
"""What names another template, and its name if that stands there in full."""
_PARTS = ("settings", "extensions", "this program")


@frozen
class Ground:
    """A digest of each part of it."""

    parts: str
    """Those that every page stands on, in the order of their names, with a space between."""
    templates: Mapping[str, str]
    """Of each template with all that it extends, includes and imports, by name."""
    files: Mapping[str, str]
    """What the file system said of each file that was looked into."""

    def below(self, template: str) -> str:
        """What a page made with a template stands on."""
        return f"{self.parts} {self.templates.get(template, '')}"

    def stands_below(self, before: str) -> bool:
        """Whether a page stood on this, whatever its template was and is."""
        return before.startswith(f"{self.parts} ")

    def stands(self) -> bool:
        """Whether these files are still what they were; they are read again when a page is made."""
        return all(_stamp(file) == stamp for file, stamp in self.files.items())

    def what_changed(self, before: str, template: str) -> str:
        """Which part is no longer what it was before, in words."""
        pairs = zip((*_PARTS, f"template {template}"), before.split(" "), self.below(template).split(" "), strict=False)
        return next((name for name, old, new in pairs if old != new), "this program")


def ground_of(config: Config, sources: Sequence[Source], state: State) -> Ground:
    """The ground of a site. Raises OSError and Damaged."""
    # Where the folder lies and where it goes, which posts are let through and what is checked is not what a page shows.
    where = replace(config, root=Path(), output=Path(), elsewhere=False, deploy=Deploy())
    settings = replace(where, drafts=False, future=False, check_ignore=(), check_skip=())
    modules = [str(file) for name in config.extensions for file in files_of(name, config.root)]
    templates = {source.path.partition("/")[2]: source.file for source in sources if source.role == "template"}
    files = {file: _stamp(file) for file in (*templates.values(), *modules)}
    extensions = "\n".join(f"{name} {digest_of_module(name, config.root)}" for name in config.extensions)
    parts = (_digest(repr(settings)), _digest(extensions), _digest(engine_stamp()))
    return Ground(" ".join(parts), _templates(templates, state), files)


def _templates(files: Mapping[str, str], state: State) -> Mapping[str, str]:
    """A digest of each template together with all that it extends, includes and imports."""
    digests = {name: digest_of_file(file) for name, file in files.items()}
    basis = _digest(repr(digests))
    if kept := state.fact("templates", basis):
        known: Mapping[str, str] = json.loads(kept)
        return known
    named = {name: named_in(file) for name, file in files.items()}
    found = {name: _with_those_below(name, digests, named) for name in digests}
    state.keep_fact("templates", basis, json.dumps(found, ensure_ascii=False))
    return found


def named_in(file: str) -> frozenset[str | None]:
    """The templates that a template names; None among them for one whose name is worked out as it runs."""
    try:
        return named_by(Path(file).read_text("utf-8"))
    except UnicodeError:
        return frozenset((None,))


@lru_cache(256)  # while a site is served, one template is edited and all the others are as they were
def named_by(text: str) -> frozenset[str | None]:
    """What a template of this text names; only where that is no plain name must Jinja read all of it, which is slow."""
    names = [name for _, name in _NAMING.findall(text)]
    if all(names):
        return frozenset(names)
    import jinja2  # noqa: PLC0415 - as slow
    from jinja2 import meta  # noqa: PLC0415

    try:
        return frozenset(meta.find_referenced_templates(jinja2.Environment().parse(text)))  # noqa: S701 - nothing is rendered
    except (jinja2.TemplateError, RecursionError):
        return frozenset((None,))


def _with_those_below(name: str, digests: Mapping[str, str], named: Mapping[str, frozenset[str | None]]) -> str:
    below: dict[str, str] = {}
    left: list[str | None] = [name]
    while left:
        one = left.pop()
        if one is None:
            return _digest(repr(digests))
        one = "/".join(part for part in one.split("/") if part not in ("", "."))  # as Jinja looks for it
        if one not in below:
            below[one] = digests.get(one, "")  # one that is missing now may be there tomorrow
            left += named.get(one, ())
    return _digest(repr(sorted(below.items())))


def _stamp(file: str) -> str:
    try:
        return stamp_in(os.stat(file))
    except OSError:
        return ""


def _digest(text: str) -> str:
    return digest_of(text.encode("utf-8", "surrogatepass"))[:16]
