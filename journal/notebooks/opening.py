"""Opening a notebook: from the text of its file to a page's worth of HTML, pictures and remarks."""

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from html import escape, unescape
from urllib.parse import quote, unquote

from journal.diagnostics import Diagnostic, Place
from journal.dialect import Dialect
from journal.document import OwnFile
from journal.frontmatter import FrontMatter
from journal.heads import Head
from journal.markdown import Rendered
from journal.markdown.codeblocks import code_block
from journal.markdown.infostring import Options
from journal.notebooks.cells import BadNotebook, Cell, Notebook
from journal.notebooks.heading import CellHead, head_of
from journal.notebooks.jsonformat import read_notebook
from journal.notebooks.outputs import Outputs
from journal.notebooks.pictures import TYPES, Pictures
from journal.notebooks.weave import Woven, prose_of, unwoven, woven
from journal.notebooks.wishes import Wishes, wishes_of
from journal.stage import digest_of

_ATTACHED = re.compile(r'(<img\b[^<>]*?\ssrc=)"(?:attachment:([^"]*)|(data:image/[^"]*))"')
_CARRIES = re.compile(r'"(?:attachment|data):')
_MAGIC = re.compile(r"%%(?:(bash|sh|script|html|javascript|js|latex|ruby|perl|sql|R|markdown|svg|writefile)\b)?")
_SHELL = {"script": "bash", "js": "javascript", "svg": "xml", "writefile": ""}


@dataclass(frozen=True, slots=True)
class Opened:
    """A notebook that has been read, its cells not yet."""

    notebook: Notebook
    front: CellHead
    key: str

    @property
    def head(self) -> Head:
        """The front matter."""
        return self.front.head


@dataclass(frozen=True, slots=True)
class Page:
    """A notebook as its page shows it."""

    rendered: Rendered
    text: str
    """The Markdown of all cells."""
    files: tuple[OwnFile, ...]
    remarks: tuple[Diagnostic, ...]
    place: Callable[[Place], Place]
    """Where in its cell something stands that stands there in the text."""


def open_notebook(text: str, path: str) -> Opened | Diagnostic:
    """The notebook in a text, or why there is none."""
    try:
        notebook = read_notebook(text)
    except BadNotebook as problem:
        lines = text.split("\n")
        source = lines[problem.line - 1] if 0 < problem.line <= len(lines) else ""
        return Diagnostic(path, problem.message, problem.hint, problem.line, problem.column, source)
    first = next((cell for cell in notebook.cells if cell.source.strip()), Cell(1, "code", ""))
    front = head_of(first, path)
    if isinstance(front, Diagnostic):
        return front
    return Opened(notebook, front, digest_of(text.encode("utf-8", "surrogatepass"))[:12])


def page_of(opened: Opened, path: str, dialect: Dialect, front: FrontMatter) -> Page:
    """The page of a notebook with that front matter."""
    said = front.extra or {}
    wishes = {cell.number: wishes_of(cell, said) for cell in opened.notebook.cells}
    shown = [(cell, _used(cell, opened, wishes[cell.number][1])) for cell in opened.notebook.cells]
    shown = [(cell, used) for cell, used in shown if _is_shown(cell, used, wishes[cell.number][0])]
    text = woven(shown, opened.key)
    read = unwoven(text, dialect, front.title)
    pictures = Pictures(quote(posixpath.basename(path)))
    outputs = Outputs(pictures, dialect)
    cells = {cell.number: (cell, used) for cell, used in shown}
    html, remarks = [], []
    for number, part in read.parts:
        cell, used = cells.get(number, (None, 0))
        html.append(_with_attachments(part, cell, opened.notebook, pictures) if _CARRIES.search(part) else part)
        if not cell:
            continue
        if cell.kind == "code":
            language = opened.notebook.language
            html.append(_code_cell(cell, used, wishes[number][0], language, outputs, numbered=dialect.line_numbers))
            about = [(remark, "") for remark in outputs.remarks]
        elif number in read.broken:
            html.append(code_block(cell.source, "markdown", Options(), line_numbers=False) + "\n")
            about = [("this cell cannot be read as Markdown, and is shown as it is", "close what it leaves open")]
        else:
            continue
        remarks += [Diagnostic(path, told, hint, severity="warning", cell=number) for told, hint in about]
    rendered = replace(read.rendered, html="".join(html))
    return Page(rendered, text.text, pictures.files, tuple(remarks), _placing(text))


def _used(cell: Cell, opened: Opened, wished: int) -> int:
    """The lines at the beginning of a cell that are not shown."""
    return max(wished, opened.front.rest if cell.number == opened.front.cell else 0)


def _is_shown(cell: Cell, used: int, wishes: Wishes) -> bool:
    if prose_of(cell):
        return wishes.code and any(line.strip() for line in cell.source.split("\n")[used:])
    return cell.kind == "code" and (wishes.code or (wishes.outputs and bool(cell.outputs)))


def _code_cell(cell: Cell, used: int, wishes: Wishes, language: str, outputs: Outputs, *, numbered: bool) -> str:
    blocks = []
    source = "\n".join(cell.source.split("\n")[used:]).strip("\n")
    if wishes.code and source.strip():
        block = _code(source, language, numbered=numbered)
        folded = f'<details class="fold"><summary>Code</summary>\n{block}\n</details>'
        blocks.append(folded if wishes.folded else block)
    shown = outputs.html(cell.outputs if wishes.outputs else (), wishes)
    return "".join(f"{block}\n" for block in (*blocks, shown) if block)


def _code(source: str, language: str, *, numbered: bool) -> str:
    magic = _MAGIC.match(source)
    if magic and magic[1]:
        language = _SHELL.get(magic[1], magic[1].lower())
    block = code_block(source, language, Options(), line_numbers=numbered)
    # To Python itself, what IPython adds to it is in error.
    return block.replace('<span class="err">', '<span class="o">') if language == "python" or magic else block


def _with_attachments(html: str, cell: Cell | None, notebook: Notebook, pictures: Pictures) -> str:
    """The HTML of a cell with pictures for what it carries; several cells may have a file of the same name."""
    own = [cell] if cell else list(notebook.cells)
    attached: Mapping[str, Mapping[str, str]] = {name: file for one in own for name, file in one.attachments.items()}

    def one(found: re.Match[str]) -> str:
        file = attached.get(unquote(unescape(found[2] or "")), {})
        kept = (pictures.keep(kind, file[kind]) for kind in TYPES if file.get(kind))
        picture = pictures.keep_url(unescape(found[3])) if found[3] else next(filter(None, kept), None)
        return f'{found[1]}"{escape(picture.url)}"{picture.size()}' if picture else found[0]

    return _ATTACHED.sub(one, html)


def _placing(text: Woven) -> Callable[[Place], Place]:
    def place(where: Place) -> Place:
        if not 0 < where.line <= len(text.places):
            return where
        cell, line = text.places[where.line - 1]
        return replace(where, line=line, cell=cell)

    return place
