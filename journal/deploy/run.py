"""Run: build, look at what would change, ask if that is much, deploy; all while no other build is at work."""

from collections.abc import Callable

from journal import disk
from journal.build import build_held
from journal.config import Config, require_journal
from journal.deploy.built import built_site, left_behind, refuse_changed_by_hand
from journal.deploy.choose import target_of
from journal.deploy.target import Changes, refused
from journal.diagnostics import ContentError, Diagnostic
from journal.frozen import frozen
from journal.lock import lock
from journal.options import Options
from journal.output import check_output
from journal.survey import survey
from journal.urls import LOCK, keep_lock, read_lock, with_paths


@frozen
class Deployed:
    """What a deploy did."""

    where: str
    changes: Changes
    note: str
    """What came of it, in the target's own terms."""
    warnings: tuple[Diagnostic, ...]
    begun: int = 0
    """How many addresses are on the list that this deploy began."""


@frozen
class Wish:
    """How an author wants it."""

    target: str = ""
    """As on the command line; else that of the settings."""
    dry_run: bool = False
    agree: Callable[[str, Changes], bool] = lambda _where, _changes: False
    """Asked before over a fifth of the files go."""
    wait: Callable[[], None] = lambda: None
    """Told that another build is at work."""


def deploy(config: Config, options: Options, wish: Wish) -> Deployed:
    """Build a site and deploy it. Raises ContentError where one of the two cannot be."""
    target = target_of(wish.target, config)
    check_output(config)
    require_journal(config.root)
    try:
        with lock(config.root / ".journal", wish.wait):
            refuse_changed_by_hand(config)
            report = build_held(config, options)
            built = built_site(config)
            changes = target.look(built)
            warnings = (*report.warnings, *left_behind(config, built))
            if wish.dry_run:
                return Deployed(target.shown, changes, "", warnings)
            note = ""
            if changes:
                if changes.removes_much and not wish.agree(target.shown, changes):
                    raise _not_agreed(target.shown)
                note = target.put(built, changes)
            return Deployed(target.shown, changes, note, warnings, _begin_list(config))
    except OSError as problem:
        raise ContentError([disk.of_the_disk(problem, config)]) from None


def _not_agreed(where: str) -> ContentError:
    return refused(where, "over a fifth of its files would be removed", "if that is as it should be, deploy with --yes")


def _begin_list(config: Config) -> int:
    """Begin the list of published addresses with the first deploy; how many that are."""
    known = read_lock(config.root)
    if known.begun:
        return 0
    paths = survey(config, known).lasting
    try:
        keep_lock(config.root, with_paths(known, paths))
    except OSError as problem:
        message = f"the site is deployed, but the list of its addresses cannot be written: {problem.strerror}"
        raise ContentError([Diagnostic(LOCK, message)], written=True) from None
    return len(paths)
