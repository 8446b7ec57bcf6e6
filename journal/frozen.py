"""Frozen: `@dataclass(frozen=True, slots=True)` for types of which a build makes thousands.

The library lets a frozen instance fill its fields through `object.__setattr__`, at a tenth of a microsecond each, which
for all posts of a large site is a tenth of an edit. Here the instance is of a twin that is not frozen while it is made.
"""

from dataclasses import dataclass
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def frozen(cls: type[T]) -> type[T]:
    """The class as a frozen dataclass with slots; for one that has no bases and no `__post_init__`."""
    body = {name: value for name, value in vars(cls).items() if name not in ("__dict__", "__weakref__")}
    twin: Any = dataclass(slots=True, eq=False, repr=False)(type(cls.__name__, (), body))
    made: Any = dataclass(frozen=True, slots=True)(cls)
    fill, thaw = twin.__init__, object.__setattr__

    def init(self: Any, /, *values: object, **named: object) -> None:  # noqa: ANN401 - it is of either class
        thaw(self, "__class__", twin)
        fill(self, *values, **named)
        self.__class__ = made

    init.__name__, init.__qualname__, init.__wrapped__ = fill.__name__, fill.__qualname__, fill  # type: ignore[attr-defined]
    made.__init__ = init
    return made  # type: ignore[no-any-return]
