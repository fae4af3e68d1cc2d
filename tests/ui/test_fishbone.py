"""The fishbone: the same graph under the headings of a framework, worked with keys and the mouse."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QMenu, QPlainTextEdit
from pytestqt.qtbot import QtBot

from rca_workbench.analysis.fishbone import UNSORTED
from rca_workbench.drawing.again import again_ref
from rca_workbench.drawing.fishbone import HEADING
from rca_workbench.drawing.scene import Ref
from rca_workbench.model import Factor, FactorKind, FactorStatus, Link, Tag, new_id
from rca_workbench.store import Case
from rca_workbench.ui import style
from rca_workbench.ui.places.analysis.fishbone_view import FishboneView
from rca_workbench.ui.session import Session
from rca_workbench.ui.shell.window import MainWindow

from .conftest import named

Open = Callable[..., MainWindow]
NONE = Qt.KeyboardModifier.NoModifier
ALT_SHIFT = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def npsa_case(sample_case: Path) -> Path:
    """The published case, sorted by the NPSA list, as its tags are."""
    with Case.open(sample_case, who="Tester") as case, case.step("Sort factors by NPSA") as step:
        step.change(case.snapshot.case, classification="npsa")
    return sample_case


def fishbone(window: MainWindow) -> tuple[FishboneView, Session]:
    QApplication.processEvents()
    assert isinstance(window.view, FishboneView)
    assert window.session is not None
    return window.view, window.session


def by_code(session: Session, code: str) -> Factor:
    return next(one for one in session.snapshot.of(Factor).values() if one.code == code)


def codes(factor: Factor) -> list[str]:
    return [tag.code for tag in factor.tags]


def press(view: FishboneView, qtbot: QtBot, *keys: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    for key in keys:
        qtbot.keyClick(view.canvas, key, modifier)


def typed(window: MainWindow, qtbot: QtBot, name: str, text: str) -> None:
    box = named(window, name, QPlainTextEdit)
    qtbot.keyClicks(box, text)
    qtbot.keyClick(box, Qt.Key.Key_Return)


def choose(words: str) -> None:
    """Choose from the menu that is open, as a click there would."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    action = next(one for one in menu.actions() if words in one.text())
    menu.close()
    action.trigger()
    QApplication.processEvents()


def middle(view: FishboneView, ref: Ref) -> QPoint:
    view.canvas.reveal(ref)
    item = view.canvas.scene.item(ref) if view.canvas.scene else None
    assert item is not None
    return view.canvas.view_rect(item.body).center()


def test_arrows_walk_along_a_bone_over_the_spine_and_into_the_head(
    open_window: Open, npsa_case: Path, qtbot: QtBot
) -> None:
    view, session = fishbone(open_window(npsa_case, "analysis/fishbone"))
    canvas = view.canvas
    canvas.set_current(Ref(HEADING, "NPSA.TASK"))
    names = [rib.factor.id for rib in next(b for b in view.fishbone.bones if b.id == "NPSA.TASK").ribs]
    for id in names:
        press(view, qtbot, Qt.Key.Key_Down)
        assert session.selected_id == id
    press(view, qtbot, Qt.Key.Key_Down)
    assert canvas.bone_of(canvas.current) != "NPSA.TASK", "one more goes over the spine"
    press(view, qtbot, Qt.Key.Key_Up)
    canvas.set_current(Ref(HEADING, "NPSA.TASK"))
    press(view, qtbot, Qt.Key.Key_Right)
    assert canvas.bone_of(canvas.current) == "NPSA.TEAM", "the next bone above the spine"
    for _ in range(12):
        press(view, qtbot, Qt.Key.Key_Right)
    assert session.selected_id == by_code(session, "H1").id


def test_a_bone_that_goes_on_beside_itself_is_walked_to_its_end(
    open_window: Open, npsa_case: Path, qtbot: QtBot
) -> None:
    view, session = fishbone(open_window(npsa_case, "analysis/fishbone"))
    head = view.fishbone.head
    assert head is not None
    with session.step("Many") as step:
        for n in range(30):
            one = Factor(id=f"many{n:02}", text=f"Condition {n}", tags=(Tag("NPSA.PAT"),))
            step.add(one)
            step.add(Link(id=new_id(), source=one.id, target=head.id))
    assert view.canvas.fish is not None
    assert view.canvas.fish.layout is not None
    parts = len([one for one in view.canvas.fish.layout.columns if one.bone == "NPSA.PAT"])
    assert parts > 1
    view.canvas.set_current(Ref(HEADING, "NPSA.PAT"))
    walked = []
    for _ in range(30):
        press(view, qtbot, Qt.Key.Key_Down)
        walked.append(session.selected_id)
    assert walked == [f"many{n:02}" for n in range(30)]
    press(view, qtbot, *[Qt.Key.Key_Up] * (29 + parts - 1))  # upwards one comes by the labels
    assert session.selected_id == "many00"


