"""The Markdown pipeline: every step, in order."""

from functools import lru_cache

from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from journal.dialect import Dialect
from journal.markdown.abbreviations import Abbreviations
from journal.markdown.admonitions import Admonitions
from journal.markdown.attributes import Attributes
from journal.markdown.brackets import bound_brackets
from journal.markdown.callouts import Callouts
from journal.markdown.cells import Cells
from journal.markdown.characters import Characters
from journal.markdown.codeblocks import IndentedCode
from journal.markdown.contents import Contents
from journal.markdown.converter import Converter
from journal.markdown.definitions import Definitions
from journal.markdown.emoji import emoji, part_emoji
from journal.markdown.emphasis import Emphasis
from journal.markdown.excerpts import Excerpts
from journal.markdown.fences import Fences
from journal.markdown.footnotes import FootnoteMarkup, Footnotes
from journal.markdown.formulas import Formulas
from journal.markdown.hashes import Hashes
from journal.markdown.headings import Headings
from journal.markdown.htmlblocks import HtmlBlocks
from journal.markdown.ids import Ids
from journal.markdown.images import Images
from journal.markdown.inline import Inline
from journal.markdown.paragraphs import Paragraphs
from journal.markdown.prettify import Prettify
from journal.markdown.rawhtml import RawHtml
from journal.markdown.restore import Restore
from journal.markdown.tables import Tables
from journal.markdown.tasks import Tasks
from journal.markdown.templates import CodeAndTemplates
from journal.markdown.typography import Typography
from journal.markdown.unescape import Unescape
from journal.markdown.whitespace import Whitespace

# The numbers are Python-Markdown's priorities: higher goes first. Names in brackets are steps of the libraries.

ON_LINES: tuple[tuple[str, float, type[Preprocessor]], ...] = (
    ("characters", 60, Characters),
    ("fences", 50, Fences),
    ("formulas", 40, Formulas),
    ("normalize_whitespace", 30, Whitespace),
    ("html_block", 20, HtmlBlocks),
    # Raw HTML is put aside by now; then blocks are read.
)

ON_TREE: tuple[tuple[str, float, type[Treeprocessor]], ...] = (
    # 50 [footnote]: the list of footnotes is made.
    ("paragraphs", 40, Paragraphs),
    ("tasks", 30, Tasks),
    # 20 [inline]: links, emphasis, code …; 19.99 [quotes].
    ("callouts", 19.5, Callouts),
    # 19 and 15 [footnote-reorder, footnote-duplicate].
    ("prettify", 10, Prettify),
    # 8 [attr_list]; 7 [abbr].
    ("typography", 6, Typography),
    ("restore", 5, Restore),
    ("unescape", 0, Unescape),
    # From here on, text is what will be shown.
    ("indented-code", -1, IndentedCode),
    ("images", -2, Images),
    ("tables", -3, Tables),
    ("footnote-markup", -4, FootnoteMarkup),
    ("headings", -5, Headings),
    ("contents", -6, Contents),
    ("ids", -7, Ids),
    ("excerpts", -8, Excerpts),
)


@lru_cache
def pipeline(dialect: Dialect) -> Converter:
    """A converter for that dialect, put together once."""
    converter = Converter(
        dialect,
        output_format="html",
        extensions=[
            "admonition",
            "def_list",
            "md_in_html",
            "sane_lists",
            "tables",
            Abbreviations(),
            Attributes(),
            Footnotes(),
            "pymdownx.details",
            "pymdownx.magiclink",
            "pymdownx.quotes",
            "pymdownx.tilde",
            *([emoji()] if dialect.emoji else []),
        ],
        extension_configs={
            "pymdownx.quotes": {"callouts": True},
            "pymdownx.tilde": {"subscript": False},
        },
    )
    bound_brackets(converter)
    part_emoji(converter)
    converter.inlinePatterns.register(CodeAndTemplates(converter), "backtick", 190)
    converter.inlinePatterns.register(Emphasis(converter), "em_strong", 61)
    converter.parser.blockprocessors.register(Admonitions(converter.parser), "admonition", 105)
    converter.parser.blockprocessors.register(Cells(converter.parser, {"use_align_attribute": False}), "table", 75)
    converter.parser.blockprocessors.register(Hashes(converter.parser), "hashheader", 70)
    converter.parser.blockprocessors.register(Definitions(converter.parser), "definitions", 25.5)
    converter.ESCAPED_CHARS += ['"', "'", "$", "|", "~", "<"]
    converter.treeprocessors.register(Inline(converter), "inline", 20)
    converter.postprocessors.register(RawHtml(converter), "raw_html", 30)
    left_out = _left_out(dialect)
    for name, priority, preprocessor in ON_LINES:
        if name not in left_out:
            converter.preprocessors.register(preprocessor(converter), name, priority)
    for name, priority, treeprocessor in ON_TREE:
        if name not in left_out:
            converter.treeprocessors.register(treeprocessor(converter), name, priority)
    return converter


def _left_out(dialect: Dialect) -> set[str]:
    """Names of the steps that the dialect does without."""
    switches = {"formulas": dialect.math, "typography": dialect.smart_quotes}
    return {name for name, wanted in switches.items() if not wanted}
