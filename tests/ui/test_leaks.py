"""An export that would say who somebody is stops, says where, leads there, and can be put right in one step."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QInputDialog, QLabel, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from rca_workbench.model import (
    Actor,
    CheckOverride,
    Factor,
    FactorKind,
    Nature,
    ReportText,
    TimelineEntry,
    new_id,
)
from rca_workbench.ui.places.report.draft import DraftView
from rca_workbench.ui.shell.window import MainWindow

Open = Callable[..., MainWindow]
NAME = "Zelda Quenwick"


@pytest.fixture
def window(open_window: Open, empty_case: Path, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """A case in whose map and timeline somebody is named."""
    made = open_window(empty_case)
    assert made.session is not None
    with made.session.step("Begin") as step:
        step.add(Actor(id=new_id(), role="Ward nurse 1", nature=Nature.STAFF, name=NAME))
        step.add(
            Factor(id="f1", code="C1", factor_kind=FactorKind.CONTRIBUTORY_FACTOR, text=f"The bleep of {NAME} was flat")
        )  # fmt: skip
        step.add(TimelineEntry(id="t1", code="T1", text="Then Quenwick called 07700 900123"))
    monkeypatch.setattr(made.exports, "_written", lambda *_: None)
    return made


def exported(window: MainWindow, qtbot: QtBot, path: Path, view: str) -> None:
    work = window.exports.write_other(path, view)
    qtbot.waitUntil(work.isFinished, timeout=30_000)
    qtbot.wait(10)


def exported_word(window: MainWindow, qtbot: QtBot, path: Path, template: str) -> None:
    work = window.exports.write_word(path, template)
    qtbot.waitUntil(work.isFinished, timeout=60_000)
    qtbot.wait(10)


def labels(window: MainWindow) -> list[str]:
    return [one.text() for one in window.leaks.findChildren(QLabel) if one.isVisible()]


def button(window: MainWindow, name: str) -> QPushButton:
    return next(
        one
        for one in window.leaks.findChildren(QPushButton)
        if one.isVisible() and (one.accessibleName() or one.text()).startswith(name)
    )


def test_a_picture_that_names_somebody_is_not_written(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    for name in ("map.svg", "map.png"):
        exported(window, qtbot, tmp_path / name, "graph")
        assert not (tmp_path / name).exists()
        said = window.notice.text.text()
        assert said.startswith("The picture was not exported. It contains a name in “")
        assert "Nothing left this laptop." in said
        assert NAME not in said and not any("Quenwick" in one for one in labels(window))


def test_go_to_the_line_selects_what_the_words_come_from(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    exported(window, qtbot, tmp_path / "t.csv", "timeline")
    assert "A name in “row 2, What happened”" in labels(window)
    button(window, "Go to the line").click()
    assert window.address.startswith("timeline")
    assert window.session is not None and window.session.selected_id == "t1"
    assert window.leaks.isVisible()
    qtbot.waitUntil(lambda: isinstance(window.focusWidget(), QPlainTextEdit))
    box = window.focusWidget()
    assert isinstance(box, QPlainTextEdit) and box.textCursor().selectedText() == "Quenwick"


def test_the_line_is_gone_to_in_the_section_of_the_draft_that_is_shown_already(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    session = window.session
    assert session is not None
    with session.step("Write") as step:
        step.change(session.snapshot.of(Factor)["f1"], text="The bleep was flat")
        step.change(session.snapshot.of(TimelineEntry)["t1"], text="Then somebody called")
        step.add(
            ReportText(
                id="r1", template="investigation_report", section="summary", text=f"That day {NAME} came."
            )
        )
        step.add(
            ReportText(id="r2", template="investigation_report", section="background", text="Of one ward.")
        )
    window.go("report/draft")
    view = window.view
    assert isinstance(view, DraftView)
    for section in ("summary", "background"):
        view.list.setCurrentRow(next(n for n, one in enumerate(view.sections) if one.id == section))
        exported_word(window, qtbot, tmp_path / "report.docx", "investigation_report")
        button(window, "Go to the line").click()
        qtbot.waitUntil(lambda: view.words.textCursor().selectedText() == NAME)
        assert view.words.hasFocus() and view.section is not None and view.section.id == "summary"
    button(window, "Put the role instead").setFocus()
    button(window, "Put the role instead").click()
    assert view.words.hasFocus() and view.words.toPlainText() == "That day Ward nurse 1 came."


def test_what_stands_there_is_shown_only_where_names_are_shown(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    assert window.session is not None
    window.toggle_names()
    exported(window, qtbot, tmp_path / "t.csv", "timeline")
    assert labels(window)[0] == "A name in “row 2, What happened”: Quenwick"


def test_the_role_stands_in_every_text_after_one_step(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    exported(window, qtbot, tmp_path / "case.json", "timeline")
    button(window, "Put the role instead").click()
    session = window.session
    assert session is not None and not window.leaks.isVisible() and not window.notice.isVisible()
    assert session.snapshot.of(Factor)["f1"].text == "The bleep of Ward nurse 1 was flat"
    assert session.snapshot.of(TimelineEntry)["t1"].text == "Then Ward nurse 1 called [telephone number]"
    exported(window, qtbot, tmp_path / "case.json", "timeline")
    assert (tmp_path / "case.json").exists()
    window.commands.run("undo")
    assert NAME in session.snapshot.of(Factor)["f1"].text


def test_a_letter_may_call_somebody_by_name_for_a_reason(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = window.session
    assert session is not None
    with session.step("Say it to the family") as step:
        step.add(Actor(id="m", role="Patient's mother", nature=Nature.FAMILY, name="Frances Quillfeather"))
        step.change(session.snapshot.incident, family_summary=f"{NAME} called Frances Quillfeather.")
    path = tmp_path / "summary.docx"
    exported_word(window, qtbot, path, "family_summary")
    assert not path.exists()
    asked: list[str] = []

    def answered(_parent: object, _title: str, words: str) -> tuple[str, bool]:
        asked.append(words)
        return "She asked to be called by her name", True

    monkeypatch.setattr(QInputDialog, "getMultiLineText", answered)
    button(window, "They may be named").click()
    assert (
        "Patient's mother" in asked[0] and "Ward nurse 1" not in asked[0] and "Quillfeather" not in asked[0]
    )
    (kept,) = session.snapshot.of(CheckOverride).values()
    assert (kept.rule, kept.subject, kept.reason) == (
        "names:family_summary",
        "m",
        "She asked to be called by her name",
    )
    exported_word(window, qtbot, path, "family_summary")
    assert not path.exists(), "the nurse is still named in it"
    assert not any(
        "may be named" in one.text() for one in window.leaks.findChildren(QPushButton) if one.isVisible()
    )
    button(window, "Put the role instead").click()
    exported_word(window, qtbot, path, "family_summary")
    assert path.exists()


def test_no_other_document_offers_it(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    exported_word(window, qtbot, tmp_path / "report.docx", "investigation_report")
    assert window.notice.text.text().startswith("The report was not exported.")
    assert not any("may be named" in one.text() for one in window.leaks.findChildren(QPushButton))


def test_everything_for_the_commissioner_leaves_nothing_where_somebody_is_named(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    work = window.exports.write_pack(tmp_path / "pack")
    qtbot.waitUntil(work.isFinished, timeout=120_000)
    qtbot.wait(10)
    assert "was not exported" in window.notice.text.text()
    assert not (tmp_path / "pack").exists() and not list(tmp_path.glob(".pack*"))
