"""Settings out: the `journal.toml` of the new site, from what the old configuration says."""

import json
import re
from collections.abc import Iterator, Mapping

from journal.importers.addresses import DEFAULT
from journal.settings import BY_NAME

_ORDER = ("title", "description", "url", "author", "language", "timezone", "licence", "permalink", "menu", "paginate")


def settings_text(values: Mapping[str, object], permalink: str) -> str:
    """TOML with those settings that journal takes as they are."""
    return "\n".join(_lines({**values, **({"permalink": permalink} if permalink != DEFAULT else {})})) + "\n"


def _lines(values: Mapping[str, object]) -> Iterator[str]:
    yield "# Settings of this journal, as far as the old site had them. All of them stand in docs/settings.md."
    yield ""
    for name in _ORDER:
        value = values.get(name)
        if value not in (None, "", {}) and not BY_NAME[name].check(value):
            yield f"{name} = {_value(value)}"
    if "title" not in values:
        yield 'title = "My journal"'


def _value(value: object) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_value(item)}" for key, item in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    if isinstance(value, str):
        # JSON's strings are TOML's, but for one sign and surrogates.
        return re.sub("[\x7f\ud800-\udfff]", "", json.dumps(value, ensure_ascii=False))
    return json.dumps(value)
