from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from rca_workbench.drawing.scene import Ref
from rca_workbench.model import Factor, FactorKind, FactorStatus, Link
from rca_workbench.store import Case
from rca_workbench.ui.places.analysis.map_view import MapView
from rca_workbench.ui.shell.window import MainWindow

from .conftest import named

Open = Callable[..., MainWindow]


def the_map(window: MainWindow) -> MapView:
    assert isinstance(window.view, MapView)
    return window.view


def typed(window: MainWindow, qtbot: QtBot, name: str, text: str) -> None:
    box = named(window, name, QPlainTextEdit)
    qtbot.keyClicks(box, text)
    qtbot.keyClick(box, Qt.Key.Key_Return)


def factor(window: MainWindow, text: str) -> Factor:
    assert window.session
    return next(one for one in window.session.snapshot.of(Factor).values() if one.text == text)


def test_a_chain_is_built_with_the_keyboard_alone_and_undone_after_a_restart(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "analysis/map")
    view = the_map(window)
    qtbot.keyClick(view.canvas, Qt.Key.Key_N)
    typed(window, qtbot, "New factor", "Night shift one nurse short")
    first = factor(window, "Night shift one nurse short")
    assert first.status is FactorStatus.CANDIDATE
    assert window.session
    assert window.session.selected_id == first.id
    qtbot.keyClick(view.canvas, Qt.Key.Key_W)
    typed(window, qtbot, "What made “Night shift one nurse short” more likely?", "Staffing set by bed count")
    cause = factor(window, "Staffing set by bed count")
    (link,) = window.session.snapshot.of(Link).values()
    assert (link.source, link.target) == (cause.id, first.id)
    window.close()

    again = open_window(empty_case, "analysis/map")
    assert again.session
    again.commands.run("undo")
    assert [one.text for one in again.session.snapshot.of(Factor).values()] == ["Night shift one nurse short"]
    again.commands.run("undo")
    assert not again.session.snapshot.of(Factor)


def test_two_factors_are_linked_by_typing(open_window: Open, sample_case: Path, qtbot: QtBot) -> None:
    window = open_window(sample_case, "analysis/map")
    assert window.session
    snapshot = window.session.snapshot
    by_code = {one.code: one for one in snapshot.of(Factor).values()}
    window.session.select(by_code["F01"].id)
    before = len(snapshot.of(Link))
    qtbot.keyClick(the_map(window).canvas, Qt.Key.Key_L)
    box = named(window, "The other one", QLineEdit)
    assert isinstance(box, QLineEdit)
    qtbot.keyClicks(box, by_code["H3"].text[:40])
    qtbot.keyClick(box, Qt.Key.Key_Return)
    links = window.session.snapshot.of(Link)
    assert len(links) == before + 1
    assert any((one.source, one.target) == (by_code["F01"].id, by_code["H3"].id) for one in links.values())


def test_a_factor_is_edited_where_it_stands_and_keeps_its_place(
    open_window: Open, sample_case: Path, qtbot: QtBot
) -> None:
    window = open_window(sample_case, "analysis/map")
    assert window.session
    one = next(iter(window.session.snapshot.of(Factor).values()))
    others = {id: rect for id, rect in the_map(window).layout_now.rects.items() if id != one.id}
    window.session.select(one.id)
    qtbot.keyClick(the_map(window).canvas, Qt.Key.Key_F2)
    box = named(window, "Text of the factor", QPlainTextEdit)
    box.setPlainText("Shorter")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert window.session.snapshot.of(Factor)[one.id].text == "Shorter"
    moved = [
        id
        for id, rect in the_map(window).layout_now.rects.items()
        if id != one.id and abs(rect.x - others[id].x) > 60
    ]
    assert not moved


