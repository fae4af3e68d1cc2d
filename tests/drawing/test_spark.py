"""Measures drawn in the height of a line."""

import pytest
from PySide6.QtCore import QRectF

from rca_workbench.analysis.spc import chart
from rca_workbench.drawing.scene import Part, Shape
from rca_workbench.drawing.spark import spark, spark_image, sparks_picture
from rca_workbench.drawing.theme import theme_named
from rca_workbench.model import Action, DataPoint, Measure, Snapshot
from tests.drawing.builders import case

ROOM = QRectF(0, 0, 120, 30)
STEADY = [50, 53, 49, 52, 50, 51, 54, 50, 52, 51, 49, 53, 50, 51, 52, 50, 53]
RISEN = [*STEADY, *[70, 73, 71, 74, 72, 70, 73, 75]]


def measured(numbers: list[int]) -> Snapshot:
    values = [
        DataPoint(id=f"p{at}", measure="m", on=f"2026-{at // 28 + 1:02}-{at % 28 + 1:02}", value=str(one))
        for at, one in enumerate(numbers)
    ]
    measure = Measure(id="m", name="Answered", action="a", better="higher", chart="xmr", every="day")
    return case(Action(id="a", text="One inbox"), measure, *values)


def drawn(numbers: list[int]) -> list[Part]:
    snapshot = measured(numbers)
    return list(spark(chart(snapshot, snapshot.of(Measure)["m"]), theme_named("light"), ROOM))


@pytest.mark.parametrize("numbers", [[5], [5, 5, 5], STEADY, RISEN])
def test_all_of_it_stays_in_its_room(numbers: list[int]) -> None:
    parts = drawn(numbers)
    assert parts
    for part in parts:
        assert isinstance(part, Shape)
        rect = part.path.boundingRect()  # flat ones are contained in nothing, says Qt
        assert rect.left() >= -1 and rect.right() <= ROOM.right() + 1
        assert rect.top() >= -1 and rect.bottom() <= ROOM.bottom() + 1


def test_signals_are_marked_and_chance_is_not() -> None:
    filled = [one for one in drawn(STEADY) if isinstance(one, Shape) and one.fill is not None]
    risen = [one for one in drawn(RISEN) if isinstance(one, Shape) and one.fill is not None]
    assert len(filled) == 1  # where it stands now
    assert sum(one.path.elementCount() for one in risen) > sum(one.path.elementCount() for one in filled)


def test_without_values_nothing_is_drawn() -> None:
    assert drawn([]) == []
    snapshot = measured([])
    assert sparks_picture([("A1", chart(snapshot, snapshot.of(Measure)["m"]))]) is None


def test_an_image_has_the_dots_of_the_screen() -> None:
    snapshot = measured(STEADY)
    image = spark_image(chart(snapshot, snapshot.of(Measure)["m"]), theme_named("dark"), 120, 30, 2)
    assert (image.width(), image.height(), image.devicePixelRatio()) == (240, 60, 2)
