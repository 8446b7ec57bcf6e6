"""Render: from a planned page to the bytes of its file. Sees no clock, and nothing but the site."""

import re
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from markupsafe import Markup

from journal import __version__, stage
from journal.addresses import absolute_url, output_of
from journal.diagnostics import Diagnostic, Place
from journal.extensions import problem_of_code, registry_of
from journal.kinds.feeds import feeds_of_site
from journal.page import Page, View
from journal.reader import Reader
from journal.registry import Registry
from journal.site import Site
from journal.stage import Output
from journal.templating import environment, script_json, template_problem
from journal.views import AuthorView, MenuItem, PageView, SiteView

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What no XML file may hold, not even escaped, and no HTML file either (https://www.w3.org/TR/xml/#charsets)."""


class Renderer:
    """Makes the pages of one site."""

    def __init__(self, site: Site, registry: Registry) -> None:
        self._site, self._kinds = site, registry.page_kinds
        self._env = environment(site.config, registry.filters)
        self._positions = {entry.source: n for n, entry in enumerate(site.entries)}

    def render(self, page: Page) -> bytes | Diagnostic:
        """The file of a page, or why there is none."""
        reader = Reader(self._site, page, self._positions)
        about = page.source or page.permalink
        try:
            view = self._kinds[page.kind].view(page, reader)
        except Exception as error:  # noqa: BLE001 - the view of an extension may raise anything; it is told, not hidden
            return problem_of_code(error, self._site.config.root, f"the page kind {page.kind!r} cannot make {about}")
        try:
            text = self._env.get_template(page.template).render(
                view.data,
                site=self._site_view,
                page=self._page_view(page, view, reader),
                url=reader.url,
                absolute=reader.absolute,
            )
        except Exception as error:  # noqa: BLE001 - a template or its filters may raise anything; it is told, not hidden
            return template_problem(error, self._site.config.root, page.template, about, self._chosen_at(page))
        return _UNPRINTABLE.sub("", text).encode("utf-8", "xmlcharrefreplace")

    def _chosen_at(self, page: Page) -> Place | None:
        """Where the front matter names the template of a page."""
        document = self._site.documents.get(page.source)
        return document.front.place("template") if document and document.front.template == page.template else None

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
            feeds=(*feeds_of_site(config), *view.feeds),
            image=reader.absolute(view.cover.url) if view.cover else "",
            image_alt=view.cover.alt if view.cover else "",
            noindex=view.noindex,
            json_ld=script_json(view.json_ld) if view.json_ld else Markup(""),
        )


def render_with(renderer: Renderer, folder: Path, pages: Sequence[Page]) -> list[Output | Diagnostic]:
    """Render pages and stage them in a folder."""
    outputs: list[Output | Diagnostic] = []
    for page in pages:
        made = renderer.render(page)
        outputs.append(made if isinstance(made, Diagnostic) else stage.put(folder, output_of(page.permalink), made))
    return outputs


class _Worker:
    """The renderer of a worker process, opened once by its pool's initializer."""

    renderer: Renderer


def open_renderer(site: Site) -> None:
    """Begin a worker process."""
    _Worker.renderer = Renderer(site, registry_of(site.config))


def render_batch(folder: Path, pages: Sequence[Page]) -> list[Output | Diagnostic]:
    """`render_with` the worker's own renderer."""
    return render_with(_Worker.renderer, folder, pages)
