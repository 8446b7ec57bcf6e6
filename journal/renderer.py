"""Renderer: from a planned page to the bytes of its file. Sees no clock, and of the site what it asks for."""

from collections.abc import Iterable
from functools import cached_property

import jinja2
from markupsafe import Markup

from journal import __version__
from journal.addresses import absolute_url
from journal.blame import problem_of_code
from journal.diagnostics import Diagnostic, Place
from journal.facets import Facets, Key
from journal.feedlinks import feeds_of_site
from journal.frozen import frozen
from journal.ground import named_in
from journal.page import Page, View
from journal.reader import Reader
from journal.registry import Registry
from journal.state import Damaged
from journal.templating import environment, script_json, template_problem
from journal.views import AuthorView, FeedLink, MenuItem, PageView, SiteView

_UNPRINTABLE = bytes({*range(0x20)} - set(b"\t\n\r"))
"""What no XML file may hold, not even escaped, and no HTML file either (https://www.w3.org/TR/xml/#charsets)."""
_NO_CHARACTERS = ("\ufffe", "\uffff")
"""The same, beyond ASCII. A text with none but western letters knows that it has none of them."""


@frozen
class Made:
    """The bytes of a page, and what was asked of the site to make them."""

    data: bytes
    reads: tuple[Key, ...]


def _bytes_of(text: str) -> bytes:
    for none in _NO_CHARACTERS:
        if none in text:
            text = text.replace(none, "")
    return text.encode("utf-8", "xmlcharrefreplace").translate(None, _UNPRINTABLE)


class Renderer:
    """Makes the pages of one site."""

    def __init__(self, facets: Facets, registry: Registry, compiled: jinja2.BytecodeCache | None = None) -> None:
        self.facets, self._site, self._kinds = facets, facets.site, registry.page_kinds
        self._env = environment(self._site.config, registry.filters, compiled)

    def get_ready(self, pages: Iterable[Page]) -> None:
        """Have Jinja read what these pages are made with, so that it is known to whoever makes them."""
        left: list[str | None] = [*{page.template for page in pages}]
        seen: set[str | None] = {None, ""}
        while left:
            name = left.pop()
            if name in seen or name is None:
                continue
            seen.add(name)
            try:
                template = self._env.get_template(name)
            except MemoryError:
                raise
            except Exception:  # noqa: BLE001, S112 - whatever it is, the first page that is made with it will tell
                continue
            left += named_in(template.filename) if template.filename else ()

    def render(self, page: Page) -> Made | Diagnostic:
        """The file of a page, or why there is none."""
        reader = Reader(self.facets, page)
        about = page.source or page.permalink
        try:
            view = self._kinds[page.kind].view(page, reader)
        except (Damaged, MemoryError):  # no fault of the kind's
            raise
        except Exception as error:  # noqa: BLE001 - the view of an extension may raise anything; it is told, not hidden
            return problem_of_code(error, self._site.config.root, f"the page kind {page.kind!r} cannot make {about}")
        if view.content is not None:
            return Made(view.content, reader.reads)
        try:
            text = self._env.get_template(page.template).render(
                view.data,
                site=self._site_view,
                page=self._page_view(page, view, reader),
                url=reader.url,
                absolute=reader.absolute,
            )
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001 - a template or its filters may raise anything; it is told, not hidden
            return template_problem(error, self._site.config.root, page.template, about, self._chosen_at(page))
        return Made(_bytes_of(text), reader.reads)

    def _chosen_at(self, page: Page) -> Place | None:
        """Where the front matter names the template of a page."""
        document = self._site.documents.get(page.source)
        return document.front.place("template") if document and document.front.template == page.template else None

    @cached_property
    def _feeds(self) -> tuple[FeedLink, ...]:
        return feeds_of_site(self._site.config)

    @cached_property
    def _site_view(self) -> SiteView:
        config = self._site.config
        return SiteView(
            title=config.title,
            description=config.description,
            url=config.url,
            language=config.language,
            author=AuthorView(config.author.name, config.author.email, config.author.url),
            menu=tuple(MenuItem(title, url) for title, url in config.menu),
            licence=config.licence,
            generator=f"journal {__version__}",
            extra=config.extra,
        )

    def _page_view(self, page: Page, view: View, reader: Reader) -> PageView:
        config = self._site.config
        canonical = page.permalink
        if page.kind == "redirect":
            canonical = reader.entry(page.subject).permalink
        return PageView(
            kind=page.kind,
            permalink=page.permalink,
            title=view.title,
            description=view.description,
            canonical=absolute_url(canonical, config) if config.url else "",
            feeds=(*self._feeds, *view.feeds),
            image=reader.absolute(view.cover.url) if view.cover else "",
            image_alt=view.cover.alt if view.cover else "",
            noindex=view.noindex,
            json_ld=script_json(view.json_ld) if view.json_ld else Markup(""),
        )
