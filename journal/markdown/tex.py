"""TeX to MathML, by latex2mathml behind a guard."""

import importlib
import re
from html import escape, unescape
from typing import Any
from xml.etree.ElementTree import Element, tostring

_COMMAND = re.compile(r"\\[A-Za-z]+")
# They would last for one formula only, and a few of them can expand without end.
_DEFINITION = re.compile(r"\\(?:re|provide)?newcommand|\\def\b")
_ARGUMENTS = {
    "mfrac": 2, "msub": 2, "msup": 2, "msubsup": 3, "munder": 2, "mover": 2, "munderover": 3, "mroot": 2,
}  # fmt: skip
# What latex2mathml does not know, in words that it does; a label shows nothing.
_RESPELT = ((re.compile(r"\\arg(?![A-Za-z])"), r"\\operatorname{arg}"), (re.compile(r"\\label\{[^{}]*\}"), ""))
_LONGEST = 10_000
_DEEPEST = 40


class BadTex(ValueError):  # noqa: N818 - it is the formula that errs
    """A formula that cannot be set; says why."""


def mathml(tex: str, *, display: bool) -> str:
    """The formula as a `math` element that keeps its TeX as an annotation.

    Raises BadTex if it cannot be set, ImportError if latex2mathml is not installed.
    """
    converter = importlib.import_module("latex2mathml.converter")
    _check_source(tex)
    known = tex
    for pattern, spelling in _RESPELT:
        known = pattern.sub(spelling, known)
    math = _tree(converter, known, display=display)
    _mend(math)
    row = "".join(tostring(child, encoding="unicode", short_empty_elements=False) for child in math)
    mode = ' display="block"' if display else ""
    annotation = f'<annotation encoding="application/x-tex">{escape(tex, quote=False)}</annotation>'
    return f"<math{mode}><semantics>{row}{annotation}</semantics></math>"


def _check_source(tex: str) -> None:
    """Refuse what the library would hang on or silently mend."""
    if not tex.strip():
        raise BadTex("this formula is empty")
    if len(tex) > _LONGEST:
        raise BadTex("this formula is too long")
    if found := _DEFINITION.search(tex):
        raise BadTex(f"{found[0]} cannot be used in a formula")
    depth = deepest = 0
    for mark in re.findall(r"(?<!\\)(?:\\\\)*([{}])", tex):
        depth += 1 if mark == "{" else -1
        deepest = max(deepest, depth)
        if depth < 0:
            break
    if depth or deepest > _DEEPEST:
        raise BadTex("the braces of this formula do not match" if depth else "this formula is nested too deep")


def _tree(converter: Any, tex: str, *, display: bool) -> Element:  # noqa: ANN401 - a module without types
    try:
        math: Element = converter.Converter(display="block" if display else "inline").convert_to_element(tex)
    except (MemoryError, OSError):  # which say nothing about the formula
        raise
    # On bad input it lets through StopIteration, IndexError, KeyError and others beside its own errors.
    except Exception as error:
        reason = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type(error).__name__.removesuffix("Error")).lower()
        raise BadTex(f"this formula cannot be read ({reason})") from error
    return math


def _mend(math: Element) -> None:
    """Mend what the library leaves undone without a word, or refuse it."""
    for element in list(math.iter()):
        if element.text:
            element.text = unescape(element.text)
            if element.tag != "mtext" and (unknown := _COMMAND.match(element.text)):
                raise BadTex(f"unknown command {unknown[0]} in this formula")
        wanted = _ARGUMENTS.get(element.tag, len(element))
        if len(element) < wanted:
            raise BadTex("a command of this formula lacks an argument")
        if len(element) > wanted:
            # The brackets of a matrix with an index stand beside it.
            base = Element("mrow")
            base.extend(element[: len(element) - wanted + 1])
            element[: len(element) - wanted + 1] = [base]
