"""Footnotes: the library's, with ids that are valid HTML and a markup that screen readers know."""

import re
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions.footnotes import (
    FN_BACKLINK_TEXT,
    NBSP_PLACEHOLDER,
    FootnoteExtension,
    FootnoteInlineProcessor,
)
from markdown.treeprocessors import Treeprocessor

from journal.markdown.converter import Converter
from journal.markdown.draft import Draft
from journal.markdown.stash import PLACEHOLDER

_REFERENCE = re.compile(r"\[\^([\w.-]+)\]")
_CODE = re.compile(r"(?<!`)(`++).+?(?<!`)\1(?!`)")
_UNSAFE = re.compile(r"[^\w.-]+")


class Footnotes(FootnoteExtension):
    """Number footnotes in the order in which they are referred to."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._taken: set[str] = set()
        options: dict[str, Any] = {
            "SEPARATOR": "-",
            "USE_DEFINITION_ORDER": False,
            "BACKLINK_TEXT": "↩\ufe0e",
            "BACKLINK_TITLE": "{}",
        }
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        """Register the steps; the library's own pattern would read to the end of the text for every `[^`."""
        super().extendMarkdown(md)
        md.inlinePatterns.register(FootnoteInlineProcessor(r"\[\^([^\[\]]*+)\]", self), "footnote", 175)

    def reset(self) -> None:
        """Forget the document before."""
        super().reset()
        self._names, self._taken = {}, set()

    def unique_ref(self, reference: str, found: bool = False) -> str:  # noqa: FBT001, FBT002 - the library's signature
        """The id of one more reference; the library would try all that are taken."""
        if not found:
            return reference
        count = self.found_refs[reference] = self.found_refs.get(reference, 0) + 1
        kind, separator, name = reference.partition(self.get_separator())
        return reference if count == 1 else f"{kind}{count}{separator}{name}"

    def findFootnotesPlaceholder(  # noqa: N802 - the library's name
        self, root: Element
    ) -> tuple[Element, Element, bool] | None:
        """Where an author wants the list, which is seldom said."""
        marker: str = self.getConfig("PLACE_MARKER")
        return super().findFootnotesPlaceholder(root) if marker in "".join(root.itertext()) else None

    def begin(self, label: str) -> Element:
        """The element of a footnote, to be filled."""
        # The library keeps texts, to be read later; what it asks of them is no more than their labels.
        notes: Any = self.footnotes
        note = notes[label] = Element("li")
        return note

    def makeFootnotesDiv(self, root: Element) -> Element | None:  # noqa: ARG002, N802 - the library's
        """The list of footnotes; each ends with a way back, which later steps rely on."""
        if not self.footnotes:
            return None
        section = Element("div", {"class": "footnote"})
        items = SubElement(section, "ol")
        notes: Any = self.footnotes
        for number, (label, note) in enumerate(notes.items(), 1):
            note.set("id", self.makeFootnoteId(label))
            items.append(note)
            last = note[-1] if len(note) else None
            if last is None or last.tag != "p":
                last = SubElement(note, "p")
            elif self._is_block(last.text or ""):
                last = SubElement(note, "p")
                last.text = NBSP_PLACEHOLDER
            else:
                last.text = (last.text or "") + NBSP_PLACEHOLDER
            link = {"class": "footnote-backref", "href": f"#{self.makeFootnoteRefId(label)}", "title": str(number)}
            SubElement(last, "a", link).text = FN_BACKLINK_TEXT
        return section

    def _is_block(self, text: str) -> bool:
        """Whether code or HTML is all that stands in a paragraph, which it takes the place of."""
        alone = PLACEHOLDER.fullmatch(text)
        draft = self._draft()
        return alone is not None and (int(alone[1]) in draft.code or int(alone[1]) in draft.html)

    def _draft(self) -> Draft:
        md: Any = self.md
        draft: Draft = md.draft
        return draft

    def makeFootnoteId(self, id: str) -> str:  # noqa: A002, N802 - the library's names
        """The id of a footnote."""
        return super().makeFootnoteId(self._name(id))

    def makeFootnoteRefId(self, id: str, found: bool = False) -> str:  # noqa: A002, FBT001, FBT002, N802
        """The id of a reference."""
        return super().makeFootnoteRefId(self._name(id), found)

    def _name(self, label: str) -> str:
        """The label, or another word where the label may not stand in an id."""
        if label not in self._names:
            name = _UNSAFE.sub("-", label).strip("-") or "note"
            unique, number = name, 1
            while unique in self._taken:
                number += 1
                unique = f"{name}-{number}"
            self._taken.add(unique)
            self._names[label] = unique
        return self._names[label]


