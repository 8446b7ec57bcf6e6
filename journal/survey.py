"""Survey: a site as it is planned, looked at without being built."""

from contextlib import closing

from journal.build import moment_of_build
from journal.config import Config
from journal.diagnostics import ContentError, Diagnostic
from journal.extensions import registry_of
from journal.frozen import frozen
from journal.lost import Losses, lasting
from journal.options import Options
from journal.output import note_file
from journal.parser import parser_for
from journal.plan import plan
from journal.rebuild import lost, read_site
from journal.scan import scan
from journal.state import Damaged, State
from journal.traces import read_traces
from journal.urls import Lock


@frozen
class Survey:
    """What a build would publish."""

    lasting: frozenset[str]
    """The addresses that readers are promised."""
    losses: Losses
    warnings: tuple[Diagnostic, ...]


def survey(config: Config, lock: Lock) -> Survey:
    """Look at a site and at the list of what it published. Raises ContentError for one that cannot be built."""
    try:
        with closing(State.look(config.root / ".journal")) as state:
            return _survey(config, lock, state)
    except Damaged:
        with closing(State.nothing()) as state:
            return _survey(config, lock, state)


def _survey(config: Config, lock: Lock, state: State) -> Survey:
    now, sources = moment_of_build(), scan(config)
    registry = registry_of(config)
    with parser_for(config, Options()) as parser:
        read = read_site(config, sources, registry, now, state, Options(), parser)
    planned, more = plan(read.site, registry)
    if any(diagnostic.severity == "error" for diagnostic in more):
        raise ContentError((*read.warnings, *more))
    gone = lost(lock, planned, read, read_traces(note_file(config, "traces")), now)
    return Survey(lasting(planned, registry), gone, read.warnings)
