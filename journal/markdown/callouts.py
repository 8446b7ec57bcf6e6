"""Callouts: one markup for `> [!note]`, `!!! note` and `??? note`."""

from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

_BOXES = ("div", "details")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class Callouts(Treeprocessor):
    """Turn what pymdownx.quotes, admonition and pymdownx.details make into callouts."""

    def run(self, root: Element) -> None:
        """Give them their classes."""
        for element in root.iter():
            if element.tag not in _BOXES:
                continue
            names = element.get("class", "").split()
            if element.tag == "div" and "admonition" in names:
                names.remove("admonition")
                element.set("role", "note")
            elif element.tag != "details":
                continue
            kind = names[0] if names else "details"
            element.set("class", " ".join(["callout", f"callout-{kind}", *names[1:]]))
            self._title(element, kind)

    def _title(self, callout: Element, kind: str) -> None:
        """The first child, if it is a title."""
        if not len(callout):
            return
        title = callout[0]
        if title.tag == "summary":
            title.set("class", "callout-title")
            if len(title) and title[0].tag in _HEADINGS:
                # Inside a summary it would be a heading of the page.
                title[0].tag = "strong"
        elif "admonition-title" in title.get("class", "").split():
            title.tag = "p"
            title.set("class", "callout-title")
        else:
            return
        if title.text == kind.title():
            title.text = kind.capitalize()
        if not len(title):
            title.text = (title.text or "").rstrip()
