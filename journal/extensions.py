"""Extensions: the registry of a site, filled by the built-in page kinds and by the author's own modules."""

import traceback

from journal.blame import problem_of_code, shown
from journal.config import Config, settings_file
from journal.diagnostics import ContentError, Diagnostic, did_you_mean
from journal.kinds import BUILT_IN
from journal.modules import files_of, load
from journal.registry import Registry


def registry_of(config: Config) -> Registry:
    """Everything a site can make: the built-in kinds less the disabled ones, and its extensions.

    Raises ContentError for an extension that cannot be loaded and for a kind that does not exist.
    """
    registry = Registry()
    for module in BUILT_IN:
        module.register(registry)
    if config.extensions:
        _take_names(registry)
    for name in config.extensions:
        before = len(registry.markdown) + len(registry.shortcodes)
        try:
            load(name, config.root).register(registry)
        except Exception as problem:  # noqa: BLE001 - an extension is the author's code and may raise anything
            raise ContentError([_unusable(problem, name, config)]) from None
        if len(registry.markdown) + len(registry.shortcodes) > before:
            registry.parsing += (name,)
    for name in config.disable:
        if name not in registry.page_kinds:
            hint = did_you_mean(name, tuple(registry.page_kinds)) or f"there are {', '.join(registry.page_kinds)}"
            message = f"disable: there is no page kind {name!r}"
            raise ContentError([Diagnostic(settings_file(config), message, hint)])
        del registry.page_kinds[name]
    return registry


def _take_names(registry: Registry) -> None:
    """Let no extension have the name of a built-in shortcode; a process that parses needs nothing more of these."""
    from journal import shortcodes  # noqa: PLC0415 - most sites have no extensions

    for module in shortcodes.BUILT_IN:
        module.register(registry)


def _unusable(error: Exception, name: str, config: Config) -> Diagnostic:
    """Why an extension cannot be used: at a line of its own, or else where it is named."""
    message, files = f"the extension {name!r} cannot be used", files_of(name, config.root)
    own = {str(file) for file in files}
    if isinstance(error, SyntaxError) and error.filename in own:
        told = f"{message}: {type(error).__name__}: {error.msg}"
        line, source = error.lineno or 0, (error.text or "").rstrip("\n")
        return Diagnostic(shown(str(error.filename), config.root), told, "", line, error.offset or 0, source)
    if any(frame.filename in own for frame in traceback.extract_tb(error.__traceback__)):
        return problem_of_code(error, config.root, message, files)
    return Diagnostic(settings_file(config), f"{message}: {type(error).__name__}: {error}")
