"""Jinja, quicker: an environment that writes the same bytes, with less said to say them.

A page makes half a dozen contexts, calls `url` thirty times and escapes a hundred short texts. Jinja does each of these
for all that templates may be; here they are done for what templates are in one build: files that do not change.
"""

from collections.abc import Callable, Iterator, MutableMapping
from functools import lru_cache
from types import CodeType, MethodType
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context
from markupsafe import Markup, escape

_SHORT = 200
"""Texts up to this length (titles, names, addresses) come again and again; longer ones would fill the memory."""

Part = Callable[[Context], Iterator[str]]
"""A template, as Jinja compiled it."""


class QuickCode(CodeGenerator):
    """Calls `url` and `absolute` as they are; what else is called may want to see the context, and goes through it."""

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, N802 - Jinja's
        """Write a call."""
        called, arguments = node.node, node.args
        plain = not (node.kwargs or node.dyn_args or node.dyn_kwargs or forward_caller) and len(arguments) == 1
        if plain and isinstance(called, nodes.Name) and called.name in ("url", "absolute"):
            self.visit(called, frame)
            self.write("(")
            self.visit(arguments[0], frame)
            self.write(")")
        else:
            super().visit_Call(node, frame, forward_caller=forward_caller)


class QuickContext(Context):
    """Calls a method without asking three times whether it wants to be told where it is called from."""

    def call(self, called: Callable[..., Any], /, *args: Any, **named: Any) -> Any:  # noqa: ANN401 - of a template
        """What a template gets for a call."""
        if type(called) is not MethodType or hasattr(called, "jinja_pass_arg"):
            return super().call(called, *args, **named)
        named.pop("_loop_vars", None)
        named.pop("_block_vars", None)
        try:
            return called(*args, **named)
        except StopIteration:  # which would end the template instead
            return self.environment.undefined("a callable raised StopIteration")


class QuickTemplate(jinja2.Template):
    """Hands itself on in one piece: many small ones would go through the hands of every template around them."""

    @classmethod
    def from_code(
        cls,
        environment: jinja2.Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],  # noqa: A002 - Jinja's name for it
        uptodate: Callable[[], bool] | None = None,
    ) -> jinja2.Template:
        """A template, as its loader makes it."""
        template = super().from_code(environment, code, globals, uptodate)
        template.root_render_func.__globals__["escape"] = escaped
        template.root_render_func = _whole(template.root_render_func)
        return template


class QuickEnvironment(jinja2.Environment):
    """Looks for a template once."""

    code_generator_class = QuickCode
    context_class = QuickContext
    template_class = QuickTemplate

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - Jinja's
        super().__init__(**options)
        self._found: dict[str, jinja2.Template] = {}

    def get_template(
        self,
        name: str | jinja2.Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - Jinja's name for it
    ) -> jinja2.Template:
        """The template of a name. Raises jinja2.TemplateNotFound."""
        if type(name) is not str or globals:
            return super().get_template(name, parent, globals)
        template = self._found.get(name)
        if template is None:
            template = self._found[name] = super().get_template(name, parent)
        return template

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """What a template sees without being told; as plain dict, for each context copies it."""
        return {**self.globals, **(d or {})}


def when_it_runs(function: Callable[..., object]) -> Callable[..., object]:
    """A filter that Jinja calls as a template runs, and never while it compiles, which it does with what is constant.

    What is compiled is kept, and the code of a site's own filter may be another by the next build.
    """
    wanted = getattr(getattr(function, "jinja_pass_arg", None), "name", "")
    if wanted == "context":
        return function

    @jinja2.pass_context
    def run(context: Context, *args: object, **named: object) -> object:
        if wanted:
            args = (context.environment if wanted == "environment" else context.eval_ctx, *args)
        return function(*args, **named)

    return run


def escaped(value: object) -> str:
    """The text of a value as HTML."""
    if type(value) is str:
        return _escaped(value) if len(value) <= _SHORT else escape(value)
    return value if type(value) is Markup else escape(value)


@lru_cache(8192)
def _escaped(text: str) -> str:
    return str(escape(text))


def _whole(part: Part) -> Part:
    def whole(context: Context) -> Iterator[str]:
        yield "".join(part(context))

    return whole
