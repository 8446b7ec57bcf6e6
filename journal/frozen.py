"""Frozen: what `@dataclass(frozen=True, slots=True)` makes, for less.

At each start there are a hundred such types to be made, and an edit fills the fields of tens of thousands of instances.
The library writes and compiles six functions for each type, and lets an instance fill its fields through
`object.__setattr__`, at a tenth of a microsecond each. Here only `__init__` is compiled, and the instance is of a twin
that is not frozen while it is filled.
"""

from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, NoReturn, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[T]) -> type[T]:
    """The class as a frozen dataclass with slots; for one that has no bases and no `__post_init__`."""
    made: Any = dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    names = [one.name for one in fields(made)]
    values = attrgetter(*names)

    def same(self: object, other: object) -> bool:
        return bool(values(self) == values(other)) if other.__class__ is self.__class__ else NotImplemented

    def said(self: object) -> str:
        told = ", ".join([f"{name}={getattr(self, name)!r}" for name in names])
        return f"{self.__class__.__qualname__}({told})"

    def reduced(self: object) -> tuple[type, tuple[Any, ...]]:
        return made, tuple([getattr(self, name) for name in names])

    def begun(self: object, *values: object, **named: object) -> None:
        made.__init__ = _filling(made)  # many types have no instance in most builds, and to compile takes longest here
        made.__init__(self, *values, **named)

    made.__init__, made.__signature__ = begun, _SIGNATURE
    made.__eq__, made.__repr__, made.__reduce__ = same, said, reduced
    made.__hash__ = lambda self: hash(values(self))
    made.__setattr__, made.__delattr__ = _no_set, _no_delete
    return made  # type: ignore[no-any-return]


class _Signature:
    """How a type is called, for `help` and the like, which could not tell it from what stands in for its `__init__`."""

    def __get__(self, _: object, made: type) -> object:
        from inspect import signature  # noqa: PLC0415 - slow, and builds do not ask

        found = signature(_filling(made))
        return found.replace(parameters=[*found.parameters.values()][1:])


_SIGNATURE = _Signature()


def _filling(made: type) -> Callable[..., None]:
    """The `__init__` of a type."""
    known: dict[str, Any] = {
        "_thaw": object.__setattr__,
        "_twin": type(made.__name__, (), {"__slots__": tuple(one.name for one in fields(made))}),
        "_made": made,
        "_MISSING": MISSING,
    }
    parameters, lines = ["self"], [" _thaw(self, '__class__', _twin)"]
    for one in fields(made):
        name, value = one.name, one.name
        if one.default_factory is not MISSING:
            known[f"_make_{name}"] = one.default_factory
            value = f"_make_{name}() if {name} is _MISSING else {name}"
            parameters.append(f"{name}=_MISSING")
        elif one.default is not MISSING:
            known[f"_{name}"] = one.default
            parameters.append(f"{name}=_{name}")
        else:
            parameters.append(name)
        lines.append(f" self.{name} = {value}")
    code = "\n".join([f"def __init__({', '.join(parameters)}):", *lines, " self.__class__ = _made"])
    exec(code, known)  # noqa: S102 - as the library does; the names are those of the class's own fields
    init: Callable[..., None] = known["__init__"]
    init.__qualname__ = f"{made.__qualname__}.__init__"
    return init


def _no_set(_: object, name: str, __: object) -> NoReturn:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _no_delete(_: object, name: str) -> NoReturn:
    raise FrozenInstanceError(f"cannot delete field {name!r}")