def test_everything_on_it_is_read_aloud_bone_by_bone(open_window: Open, npsa_case: Path) -> None:
    view, _ = fishbone(open_window(npsa_case, "analysis/fishbone"))
    said = [item.name for item in view.canvas.readable()]
    assert said[0].startswith("Harm, The helicopter struck the sea")
    assert said[1] == "Bone Patient factors, nothing here yet"
    at = said.index("Bone Task factors, 6 factors")
    assert "on the bone Task factors: Guidelines, policies and procedures" in said[at + 1]
    ribs = sum(len(bone.ribs) for bone in view.fishbone.bones)
    assert len(said) == 1 + ribs + len(view.canvas.columns())


def test_a_factor_is_typed_on_the_bone_one_is_on(open_window: Open, npsa_case: Path, qtbot: QtBot) -> None:
    window = open_window(npsa_case, "analysis/fishbone")
    view, session = fishbone(window)
    view.canvas.set_current(Ref(HEADING, "NPSA.PAT"))
    press(view, qtbot, Qt.Key.Key_N)
    typed(window, qtbot, "New factor under Patient factors", "Nobody asked how the patient travelled")
    new = session.selected
    assert isinstance(new, Factor)
    assert (new.text, new.status) == ("Nobody asked how the patient travelled", FactorStatus.CANDIDATE)
    assert codes(new) == ["NPSA.PAT"]
    (link,) = session.snapshot.pointed_from(Link, "source", new.id)
    assert link.target == by_code(session, "H1").id
    press(view, qtbot, Qt.Key.Key_N)
    typed(window, qtbot, "New factor under Patient factors", "A second one")
    assert [rib.factor.text for rib in view.fishbone.bones[0].ribs] == [new.text, "A second one"]
    assert new.x is not None, "it has its place on the map at once"
    window.commands.run("undo")
    window.commands.run("undo")
    assert not view.fishbone.bones[0].ribs


def test_keys_move_a_factor_from_bone_to_bone_and_change_this_framework_only(
    open_window: Open, npsa_case: Path, qtbot: QtBot
) -> None:
    view, session = fishbone(open_window(npsa_case, "analysis/fishbone"))
    one = by_code(session, "F12")
    with session.step("Tag") as step:
        step.change(one, tags=(*one.tags, Tag("SEIPS.WS.TASKS"), Tag("TRUST.7")))
    session.select(one.id)
    press(view, qtbot, Qt.Key.Key_Right, modifier=ALT_SHIFT)
    assert codes(by_code(session, "F12")) == ["SEIPS.WS.TASKS", "TRUST.7", "NPSA.ORG"]
    assert view.canvas.bone_of(view.canvas.current) == "NPSA.ORG"
    press(view, qtbot, Qt.Key.Key_Right, modifier=ALT_SHIFT)
    assert codes(by_code(session, "F12")) == ["SEIPS.WS.TASKS", "TRUST.7"], "not yet sorted"
    press(view, qtbot, Qt.Key.Key_M)
    choose("Communication factors")
    assert codes(by_code(session, "F12")) == ["SEIPS.WS.TASKS", "TRUST.7", "NPSA.COMM"]
    assert session.selected_id == one.id


def test_a_drag_moves_a_factor_to_the_bone_it_is_dropped_on(
    open_window: Open, npsa_case: Path, qtbot: QtBot
) -> None:
    view, session = fishbone(open_window(npsa_case, "analysis/fishbone"))
    view.canvas.fit()
    one = by_code(session, "B3")
    middle(view, Ref("factor", one.id))
    end = middle(view, Ref(HEADING, "NPSA.COMM"))
    start = middle(view, Ref("factor", one.id))
    qtbot.mousePress(view.canvas, Qt.MouseButton.LeftButton, pos=start)
    for step in (0.3, 0.6, 1.0):
        qtbot.mouseMove(view.canvas, start + (end - start) * step)
    qtbot.mouseRelease(view.canvas, Qt.MouseButton.LeftButton, pos=end)
    assert codes(by_code(session, "B3")) == ["NPSA.COMM"]


