"""Extending: the Markdown extensions of a site in the pipeline."""

import traceback

from markdown.extensions import Extension

from journal.additions import Broken, added_by, files_with
from journal.diagnostics import ContentError, Diagnostic
from journal.dialect import Addition
from journal.markdown.converter import Converter


def extend(converter: Converter, additions: tuple[Addition, ...]) -> None:
    """Let these extensions register their steps. Raises Broken, and ContentError for one that would do nothing."""
    blocks = converter.parser.blockprocessors
    for name, make in added_by(additions).markdown.items():
        before = list(blocks)
        try:
            extension: object = make()
            if isinstance(extension, Extension):
                converter.registerExtensions([extension], {})
        except Exception as error:
            raise Broken(error, f"the Markdown extension {name!r} cannot be used", everywhere=True) from error
        if not isinstance(extension, Extension):
            message = f"the Markdown extension {name!r} is none of Python-Markdown's, but {type(extension).__name__}"
            raise ContentError([Diagnostic("extensions", message, "register the class, or a function that makes one")])
        if any(block not in before for block in blocks):
            message = f"the Markdown extension {name!r} adds a block processor, which is never asked"
            hint = "write a shortcode, a preprocessor or a tree processor instead: blocks are read by journal itself"
            raise ContentError([Diagnostic("extensions", message, hint)])


def is_theirs(error: Exception, additions: tuple[Addition, ...]) -> bool:
    """Whether an error was raised below the code of an extension."""
    own = {str(file) for file in files_with(additions)}
    return any(frame.filename in own for frame in traceback.extract_tb(error.__traceback__))
