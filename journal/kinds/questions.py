"""The questions of all posts: those that are open, and those that found an answer."""

from collections.abc import Iterator

from journal.page import Page, View
from journal.reader import Reader
from journal.registry import PageKind, Registry
from journal.site import Site


def register(registry: Registry) -> None:
    """Add this kind."""
    registry.add_page_kind(PageKind("questions", pages, view))


def pages(site: Site) -> Iterator[Page]:
    """One page, where there are questions."""
    if site.items.get("question"):
        yield Page("/questions/", "questions", "questions.html")


def view(_: Page, reader: Reader) -> View:
    """The open ones by age, oldest first; those that were answered last come first."""
    every = reader.items("question")
    still_open = tuple(question for question in every if not question.done)
    answered = tuple(question for question in reversed(every) if question.done)
    return View(title="Questions", data={"heading": "Questions", "open": still_open, "answered": answered})
