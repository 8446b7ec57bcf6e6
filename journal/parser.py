"""Parser: a process that gets ready to parse the few posts that were edited, while this one finds out which."""

from collections.abc import Sequence
from datetime import tzinfo
from functools import partial
from typing import TYPE_CHECKING

from journal import pool
from journal.aside import Aside
from journal.config import Config
from journal.dialect import Addition, Dialect
from journal.options import Options

if TYPE_CHECKING:  # slow, and only names here
    from journal.document import Raw
    from journal.records import Result
    from journal.registry import Registry

Parser = Aside["tuple[Sequence[Raw], Dialect]", "list[Result]"]


def parser_for(config: Config, options: Options) -> Parser:
    """A parser of the site's posts; a process of its own where there is a state that knows the others."""
    known = (config.root / ".journal" / "build.sqlite").exists() and not options.clean
    work = partial(_work, zone=config.zone)
    # To import all that parses one post takes as long as to go through what is known of thousands.
    ready = partial(_get_ready, work, dialect_of(config))
    return Aside(ready, work, wanted=known and (options.workers or pool.cores()) > 1)


def dialect_of(config: Config, registry: "Registry | None" = None) -> Dialect:
    """The Markdown of a site; with a registry, all of it, else without what its own modules add. Raises OSError."""
    additions: tuple[Addition, ...] = ()
    if registry is not None and registry.parsing:
        from journal.additions import additions_of  # noqa: PLC0415 - most sites have none

        additions = additions_of(registry, config)
    return Dialect(
        smart_quotes=config.smart_quotes,
        emoji=config.emoji,
        math=config.math,
        line_numbers=config.line_numbers,
        language=config.language,
        inline_tags=config.inline_tags and "tag" not in config.disable,
        questions=config.learning_questions,
        plans=config.learning_plans,
        terms=config.learning_terms,
        resources=config.learning_resources,
        additions=additions,
    )


def parse_raws(raws: "Sequence[Raw]", dialect: Dialect, zone: tzinfo, wanted: str = "") -> "list[Result]":
    """As `parse_batch`, which is imported only when there is something to parse."""
    from journal.batch import parse_batch  # noqa: PLC0415 - Markdown, Pygments and YAML come with it

    return parse_batch(raws, dialect, zone, wanted)


def _work(task: "tuple[Sequence[Raw], Dialect]", zone: tzinfo) -> "list[Result]":
    raws, dialect = task
    return parse_raws(raws, dialect, zone)


def _get_ready(work: "partial[list[Result]]", dialect: Dialect) -> None:
    from journal.document import Raw  # noqa: PLC0415 - not before the process is on its own

    work(([Raw("a.md", "page", b"---\ntitle: A\n---\n*A* `b` [c](d)\n")], dialect))
