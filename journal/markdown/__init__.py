"""Markdown: from a text to HTML, headings, an excerpt and what the author should look at."""

from journal.additions import Broken
from journal.diagnostics import ContentError
from journal.dialect import Dialect
from journal.markdown.containers import TooDeep
from journal.markdown.converter import as_it_stands
from journal.markdown.extending import is_theirs
from journal.markdown.pipeline import pipeline
from journal.markdown.result import Heading, Problem, Rendered
from journal.stack import same_stack

__all__ = ["Heading", "Problem", "Rendered", "convert"]


def convert(
    text: str,
    dialect: Dialect = Dialect(),  # noqa: B008 - it is frozen
    title: str = "",
    excerpt: str = "",
) -> Rendered:
    """Render a text; a pure function that gives a result for every input, unless a site's own modules are at fault.

    With a title, a leading level-1 heading of the same words is left out; without, it becomes the title. With an
    excerpt, none is looked for. Raises Broken for an extension that fails, ContentError for one that is not here,
    MemoryError and OSError.
    """
    try:
        with same_stack():  # how deep a text may be nested is not to hang on who reads it
            return pipeline(dialect).read(text, title, excerpt)
    except (Broken, ContentError):
        pipeline.cache_clear()
        raise
    except (RecursionError, TooDeep):
        message = "quotations, lists or brackets are nested too deep"
    except Exception as error:
        # An author gets a page and a word, whatever the libraries trip over.
        if dialect.additions and is_theirs(error, dialect.additions):
            pipeline.cache_clear()
            raise Broken(error, "a Markdown extension cannot read the text") from error
        if isinstance(error, (MemoryError, OSError)):  # of the machine, not of the text, for which it would be kept
            pipeline.cache_clear()
            raise
        message = "this text could not be rendered, which is a defect of journal; please report it"
    # A converter that was interrupted may remember the text.
    pipeline.cache_clear()
    return as_it_stands(text, title, message)
