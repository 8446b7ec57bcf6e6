"""A type made by the thousand is, but for the time that takes, what the library's dataclass would be."""

import copy
import dataclasses
import inspect
import pickle

import pytest

from journal.frontmatter import FrontMatter
from journal.frozen import frozen


@frozen
class Point:
    """Where something is."""

    x: int
    y: int = 0

    @property
    def sum(self) -> int:
        return self.x + self.y


def test_it_is_filled_by_place_and_by_name():
    assert (Point(1, 2).x, Point(1, y=2).y, Point(1).y, Point(1, 2).sum) == (1, 2, 0, 3)
    assert Point(1, 2) == Point(x=1, y=2) != Point(2, 1)
    assert {Point(1, 2), Point(1, 2)} == {Point(1, 2)}
    assert repr(Point(1)) == "Point(x=1, y=0)"


def test_it_cannot_be_changed():
    point = Point(1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        point.x = 2
    with pytest.raises(dataclasses.FrozenInstanceError):
        del point.x
    with pytest.raises((AttributeError, TypeError)):
        point.z = 3
    assert type(point) is Point


def test_a_wrong_argument_is_told_as_ever():
    with pytest.raises(TypeError, match=r"Point.__init__\(\) missing 1 required positional argument: 'x'"):
        Point()
    with pytest.raises(TypeError, match="unexpected keyword argument 'z'"):
        Point(1, z=2)


def test_how_it_is_called_can_be_asked_before_and_after_the_first():
    @frozen
    class Late:
        """A type without an instance."""

        x: int
        y: tuple[int, ...] = ()

    assert str(inspect.signature(Late)) == "(x, y=())"
    Late(1)
    assert str(inspect.signature(Late)) == "(x, y=())"


def test_it_is_a_dataclass_to_the_library():
    assert [field.name for field in dataclasses.fields(Point)] == ["x", "y"]
    assert dataclasses.replace(Point(1), y=5) == Point(1, 5)
    assert dataclasses.asdict(Point(1)) == {"x": 1, "y": 0}
    assert Point.__match_args__ == ("x", "y")
    front = FrontMatter(title="A", tags=("x",))
    assert pickle.loads(pickle.dumps(front)) == front == copy.deepcopy(front)
