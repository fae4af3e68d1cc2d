"""What is being typed over a row stays, whatever else is kept meanwhile."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from rca_workbench.model import Action, Factor, FactorKind, FactorStatus, Finding, TimelineEntry, new_id
from rca_workbench.ui.lists import Cell, Column, ListRows, Row, Shape
from rca_workbench.ui.lists.rows import AnyIndex
from rca_workbench.ui.session import Session
from rca_workbench.ui.shell.window import MainWindow

Open = Callable[..., MainWindow]


@pytest.mark.parametrize(
    ("place", "made", "other"),
    [
        ("improve/findings", Finding(id="one", text="As it was"), {"note": "from elsewhere"}),
        ("improve/actions", Action(id="one", text="As it was"), {"note": "from elsewhere"}),
        ("timeline/table", TimelineEntry(id="one", text="As it was"), {"note": "from elsewhere"}),
    ],
)
def test_another_step_leaves_the_box_alone(
    open_window: Open, empty_case: Path, qtbot: QtBot, place: str, made, other
) -> None:
    window = open_window(empty_case, place)
    session = window.session
    with session.step("Add") as step:
        step.add(made)
        step.add(Finding(id=new_id(), text="Another"))
    session.select("one")
    qtbot.keyClick(window.view.table, Qt.Key.Key_F2)
    box = window.view.table.findChild(QLineEdit)
    assert isinstance(box, QLineEdit)
    assert box.text() == "As it was"
    qtbot.keyClicks(box, "Now typed")
    session.change(session.snapshot.find("one"), "Edit note", **other)
    qtbot.keyClicks(box, " to the end")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.snapshot.find("one").text != "As it was")
    assert session.snapshot.find("one").text == "Now typed to the end"


def test_rows_that_go_and_come_meanwhile_leave_the_box_alone(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "improve/actions")
    session = window.session
    with session.step("Add") as step:
        for id in ("first", "second"):
            step.add(Factor(id=id, text=f"The {id} factor", factor_kind=FactorKind.SYSTEM_FACTOR))
        for id, factor in (("before", "first"), ("one", "first"), ("after", "second")):
            step.add(Action(id=id, text=f"As it was {id}", addresses=(factor,), order=id))
    session.select("one")
    table = window.view.table
    qtbot.keyClick(table, Qt.Key.Key_F2)
    box = table.findChild(QLineEdit)
    assert isinstance(box, QLineEdit)
    qtbot.keyClicks(box, "Now typed")
    with session.step("Elsewhere: one goes, one comes, two change their places") as step:
        found = session.snapshot.of(Action)
        step.remove(found["before"])
        step.add(Action(id="new", text="New", addresses=("second",), order="a"))
        step.change(found["after"], addresses=("first",))
        step.change(found["one"], addresses=("second",))
    assert [row.id for row in window.view.rows.rows if row.shape is Shape.ITEM] == ["after", "new", "one"]
    qtbot.keyClicks(box, " to the end")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.snapshot.find("one").text == "Now typed to the end")
    assert session.snapshot.find("after").text == "As it was after"
    assert table.current.id == "one"


def test_a_row_that_leaves_the_list_meanwhile_takes_no_words_with_it(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "improve/findings")
    session = window.session
    with session.step("Add") as step:
        step.add(Finding(id="finding", text="What was learned"))
        step.add(Factor(id="one", text="As it was", status=FactorStatus.FINDING))
    session.select("one")
    qtbot.keyClick(window.view.table, Qt.Key.Key_F2)
    box = window.view.table.findChild(QLineEdit)
    assert isinstance(box, QLineEdit)
    qtbot.keyClicks(box, "Now typed")
    session.change(session.snapshot.find("finding"), factors=("one",))
    assert window.view.rows.row_of("one") < 0
    qtbot.waitUntil(lambda: session.snapshot.find("one").text == "Now typed")


ids = st.integers(0, 7).map(str)
arranged = st.lists(st.builds(Row, ids, st.sampled_from("ab")), unique=True, max_size=9)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=arranged, after=arranged)
def test_a_list_tells_the_table_of_any_change_to_its_rows(
    before: list[Row], after: list[Row], qtbot: QtBot, qtmodeltester
) -> None:
    rows = Arranged(cast("Session", None))
    rows.become(before)
    qtmodeltester.check(rows)
    held = [QPersistentModelIndex(rows.index(at, 0)) for at in range(len(before))]
    rows.become(after)
    assert list(rows.rows) == after
    for row, index in zip(before, held, strict=True):
        if row in after:
            assert after[index.row()] == row
        else:
            assert not index.isValid() or after[index.row()].id == row.id


class Arranged(ListRows):
    """Rows that are what they are said to be."""

    columns = (Column("What"),)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled if index.isValid() else Qt.ItemFlag.NoItemFlags

    def cell(self, row: Row, column: int) -> Cell:
        return Cell(row.id)

    def shown(self, row: Row, column: int) -> Cell:
        return self.cell(row, column)

    def typed(self, row: Row, column: int) -> str:
        return row.id
