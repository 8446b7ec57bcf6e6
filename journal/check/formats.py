"""Formats: findings for people, for scripts and for GitHub."""

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from journal.check.finding import Finding
from journal.diagnostics import Diagnostic

_ESCAPES = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_ESCAPES_IN_PROPERTIES = _ESCAPES | {":": "%3A", ",": "%2C"}


def as_text(finding: Finding) -> Diagnostic:
    """A finding as a build would print it, with the name of its rule."""
    diagnostic = finding.diagnostic
    return replace(diagnostic, message=f"{diagnostic.message} [{diagnostic.rule}]")


def as_json(findings: Sequence[Finding]) -> str:
    """A list of objects, one a finding."""
    return json.dumps([_facts(finding) for finding in findings], ensure_ascii=False, indent=2)


def _facts(finding: Finding) -> dict[str, object]:
    d = finding.diagnostic
    facts: dict[str, object] = {
        "rule": d.rule,
        "severity": d.severity,
        "path": d.path,
        "line": d.line or None,
        "column": d.column or None,
        "end_column": d.column + d.width if d.column else None,
        "message": d.message,
        "hint": d.hint or None,
        "fixable": bool(finding.mends),
    }
    return facts | ({"cell": d.cell} if d.cell else {})


def for_github(findings: Sequence[Finding], root: Path) -> Iterator[str]:
    """A workflow command a finding, which GitHub shows beside the line."""
    base = os.environ.get("GITHUB_WORKSPACE") or os.getcwd()
    for finding in findings:
        d = finding.diagnostic
        properties = {"file": os.path.relpath(root / d.path, base).replace(os.sep, "/"), "title": d.rule}
        if d.line and not d.cell:  # lines of a notebook's cell are not lines of its file
            properties["line"] = str(d.line)
            if d.column:
                properties |= {"col": str(d.column), "endColumn": str(d.column + d.width)}
        told = f"{d.message}\nhint: {d.hint}" if d.hint else d.message
        if d.cell:
            told = f"cell {d.cell}, line {d.line}: {told}"
        named = ",".join(f"{name}={_escaped(value, _ESCAPES_IN_PROPERTIES)}" for name, value in properties.items())
        yield f"::{d.severity} {named}::{_escaped(told, _ESCAPES)}"


def _escaped(text: str, escapes: dict[str, str]) -> str:
    return "".join(escapes.get(sign, sign) for sign in text)
