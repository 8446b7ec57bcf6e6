"""What a process that builds for a served site has at hand before a test begins: a server of processes imports this."""

import tempfile
from contextlib import ExitStack
from pathlib import Path

from compiled import compiled_once

from journal import rebuild  # noqa: F401 - slow, and each process needs it
from journal.config import load_config
from journal.document import Raw
from journal.parser import dialect_of, parse_raws
from journal.serve import deputy, glance, worker  # noqa: F401 - the same
from journal.templating import environment

kept = ExitStack()
kept.enter_context(compiled_once())
with tempfile.TemporaryDirectory() as folder:
    config = load_config(Path(folder))
    templates = environment(config, {})
    for name in templates.list_templates(extensions=["html", "xml", "txt"]):
        templates.get_template(name)
    parse_raws([Raw("a.md", "page", b"---\ntitle: A\n---\n*A* `b` [c](d)\n")], dialect_of(config), config.zone)
