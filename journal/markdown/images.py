"""Images: loaded when they are needed, and with a caption if they have a title."""

from xml.etree.ElementTree import Element, SubElement

from markdown.treeprocessors import Treeprocessor


class Images(Treeprocessor):
    """Let all images but the first wait; make figures."""

    def run(self, root: Element) -> None:
        """Only images written in Markdown are in the tree."""
        for count, image in enumerate(root.iter("img")):
            image.set("decoding", "async")
            if count and "loading" not in image.attrib:
                image.set("loading", "lazy")
        for paragraph in list(root.iter("p")):
            self._figure(paragraph)

    def _figure(self, paragraph: Element) -> None:
        """A paragraph that holds an image with a title, or a link around one, and nothing else."""
        if len(paragraph) != 1 or (paragraph.text or "").strip() or (paragraph[0].tail or "").strip():
            return
        image = paragraph[0]
        if image.tag == "a" and len(image) == 1 and not (image.text or image[0].tail or "").strip():
            image = image[0]
        if image.tag != "img" or not image.get("title"):
            return
        paragraph.tag = "figure"
        SubElement(paragraph, "figcaption").text = image.attrib.pop("title")
