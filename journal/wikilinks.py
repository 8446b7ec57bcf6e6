"""Wikilinks of a body, as the page that shows it writes them: links, pictures, and other texts in place."""

import re
from collections.abc import Callable, Mapping
from html import escape, unescape
from urllib.parse import quote, unquote

from journal.leads import Lead
from journal.links import WIKI

_ELEMENT = re.compile(
    rf'<div class="embed"><a class="wikilink" href="{WIKI}([^"]*+)">((?:[^<]|<(?!/a>))*+)</a></div>'
    rf'|<a\b([^<>]*?) href="{WIKI}([^"]*+)"([^<>]*+)>'
    rf'|<(img|audio|video)\b([^<>]*?) src="{WIKI}([^"]*+)"([^<>]*+)>(?:</(?:audio|video)>)?'
)
_CLASS = re.compile(r'(?<=\sclass=")')
_ALT = re.compile(r'\s(?:alt|aria-label)="([^"]*)"')


def write(
    body: str,
    leads: Mapping[str, Lead],
    address: Callable[[str], str],
    embed: Callable[[Lead], str],
) -> str:
    """The HTML with every wikilink as `address` gives its permalink, and with what `embed` makes of an embed."""

    def element(found: re.Match[str]) -> str:
        if found[1] is not None:
            return _embedded(_lead(found[1], leads), found[2], address, embed)
        if found[4] is not None:
            return _link(_lead(found[4], leads), found[3], found[5], address)
        return _media(_lead(found[8], leads), found, address)

    return _ELEMENT.sub(element, body) if WIKI in body else body


def url_of(lead: Lead, address: Callable[[str], str]) -> str:
    """The link to write, ready to stand in an attribute."""
    fragment = f"#{quote(lead.fragment)}" if lead.fragment else ""
    return escape(address(lead.permalink) + fragment)


def _lead(name: str, leads: Mapping[str, Lead]) -> Lead:
    return leads.get(WIKI + unquote(unescape(name)), Lead())


def _embedded(lead: Lead, text: str, address: Callable[[str], str], embed: Callable[[Lead], str]) -> str:
    link = _link(lead, ' class="wikilink"', "", address) + text + "</a>"
    if not lead.is_text:
        return f"<p>{link}</p>"
    return f'<div class="embed">\n<p class="embed-source">{link}</p>\n{embed(lead)}</div>'


def _link(lead: Lead, before: str, behind: str, address: Callable[[str], str]) -> str:
    """The tag of a link; of one that leads nowhere, without an address."""
    if lead.permalink:
        return f'<a{before} href="{url_of(lead, address)}"{behind}>'
    return f"<a{_CLASS.sub('missing ', before)}{behind}>"


def _media(lead: Lead, found: re.Match[str], address: Callable[[str], str]) -> str:
    _, _, _, _, _, tag, before, _, behind = found.groups()
    if lead.permalink:
        return found[0].replace(f"{WIKI}{found[8]}", url_of(lead, address), 1)
    alt = _ALT.search(before) or _ALT.search(behind)
    return f'<span class="missing wikilink">{alt[1] if alt else tag}</span>'
