"""Reading a site without building it, for commands that only tell of it."""

from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING

from journal.cli.common import tell

if TYPE_CHECKING:  # heavy, and only names here
    from journal.config import Config
    from journal.rebuild import Read


def read_the_site(config: "Config") -> tuple["Read", datetime]:
    """The site that a build would make now, and what is now. Raises ContentError."""
    from journal.build import moment_of_build  # noqa: PLC0415 - so that `--help` and completion stay quick
    from journal.extensions import registry_of  # noqa: PLC0415
    from journal.options import Options  # noqa: PLC0415
    from journal.parser import parser_for  # noqa: PLC0415
    from journal.rebuild import read_site  # noqa: PLC0415
    from journal.recovery import mend  # noqa: PLC0415
    from journal.registry import Registry  # noqa: PLC0415
    from journal.scan import scan  # noqa: PLC0415
    from journal.state import Damaged, State  # noqa: PLC0415

    now = moment_of_build()
    tell(mend(config.root / ".journal"))
    sources, registry = scan(config), registry_of(config) if config.extensions else Registry()
    with parser_for(config, Options()) as parser:
        try:
            with closing(State.look(config.root / ".journal")) as state:
                return read_site(config, sources, registry, now, state, Options(), parser), now
        except Damaged:
            with closing(State.nothing()) as state:
                return read_site(config, sources, registry, now, state, Options(), parser), now
