"""Terms: words with their meanings, in definition lists, and below a heading that speaks of a glossary."""

import re
from collections.abc import Iterator
from functools import lru_cache, partial
from itertools import chain
from xml.etree.ElementTree import Element

from journal.markdown.converter import Converter
from journal.markdown.gather.listed import in_words
from journal.markdown.gather.outline import Find, Outline
from journal.markdown.gather.passages import own_passage, passage_of
from journal.markdown.prose import plain_text

_NOUN = (
    r"glossary|vocab(?:ulary)?(?: list)?|terminology|definitions|terms|jargon|"
    r"(?:terms|words)\W+(?:and|&)\W+(?:meanings|definitions)|"
    r"(?:key|new|important|basic|common)\s+(?:terms|words)|"
    "glossaire|vocabulaire|glossar|vokabeln|glosario|vocabulario|glossário|vocabulário|用語集|术语表|词汇表|용어집"
)
_HEADING = re.compile(
    r"[\W\d_]*+(?:(?:a|my|our|the|mini|small|short|quick|useful|key|new|basic)[\s-]+){0,3}"
    rf"(?:{_NOUN})\W*(?:\s(?:of|for|from|i|in|so|to|used|we|this)\b.*)?",
    re.IGNORECASE,
)
_OF_WORDS = re.compile(r"\b(?:words|terms)\b", re.IGNORECASE)
"""A post with such a title may be about them."""
_BOLD = re.compile(
    r"<(strong|b|dfn)>(?P<term>(?:(?!</\1>).)+?)"
    r"(?:[:\uff1a]\s*</\1>\s*|</\1>(?P<aside>\s*\([^()<>]*\))?(?:\s*[:\uff1a](?=\s)|\s*[\u2013\u2014]|\s+-{1,3}(?=\s))\s*)"
    r"(?P<meaning>.*)",
    re.DOTALL,
)
_TAG = re.compile(r"(<[^<>]*>)")
_BETWEEN = re.compile(r"\s*[:\uff1a]\s+|\uff1a|\s+[\u2013\u2014-]{1,3}\s+")
_LINKED = re.compile(r"</?a\b[^>]*>|</?(?:strong|b|dfn|p)>")
_LABEL = re.compile(
    r"(?:note|todo|tip|hint|update|edit|warning|caution|important|example|e\.?g\.?|"
    r"see(?: also)?|source|link|step \d+|ps|p\.s)\W*",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"[\W\d_]*|\W*[$€£¥]\s?\d.*|\d[\d.,]*\s?(?:[$€£¥]|(?:usd|eur|gbp)\b).*", re.IGNORECASE | re.DOTALL)
"""What an entry of a price list, or of a table of results, says of its name."""
_ENDS = (".", "?", "!", "\uff1f", "\uff01", "\u3002")
_LONGEST, _MOST_WORDS = 60, 6


def terms(outline: Outline) -> Iterator[Find]:
    """The terms of a text."""
    for entries in outline.root.iter("dl"):
        yield from _of_definitions(entries, outline.md)
    titled = _says(outline.title) and not _OF_WORDS.search(outline.title)
    says = partial(_says, own=outline.md.dialect.terms)
    for section in outline.sections:
        if titled or section.speaks(says) is not None:
            for block in section.blocks:
                yield from _of_block(block, outline.md)


@lru_cache(1024)
def _says(heading: str, own: tuple[str, ...] = ()) -> bool:
    return _HEADING.fullmatch(heading) is not None or in_words(heading, own)


def _of_block(block: Element, md: Converter) -> Iterator[Find]:
    match block.tag:
        case "ul" | "ol":
            yield from _of_list(block, md)
        case "div":
            yield from _of_table(block, md)
        case "p":
            html = passage_of(block, md)
            if _BOLD.fullmatch(html) and (found := _parted(block, html)):
                yield found


def _of_definitions(entries: Element, md: Converter) -> Iterator[Find]:
    """Several terms may share a definition, and a term have several."""
    named: list[Element] = []
    meanings: list[str] = []
    for element in (*entries, None):
        if element is not None and element.tag == "dd":
            meanings.append(passage_of(element, md))
            continue
        if meanings:
            for name in named:
                if found := _found(name, passage_of(name, md), _together(meanings)):
                    yield found
            named, meanings = [], []
        if element is not None and element.tag == "dt":
            named.append(element)


def _together(meanings: list[str]) -> str:
    if len(meanings) == 1:
        return meanings[0]
    return "".join(meaning if meaning.startswith("<") else f"<p>{meaning}</p>" for meaning in meanings)


def _of_list(block: Element, md: Converter) -> Iterator[Find]:
    """The items of a list, when most of them say what something means; else it is another kind of list."""
    found = [list(_of_item(item, md)) for item in block]
    if len(list(filter(None, found))) * 2 >= len(found):
        yield from chain.from_iterable(found)


def _of_item(item: Element, md: Converter) -> Iterator[Find]:
    """What an item says, or else what is quoted, or listed, in it."""
    name = own_passage(item, md)
    if find := _parted(item, name):
        yield find
        return
    if item[-1:] and item[-1].tag == "blockquote" and (find := _found(item, name, passage_of(item[-1], md))):
        yield find
        return
    for inner in item:
        if inner.tag in ("ul", "ol"):
            yield from _of_list(inner, md)


def _of_table(block: Element, md: Converter) -> Iterator[Find]:
    """The rows of a table of two columns."""
    for row in block.iter("tr"):
        cells = list(row)
        if len(cells) == 2 and cells[1].tag == "td":  # noqa: PLR2004 - a term and its meaning
            found = _found(row, passage_of(cells[0], md), passage_of(cells[1], md))
            yield from (found,) if found else ()


def _parted(at: Element, html: str) -> Find | None:
    """A term and its meaning, parted by a colon or a dash."""
    if bold := _BOLD.fullmatch(html):
        return _found(at, bold["term"] + (bold["aside"] or ""), bold["meaning"])
    depth, pieces = 0, _TAG.split(html)
    for n, piece in enumerate(pieces):
        if n % 2:
            depth += -1 if piece.startswith("</") else 1
        elif depth == 0 and (between := _BETWEEN.search(piece)):
            rest = piece[between.end() :] + "".join(pieces[n + 1 :])
            return _found(at, "".join(pieces[:n]) + piece[: between.start()], rest)
    return None


def _found(at: Element, name: str, meaning: str) -> Find | None:
    """A term with its meaning, if it is one."""
    html = _LINKED.sub("", name).strip()
    text, says = plain_text(html), plain_text(meaning)
    is_a_name = len(text) <= _LONGEST and len(text.split()) <= _MOST_WORDS and any(map(str.isalpha, text))
    if not is_a_name or not says or text.endswith(_ENDS) or text.startswith("-") or "://" in text:
        return None
    return None if _LABEL.fullmatch(text) or _AMOUNT.fullmatch(says) else Find("term", at, html, meaning.strip())
