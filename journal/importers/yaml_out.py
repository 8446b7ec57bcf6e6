"""YAML out: front matter as text that journal reads back to the same values."""

import json
import re
from collections.abc import Iterator, Mapping

from journal.yaml_nodes import Node

_PLAIN = re.compile(r"(?:[^\W_]|[/_(])(?:[\w .,/()+'!?&@%$*=;\u2019\u2013\u2014-]|:(?!\s|$))*(?<![\s:])")
_KEY = re.compile(r"[A-Za-z_][\w-]*")
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
_DEEPEST = 12
_MOST = 2_000


def dump(values: Mapping[str, object]) -> str:
    """Lines of `key: value`."""
    return "\n".join(_lines(values, "", 0))


def _lines(values: Mapping[str, object], indent: str, depth: int) -> Iterator[str]:
    for key, value in values.items():
        name = f"{indent}{_key(key)}:"
        if (depth > _DEEPEST or _weight(value) > _MOST) and isinstance(value, dict | list | tuple):
            yield f"{name} {scalar(json.dumps(value, ensure_ascii=False, default=str))}"
        elif isinstance(value, dict) and value:
            yield name
            yield from _lines(value, f"{indent}  ", depth + 1)
        elif isinstance(value, list | tuple):
            yield f"{name} {_flow(value)}"
        elif isinstance(value, dict):
            yield f"{name} {{}}"
        else:
            yield f"{name} {scalar(value)}"


def _flow(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(key)}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_flow, value))}]"
    text = scalar(value)
    # A comma or a bracket ends a bare word in a list.
    return text if text[:1] == '"' or not re.search(r"[,()&*!%@?]", text) else _quoted(text)


def scalar(value: object) -> str:
    """One value; a text in quotes where YAML could take it for something else."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    text = str(value)
    if _PLAIN.fullmatch(text) and Node(text, plain=True).resolved() == text and not text.startswith(("- ", "? ")):
        return text
    return _quoted(text)


def _key(key: str) -> str:
    return key if _KEY.fullmatch(key) and Node(key, plain=True).resolved() == key else _quoted(key)


def _quoted(text: str) -> str:
    escaped = re.sub(r'(["\\])', r"\\\1", text)
    return '"' + _UNSAFE.sub(_spelled, escaped) + '"'


def _spelled(sign: re.Match[str]) -> str:
    code = ord(sign[0])
    if 0xD800 <= code < 0xE000:  # noqa: PLR2004 - a lone surrogate, which no YAML can hold
        return "\\ufffd"
    return {"\n": "\\n", "\t": "\\t"}.get(sign[0], f"\\U{code:08x}")


def _weight(value: object) -> int:
    if isinstance(value, dict):
        return 1 + sum(map(_weight, value.values()))
    return 1 + sum(map(_weight, value)) if isinstance(value, list | tuple) else 1
