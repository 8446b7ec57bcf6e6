"""Markdown: from a text to HTML, headings, an excerpt and what the author should look at."""

from journal.dialect import Dialect
from journal.markdown.containers import TooDeep
from journal.markdown.converter import as_it_stands
from journal.markdown.pipeline import pipeline
from journal.markdown.result import Heading, Problem, Rendered

__all__ = ["Heading", "Problem", "Rendered", "convert"]


def convert(text: str, dialect: Dialect = Dialect(), title: str = "") -> Rendered:  # noqa: B008 - it is frozen
    """Render a text; a pure function that gives a result for every input.

    With a title, a leading level-1 heading of the same words is left out; without, it becomes the title.
    """
    converter = pipeline(dialect)
    try:
        return converter.read(text, title)
    except (RecursionError, TooDeep):
        message = "quotations, lists or brackets are nested too deep"
    except Exception:  # noqa: BLE001 - an author gets a page and a word, whatever the libraries trip over
        message = "this text could not be rendered, which is a defect of journal; please report it"
    # A converter that was interrupted may remember the text.
    pipeline.cache_clear()
    return as_it_stands(text, title, message)