class FootnoteMarkup(Treeprocessor):
    """Give references, footnotes and ways back their roles; tell of those without a partner."""

    md: Converter

    def run(self, root: Element) -> None:
        """The list becomes a section; footnotes that nothing refers to lose their way back."""
        self._tell(root)
        references = {sup.get("id", "") for sup in root.iter("sup")}
        for link in root.iter("a"):
            if link.get("class") == "footnote-ref":
                link.set("role", "doc-noteref")
        for section in root.iter("div"):
            if section.get("class") != "footnote":
                continue
            section.tag = "section"
            section.attrib.update({"class": "footnotes", "role": "doc-endnotes", "aria-label": "Footnotes"})
            for parent in list(section.iter()):
                for link in list(parent):
                    if link.get("class") == "footnote-backref":
                        self._way_back(parent, link, references)

    def _places(self) -> dict[str, tuple[int, int]]:
        """Line and column of the first reference to each footnote, outside code."""
        lines = list(self.md.draft.lines)
        for start, end in self.md.draft.fences:
            lines[start : end + 1] = [""] * len(lines[start : end + 1])
        places: dict[str, tuple[int, int]] = {}
        for number, line in enumerate(lines, 1):
            prose = _CODE.sub(lambda code: " " * len(code[0]), line)
            for reference in _REFERENCE.finditer(prose):
                if prose[reference.end() : reference.end() + 1] != ":":
                    places.setdefault(reference[1], (number, reference.start() + 1))
        return places

    def _tell(self, root: Element) -> None:
        """Note references without a footnote, and footnotes without a reference."""
        for notes in self.md.registeredExtensions:
            if isinstance(notes, Footnotes):
                for label in notes.footnotes.keys() - set(notes.footnote_order):
                    place = self._place(re.compile(rf"[\s>]*(\[\^{re.escape(label)}\]:)"))
                    self.md.draft.problem(
                        *place, f"nothing refers to footnote [^{label}]", f"write [^{label}] in the text"
                    )
        if "[^" not in "".join(root.itertext()):
            return
        missing = [
            label
            for element in root.iter()
            for text in ("" if element.tag == "code" else element.text, element.tail)
            for label in _REFERENCE.findall(text or "")
        ]
        places = self._places() if missing else {}
        for label in missing:
            hint = f"write [^{label}]: and the note on a line of its own"
            self.md.draft.problem(*places.get(label, (1, 1)), f"there is no footnote [^{label}]", hint)

    def _place(self, pattern: re.Pattern[str]) -> tuple[int, int]:
        """Line and column of the first match."""
        for number, line in enumerate(self.md.draft.lines, 1):
            if found := pattern.match(line):
                return number, found.start(1) + 1
        return 1, 1

    def _way_back(self, parent: Element, link: Element, references: set[str]) -> None:
        target = link.get("href", "").removeprefix("#")
        if target not in references:
            parent.remove(link)
            parent.text = (parent.text or "").removesuffix(NBSP_PLACEHOLDER)
            return
        number = link.attrib.pop("title", "")
        again = re.match(r"fnref(\d+)-", target)
        link.set("role", "doc-backlink")
        link.set("aria-label", f"Back to reference {number}" + (f"-{again[1]}" if again else ""))
