"""Build: from a folder of posts to a site, if there is anything to do."""

import contextlib
import os
import time
from collections.abc import Callable
from datetime import UTC, datetime

from journal import disk, intent
from journal.config import Config, require_journal
from journal.diagnostics import ContentError, Diagnostic
from journal.lock import lock
from journal.lookout import lookout_for
from journal.options import Options
from journal.output import check_output
from journal.parser import parser_for
from journal.report import Report
from journal.scan import scan
from journal.seal import inputs_of, seal, sealed


def build(config: Config, options: Options | None = None, *, wait: Callable[[], None] | None = lambda: None) -> Report:
    """Build a site. Raises ContentError, with the old output untouched, when the content has errors.

    While another build is at work in the folder, calls `wait` and waits for it; with None, that is an error.
    """
    check_output(config)
    require_journal(config.root)
    try:
        with lock(config.root / ".journal", wait):
            return build_held(config, options or Options())
    except OSError as problem:
        raise ContentError([disk.of_the_disk(problem, config)]) from None
    except MemoryError:
        hint = "with --workers 1 a build takes less"
        raise ContentError([Diagnostic("journal", "there is not enough memory to build the site", hint)]) from None


def build_held(config: Config, options: Options) -> Report:
    """Build, for one who holds the lock of the folder and has checked the output. Raises OSError, too."""
    if intent.is_pending(config.root / ".journal"):
        from journal.recovery import recover  # noqa: PLC0415 - after a kill only

        recover(config.root / ".journal")
    now = moment_of_build()
    sources = scan(config)
    inputs = inputs_of(config, sources)
    report = None if options.clean or options.thorough else sealed(config, inputs, now)
    if report and not (options.strict and report.warnings):
        return report
    with parser_for(config, options) as parser, lookout_for(config, options) as lookout:
        from journal.rebuild import rebuild  # noqa: PLC0415 - Jinja and SQLite come with it

        report = rebuild(config, sources, now, options, parser, lookout)
    if not report.written.left:  # which is to be told once
        with contextlib.suppress(OSError):  # the site stands; without a seal the next build only takes longer
            seal(config, inputs, now, report)
    return report


def moment_of_build() -> datetime:
    """Now, which decides what is still to come and what has expired; `SOURCE_DATE_EPOCH` where it is set."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        return datetime.fromtimestamp(int(epoch) if epoch else time.time(), UTC)
    except (ValueError, OverflowError, OSError):
        message = f"SOURCE_DATE_EPOCH is {epoch!r}, which is no number of seconds since 1970"
        raise ContentError([Diagnostic("the environment", message)]) from None
