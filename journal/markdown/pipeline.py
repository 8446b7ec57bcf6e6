"""The Markdown pipeline: every step, in order."""

from functools import lru_cache

from markdown.extensions.md_in_html import MarkdownInHtmlExtension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from pymdownx.magiclink import MagiclinkExtension
from pymdownx.tilde import DeleteSubExtension

from journal.dialect import Dialect
from journal.markdown.abbreviations import Abbreviations
from journal.markdown.anchors import Anchors
from journal.markdown.attributes import Attributes
from journal.markdown.blockids import BlockIds
from journal.markdown.blocks import Blocks
from journal.markdown.brackets import bound_brackets
from journal.markdown.breaks import BackslashBreaks
from journal.markdown.callouts import Callouts
from journal.markdown.cards import Cards
from journal.markdown.characters import Characters
from journal.markdown.codeblocks import IndentedCode
from journal.markdown.contents import Contents
from journal.markdown.converter import Converter
from journal.markdown.embeds import Embeds
from journal.markdown.emoji import emoji, part_emoji
from journal.markdown.emphasis import Emphasis
from journal.markdown.excerpts import Excerpts
from journal.markdown.extending import extend
from journal.markdown.footnotes import FootnoteMarkup, Footnotes
from journal.markdown.gather import Gather
from journal.markdown.headings import Headings
from journal.markdown.ids import Ids
from journal.markdown.images import Images
from journal.markdown.inline import Inline
from journal.markdown.inline_tags import InlineTags
from journal.markdown.marks import Marks
from journal.markdown.prettify import Prettify
from journal.markdown.rawhtml import RawHtml
from journal.markdown.restore import Restore
from journal.markdown.shortcodeblocks import Bodies
from journal.markdown.tables import Tables
from journal.markdown.tags import Tags
from journal.markdown.tasks import Tasks
from journal.markdown.templates import CodeAndTemplates
from journal.markdown.typography import Typography
from journal.markdown.unescape import Unescape
from journal.markdown.wikilinks import Wikilinks

# The numbers are Python-Markdown's priorities: higher goes first. Names in brackets are steps of the libraries.

ON_LINES: tuple[tuple[str, float, type[Preprocessor]], ...] = (
    ("characters", 60, Characters),
    # Then blocks are read.
)

ON_TREE: tuple[tuple[str, float, type[Treeprocessor]], ...] = (
    # 50 [footnote]: the list of footnotes is made.
    ("bodies", 45, Bodies),
    ("block-ids", 31, BlockIds),
    ("tasks", 30, Tasks),
    # 20 [inline]: links, emphasis, code …
    ("callouts", 19.5, Callouts),
    # 19 and 15 [footnote-reorder, footnote-duplicate].
    ("embeds", 14, Embeds),
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
    ("cards", -6.5, Cards),
    ("ids", -7, Ids),
    ("anchors", -7.5, Anchors),
    ("excerpts", -8, Excerpts),
    ("gather", -9, Gather),
)


@lru_cache
def pipeline(dialect: Dialect) -> Converter:
    """A converter for that dialect, put together once. Raises Broken and ContentError for what others add to it."""
    abbreviations, footnotes = Abbreviations(), Footnotes()
    converter = Converter(
        dialect,
        output_format="html",
        extensions=[
            # Named, they would be looked for in all that is installed.
            MarkdownInHtmlExtension(),
            abbreviations,
            Attributes(),
            footnotes,
            MagiclinkExtension(),
            DeleteSubExtension(subscript=False),
            *([emoji()] if dialect.emoji else []),
        ],
    )
    converter.parser = Blocks(converter, footnotes, abbreviations)
    for name in ("normalize_whitespace", "html_block"):
        converter.preprocessors.deregister(name)
    bound_brackets(converter)
    part_emoji(converter)
    converter.inlinePatterns.register(CodeAndTemplates(converter), "backtick", 190)
    converter.inlinePatterns.register(BackslashBreaks(r"\\\n", converter), "backslash-break", 179)
    converter.inlinePatterns.register(Wikilinks(converter), "wikilink", 185)
    converter.inlinePatterns.register(Tags(converter), "html", 90)
    converter.inlinePatterns.register(Marks(converter), "mark", 62)
    converter.inlinePatterns.register(Emphasis(converter), "em_strong", 61)
    converter.inlinePatterns.register(InlineTags(converter), "inline-tag", 50)
    converter.ESCAPED_CHARS += ['"', "'", "$", "|", "~", "<", "=", "%", "^"]
    if dialect.additions:
        extend(converter, dialect.additions)
    converter.treeprocessors.register(Inline(converter), "inline", 20)  # which reads what patterns there are
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
    switches = {"typography": dialect.smart_quotes}
    return {name for name, wanted in switches.items() if not wanted}