def test_levels_and_kinds_change_by_key(open_window: Open, sample_case: Path, qtbot: QtBot) -> None:
    window = open_window(sample_case, "analysis/map")
    assert window.session
    one = next(f for f in window.session.snapshot.of(Factor).values() if f.level == "ACC.TECH")
    window.session.select(one.id)
    canvas = the_map(window).canvas
    qtbot.keyClick(canvas, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier)
    assert window.session.snapshot.of(Factor)[one.id].level == "ACC.ORG"
    qtbot.keyClick(canvas, Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    assert window.session.snapshot.of(Factor)[one.id].factor_kind is FactorKind.SYSTEM_FACTOR


def test_removing_a_factor_takes_its_links_and_undo_brings_all_back(
    open_window: Open, sample_case: Path, qtbot: QtBot
) -> None:
    window = open_window(sample_case, "analysis/map")
    assert window.session
    before = window.session.snapshot
    one = next(f for f in before.of(Factor).values() if f.code == "P1")
    window.session.select(one.id)
    qtbot.keyClick(the_map(window).canvas, Qt.Key.Key_Delete)
    assert one.id not in window.session.snapshot.of(Factor)
    assert not window.session.snapshot.pointed_from(Link, "source", one.id)
    window.commands.run("undo")
    assert dict(window.session.snapshot.of(Factor)) == dict(before.of(Factor))
    assert dict(window.session.snapshot.of(Link)) == dict(before.of(Link))


def test_a_click_selects_and_a_drag_from_the_lower_edge_links(
    open_window: Open, sample_case: Path, qtbot: QtBot
) -> None:
    window = open_window(sample_case, "analysis/map")
    assert window.session
    canvas = the_map(window).canvas
    canvas.fit()
    by_code = {one.code: one for one in window.session.snapshot.of(Factor).values()}
    source, target = by_code["F01"], by_code["H2"]
    assert canvas.scene
    start = canvas.view_rect(canvas.scene.item(Ref("factor", source.id)).body)  # type: ignore[union-attr]
    end = canvas.view_rect(canvas.scene.item(Ref("factor", target.id)).body)  # type: ignore[union-attr]
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=start.center())
    assert window.session.selected_id == source.id
    before = len(window.session.snapshot.of(Link))
    at = QPoint(start.center().x(), start.bottom() - 2)
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseMove(canvas, QPoint(at.x() + 20, at.y() + 20))
    _drag(canvas, at, end.center())
    assert len(window.session.snapshot.of(Link)) == before + 1


def _drag(canvas: object, start: QPoint, end: QPoint) -> None:
    """Qt's test mouse moves without buttons, so the drag is sent as the system would."""
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication, QWidget

    assert isinstance(canvas, QWidget)
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    for kind, point, button, buttons in (
        (QEvent.Type.MouseButtonPress, start, left, left),
        (QEvent.Type.MouseMove, start + QPoint(12, 12), none, left),
        (QEvent.Type.MouseMove, end, none, left),
        (QEvent.Type.MouseButtonRelease, end, left, none),
    ):
        at = QPointF(point)
        event = QMouseEvent(kind, at, canvas.mapToGlobal(at), button, buttons, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(canvas, event)


def test_arrows_walk_from_an_effect_up_to_its_cause(
    open_window: Open, sample_case: Path, qtbot: QtBot
) -> None:
    window = open_window(sample_case, "analysis/map")
    assert window.session
    snapshot = window.session.snapshot
    harm = next(f for f in snapshot.of(Factor).values() if f.code == "H1")
    window.session.select(harm.id)
    qtbot.keyClick(the_map(window).canvas, Qt.Key.Key_Up)
    now = window.session.selected_id
    assert now in {link.source for link in snapshot.pointed_from(Link, "target", harm.id)}


@pytest.mark.parametrize("way", ["tidy", "arrange_afresh"])
def test_arranging_is_one_step_that_undo_takes_back(open_window: Open, sample_case: Path, way: str) -> None:
    window = open_window(sample_case, "analysis/map")
    assert window.session
    edits = the_map(window).edits
    edits.add("Something new", "ACC.ORG")
    before = dict(window.session.snapshot.of(Factor))
    getattr(edits, way)()
    after = window.session.snapshot.of(Factor)
    assert {(f.id, f.text) for f in after.values()} == {(f.id, f.text) for f in before.values()}
    if dict(after) != before:
        window.commands.run("undo")
        assert dict(window.session.snapshot.of(Factor)) == before


def test_the_map_reads_each_factor_aloud_in_full(open_window: Open, sample_case: Path) -> None:
    window = open_window(sample_case, "analysis/map")
    said = [item.name for item in the_map(window).canvas.readable()]
    assert len(said) == 50
    assert all("leads to" in name and "caused by" in name for name in said)


def test_linking_a_factor_to_itself_or_twice_is_said_and_changes_nothing(
    open_window: Open, sample_case: Path
) -> None:
    window = open_window(sample_case, "analysis/map")
    assert window.session
    snapshot = window.session.snapshot
    link = next(iter(snapshot.of(Link).values()))
    one, other = snapshot.of(Factor)[link.source or ""], snapshot.of(Factor)[link.target or ""]
    head = window.session.case.head
    the_map(window).edits.connect(one, one)
    the_map(window).edits.connect(one, other)
    assert window.session.case.head == head
    assert window.notice.isVisible()


def test_what_is_typed_on_the_map_survives_a_case_being_closed(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "analysis/map")
    qtbot.keyClick(the_map(window).canvas, Qt.Key.Key_N)
    qtbot.keyClicks(named(window, "New factor", QPlainTextEdit), "Half a thought")
    window.close_case()
    with Case.open(empty_case) as case:
        assert [one.text for one in case.snapshot.of(Factor).values()] == ["Half a thought"]
