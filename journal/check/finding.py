"""Finding: what a rule says of one place, and Rule: the shape that all rules have."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journal.diagnostics import Diagnostic, Place, Severity

if TYPE_CHECKING:  # it knows the rules' findings, and they only its name
    from journal.check.subject import Subject


@dataclass(frozen=True, slots=True)
class Mend:
    """A word of a front matter that is safe to write otherwise."""

    path: str
    """The source."""
    key: str
    """Empty where the word is a key itself; else the field that it stands in."""
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says of one place."""

    diagnostic: Diagnostic
    mends: tuple[Mend, ...] = ()
    """What `--fix` would do about it."""
    about: str = ""
    """What it is about beside its file, such as a tag."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Something that is looked for."""

    name: str
    """The name by which authors switch it off."""
    says: str
    """What it looks for, in a sentence."""
    find: Callable[["Subject"], Iterable[Finding]]
    keeps: bool = False
    """Whether its errors keep the site from being built, and so are told even when it is switched off."""


def found(  # noqa: PLR0913 - all that there is to say of it
    path: str,
    place: Place,
    message: str,
    hint: str = "",
    *,
    severity: Severity = "warning",
    mends: tuple[Mend, ...] = (),
    about: str = "",
) -> Finding:
    """A finding at a place in a file."""
    return Finding(Diagnostic.at(path, place, message, hint, severity=severity), mends, about)
