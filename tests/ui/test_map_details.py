"""What Details asks of a factor and a link beside the map."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from rca_workbench.model import Factor, FactorKind, Link, LinkType, Logic
from rca_workbench.store import Case
from rca_workbench.ui.fields import FieldEditor
from rca_workbench.ui.places.analysis.five_whys import FiveWhysView
from rca_workbench.ui.places.analysis.five_whys_list import TypeBox
from rca_workbench.ui.shell.window import MainWindow

from .conftest import named
from .map_driver import factor, linked, settle, snapshot

Open = Callable[..., MainWindow]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A cause, an effect and a barrier."""
    path = tmp_path / "small.rca"
    with Case.create(path, title="Small", who="Tester") as case, case.step("Add") as step:
        step.add(Factor(id="cause", text="Rota by bed count", level="ACC.ORG"))
        step.add(
            Factor(id="effect", text="Review came late", level="ACC.TECH", factor_kind=FactorKind.PROBLEM)
        )
        step.add(Factor(id="barrier", text="Safety huddle", level="ACC.ACT", factor_kind=FactorKind.BARRIER))
        step.add(Link(id="link", source="cause", target="effect"))
    return path


def fields(window: MainWindow) -> set[str]:
    settle()
    return {one.name for one in window.panel.findChildren(FieldEditor) if one.isVisible()}


def more(window: MainWindow) -> None:
    button = named(window, "More about this factor", QPushButton)
    assert isinstance(button, QPushButton)
    button.click()


def test_rarer_fields_stand_under_more_until_they_hold_something(open_window: Open, small: Path) -> None:
    window = open_window(small, "analysis/map")
    assert window.session
    window.session.select("effect")
    rare = {"gate", "sufficient", "predicts", "short_label"}
    assert not rare & fields(window)
    more(window)
    assert rare <= fields(window)
    more(window)
    window.session.change(factor(window, "Review came late"), gate=Logic.K_OF_N)
    assert {"gate", "gate_count"} <= fields(window)
    assert "predicts" not in fields(window)


def test_where_asking_why_ends_details_ask_for_the_reason(open_window: Open, small: Path) -> None:
    window = open_window(small, "analysis/map")
    assert window.session
    window.session.select("cause")
    assert "stop_reason" in fields(window)
    window.session.select("effect")
    assert "stop_reason" not in fields(window)


def test_a_barrier_says_what_it_was_meant_to_do(open_window: Open, small: Path) -> None:
    window = open_window(small, "analysis/map")
    assert window.session
    window.session.select("barrier")
    assert "meant_to" in fields(window)
    window.session.select("cause")
    assert "meant_to" not in fields(window)


def test_other_wordings_are_read_where_there_are_any(open_window: Open, small: Path) -> None:
    window = open_window(small, "analysis/map")
    assert window.session
    window.session.select("cause")
    assert "other_wording" not in fields(window)
    window.session.change(factor(window, "Rota by bed count"), other_wording="Beds set the rota")
    assert "other_wording" in fields(window)


def test_a_link_says_whether_it_was_read_for_missing_steps(open_window: Open, small: Path) -> None:
    window = open_window(small, "analysis/map")
    assert window.session
    window.session.select("link")
    assert {"confidence", "but_for", "link_type", "rationale", "reviewed"} <= fields(window)


def test_details_too_ask_before_a_loop_is_closed(open_window: Open, small: Path, qtbot: QtBot) -> None:
    window = open_window(small, "analysis/map")
    assert window.session
    window.session.select("effect")
    settle()
    add = next(
        one for one in window.panel.findChildren(QPushButton) if one.text() == "Add link" and one.isVisible()
    )
    add.click()
    line = named(window, "Leads to: add", QLineEdit)
    qtbot.keyClicks(line, "Rota by")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert linked(window) == {("Rota by bed count", "Review came late")}
    words = "Keep it as feedback over time"
    keep = next(
        one for one in window.panel.findChildren(QPushButton) if one.text() == words and one.isVisible()
    )
    keep.click()
    new = next(one for one in snapshot(window).of(Link).values() if one.id != "link")
    assert new.link_type is LinkType.REINFORCES
    assert named(window, "Feedback over time")


def test_ask_why_asks_in_the_view_one_is_in(open_window: Open, sample_case: Path, qtbot: QtBot) -> None:
    window = open_window(sample_case, "analysis/five_whys")
    assert window.session
    problem = next(one for one in window.session.snapshot.of(Factor).values() if one.code == "P1")
    window.session.select(problem.id)
    qtbot.wait(50)
    button = named(window.panel, "Ask why", QPushButton)
    assert isinstance(button, QPushButton)
    button.click()
    assert window.view is not None
    assert isinstance(window.view, FiveWhysView)
    assert isinstance(window.focusWidget(), TypeBox)
