"""Templates: what a build would say of them before it makes any page."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import jinja2
from jinja2 import nodes

from journal.config import Config
from journal.diagnostics import Diagnostic, Place
from journal.document import Document
from journal.page import Page
from journal.registry import Registry
from journal.scan import Source
from journal.templating import environment, template_problem


def problems_of_templates(
    pages: Iterable[Page],
    documents: Mapping[str, Document],
    sources: Sequence[Source],
    config: Config,
    registry: Registry,
) -> Iterator[Diagnostic]:
    """Templates that pages want, or those want in turn, and that are not there or cannot be read."""
    env = environment(config, registry.filters)
    own = str(config.root / "templates")
    is_own = {s.path.partition("/")[2]: s.file.startswith(own) for s in sources if s.role == "template"}
    left = {page.template: page for page in pages if page.template}
    seen: set[str] = set()
    while left:
        name, page = left.popitem()
        if name in seen:
            continue
        seen.add(name)
        try:
            if is_own.get(name, True):  # those that come with us are right
                env.get_template(name)
            text, _, _ = env.loader.get_source(env, name) if env.loader else ("", None, None)
            left |= dict.fromkeys(_wanted_by(env.parse(text)), page)
        except (jinja2.TemplateError, RecursionError) as error:
            chosen = _chosen(documents.get(page.source), name)
            yield template_problem(error, config.root, name, page.source or page.permalink, chosen)


def _wanted_by(template: nodes.Template) -> Iterator[str]:
    """The templates that one cannot do without."""
    for node in template.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        name = getattr(node, "template", None)
        if isinstance(name, nodes.Const) and isinstance(name.value, str) and not getattr(node, "ignore_missing", False):
            yield name.value


def _chosen(document: Document | None, template: str) -> Place | None:
    """Where the front matter names the template, if it does."""
    return document.front.place("template") if document and document.front.template == template else None
