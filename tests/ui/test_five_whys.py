import random
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from rca_workbench.analysis.five_whys import Prompt, WhyLine
from rca_workbench.model import (
    Actor,
    ButFor,
    Confidence,
    Factor,
    FactorKind,
    FactorStatus,
    Link,
    Nature,
    new_id,
)
from rca_workbench.store import Case
from rca_workbench.ui.places.analysis.five_whys import FiveWhysView
from rca_workbench.ui.places.analysis.five_whys_list import TypeBox
from rca_workbench.ui.shell.window import MainWindow

from .conftest import named

Open = Callable[..., MainWindow]
ALT = Qt.KeyboardModifier.AltModifier


def view_of(window: MainWindow) -> FiveWhysView:
    assert isinstance(window.view, FiveWhysView)
    return window.view


def press(
    qtbot: QtBot, key: Qt.Key | str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """A key to whatever has the focus, as a keyboard gives it."""
    focus = QApplication.focusWidget()
    assert focus is not None
    if isinstance(key, str):
        qtbot.keyClicks(focus, key)
    else:
        qtbot.keyClick(focus, key, modifier)


def tree(window: MainWindow) -> dict[str, list[str]]:
    """What the case holds: the words of each factor with the words of what it was made more likely by."""
    assert window.session
    factors = window.session.snapshot.of(Factor)
    found: dict[str, list[str]] = {one.text: [] for one in factors.values()}
    for link in window.session.snapshot.of(Link).values():
        found[factors[link.target or ""].text].append(factors[link.source or ""].text)
    return found


def shown(window: MainWindow) -> list[str]:
    """The lines on the screen, each with a dot for every step in."""
    return [
        "." * row.depth + row.factor.text for row in view_of(window).rows.rows if isinstance(row, WhyLine)
    ]


def prompts(window: MainWindow) -> list[str]:
    return [row.said for row in view_of(window).rows.rows if isinstance(row, Prompt)]


def begun(open_window: Open, path: Path, qtbot: QtBot, *lines: str) -> MainWindow:
    """A window in which an outline was typed: each line with a dot for every step in."""
    window = open_window(path, "analysis/five_whys")
    press(qtbot, Qt.Key.Key_N) if QApplication.focusWidget() is view_of(window).list else window.commands.run(
        "whys_add"
    )
    depth = 0
    for at, line in enumerate(lines):
        wanted = len(line) - len(line.lstrip("."))
        if at:
            press(qtbot, Qt.Key.Key_Return)
            depth = max(depth, 1)
        while depth < wanted:
            press(qtbot, Qt.Key.Key_Tab)
            depth += 1
        while depth > wanted:
            press(qtbot, Qt.Key.Key_Backtab)
            depth -= 1
        press(qtbot, line.lstrip("."))
    return window


def test_an_outline_is_typed_from_nothing_with_enter_and_tab(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    lines = (
        "Fall not prevented",
        ".No bed rail",
        "..Rails kept in the store",
        ".Night light off",
        "..Switch by the door",
    )
    window = begun(open_window, empty_case, qtbot, *lines)
    press(qtbot, Qt.Key.Key_Escape)
    assert shown(window) == list(lines)
    assert tree(window) == {
        "Fall not prevented": ["No bed rail", "Night light off"],
        "No bed rail": ["Rails kept in the store"],
        "Rails kept in the store": [],
        "Night light off": ["Switch by the door"],
        "Switch by the door": [],
    }
    assert window.session
    by_text = {one.text: one for one in window.session.snapshot.of(Factor).values()}
    assert by_text["Fall not prevented"].factor_kind is FactorKind.PROBLEM
    assert {one.status for one in by_text.values()} == {FactorStatus.CANDIDATE}
    levels = [by_text[line.lstrip(".")].level for line in lines[:3]]
    assert levels == ["ACC.ACT", "ACC.TECH", "ACC.ORG"]


@pytest.mark.parametrize("seed", range(6))
def test_no_line_is_lost_or_misplaced_in_two_hundred_keys_as_fast_as_they_come(
    open_window: Open, empty_case: Path, qtbot: QtBot, seed: int
) -> None:
    chance = random.Random(seed)
    lines, depth, keys = ["Top"], 0, 0
    while keys < 200:
        # One can go in by one step at most, and never out past the first why.
        depth = chance.randint(1, min(depth + 1, 6))
        lines.append("." * depth + f"L{len(lines)}")
        keys += 2 + len(f"L{len(lines)}")
    window = begun(open_window, empty_case, qtbot, *lines)
    press(qtbot, Qt.Key.Key_Escape)
    assert shown(window) == lines
    above: list[str] = []
    wanted: dict[str, list[str]] = {line.lstrip("."): [] for line in lines}
    for line in lines:
        depth, words = len(line) - len(line.lstrip(".")), line.lstrip(".")
        del above[depth:]
        if above:
            wanted[above[-1]].append(words)
        above.append(words)
    assert tree(window) == wanted


def test_each_line_is_a_step_of_its_own_that_undo_takes_back(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = begun(
        open_window, empty_case, qtbot, "Late review", ".Bleep unheard", "..Basement has no signal"
    )
    press(qtbot, Qt.Key.Key_Escape)
    for left in (["Late review", ".Bleep unheard"], ["Late review"], []):
        window.commands.run("undo")
        assert shown(window) == left
    for back in (["Late review"], ["Late review", ".Bleep unheard"]):
        window.commands.run("redo")
        assert view_of(window).rows.top == "" or shown(window) == back


def test_undo_while_typing_takes_back_typing_first_then_lines_and_one_can_type_on(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = begun(open_window, empty_case, qtbot, "Late review", ".Bleep unheard", ".Doctor elsewhere")
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, "half a thou")
    press(qtbot, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "Doctor elsewhere" in tree(window)
    window.commands.run("undo")
    assert "Doctor elsewhere" not in tree(window)
    assert isinstance(QApplication.focusWidget(), TypeBox)
    press(qtbot, "Two wards at once")
    press(qtbot, Qt.Key.Key_Escape)
    assert shown(window)[:2] == ["Late review", ".Bleep unheard"]
    assert any("Two wards at once" in line for line in shown(window))


def test_tab_on_a_line_that_is_kept_makes_it_a_cause_of_the_line_above(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = begun(
        open_window, empty_case, qtbot, "Late review", ".Bleep unheard", ".No signal", ".Doctor elsewhere"
    )
    press(qtbot, Qt.Key.Key_Up)
    press(qtbot, Qt.Key.Key_Tab)
    assert tree(window)["Bleep unheard"] == ["No signal"]
    assert window.session
    assert (
        next(one for one in window.session.snapshot.of(Factor).values() if one.text == "No signal").level
        == "ACC.ORG"
    )
    press(qtbot, Qt.Key.Key_Backtab)
    assert tree(window)["Bleep unheard"] == []
    press(qtbot, Qt.Key.Key_Escape)
    assert shown(window) == ["Late review", ".Bleep unheard", ".No signal", ".Doctor elsewhere"]


def test_what_was_said_of_the_old_link_does_not_go_along(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = begun(open_window, empty_case, qtbot, "Late review", ".Bleep unheard", ".No signal")
    press(qtbot, Qt.Key.Key_Escape)
    assert window.session
    session = window.session
    link = list(session.snapshot.of(Link).values())[-1]
    session.change(link, but_for=ButFor.YES, rationale="Tested", confidence=Confidence.ESTABLISHED)
    press(qtbot, Qt.Key.Key_F2)
    press(qtbot, Qt.Key.Key_Tab)
    moved = session.snapshot.of(Link)[link.id]
    assert (moved.but_for, moved.rationale, moved.confidence) == (None, "", Confidence.POSSIBLE)
    window.commands.run("undo")
    assert session.snapshot.of(Link)[link.id].rationale == "Tested"


def test_lines_move_up_and_down_and_on_into_the_next_branch(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = begun(open_window, empty_case, qtbot, "Top", ".A", "..A1", "..A2", ".B", "..B1")
    press(qtbot, Qt.Key.Key_Escape)
    press(qtbot, Qt.Key.Key_F2)
    press(qtbot, Qt.Key.Key_Up, ALT)
    assert shown(window) == ["Top", ".A", "..A1", "..A2", "..B1", ".B"]
    press(qtbot, Qt.Key.Key_Up, ALT)
    assert shown(window) == ["Top", ".A", "..A1", "..B1", "..A2", ".B"]
    assert tree(window)["A"] == ["A1", "A2", "B1"]
    press(qtbot, Qt.Key.Key_Escape)
    window.view.list.go(window.view.rows.at_factor(  # type: ignore[union-attr, attr-defined]
        next(one.id for one in window.session.snapshot.of(Factor).values() if one.text == "B")  # type: ignore[union-attr]
    ), quiet=False)  # fmt: skip
    press(qtbot, Qt.Key.Key_Up, ALT)
    assert shown(window) == ["Top", ".B", ".A", "..A1", "..B1", "..A2"]
    press(qtbot, Qt.Key.Key_Down, ALT)
    assert shown(window) == ["Top", ".A", "..A1", "..B1", "..A2", ".B"]


def at_line(window: MainWindow, words: str) -> None:
    """Be at the line with those words."""
    view = view_of(window)
    found = (
        at for at, row in enumerate(view.rows.rows) if isinstance(row, WhyLine) and row.factor.text == words
    )
    view.list.go(next(found), quiet=False)


def test_moving_a_cause_is_one_step_of_the_case_that_undo_takes_back_and_a_reopened_case_keeps(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = begun(open_window, empty_case, qtbot, "Top", ".A", ".B", ".C")
    press(qtbot, Qt.Key.Key_Escape)
    at_line(window, "C")
    press(qtbot, Qt.Key.Key_Up, ALT)
    assert shown(window) == ["Top", ".A", ".C", ".B"]
    press(qtbot, Qt.Key.Key_Up, ALT)
    assert shown(window) == ["Top", ".C", ".A", ".B"]
    assert window.session
    assert window.session.case.undo_label == "Move cause up"
    (step,) = list(window.session.case.history())[:1]
    assert [(one.kind, one.field) for one in step.changes] == [("link", "order")]
    window.commands.run("undo")
    assert shown(window) == ["Top", ".A", ".C", ".B"]
    window.commands.run("redo")
    at_line(window, "A")
    press(qtbot, Qt.Key.Key_Down, ALT)
    assert window.session.case.undo_label == "Move cause down"
    window.close()
    again = open_window(empty_case, "analysis/five_whys")
    assert shown(again) == ["Top", ".C", ".B", ".A"]
    press(qtbot, Qt.Key.Key_Up, ALT)
    assert shown(again) == ["Top", ".C", ".B", ".A"], "where an outline begins there is nothing to move past"


def test_causes_that_came_from_elsewhere_without_an_order_can_be_ordered_too(
    open_window: Open, sample_case: Path, qtbot: QtBot
) -> None:
    window = open_window(sample_case, "analysis/five_whys")
    rows = view_of(window).rows
    under = next(line.factor.id for line in rows.lines if line.causes > 3 and line.depth)
    first, second, third, *rest = rows.causes(under)
    view_of(window).list.go(rows.at((under, third)), quiet=False)
    press(qtbot, Qt.Key.Key_Up, ALT)
    assert rows.causes(under) == [first, third, second, *rest]
    window.commands.run("undo")
    assert rows.causes(under) == [first, second, third, *rest]


def test_a_line_typed_between_two_others_stays_there_when_the_case_is_opened_again(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = begun(open_window, empty_case, qtbot, "Top", ".A", ".C", "..C1")
    press(qtbot, Qt.Key.Key_Escape)
    at_line(window, "A")
    press(qtbot, Qt.Key.Key_N)
    press(qtbot, "B")
    press(qtbot, Qt.Key.Key_Escape)
    assert shown(window) == ["Top", ".A", ".B", ".C", "..C1"]
    window.commands.run("undo")
    assert shown(window) == ["Top", ".A", ".C", "..C1"]
    window.commands.run("redo")
    at_line(window, "B")
    press(qtbot, Qt.Key.Key_Delete)
    window.commands.run("undo")
    window.close()
    assert shown(open_window(empty_case, "analysis/five_whys")) == ["Top", ".A", ".B", ".C", "..C1"]


def test_two_laptops_that_put_causes_in_one_place_see_the_same_and_can_still_move_them(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    with Case.open(empty_case, who="Tester") as case, case.step("Add what both laptops said") as step:
        for id, words in (("f0", "Top"), ("f2", "Theirs"), ("f1", "Ours"), ("f3", "Last")):
            kind = FactorKind.PROBLEM if id == "f0" else FactorKind.CONTRIBUTORY_FACTOR
            step.add(Factor(id=id, text=words, factor_kind=kind, level="ACC.ACT"))
            if id != "f0":
                step.add(Link(id=f"l{id}", source=id, target="f0", order="V001"))
    window = open_window(empty_case, "analysis/five_whys")
    assert shown(window) == ["Top", ".Ours", ".Theirs", ".Last"]
    at_line(window, "Last")
    press(qtbot, Qt.Key.Key_Up, ALT)
    assert shown(window) == ["Top", ".Ours", ".Last", ".Theirs"]
    window.commands.run("undo")
    assert shown(window) == ["Top", ".Ours", ".Theirs", ".Last"]


def test_backspace_on_an_empty_line_joins_up_and_shift_enter_starts_a_line_of_text(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = begun(open_window, empty_case, qtbot, "Top", ".Short of staff")
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_Backspace)
    press(qtbot, " at night")
    press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    press(qtbot, "since May")
    press(qtbot, Qt.Key.Key_Escape)
    assert tree(window)["Top"] == ["Short of staff at night\nsince May"]


def test_backspace_on_an_emptied_line_takes_it_out_but_not_with_what_lies_behind_it(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = begun(open_window, empty_case, qtbot, "Top", ".A", "..A1")
    for _ in range(3):
        press(qtbot, Qt.Key.Key_Backspace)
    assert tree(window) == {"Top": ["A"], "A": []}
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_Tab)
    press(qtbot, "A2")
    press(qtbot, Qt.Key.Key_Up)
    press(qtbot, Qt.Key.Key_Backspace)
    press(qtbot, Qt.Key.Key_Backspace)
    press(qtbot, Qt.Key.Key_Escape)
    assert tree(window) == {"Top": ["A"], "A": ["A2"], "A2": []}


def test_esc_leaves_the_outline_and_tab_then_moves_on(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = begun(open_window, empty_case, qtbot, "Top", ".A")
    press(qtbot, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is view_of(window).list
    press(qtbot, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not view_of(window).list
    assert tree(window) == {"Top": ["A"], "A": []}


def test_every_open_branch_asks_what_else_and_every_end_why_until_a_reason_is_written(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = begun(open_window, empty_case, qtbot, "Top", ".A")
    press(qtbot, Qt.Key.Key_Escape)
    assert prompts(window) == ["Why? What made this more likely?", "What else made this more likely?"]
    press(qtbot, Qt.Key.Key_S, Qt.KeyboardModifier.ShiftModifier)
    press(qtbot, "outside our remit")
    press(qtbot, Qt.Key.Key_Return)
    assert prompts(window) == ["outside our remit", "What else made this more likely?"]
    assert window.session
    a = next(one for one in window.session.snapshot.of(Factor).values() if one.text == "A")
    assert a.stop_reason == "outside our remit"
    assert "1 with a reason to stop" in view_of(window).said.text()


def test_a_branch_that_stops_at_an_act_is_asked_gently(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = begun(open_window, empty_case, qtbot, "Top", ".Drip rate read wrongly")
    press(qtbot, Qt.Key.Key_Escape)
    assert window.session
    act = next(one for one in window.session.snapshot.of(Factor).values() if one.text.startswith("Drip"))
    window.session.change(act, is_act=True)
    assert prompts(window)[0] == "This stops at something a person did. What made it likely?"


def test_a_factor_with_several_effects_stands_under_each_and_is_written_out_once(
    open_window: Open, sample_case: Path
) -> None:
    window = open_window(sample_case, "analysis/five_whys")
    rows = [row for row in view_of(window).rows.rows if isinstance(row, WhyLine)]
    s2 = [row for row in rows if row.factor.code == "S2"]
    assert len(s2) > 1
    assert [row.elsewhere for row in s2] == [False] + [True] * (len(s2) - 1)
    said = view_of(window).rows.said_of(s2[0])
    assert "Also under" in said
    assert len({row.key for row in rows}) == len(rows)


def test_a_loop_ends_where_it_closes_and_says_so(open_window: Open, empty_case: Path, qtbot: QtBot) -> None:
    window = begun(open_window, empty_case, qtbot, "Top", ".A", "..B")
    press(qtbot, Qt.Key.Key_Escape)
    assert window.session
    by_text = {one.text: one.id for one in window.session.snapshot.of(Factor).values()}
    with window.session.step("Close a loop") as step:
        step.add(Link(id=new_id(), source=by_text["A"], target=by_text["B"]))
    assert shown(window) == ["Top", ".A", "..B", "...A"]
    looped = view_of(window).rows.rows[3]
    assert isinstance(looped, WhyLine)
    assert "a loop" in view_of(window).rows.said_of(looped)


def test_selecting_a_factor_elsewhere_finds_its_line_and_the_outline_that_holds_it(
    open_window: Open, sample_case: Path
) -> None:
    window = open_window(sample_case, "analysis/five_whys")
    assert window.session
    by_code = {one.code: one for one in window.session.snapshot.of(Factor).values()}
    window.session.select(by_code["F23"].id)
    line = view_of(window).line
    assert line is not None
    assert line.factor.code == "F23"
    view_of(window).pick.setCurrentIndex(view_of(window).pick.findData(by_code["P7"].id))
    view_of(window).pick.activated.emit(view_of(window).pick.currentIndex())
    window.session.select(by_code["F23"].id)
    line = view_of(window).line
    assert line is not None
    assert line.factor.code == "F23"
    assert view_of(window).rows.top == by_code["H1"].id


def test_what_was_typed_is_kept_on_going_elsewhere(open_window: Open, empty_case: Path, qtbot: QtBot) -> None:
    window = begun(open_window, empty_case, qtbot, "Top", ".A", ".Half typ")
    window.go("timeline")
    assert tree(window)["Top"] == ["A", "Half typ"]


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_F6, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F7, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier),
    ],
    ids=["next part", "checks", "palette"],
)
@pytest.mark.parametrize("typed", ["Doctor elsewhere", "Bleep unheard", "problem"])
def test_the_keyboard_goes_where_a_key_of_the_window_takes_it_from_typing(
    open_window: Open,
    empty_case: Path,
    qtbot: QtBot,
    typed: str,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier,
) -> None:
    window = begun(open_window, empty_case, qtbot, "Late review", ".Bleep unheard")
    assert window.session
    checking = window.session.checking
    qtbot.waitUntil(lambda: checking.current, timeout=20_000)
    if (
        typed == "Doctor elsewhere"
    ):  # a cause that is not in the case yet, else a line that is, else a new outline
        press(qtbot, Qt.Key.Key_Return)
    elif typed == "problem":
        view_of(window).start_new()
    box = QApplication.focusWidget()
    press(qtbot, typed)
    press(qtbot, key, modifier)
    now = QApplication.focusWidget()
    assert now is not None
    assert now is not box
    assert now.isVisible()
    assert any(words.endswith(typed) for words in tree(window))


def test_what_was_typed_is_kept_after_a_pause_and_typing_goes_on(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = begun(open_window, empty_case, qtbot, "Top", ".A fi")
    qtbot.waitUntil(lambda: "A fi" in tree(window), timeout=4000)
    press(qtbot, "rst thought")
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, "Next")
    press(qtbot, Qt.Key.Key_Escape)
    assert tree(window)["Top"] == ["A first thought", "Next"]


def test_the_box_says_to_screen_readers_what_it_asks(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = begun(open_window, empty_case, qtbot, "Fall not prevented")
    press(qtbot, Qt.Key.Key_Return)
    assert named(window, "What made “Fall not prevented” more likely?", QPlainTextEdit).hasFocus()


def test_a_case_that_can_only_be_read_offers_no_typing(
    open_window: Open, sample_case: Path, qtbot: QtBot
) -> None:
    window = open_window()
    window.open_case(Case.open(sample_case, read_only=True, who="Tester"), "analysis/five_whys")
    lines = shown(window)
    for key in (Qt.Key.Key_N, Qt.Key.Key_W, Qt.Key.Key_F2, Qt.Key.Key_Delete):
        press(qtbot, key)
    assert not isinstance(QApplication.focusWidget(), TypeBox)
    assert shown(window) == lines


def test_lines_pasted_from_notes_become_lines_as_far_in_as_they_stood(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = begun(open_window, empty_case, qtbot, "Late review", ".Bleep unheard")
    QApplication.clipboard().setText("Basement\n  - No signal\n  - No landline\n\nDoctor elsewhere")
    press(qtbot, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    press(qtbot, Qt.Key.Key_Escape)
    assert shown(window) == [
        "Late review", ".Bleep unheard", ".Basement", "..No signal", "..No landline", ".Doctor elsewhere",
    ]  # fmt: skip


def test_a_cause_from_the_map_is_added_by_typing_but_never_as_a_loop(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = begun(open_window, empty_case, qtbot, "Top", ".Alpha", "..Beta", ".Gamma")
    press(qtbot, Qt.Key.Key_Escape)
    for words in ("Beta", "Top"):
        press(qtbot, Qt.Key.Key_L)
        press(qtbot, words)
        press(qtbot, Qt.Key.Key_Return)
    assert shown(window) == ["Top", ".Alpha", "..Beta", ".Gamma", "..Beta"]
    assert tree(window)["Gamma"] == ["Beta"]


def test_del_takes_a_shared_line_out_here_alone(open_window: Open, empty_case: Path, qtbot: QtBot) -> None:
    window = begun(open_window, empty_case, qtbot, "Top", ".Alpha", "..Beta", ".Gamma")
    press(qtbot, Qt.Key.Key_Escape)
    press(qtbot, Qt.Key.Key_L)
    press(qtbot, "Beta")
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Delete)
    assert tree(window) == {"Top": ["Alpha", "Gamma"], "Alpha": ["Beta"], "Beta": [], "Gamma": []}


def test_a_folded_branch_opens_for_what_is_typed_in_it(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = begun(open_window, empty_case, qtbot, "Top", ".Alpha", "..Beta")
    press(qtbot, Qt.Key.Key_Escape)
    press(qtbot, Qt.Key.Key_Left)
    press(qtbot, Qt.Key.Key_Left)
    assert shown(window) == ["Top", ".Alpha"]
    press(qtbot, Qt.Key.Key_W)
    press(qtbot, "Gamma")
    press(qtbot, Qt.Key.Key_Escape)
    assert shown(window) == ["Top", ".Alpha", "..Beta", "..Gamma"]


def test_a_registered_name_is_offered_as_its_role_and_the_offer_goes_with_the_line(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    with Case.open(empty_case, who="Tester") as case, case.step("Add person") as step:
        step.add(Actor(id=new_id(), role="Ward nurse 1", nature=Nature.STAFF, name="Josephine Bloggs"))
    window = begun(open_window, empty_case, qtbot, "Late review", ".Josephine Bloggs was called away")

    def offered() -> bool:
        return any(
            one.isVisible() and "Use the role" in one.accessibleName()
            for one in window.findChildren(QPushButton)
        )

    assert offered()
    press(qtbot, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert not offered()
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, "Josephine Bloggs again")
    assert offered()
    press(qtbot, Qt.Key.Key_Return)
    assert not offered()
    press(qtbot, Qt.Key.Key_Escape)
    assert shown(window)[1] == ".Ward nurse 1 was called away"


def test_words_that_cannot_be_kept_stay_where_they_were_typed_until_they_can(
    open_window: Open, empty_case: Path, qtbot: QtBot, full_disk: Callable[[bool], None]
) -> None:
    window = begun(open_window, empty_case, qtbot, "Late review", ".Bleep unheard")
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, "Doctor elsewhere")
    full_disk(True)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Up, Qt.Key.Key_Escape):
        press(qtbot, key)
        box = QApplication.focusWidget()
        assert isinstance(box, TypeBox)
        assert box.toPlainText() == "Doctor elsewhere"
    assert "Doctor elsewhere" not in tree(window)
    full_disk(False)
    press(qtbot, Qt.Key.Key_Escape)
    assert tree(window)["Late review"] == ["Bleep unheard", "Doctor elsewhere"]
