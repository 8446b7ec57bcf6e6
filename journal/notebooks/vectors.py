"""SVG without anything that acts: a picture, even when somebody opens its file."""

import re
from xml.etree.ElementTree import Element, ParseError, XMLParser, tostring

_SVG = "{http://www.w3.org/2000/svg}"
_LINKED = "{http://www.w3.org/1999/xlink}href"
_NAMES_OF_TAGS = """
    svg g defs symbol use path rect circle ellipse line polyline polygon text tspan textPath title desc linearGradient
    radialGradient stop pattern clipPath mask marker image style switch view filter feBlend feColorMatrix
    feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow
    feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight
    feSpecularLighting feSpotLight feTile feTurbulence
"""
_TAGS = frozenset(_NAMES_OF_TAGS.split())
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*>", re.IGNORECASE)
_ACTS = re.compile(
    r"javascript:|vbscript:|expression\s*\(|@import|\\|-moz-binding|url\(\s*+[\"']?+(?!#)", re.IGNORECASE
)
"""What a style may not hold."""
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*")
_DEEPEST = 200


def clean_svg(text: str) -> bytes:
    """The picture as a file; empty for what is no SVG."""
    parser = XMLParser()  # noqa: S314 - of what can be done with entities nothing is left
    source = _DOCTYPE.sub("", text.strip().removeprefix("\ufeff"))
    if "<!" in source.replace("<!--", "").replace("<![CDATA[", ""):
        return b""
    try:
        parser.feed(re.sub(r"^\s*<\?xml[^>]*\?>", "", source))
        root = parser.close()
    except (ParseError, ValueError, UnicodeError):
        return b""
    made = _clean(root, _DEEPEST) if root.tag in (_SVG + "svg", "svg") else None
    if made is None:
        return b""
    made.set("xmlns", "http://www.w3.org/2000/svg")
    return bytes(tostring(made, encoding="utf-8"))


def _clean(element: Element, deep: int) -> Element | None:
    """A copy with what is known to be harmless."""
    tag = element.tag.removeprefix(_SVG) if isinstance(element.tag, str) else ""
    tag = "g" if tag == "a" else tag  # what is drawn in a link stays
    if tag not in _TAGS or not deep or (tag == "style" and _ACTS.search("".join(element.itertext()))):
        return None
    made = Element(tag, dict(_attributes(element)))
    made.text, made.tail = element.text, element.tail
    for child in element:
        kept = _clean(child, deep - 1)
        if kept is not None:
            made.append(kept)
        elif child.tail and len(made):
            made[-1].tail = (made[-1].tail or "") + child.tail
    return made


def _attributes(element: Element) -> list[tuple[str, str]]:
    kept = []
    for key, value in element.items():
        name = "href" if key == _LINKED else key
        if name == "href":
            if element.tag in (f"{_SVG}a", "a") or (not value.startswith("#") and not _PICTURE.fullmatch(value)):
                continue
        elif name.startswith("{") or name.lower().startswith("on") or ":" in name or _ACTS.search(value):
            continue
        kept.append((name, value))
    return kept