def test_a_factor_on_two_bones_is_one_and_is_moved_off_the_bone_it_was_taken_from(
    open_window: Open, npsa_case: Path, qtbot: QtBot
) -> None:
    view, session = fishbone(open_window(npsa_case, "analysis/fishbone"))
    one = by_code(session, "F01")  # working conditions and equipment
    second = again_ref(one.id, "NPSA.WORK")
    view.canvas.set_current(second)
    assert session.selected_id == one.id
    assert view.canvas.current == second
    press(view, qtbot, Qt.Key.Key_Right, modifier=ALT_SHIFT)
    assert codes(by_code(session, "F01")) == ["NPSA.EQUIP.DISP", "NPSA.ORG"]
    assert view.canvas.bone_of(view.canvas.current) == "NPSA.ORG"


def test_text_kind_agreement_and_removal_by_key(open_window: Open, npsa_case: Path, qtbot: QtBot) -> None:
    window = open_window(npsa_case, "analysis/fishbone")
    view, session = fishbone(window)
    one = by_code(session, "F12")
    session.select(one.id)
    press(view, qtbot, Qt.Key.Key_4, modifier=Qt.KeyboardModifier.AltModifier)
    assert by_code(session, "F12").factor_kind is FactorKind.SYSTEM_FACTOR
    press(view, qtbot, Qt.Key.Key_Y)
    assert by_code(session, "F12").status is FactorStatus.CANDIDATE
    press(view, qtbot, Qt.Key.Key_F2)
    named(window, "Text of the factor", QPlainTextEdit).setPlainText("Supplies came late")  # type: ignore[attr-defined]
    qtbot.keyClick(named(window, "Text of the factor"), Qt.Key.Key_Return)
    assert by_code(session, "F12").text == "Supplies came late"
    press(view, qtbot, Qt.Key.Key_Delete)
    assert one.id not in session.snapshot.of(Factor)
    assert view.canvas.bone_of(view.canvas.current) == "NPSA.WORK", "one stays on the bone"


def test_asking_why_adds_a_cause_to_sort(open_window: Open, npsa_case: Path, qtbot: QtBot) -> None:
    window = open_window(npsa_case, "analysis/fishbone")
    view, session = fishbone(window)
    one = by_code(session, "F12")
    session.select(one.id)
    press(view, qtbot, Qt.Key.Key_W)
    typed(
        window, qtbot, "What made “Release of medical supplies took most of the…” more likely?", "One porter"
    )
    new = session.selected
    assert isinstance(new, Factor)
    assert [link.target for link in session.snapshot.pointed_from(Link, "source", new.id)] == [one.id]
    assert view.canvas.bone_of(view.canvas.current) == UNSORTED


def test_the_framework_and_what_is_explained_are_chosen(
    open_window: Open, npsa_case: Path, qtbot: QtBot
) -> None:
    window = open_window(npsa_case, "analysis/fishbone")
    view, session = fishbone(window)
    two = by_code(session, "H2")
    press(view, qtbot, Qt.Key.Key_H)
    choose("The crew spent about sixteen hours")
    assert view.fishbone.head is not None
    assert view.fishbone.head.id == two.id
    assert by_code(session, "P7").id in view.fishbone.factors
    session.change(session.snapshot.case, "Sort factors by SEIPS", classification="seips")
    assert [bone.label for bone in view.fishbone.bones][:3] == ["People", "Tasks", "Tools and technology"]
    assert len(view.fishbone.bones[-1].ribs) == len(view.fishbone.factors)
    QApplication.processEvents()
    shown = [
        one.accessibleName() or one.text() for one in window.findChildren(QAbstractButton) if one.isVisible()
    ]
    assert "By SEIPS" in shown
    window.close()
    again, _ = fishbone(open_window(npsa_case, "analysis/fishbone"))
    assert again.fishbone.head is not None
    assert again.fishbone.head.id == two.id, "what it explains is remembered"


def test_the_questions_of_the_bone_stand_under_it_with_how_sure_they_are(
    open_window: Open, npsa_case: Path, qtbot: QtBot
) -> None:
    window = open_window(npsa_case, "analysis/fishbone")
    view, _ = fishbone(window)
    view.canvas.set_current(Ref(HEADING, "NPSA.TEAM"))
    first = view.prompts.question
    assert first.endswith("?")
    assert named(window, f"Question for the bone. Team and social factors: {first}")
    mark = view.fishbone.bone("NPSA.TEAM")
    assert mark is not None
    assert mark.category is not None
    assert mark.category.mark, "the team components are not checked against the source"
    labels = [one.text() for one in window.findChildren(QLabel) if one.isVisible()]
    assert mark.category.mark in labels
    press(view, qtbot, Qt.Key.Key_Q)
    assert view.prompts.question != first
    assert view.canvas.hasFocus()


