"""The Checks face of the panel, as people use it: counts, going there, mending, accepting, and what they must not do."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from rca_workbench.checks import At, Checks, Fix, Gate, Rule, Set, Severity
from rca_workbench.checks.facts import Facts
from rca_workbench.drawing.scene import Ref
from rca_workbench.model import (
    Action,
    CheckOverride,
    Factor,
    FactorKind,
    FactorStatus,
    Link,
    TimelineEntry,
    new_id,
)
from rca_workbench.store import Case
from rca_workbench.ui.checks.card import Card
from rca_workbench.ui.lists import ListView, Shape
from rca_workbench.ui.lists.rows import STANDING
from rca_workbench.ui.places.analysis.map_view import MapView
from rca_workbench.ui.places.timeline.columns import WHAT
from rca_workbench.ui.shell.window import MainWindow

from .conftest import named

Open = Callable[..., MainWindow]

HARM, SYSTEM, CAUSE = "h" * 32, "s" * 32, "c" * 32


def _no_action(facts: Facts) -> Iterator[At]:
    for one in facts.graph.of_kind(FactorKind.SYSTEM_FACTOR):
        if not facts.addressing.get(one.id) and not one.no_action_reason:
            yield At(one, f"No action addresses {facts.called(one)}.", begin="action")


def _note(facts: Facts) -> Iterator[At]:
    for one in facts.snapshot.of(Factor).values():
        if one.note == "mend me":
            yield At(
                one,
                f"{facts.called(one)} asks to be mended.",
                fix=Fix("Clear the note", (Set(one, {"note": ""}),)),
            )


def _no_reasoning(facts: Facts) -> Iterator[At]:
    for one in facts.graph.causal:
        if not one.rationale:
            yield At(one, f"The link to {facts.called(facts.graph.factors[one.target or ''])} has no reasoning.",
                     begin="rationale")  # fmt: skip


def _no_word(facts: Facts) -> Iterator[At]:
    for one in facts.snapshot.of(Factor).values():
        if "should" in one.text:
            yield At(one, f"{facts.called(one)} says what should be.", field="text", said="should")


def _nothing(facts: Facts) -> Iterator[At]:
    yield from ()


def _rule(
    id: str, title: str, severity: Severity, gate: Gate, run: Callable[[Facts], Iterator[At]], **more: object
) -> Rule:
    values: dict[str, object] = {
        "group": "tests", "why": "Because it hangs on it.", "how": "Do that.", "source": "A published guide (2020)",
        "reads": frozenset({"factor", "link", "action"}), "needs": ("factor",),
    } | more  # fmt: skip
    return Rule(id, title, severity, gate, run=run, **values)  # type: ignore[arg-type]


OWN = (
    _rule("T-1", "Every system-level factor has an action", Severity.ERROR, Gate.SIGN_OFF, _no_action),
    _rule("T-2", "No factor asks to be mended", Severity.ERROR, Gate.ALWAYS, _note, override=False),
    _rule("T-3", "Every link has its reasoning", Severity.WARNING, Gate.BEFORE_REPORT, _no_reasoning,
          mark="Not checked against the source"),
    _rule("T-4", "No text says what should be", Severity.ADVICE, Gate.MEETING, _no_word),
    _rule("T-5", "All is well", Severity.WARNING, Gate.MEETING, _nothing),
)  # fmt: skip


@pytest.fixture
def rules(monkeypatch: pytest.MonkeyPatch) -> dict[str, Rule]:
    """The rules of these tests in place of all others."""
    own = {one.id: one for one in OWN}
    monkeypatch.setattr("rca_workbench.checks.engine.RULES", own)
    return own


@pytest.fixture
def checked(empty_case: Path, rules: dict[str, Rule]) -> Path:
    """A case with two links without reasoning, one system-level factor without action, and one to be mended."""
    with Case.open(empty_case, who="Tester") as case, case.step("Add factors") as step:

        def add(id: str, kind: FactorKind, level: str, text: str, note: str = "") -> None:
            step.add(
                Factor(
                    id=id, text=text, factor_kind=kind, level=level, note=note, status=FactorStatus.FINDING
                )
            )

        add(HARM, FactorKind.HARM, "ACC.OUT", "Cardiac arrest")
        add(SYSTEM, FactorKind.SYSTEM_FACTOR, "ACC.ORG", "Staffing set by bed count", "mend me")
        add(
            CAUSE, FactorKind.CONTRIBUTORY_FACTOR, "ACC.TECH", "One doctor covers four wards, as it should be"
        )
        step.add(Link(id=new_id(), source=SYSTEM, target=CAUSE))
        step.add(Link(id=new_id(), source=CAUSE, target=HARM))
    return empty_case


def settled(window: MainWindow, qtbot: QtBot) -> Checks:
    """The checks of the case as it is now, shown."""
    assert window.session
    checking = window.session.checking
    qtbot.waitUntil(lambda: checking.current, timeout=20_000)
    QApplication.processEvents()
    # What was taken off the panel is gone at once, not when the test ends.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert checking.checks is not None
    return checking.checks


def opened(open_window: Open, path: Path, qtbot: QtBot, place: str = "analysis/map") -> MainWindow:
    """A window with its checks shown."""
    window = open_window(path, place)
    settled(window, qtbot)
    qtbot.keyClick(window, Qt.Key.Key_F7)
    return window


def cards(window: MainWindow) -> list[Card]:
    found = [one for one in window.panel.findChildren(Card) if one.isVisible()]
    return sorted(found, key=lambda one: one.mapTo(window, one.rect().topLeft()).y())


def card(window: MainWindow, words: str) -> Card:
    return next(one for one in cards(window) if words in one.accessibleName())


def focus(window: MainWindow) -> QWidget:
    found = window.focusWidget()
    assert found is not None
    return found


def accept(window: MainWindow, words: str, reason: str, qtbot: QtBot) -> None:
    one = card(window, words)
    one.setFocus()
    qtbot.keyClick(one, Qt.Key.Key_F2)
    box = named(window.panel, "Reason why this stands. The report prints it", QLineEdit)
    assert focus(window) is box
    qtbot.keyClicks(box, reason)
    qtbot.keyClick(box, Qt.Key.Key_Return)


# -- the panel ----------------------------------------------------------------------------------------


def test_the_top_bar_counts_and_f7_shows_them_by_weight(
    open_window: Open, checked: Path, qtbot: QtBot
) -> None:
    window = opened(open_window, checked, qtbot)
    assert window.topbar.checks.text() == "Checks 4"
    assert window.topbar.checks.accessibleName() == "Checks, 4 to look at, 2 must be resolved"
    assert window.topbar.checks.isChecked() and not window.topbar.details.isChecked()
    heads = [
        one.accessibleName()
        for one in window.panel.findChildren(QPushButton)
        if one.property("role") == "check_section"
    ]
    assert heads == [
        "Must resolve before sign-off, 2, open, press to fold",
        "Worth resolving, 1, open, press to fold",
        "Worth a look, 1, folded, press to open",
        "Met, 1, folded, press to open",
    ]
    qtbot.keyClick(window, Qt.Key.Key_F7)
    assert window.topbar.details.isChecked() and not window.topbar.checks.isChecked()
    window.toggle_details()
    qtbot.keyClick(window, Qt.Key.Key_F7)
    qtbot.keyClick(window, Qt.Key.Key_F7)
    assert not window.panel.isVisible()


def test_the_panel_comes_back_with_the_face_it_had(open_window: Open, checked: Path, qtbot: QtBot) -> None:
    opened(open_window, checked, qtbot).close()
    again = open_window(checked, "analysis/map")
    qtbot.waitUntil(lambda: again.topbar.checks.isChecked(), timeout=20_000)
    settled(again, qtbot)
    assert len(cards(again)) == 3


def test_a_card_says_everything_in_its_name_and_the_first_is_open(
    open_window: Open, checked: Path, qtbot: QtBot
) -> None:
    window = opened(open_window, checked, qtbot)
    first, second, third = cards(window)
    assert first.accessibleName() == (
        "Must resolve: No factor asks to be mended. “Staffing set by bed count” asks to be mended. Open. 1 of 5"
    )
    assert first.opened is not None and second.opened is None
    assert focus(window) is first
    assert third.accessibleName().endswith("Not checked against the source. 3 of 5")
    assert "and 1 more like this" in [one.text() for one in window.panel.findChildren(QPushButton)]


def test_the_arrows_walk_and_enter_goes_there(open_window: Open, checked: Path, qtbot: QtBot) -> None:
    window = opened(open_window, checked, qtbot, "timeline/table")
    qtbot.keyClick(focus(window), Qt.Key.Key_Down)
    assert "T-1" not in focus(window).accessibleName()
    assert "No action addresses" in focus(window).accessibleName()
    qtbot.keyClick(focus(window), Qt.Key.Key_Return)
    assert window.address == "analysis/map"
    assert window.session and window.session.selected_id == SYSTEM
    assert window.view is not None and window.view.isAncestorOf(focus(window))
    assert window.panel.isVisible() and window.topbar.checks.isChecked()


def test_esc_goes_back_to_the_view_and_the_list_keeps_its_place(
    open_window: Open, checked: Path, qtbot: QtBot
) -> None:
    window = opened(open_window, checked, qtbot)
    qtbot.keyClick(focus(window), Qt.Key.Key_Down)
    here = focus(window)
    qtbot.keyClick(here, Qt.Key.Key_Escape)
    assert window.view is not None and window.view.isAncestorOf(focus(window))
    window.panel.enter()
    assert focus(window) is here


def test_left_folds_the_section_and_right_opens_it(open_window: Open, checked: Path, qtbot: QtBot) -> None:
    window = opened(open_window, checked, qtbot)
    qtbot.keyClick(focus(window), Qt.Key.Key_Left)
    assert focus(window).accessibleName() == "Must resolve before sign-off, 2, folded, press to open"
    assert len(cards(window)) == 1
    qtbot.keyClick(focus(window), Qt.Key.Key_Right)
    assert len(cards(window)) == 3


def test_a_safe_mend_is_one_step_and_undo_brings_the_check_back(
    open_window: Open, checked: Path, qtbot: QtBot
) -> None:
    window = opened(open_window, checked, qtbot)
    button = named(window.panel, "Clear the note. One step, which Undo takes back", QPushButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.session and window.session.snapshot.of(Factor)[SYSTEM].note == ""
    assert window.session.last_label == "Clear the note"
    settled(window, qtbot)
    assert window.topbar.checks.text() == "Checks 3"
    assert not any("asks to be mended" in one.accessibleName() for one in cards(window))
    window.commands.run("undo")
    settled(window, qtbot)
    assert window.topbar.checks.text() == "Checks 4"
    assert card(window, "asks to be mended")


def test_what_is_to_be_written_opens_details_at_its_field(
    open_window: Open, checked: Path, qtbot: QtBot
) -> None:
    window = opened(open_window, checked, qtbot)
    one = card(window, "has no reasoning")
    one.setFocus()
    qtbot.keyClick(one, Qt.Key.Key_Space)
    assert one.opened is not None and one.opened.mend is not None
    label = Link.kind.by_name["rationale"].type.label
    assert one.opened.mend.accessibleName() == f"Write it: {label}, in Details"
    qtbot.mouseClick(one.opened.mend, Qt.MouseButton.LeftButton)
    box = focus(window)
    assert isinstance(box, QPlainTextEdit) and box.accessibleName() == label
    assert window.topbar.details.isChecked()
    qtbot.keyClicks(box, "Seen on the rota")
    qtbot.keyClick(window, Qt.Key.Key_F7)
    settled(window, qtbot)
    assert window.topbar.checks.text() == "Checks 4"


def test_an_action_that_is_missing_is_begun_in_details(
    open_window: Open, checked: Path, qtbot: QtBot
) -> None:
    window = opened(open_window, checked, qtbot)
    one = card(window, "No action addresses")
    qtbot.mouseClick(one, Qt.MouseButton.LeftButton)
    assert one.opened is not None and one.opened.mend is not None and one.opened.mend.text() == "Add action"
    qtbot.mouseClick(one.opened.mend, Qt.MouseButton.LeftButton)
    box = focus(window)
    assert isinstance(box, QLineEdit)
    qtbot.keyClicks(box, "Set staffing by how ill patients are")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    settled(window, qtbot)
    assert window.topbar.checks.text() == "Checks 3"


# -- accepting ----------------------------------------------------------------------------------------


def test_accepting_with_a_reason_is_one_step_that_can_be_taken_back(
    open_window: Open, checked: Path, qtbot: QtBot
) -> None:
    window = opened(open_window, checked, qtbot, "timeline/table")
    assert window.session
    accept(window, "No action addresses", "The trust board has declined it", qtbot)
    (let,) = window.session.snapshot.of(CheckOverride).values()
    assert (let.rule, let.subject, let.said) == ("T-1", SYSTEM, "")
    assert (let.reason, let.by, let.on) == (
        "The trust board has declined it", "Tester", window.session.today().isoformat(),
    )  # fmt: skip
    settled(window, qtbot)
    assert window.address == "timeline/table"  # Enter kept the reason and did nothing else
    assert window.topbar.checks.text() == "Checks 3"
    section = named(window.panel, "Accepted, with reason, 1, folded, press to open", QPushButton)
    qtbot.mouseClick(section, Qt.MouseButton.LeftButton)
    assert any("The trust board has declined it" in one.text() for one in window.panel.findChildren(QLabel))
    back = named(
        window.panel, "Take back: Every system-level factor has an action speaks up again", QPushButton
    )
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    assert not window.session.snapshot.of(CheckOverride)
    settled(window, qtbot)
    assert window.topbar.checks.text() == "Checks 4"


def test_an_acceptance_holds_until_its_words_change(open_window: Open, checked: Path, qtbot: QtBot) -> None:
    window = opened(open_window, checked, qtbot)
    assert window.session
    window.checks_about(CAUSE)
    accept(window, "says what should be", "A quotation", qtbot)
    settled(window, qtbot)
    assert window.topbar.checks.text() == "Checks 3"
    (let,) = window.session.snapshot.of(CheckOverride).values()
    assert let.said == "should"


def test_a_reason_that_is_not_given_accepts_nothing(open_window: Open, checked: Path, qtbot: QtBot) -> None:
    window = opened(open_window, checked, qtbot)
    accept(window, "No action addresses", "   ", qtbot)
    assert window.session and not window.session.snapshot.of(CheckOverride)


def test_what_cannot_be_accepted_says_so(open_window: Open, checked: Path, qtbot: QtBot) -> None:
    window = opened(open_window, checked, qtbot)
    one = card(window, "asks to be mended")
    qtbot.keyClick(one, Qt.Key.Key_A)
    said = [label.text() for label in one.findChildren(QLabel)]
    assert any("cannot be accepted" in text for text in said)
    assert not one.findChildren(QLineEdit)


def test_why_it_matters_is_explained_with_its_source(open_window: Open, checked: Path, qtbot: QtBot) -> None:
    window = opened(open_window, checked, qtbot)
    more = named(window.panel, "More about this check", QToolButton)
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    menu = next(one for one in window.panel.findChildren(QMenu) if one.isVisible())
    assert [one.text() for one in menu.actions()] == [
        "Why this matters", "Accept with a reason", "Show on the map",
    ]  # fmt: skip
    menu.actions()[0].trigger()
    menu.close()
    said = [label.text() for label in cards(window)[0].findChildren(QLabel)]
    assert "Because it hangs on it." in said and "Do that." in said
    assert "A published guide (2020)" in said and "Matters at any time. Check T-2." in said


# -- moving from one to the next ----------------------------------------------------------------------


def test_f8_goes_from_check_to_check_in_order_round_and_back(
    open_window: Open, checked: Path, qtbot: QtBot
) -> None:
    window = open_window(checked, "timeline/table")
    settled(window, qtbot)

    def at() -> str:
        assert window.panel.checks is not None
        (one,) = [each for each in cards(window) if each.opened is not None]
        assert focus(window) is one
        return one.accessibleName().rpartition(". ")[2]

    seen = []
    for _ in range(6):
        qtbot.keyClick(window, Qt.Key.Key_F8)
        seen.append(at())
    assert seen == ["1 of 5", "2 of 5", "3 of 5", "4 of 5", "5 of 5", "1 of 5"]
    assert window.address == "analysis/map"
    assert window.session and window.session.selected_id == SYSTEM
    qtbot.keyClick(window, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert at() == "5 of 5"
    assert window.session.selected_id == CAUSE


def test_only_the_place_shown_or_only_what_a_gate_asks_for(
    open_window: Open, checked: Path, qtbot: QtBot
) -> None:
    window = opened(open_window, checked, qtbot, "improve/actions")
    here = next(one for one in window.panel.findChildren(QPushButton) if one.text() == "Actions only")
    qtbot.mouseClick(here, Qt.MouseButton.LeftButton)
    assert [one.row.found.rule.id for one in cards(window)] == ["T-1"]
    window.go("analysis/map")
    assert here.text() == "Map only"
    assert len(cards(window)) == 3
    qtbot.mouseClick(
        named(window.panel, "Choose by when it has to be settled", QToolButton), Qt.MouseButton.LeftButton
    )
    menu = next(one for one in window.panel.findChildren(QMenu) if one.isVisible())
    assert [one.text() for one in menu.actions()] == [
        "Everything (4)", "What has to be settled for the meeting (2)",
        "What has to be settled before the report (3)", "What has to be settled before sign-off (4)",
    ]  # fmt: skip
    menu.actions()[2].trigger()
    menu.close()
    assert "T-1" not in [one.row.found.rule.id for one in cards(window)]
    assert any("3 of 4 checks" in label.text() for label in window.panel.findChildren(QLabel))


def test_a_thousand_findings_cost_what_is_seen(open_window: Open, checked: Path, qtbot: QtBot) -> None:
    with Case.open(checked, who="Tester") as case, case.step("Add links") as step:
        for at in range(1_200):
            id = new_id()
            step.add(Factor(id=id, text=f"Cause {at}", level="ACC.ORG", status=FactorStatus.FINDING))
            step.add(Link(id=new_id(), source=id, target=CAUSE))
    window = opened(open_window, checked, qtbot, "timeline/table")
    assert window.topbar.checks.text() == "Checks 4"
    assert len(cards(window)) == 3
    more = named(window.panel, "1,201 more of: Every link has its reasoning. Shows 20 of them", QPushButton)
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    assert focus(window).accessibleName().endswith("4 of 1205")
    assert len(window.panel.findChildren(Card)) <= 30
    qtbot.keyClick(focus(window), Qt.Key.Key_End)
    assert focus(window).accessibleName().startswith("Met, 1")


# -- where things are shown ---------------------------------------------------------------------------


def test_a_badge_on_the_map_says_so_and_opens_the_finding(
    open_window: Open, checked: Path, qtbot: QtBot
) -> None:
    window = open_window(checked, "analysis/map")
    settled(window, qtbot)
    assert isinstance(window.view, MapView)
    canvas = window.view.canvas
    assert canvas.scene is not None
    box = canvas.scene.item(Ref("factor", SYSTEM))
    badge = canvas.scene.item(Ref("factor", SYSTEM, "checks"))
    assert box is not None and "2 checks" in box.name
    assert badge is not None and badge.name == "2 checks on this: must resolve"
    assert canvas.scene.item(Ref("factor", CAUSE, "checks")) is None  # only worth a look
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=canvas.view_rect(badge.body).center())
    assert window.topbar.checks.isChecked()
    (one,) = [each for each in cards(window) if each.opened is not None]
    assert one.row.found.id == SYSTEM
    button = named(window.panel, "Clear the note. One step, which Undo takes back", QPushButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settled(window, qtbot)
    box = canvas.scene.item(Ref("factor", SYSTEM))
    assert box is not None and "1 check" in box.name


def test_details_say_how_many_checks_stand_open_and_open_them(
    open_window: Open, checked: Path, qtbot: QtBot
) -> None:
    window = open_window(checked, "analysis/map")
    settled(window, qtbot)
    assert window.session
    window.session.select(SYSTEM)
    line = next(
        one for one in window.panel.findChildren(QPushButton) if one.text() == "2 checks: must resolve"
    )
    assert line.isVisible()
    assert "Every system-level factor has an action" in line.accessibleName()
    window.session.select(HARM)
    assert not line.isVisible()
    window.session.select(CAUSE)
    assert line.text() == "1 check: worth a look"
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    assert focus(window).accessibleName().startswith("Worth a look: No text says what should be")


def test_ctrl_f7_opens_the_check_on_what_is_selected(open_window: Open, checked: Path, qtbot: QtBot) -> None:
    window = open_window(checked, "analysis/map")
    settled(window, qtbot)
    assert window.session
    window.session.select(CAUSE)
    qtbot.keyClick(window, Qt.Key.Key_F7, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(focus(window), Card)
    assert "says what should be" in focus(window).accessibleName()


def test_a_row_of_a_list_carries_its_mark(
    open_window: Open, checked: Path, qtbot: QtBot, rules: dict[str, Rule]
) -> None:
    def no_owner(facts: Facts) -> Iterator[At]:
        for one in facts.snapshot.of(Action).values():
            yield At(one, "Nobody owns it.")

    rules["T-8"] = _rule(
        "T-8", "Every action has an owner", Severity.WARNING, Gate.SIGN_OFF, no_owner, needs=("action",)
    )
    with Case.open(checked, who="Tester") as case, case.step("Add action") as step:
        step.add(Action(id=new_id(), text="Count how ill patients are", addresses=(SYSTEM,)))
    window = open_window(checked, "improve/actions")
    settled(window, qtbot)
    assert isinstance(window.view, ListView)
    rows = window.view.rows
    at = next(at for at, row in enumerate(rows.rows) if row.shape is Shape.ITEM)
    index = rows.index(at, 0)
    assert rows.data(index, STANDING).severity == "warning"
    assert str(rows.data(index, Qt.ItemDataRole.AccessibleTextRole)).endswith("1 check")


def test_an_entry_of_the_timeline_says_its_checks_in_the_table(
    open_window: Open, checked: Path, qtbot: QtBot, rules: dict[str, Rule]
) -> None:
    def vague(facts: Facts) -> Iterator[At]:
        for one in facts.snapshot.of(TimelineEntry).values():
            if "soon" in one.text:
                yield At(one, "When was that?")

    rules["T-8"] = _rule(
        "T-8", "Entries say when", Severity.WARNING, Gate.MEETING, vague, reads=frozenset({"timeline_entry"})
    )
    with Case.open(checked, who="Tester") as case, case.step("Add entries") as step:
        step.add(TimelineEntry(id=new_id(), text="Came soon after", order="a"))
        step.add(TimelineEntry(id=new_id(), text="Came at 14:02", order="b"))
    window = open_window(checked, "timeline/table")
    settled(window, qtbot)
    rows = window.view.rows  # type: ignore[union-attr]
    said = [str(rows.data(rows.index(at, WHAT), Qt.ItemDataRole.AccessibleTextRole)) for at in range(2)]
    assert said == ["What happened: Came soon after, 1 check", "What happened: Came at 14:02"]


# -- what they must not do ----------------------------------------------------------------------------


def test_a_rule_that_breaks_is_said_and_takes_nothing_down(
    open_window: Open, checked: Path, qtbot: QtBot, rules: dict[str, Rule]
) -> None:
    def broken(facts: Facts) -> Iterator[At]:
        raise ZeroDivisionError
        yield

    rules["T-9"] = _rule("T-9", "Nothing breaks", Severity.ERROR, Gate.ALWAYS, broken)
    window = opened(open_window, checked, qtbot)
    assert window.topbar.checks.text() == "Checks 4"
    assert any(
        "This check could not be run: Nothing breaks" in one.text()
        for one in window.panel.findChildren(QLabel)
    )


def test_a_case_that_can_only_be_read_offers_no_mend_and_no_acceptance(
    open_window: Open, checked: Path, qtbot: QtBot
) -> None:
    window = open_window()
    window.open_case(Case.open(checked, read_only=True))
    window.go("analysis/map")
    settled(window, qtbot)
    qtbot.keyClick(window, Qt.Key.Key_F7)
    first = cards(window)[0]
    assert first.opened is not None and first.opened.mend is None
    qtbot.keyClick(first, Qt.Key.Key_F2)
    assert not first.findChildren(QLineEdit)


def test_the_window_is_there_before_the_linter_is_loaded(sample_case: Path, tmp_path: Path) -> None:
    code = f"""
import sys
from pathlib import Path
import rca_workbench.store
from PySide6.QtWidgets import QApplication
from rca_workbench.store import Case
app = QApplication([])
from rca_workbench.ui.shell.window import MainWindow
window = MainWindow(Path({str(tmp_path / "log")!r}))
window.show()
window.open_case(Case.open(Path({str(sample_case)!r})), "analysis/map")
window.grab()
print([name for name in sys.modules if name.startswith("rca_workbench.checks")])
window.close()
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_steps_made_while_the_checks_are_worked_out_are_checked_too(
    open_window: Open, checked: Path, qtbot: QtBot
) -> None:
    window = open_window(checked, "analysis/map")
    assert window.session
    for _ in range(5):
        one = window.session.snapshot.of(Factor)[SYSTEM]
        window.session.change(one, "Edit note", note="" if one.note else "mend me")
        QApplication.processEvents()
    assert {one.rule.id for one in settled(window, qtbot).found} == {"T-1", "T-3", "T-4"}
    window.commands.run("undo")
    assert "T-2" in {one.rule.id for one in settled(window, qtbot).found}
