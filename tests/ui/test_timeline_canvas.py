"""The painted timeline by pointer and by key: lanes, gaps, zooming, and what is read aloud."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from rca_workbench.drawing.scene import Ref
from rca_workbench.model import Lane, LaneKind, Time, TimeKind, TimelineEntry
from rca_workbench.store import Case
from rca_workbench.ui.places.timeline.canvas import TimelineCanvas
from rca_workbench.ui.places.timeline.lanes_canvas import LaneCanvas
from rca_workbench.ui.places.timeline.view import TimelineView
from rca_workbench.ui.shell.window import MainWindow

Open = Callable[..., MainWindow]


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    """Three lanes, one of them in a group, and a stretch without a record."""
    path = tmp_path / "ward.rca"
    with Case.create(path, title="Ward 7", who="Tester") as case, case.step("Made for the test") as step:
        step.add(Lane(id="ward", label="Ward 7", lane_kind=LaneKind.PLACE, order="a"))
        step.add(Lane(id="nurses", label="Nurses", lane_kind=LaneKind.ACTOR, order="b", parent="ward"))
        step.add(Lane(id="doctors", label="Doctors", lane_kind=LaneKind.ACTOR, order="c"))
        step.add(Lane(id="systems", label="Systems", lane_kind=LaneKind.SYSTEM, order="d"))
        for number, clock in enumerate(("20:00", "20:15", "20:30", "20:45", "23:00", "23:15")):
            step.add(
                TimelineEntry(
                    id=f"t{number}",
                    code=f"T{number}",
                    text=f"Observation {number}",
                    time=Time(TimeKind.DATETIME, f"2025-03-12T{clock}"),
                    lane="nurses",
                    order=f"{number:02}",
                )
            )
        step.add(
            TimelineEntry(
                id="d0",
                text="Doctor bleeped",
                time=Time(TimeKind.DATETIME, "2025-03-12T21:00"),
                lane="doctors",
            )
        )
    return path


def canvas_of(window: MainWindow) -> TimelineCanvas:
    assert isinstance(window.view, TimelineView)
    assert window.view.canvas
    return window.view.canvas


def opened(open_window: Open, path: Path) -> tuple[MainWindow, LaneCanvas]:
    window = open_window(path, "timeline/timeline")
    lanes = canvas_of(window).lanes
    lanes.fit()
    lanes.setFocus()
    return window, lanes


def head(lanes: LaneCanvas, id: str) -> QPoint:
    """A point on the label of a lane."""
    band = lanes.heads.band_of(Ref("lane", id))
    assert band
    return lanes.heads.rect(band).center().toPoint() + QPoint(30, 0)


def labels(lanes: LaneCanvas) -> list[str]:
    assert lanes.scene
    return [band.label for band in lanes.scene.bands]


def drag(qtbot: QtBot, lanes: LaneCanvas, start: QPoint, end: QPoint) -> None:
    qtbot.mousePress(lanes, Qt.MouseButton.LeftButton, pos=start)
    for share in (0.3, 0.7, 1.0):
        qtbot.mouseMove(
            lanes, start + QPoint(round((end - start).x() * share), round((end - start).y() * share))
        )
        QApplication.processEvents()
    qtbot.mouseRelease(lanes, Qt.MouseButton.LeftButton, pos=end)


def lane(window: MainWindow, id: str) -> Lane:
    assert window.session
    return window.session.snapshot.of(Lane)[id]


def test_a_press_on_the_chevron_folds_a_lane_and_undo_opens_it(
    open_window: Open, ward: Path, qtbot: QtBot
) -> None:
    window, lanes = opened(open_window, ward)
    band = lanes.heads.band_of(Ref("lane", "ward"))
    assert band
    chevron = lanes.heads.rect(band).topLeft().toPoint() + QPoint(9, round(min(band.height, 40) / 2))
    qtbot.mouseClick(lanes, Qt.MouseButton.LeftButton, pos=chevron)
    assert lane(window, "ward").collapsed
    assert labels(lanes) == ["Ward 7", "Doctors", "Systems"]
    window.commands.run("undo")
    assert labels(lanes) == ["Ward 7", "Nurses", "Doctors", "Systems"]


def test_lane_heads_are_walked_folded_moved_and_named_by_key(
    open_window: Open, ward: Path, qtbot: QtBot
) -> None:
    window, lanes = opened(open_window, ward)
    qtbot.keyClick(lanes, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert lanes.current == Ref("lane", "ward")
    qtbot.keyClick(lanes, Qt.Key.Key_Down)
    qtbot.keyClick(lanes, Qt.Key.Key_Down)
    assert lanes.current == Ref("lane", "doctors")
    qtbot.keyClick(lanes, Qt.Key.Key_Left)
    assert lane(window, "doctors").collapsed
    qtbot.keyClick(lanes, Qt.Key.Key_Right)
    assert not lane(window, "doctors").collapsed
    qtbot.keyClick(lanes, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert labels(lanes) == ["Ward 7", "Nurses", "Systems", "Doctors"]
    qtbot.keyClick(lanes, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert lane(window, "doctors").parent == "systems"
    qtbot.keyClick(lanes, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert lane(window, "doctors").parent is None
    qtbot.keyClick(lanes, Qt.Key.Key_F2)
    box = lanes.findChild(QPlainTextEdit)
    assert box
    assert box.isVisible()
    box.setPlainText("Medical team")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert lane(window, "doctors").label == "Medical team"


def test_right_on_an_open_lane_goes_to_its_entries_and_escape_comes_back(
    open_window: Open, ward: Path, qtbot: QtBot
) -> None:
    window, lanes = opened(open_window, ward)
    qtbot.mouseClick(lanes, Qt.MouseButton.LeftButton, pos=head(lanes, "doctors"))
    assert lanes.current == Ref("lane", "doctors")
    qtbot.keyClick(lanes, Qt.Key.Key_Right)
    assert window.session
    assert window.session.selected_id == "d0"
    qtbot.keyClick(lanes, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert lanes.current == Ref("lane", "doctors"), "the head of the lane the entry is in"
    qtbot.keyClick(lanes, Qt.Key.Key_Escape)
    assert lanes.current is None or lanes.current.kind == "timeline_entry"


def test_a_head_dragged_between_two_lanes_lands_there(open_window: Open, ward: Path, qtbot: QtBot) -> None:
    window, lanes = opened(open_window, ward)
    band = lanes.heads.band_of(Ref("lane", "doctors"))
    assert band
    top = lanes.heads.rect(band).topLeft().toPoint()
    drag(qtbot, lanes, head(lanes, "systems"), QPoint(60, top.y() + 3))
    assert labels(lanes) == ["Ward 7", "Nurses", "Systems", "Doctors"]
    window.commands.run("undo")
    assert labels(lanes) == ["Ward 7", "Nurses", "Doctors", "Systems"]


def test_a_head_dragged_onto_another_goes_under_it(open_window: Open, ward: Path, qtbot: QtBot) -> None:
    window, lanes = opened(open_window, ward)
    drag(qtbot, lanes, head(lanes, "systems"), head(lanes, "doctors"))
    assert lane(window, "systems").parent == "doctors"
    drag(qtbot, lanes, head(lanes, "doctors"), head(lanes, "systems"))
    assert lane(window, "doctors").parent is None, "no lane goes under one of its own"


def test_in_a_case_that_can_only_be_read_lanes_fold_on_screen_and_nothing_is_moved(
    open_window: Open, ward: Path, qtbot: QtBot
) -> None:
    window = open_window()
    window.open_case(Case.open(ward, read_only=True))
    window.go("timeline/timeline")
    lanes = canvas_of(window).lanes
    QApplication.processEvents()
    lanes.fold("ward")
    assert labels(lanes) == ["Ward 7", "Doctors", "Systems"]
    lanes.fold("ward")
    assert "Nurses" in labels(lanes)
    drag(qtbot, lanes, head(lanes, "systems"), head(lanes, "doctors"))
    assert lane(window, "systems").parent is None


def test_gaps_are_stepped_through_by_key_and_explained(open_window: Open, ward: Path, qtbot: QtBot) -> None:
    window, lanes = opened(open_window, ward)
    asked = []
    lanes.gap_asked.connect(lambda *said: asked.append(said))
    qtbot.keyClick(lanes, Qt.Key.Key_Home)
    qtbot.keyClick(lanes, Qt.Key.Key_Period)
    assert lanes.current == Ref("timeline_entry", "t3", "gap")
    qtbot.keyClick(lanes, Qt.Key.Key_Return)
    assert asked
    assert asked[0][0] == "nurses"
    box = lanes.findChild(QPlainTextEdit)
    assert box
    assert box.isVisible()
    assert box.accessibleName() == "Why is nothing recorded, 12 Mar 20:45 to 23:00?"
    box.setPlainText("Charts taken to theatre")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert window.session
    (made,) = [
        one for one in window.session.snapshot.of(TimelineEntry).values() if one.text.startswith("Charts")
    ]
    assert (made.time.kind, made.time.start, made.time.end) == (
        TimeKind.PERIOD, "2025-03-12T20:45", "2025-03-12T23:00"
    )  # fmt: skip
    assert made.lane == "nurses"
    assert lanes.gap_step(1) is None


def test_a_press_on_a_gap_asks_to_explain_it(open_window: Open, ward: Path, qtbot: QtBot) -> None:
    _, lanes = opened(open_window, ward)
    lanes.gap_step(1)
    assert lanes.scene
    item = lanes.scene.item(Ref("timeline_entry", "t3", "gap"))
    assert item
    with qtbot.waitSignal(lanes.gap_asked):
        qtbot.mouseClick(lanes, Qt.MouseButton.LeftButton, pos=lanes.view_rect(item.body).center())


def test_the_wheel_with_control_zooms_at_the_pointer(open_window: Open, ward: Path) -> None:
    _, lanes = opened(open_window, ward)
    assert lanes.view
    at = QPointF(600, 200)
    time, scale = lanes.view.time(600), lanes.view.seconds_per_pixel
    wheel = QWheelEvent(
        at, lanes.mapToGlobal(at), QPoint(), QPoint(0, 360), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(lanes, wheel)
    assert lanes.view.seconds_per_pixel < scale
    assert lanes.view.time(600) == pytest.approx(time, abs=1)


def test_zooming_by_key_keeps_the_selected_entry_where_it_is(
    open_window: Open, ward: Path, qtbot: QtBot
) -> None:
    window, lanes = opened(open_window, ward)
    lanes.setMaximumHeight(170)
    QApplication.processEvents()
    assert window.session
    window.session.select("d0")
    assert lanes.view
    assert lanes.timeline
    moment = lanes.timeline.moment("d0")
    assert moment
    before = lanes.view.x(moment.at)
    top = lanes.view_rect(lanes.scene.item(Ref("timeline_entry", "d0")).body).top()  # type: ignore[union-attr]
    for _ in range(4):
        qtbot.keyClick(lanes, Qt.Key.Key_Plus)
    assert lanes.scene
    assert lanes.origin.y() > 0
    assert lanes.view.x(moment.at) == pytest.approx(before, abs=1)
    qtbot.wait(300)
    after = lanes.view_rect(lanes.scene.item(Ref("timeline_entry", "d0")).body).top()  # type: ignore[union-attr]
    assert abs(after - top) <= 2
    scale = lanes.view.seconds_per_pixel
    qtbot.keyClick(lanes, Qt.Key.Key_Minus)
    assert lanes.view.seconds_per_pixel > scale


def test_home_and_end_go_to_the_first_and_last_entry(open_window: Open, ward: Path, qtbot: QtBot) -> None:
    _, lanes = opened(open_window, ward)
    lanes.zoom(60)
    assert lanes.timeline
    first, last = lanes.timeline.context.times[0], lanes.timeline.context.times[-1]
    for key, time in ((Qt.Key.Key_End, last), (Qt.Key.Key_Home, first)):
        qtbot.keyClick(lanes, key)
        assert lanes.view
        assert lanes.view.start < time < lanes.view.end


def test_a_time_can_be_typed_to_go_to(open_window: Open, ward: Path, qtbot: QtBot) -> None:
    window, lanes = opened(open_window, ward)
    lanes.zoom(40)
    canvas = canvas_of(window)
    qtbot.keyClick(lanes, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    box = lanes.findChild(QPlainTextEdit)
    assert box
    assert box.isVisible()
    box.setPlainText("23:10")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert lanes.view
    assert lanes.timeline
    assert lanes.view.start < lanes.timeline.context.times[-1] - 300 < lanes.view.end
    faults = []
    canvas.session.faulted.connect(faults.append)
    canvas.ask_time()
    box.setPlainText("teapot")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert faults


def test_arrows_follow_time_and_lanes(open_window: Open, ward: Path, qtbot: QtBot) -> None:
    window, lanes = opened(open_window, ward)
    assert window.session
    window.session.select("t3")
    qtbot.keyClick(lanes, Qt.Key.Key_Right)
    assert window.session.selected_id == "d0"
    qtbot.keyClick(lanes, Qt.Key.Key_Up)
    assert window.session.selected_id == "t3"
    qtbot.keyClick(lanes, Qt.Key.Key_Left)
    assert window.session.selected_id == "t2"


def test_a_screen_reader_reads_each_lane_and_then_its_entries(open_window: Open, ward: Path) -> None:
    _, lanes = opened(open_window, ward)
    reading = QAccessible.queryAccessibleInterface(lanes)
    names = [reading.child(index).text(QAccessible.Text.Name) for index in range(reading.childCount())]
    heads = [name for name in names if name.startswith(("Lane", "Group"))]
    assert heads == [
        "Group Ward 7, place, 0 entries, expanded",
        "Lane Nurses, actor, level 2, 6 entries, expanded",
        "Lane Doctors, actor, 1 entry, expanded",
        "Lane Systems, system, 0 entries, expanded",
    ]
    assert names.index(heads[2]) + 1 == next(i for i, name in enumerate(names) if "Doctor bleeped" in name)


def test_what_is_behind_the_curtain_is_neither_drawn_nor_read_nor_walked_to(
    open_window: Open, ward: Path, qtbot: QtBot
) -> None:
    from rca_workbench.analysis.knowing import Curtain

    window, lanes = opened(open_window, ward)
    assert window.session
    assert lanes.timeline
    at = lanes.timeline.context.times[3]
    window.session.draw_curtain(Curtain(int(at) + 30))
    assert lanes.veil.hidden == {"t4", "t5", "d0"}
    assert not [item for item in lanes.readable() if "bleeped" in item.name]
    window.session.select("t3")
    qtbot.keyClick(lanes, Qt.Key.Key_Right)
    assert window.session.selected_id == "t3"
    window.session.draw_curtain(None)
    assert [item for item in lanes.readable() if "bleeped" in item.name]


def test_a_large_case_is_packed_a_little_at_a_time_and_then_sharp(
    open_window: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "large.rca"
    with Case.create(path, title="Large", who="Tester") as case, case.step("Made") as step:
        for number in range(4):
            step.add(Lane(id=f"l{number}", label=f"Lane {number}", order=f"{number}"))
        for number in range(6400):
            minute = number * 7
            clock = f"2025-03-{1 + minute // 1440 % 28:02}T{minute // 60 % 24:02}:{minute % 60:02}"
            step.add(
                TimelineEntry(
                    id=f"t{number}",
                    text=f"Observation {number} of the night",
                    time=Time(TimeKind.DATETIME, clock),
                    lane=f"l{number % 4}",
                    order=f"{number:05}",
                )
            )
    window = open_window(path, "timeline/timeline")
    lanes = canvas_of(window).lanes
    qtbot.waitUntil(lambda: not lanes._idle.isActive(), timeout=20_000)
    lanes.zoom(200)
    assert lanes.scene
    assert lanes.scene.quick  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: not lanes._quick and not lanes._idle.isActive(), timeout=20_000)
    assert not lanes.scene.quick  # type: ignore[attr-defined]
    assert lanes.timeline
    assert lanes.view
    assert lanes.timeline.unpacked(lanes.view) == 0


def test_entries_without_a_time_show_the_beginning_of_their_words_however_many_there_are(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "timeline")
    for at in range(8):
        window.view.edits.add(
            "?", "", f"{at} took a call from the ward and listed the patient as amber", None
        )
    QApplication.processEvents()
    shown = [
        one
        for one in window.findChildren(QPushButton)
        if one.accessibleName().startswith("No time yet") and one.isVisible()
    ]
    assert len(shown) == 6
    for one in shown:
        assert one.text()[0].isdigit()
        assert one.fontMetrics().horizontalAdvance(one.text()) < one.width()
