"""Characters that may not stand in HTML, or that Python-Markdown uses for itself."""

import re

from markdown.preprocessors import Preprocessor

_HARMLESS = b"\t\n" + bytes(range(32, 127))
# STX and ETX frame Python-Markdown's placeholders: let through, a text could forge one.
_CONTROLS = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_NONCHARACTERS = re.compile(
    "[\x00\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)


class Characters(Preprocessor):
    """Take out control characters; put U+FFFD for what is no character at all."""

    def run(self, lines: list[str]) -> list[str]:
        """Line ends become those of Unix here, too."""
        text = "\n".join(lines)
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        if text.isascii() and not text.encode().translate(None, _HARMLESS):
            return text.split("\n")
        # What can be printed is neither, so that few lines need a closer look.
        return [line if line.isprintable() else _cleaned(line) for line in text.removeprefix("\ufeff").split("\n")]


def _cleaned(line: str) -> str:
    return _NONCHARACTERS.sub("\ufffd", _CONTROLS.sub("", line))