def test_selecting_elsewhere_selects_here_and_the_other_way_round(
    open_window: Open, npsa_case: Path, qtbot: QtBot
) -> None:
    window = open_window(npsa_case, "analysis/map")
    session = window.session
    assert session is not None
    one = by_code(session, "F09")
    session.select(one.id)
    window.go("analysis/fishbone")
    view, _ = fishbone(window)
    assert view.canvas.selected_ref == Ref("factor", one.id)
    press(view, qtbot, Qt.Key.Key_G)
    assert window.view is not view
    assert session.selected_id == one.id
    places = {f.id: (f.x, f.row) for f in session.snapshot.of(Factor).values()}
    window.go("analysis/fishbone")
    assert {f.id: (f.x, f.row) for f in session.snapshot.of(Factor).values()} == places


def test_words_are_found_on_the_fishbone_and_walked(open_window: Open, npsa_case: Path, qtbot: QtBot) -> None:
    window = open_window(npsa_case, "analysis/fishbone")
    view, session = fishbone(window)
    view.canvas.setFocus()
    press(view, qtbot, Qt.Key.Key_F, modifier=Qt.KeyboardModifier.ControlModifier)
    box = named(window, "Find on the fishbone", QLineEdit)
    qtbot.keyClicks(box, "goggle")
    matches = set(view.finding.matches)
    assert {one.code for one in session.snapshot.of(Factor).values() if one.id in matches} >= {
        "F01",
        "F04",
        "F08",
    }
    assert view.canvas.path == matches
    qtbot.keyClick(box, Qt.Key.Key_Return)
    first = session.selected_id
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert session.selected_id in matches
    assert session.selected_id != first
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert view.canvas.path is None
    assert view.canvas.hasFocus()


def test_what_does_not_lead_to_the_head_is_said(open_window: Open, npsa_case: Path, qtbot: QtBot) -> None:
    window = open_window(npsa_case, "analysis/fishbone")
    view, session = fishbone(window)
    one = by_code(session, "G1")
    view.canvas.set_current(Ref(HEADING, "NPSA.TASK"))
    session.select(one.id)
    assert view.canvas.selected_ref is None
    labels = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    assert any(text.endswith("does not lead to what this fishbone explains.") for text in labels)
    press(view, qtbot, Qt.Key.Key_F2, Qt.Key.Key_Delete)
    assert one.id in session.snapshot.of(Factor), "keys are about what is seen"


def test_a_new_case_is_asked_what_is_to_be_explained(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "analysis/fishbone")
    view, _ = fishbone(window)
    assert named(window, "Question for the bone. Press N to type what is to be explained.")
    press(view, qtbot, Qt.Key.Key_N)
    typed(window, qtbot, "What is to be explained? Say what harm was done", "Sepsis treated six hours late")
    assert view.fishbone.head is not None
    assert view.fishbone.head.factor_kind is FactorKind.HARM
    press(view, qtbot, Qt.Key.Key_Left)
    assert view.gestures.bone is not None


def test_a_case_that_is_read_only_is_not_changed(open_window: Open, npsa_case: Path, qtbot: QtBot) -> None:
    window = open_window()
    window.open_case(Case.open(npsa_case, who="Tester", read_only=True))
    window.go("analysis/fishbone")
    view, session = fishbone(window)
    before = session.snapshot
    session.select(by_code(session, "F12").id)
    press(view, qtbot, Qt.Key.Key_N, Qt.Key.Key_F2, Qt.Key.Key_W, Qt.Key.Key_Delete, Qt.Key.Key_M)
    press(view, qtbot, Qt.Key.Key_Right, modifier=ALT_SHIFT)
    assert not view.inline.isVisible()
    assert session.snapshot is before


def test_unknown_tags_and_long_and_empty_texts_are_shown(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    with Case.open(empty_case, who="Tester") as case, case.step("Fill") as step:
        step.add(Factor(id=new_id(), factor_kind=FactorKind.HARM, text="Harm"))
    window = open_window(empty_case, "analysis/fishbone")
    view, session = fishbone(window)
    head = view.fishbone.head
    assert head is not None
    with session.step("More") as step:
        for text, code in (("", "NPSA.NEW.99"), ("word " * 4000, "SEIPS.WS.TASKS"), ("\u202e👩🏽‍⚕️", "")):
            one = Factor(id=new_id(), text=text, tags=(Tag(code),) if code else ())
            step.add(one)
            step.add(Link(id=new_id(), source=one.id, target=head.id))
    assert [len(bone.ribs) for bone in view.fishbone.bones if bone.ribs] == [1, 2]
    window.grab()
    style.look().resize_text(3)
    window.grab()
    style.look().resize_text(-3)
