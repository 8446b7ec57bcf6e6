"""Choose: which target is meant by what an author writes."""

import os
import re
from pathlib import Path

from journal.config import Config, settings_file
from journal.deploy.branch import Branch
from journal.deploy.folder import Folder
from journal.deploy.hosts import HOSTS
from journal.deploy.rsync import Rsync
from journal.deploy.target import Target, refused
from journal.diagnostics import did_you_mean

_AT_A_HOST = re.compile(r"(?:[^/\\:]{2,}|[^/\\:\[]*\[[0-9a-fA-F:.]+\]):.*", re.DOTALL)
"""`me@host:/srv/www`; one letter is a disk of Windows."""


def target_of(written: str, config: Config) -> Target:
    """The target of these words, or of the settings where there are none. Raises ContentError."""
    base, words = (Path.cwd(), written) if written else (config.root, config.deploy.target)
    if not words:
        hint = "name one, as in `journal deploy github`, or set `target` below [deploy]; docs/deploying.md lists them"
        raise refused(settings_file(config), "there is no target to deploy to", hint)
    if words in HOSTS:
        return Branch(HOSTS[words], config)
    if words.startswith("rsync:") and not words.startswith("rsync://"):
        place = os.path.expanduser(words.removeprefix("rsync:"))
        return Rsync(place if ":" in place else str(base / place) if place else "", config.deploy.keep)
    if _AT_A_HOST.fullmatch(words):
        return Rsync(words, config.deploy.keep)
    if re.search(r"[/\\]", words) or words.startswith("~") or (base / words).is_dir():
        return Folder((base / os.path.expanduser(words)).resolve(), config)
    names = ", ".join(HOSTS)
    hint = (
        did_you_mean(words, tuple(HOSTS)) or f"there are {names}, me@host:/folder for rsync, and a folder as in ./www"
    )
    raise refused(words, "is no target", hint)
