"""The map built by keys alone, at the speed of typing."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from PySide6.QtWidgets import QApplication, QToolTip

from rca_workbench.model import Factor, FactorKind, FactorStatus, Finding, Link
from rca_workbench.ui.shell.window import MainWindow

from .map_driver import ALT, SHIFT, Key, Typist, coded, factor, linked, selected, snapshot, the_map

Open = Callable[..., MainWindow]


def test_a_facilitator_builds_thirty_factors_with_the_keyboard_alone(
    open_window: Open, empty_case: Path
) -> None:
    window = open_window(empty_case, "analysis/map")
    by = Typist(window)
    expected: set[tuple[str, str]] = set()
    by.press(Key.Key_N)
    by.write("Harm to the patient")
    letters = len("Harm to the patient")
    for branch in "ABCD":
        # Three problems' chains each: down a chain of causes, two siblings of one, back to the harm.
        effect = "Harm to the patient"
        for depth in (1, 2, 3, 4, 5):
            by.press(Key.Key_W)
            by.write(f"{branch}{depth} made it likelier")
            expected.add((f"{branch}{depth} made it likelier", effect))
            effect = f"{branch}{depth} made it likelier"
        for beside in "xy":
            by.press(Key.Key_W, ALT)
            by.write(f"{branch}{beside} came with it")
            expected.add((f"{branch}{beside} came with it", f"{branch}4 made it likelier"))
        letters += 5 * len("A1 made it likelier") + 2 * len("Ax came with it")
        for _ in range(5):
            by.press(Key.Key_Down)
        assert selected(window) == "Harm to the patient"
    by.press(Key.Key_W, SHIFT)
    by.write("What came of it later")
    expected.add(("Harm to the patient", "What came of it later"))
    letters += len("What came of it later")

    assert len(snapshot(window).of(Factor)) == 30
    assert linked(window) == expected
    # Two keys for each factor beside its words, and the walks between the branches.
    assert by.pressed == letters + 2 * 30 + 4 * 5


def test_two_hundred_keys_in_a_burst_lose_nothing_and_misplace_nothing(
    open_window: Open, empty_case: Path
) -> None:
    window = open_window(empty_case, "analysis/map")
    by = Typist(window)
    by.press(Key.Key_N)
    by.write("it")
    texts = ["it"]
    while by.pressed < 200:
        by.press(Key.Key_W)
        texts.append(f"why{len(texts)}")
        by.write(texts[-1])
    assert [one.text for one in snapshot(window).of(Factor).values()] == texts
    assert linked(window) == {(cause, effect) for effect, cause in pairwise(texts)}
    # And still so when the events of the window have had their turn.
    QApplication.processEvents()
    assert len(snapshot(window).of(Factor)) == len(texts)


def test_another_cause_of_the_same_effect_stands_in_the_same_band(
    open_window: Open, sample_case: Path
) -> None:
    window = open_window(sample_case, "analysis/map")
    assert window.session
    here = coded(window, "F01")
    window.session.select(here.id)
    by = Typist(window)
    by.press(Key.Key_W, ALT)
    by.write("There was no moon")
    new = factor(window, "There was no moon")
    (link,) = snapshot(window).pointed_from(Link, "source", new.id)
    effects = {one.target for one in snapshot(window).pointed_from(Link, "source", here.id)}
    assert link.target in effects
    assert new.level == here.level


def test_what_a_problem_led_to_is_a_harm_and_what_an_event_led_to_is_not(
    open_window: Open, empty_case: Path
) -> None:
    window = open_window(empty_case, "analysis/map")
    by = Typist(window)
    by.press(Key.Key_N)
    by.write("Doctor called away")
    by.press(Key.Key_Down, ALT | SHIFT)
    assert factor(window, "Doctor called away").level == "ACC.ACT"
    by.press(Key.Key_W, SHIFT)
    by.write("No review for 90 minutes")
    assert factor(window, "No review for 90 minutes").factor_kind is FactorKind.CONTRIBUTORY_FACTOR
    by.press(Key.Key_2, ALT)
    by.press(Key.Key_W, SHIFT)
    by.write("Cardiac arrest")
    assert factor(window, "Cardiac arrest").factor_kind is FactorKind.HARM


def test_several_are_chosen_with_shift_and_changed_in_one_step(open_window: Open, sample_case: Path) -> None:
    window = open_window(sample_case, "analysis/map")
    assert window.session
    here = coded(window, "F01")
    window.session.select(here.id)
    by = Typist(window)
    by.press(Key.Key_Left, SHIFT)
    by.press(Key.Key_Left, SHIFT)
    chosen = [one.id for one in the_map(window).choosing.factors]
    assert len(set(chosen)) == 3
    assert the_map(window).chips.path_chip.accessibleName().startswith("3 chosen")
    assert here.id in chosen
    steps = len(list(window.session.case.history()))
    by.press(Key.Key_Y)
    assert len(list(window.session.case.history())) == steps + 1
    assert {snapshot(window).of(Factor)[id].status for id in chosen} == {FactorStatus.CANDIDATE}
    by.press(Key.Key_Up, ALT | SHIFT)
    assert {snapshot(window).of(Factor)[id].level for id in chosen} == {"ACC.TECH"}
    by.press(Key.Key_Escape)
    assert len(the_map(window).choosing.factors) == 1


def test_an_idea_is_set_aside_with_its_reason_and_taken_up_again(
    open_window: Open, sample_case: Path
) -> None:
    window = open_window(sample_case, "analysis/map")
    assert window.session
    one = coded(window, "F01")
    window.session.select(one.id)
    by = Typist(window)
    by.press(Key.Key_R)
    by.write("The lights were checked and worked")
    now = snapshot(window).of(Factor)[one.id]
    assert (now.status, now.reason) == (FactorStatus.REJECTED, "The lights were checked and worked")
    assert not the_map(window).shown.item_there(one.id)
    assert "1 not shown" in the_map(window).counts()

    window.session.select(None)
    window.session.select(one.id)
    assert the_map(window).shown.item_there(one.id)
    by.press(Key.Key_R)
    assert snapshot(window).of(Factor)[one.id].status is FactorStatus.CANDIDATE


def test_a_text_of_nothing_but_spaces_adds_nothing(open_window: Open, empty_case: Path) -> None:
    window = open_window(empty_case, "analysis/map")
    by = Typist(window)
    by.press(Key.Key_N)
    by.write("   ")
    assert not snapshot(window).of(Factor)


def test_the_full_text_is_seen_with_space(open_window: Open, sample_case: Path) -> None:
    window = open_window(sample_case, "analysis/map")
    assert window.session
    one = coded(window, "F01")
    window.session.select(one.id)
    Typist(window).press(Key.Key_Space)
    assert one.text in QToolTip.text()


def test_after_removing_one_goes_on_from_what_it_was_linked_with(open_window: Open, empty_case: Path) -> None:
    window = open_window(empty_case, "analysis/map")
    by = Typist(window)
    by.press(Key.Key_N)
    by.write("Effect")
    for text in ("Cause", "Slip of the tongue"):
        by.press(Key.Key_W)
        by.write(text)
    by.press(Key.Key_Delete)
    assert selected(window) == "Cause"
    by.press(Key.Key_W)
    by.write("What was meant")
    assert linked(window) == {("Cause", "Effect"), ("What was meant", "Cause")}


def test_what_is_chosen_becomes_one_finding_with_one_key(open_window: Open, empty_case: Path) -> None:
    window = open_window(empty_case, "analysis/map")
    by = Typist(window)
    by.press(Key.Key_N)
    by.write("One doctor covers four wards")
    by.press(Key.Key_N)
    by.write("Posts are set by bed count")
    by.press(Key.Key_Left, SHIFT)
    by.press(Key.Key_K)
    (finding,) = snapshot(window).of(Finding).values()
    texts = {one.text for one in snapshot(window).of(Factor).values() if one.id in finding.factors}
    assert texts == {"One doctor covers four wards", "Posts are set by bed count"}
    assert finding.text in texts
    assert the_map(window).canvas.hasFocus()


def test_a_source_is_added_from_the_map(open_window: Open, empty_case: Path) -> None:
    window = open_window(empty_case, "analysis/map")
    by = Typist(window)
    by.press(Key.Key_N)
    by.write("One doctor covers four wards")
    by.press(Key.Key_S)
    focus = window.focusWidget()
    assert focus is not None
    assert window.panel.isAncestorOf(focus)


def test_what_is_made_a_harm_goes_to_the_outcomes_in_the_same_step(
    open_window: Open, empty_case: Path
) -> None:
    window = open_window(empty_case, "analysis/map")
    by = Typist(window)
    by.press(Key.Key_N)
    by.write("Moved to intensive care")
    by.press(Key.Key_6, ALT)
    (harm,) = snapshot(window).of(Factor).values()
    assert (harm.factor_kind, harm.level) == (FactorKind.HARM, "ACC.OUT")
    window.commands.run("undo")
    (before,) = snapshot(window).of(Factor).values()
    assert (before.factor_kind, before.level) == (FactorKind.CONTRIBUTORY_FACTOR, "ACC.TECH")
