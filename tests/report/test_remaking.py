"""Sections are made anew where something they read changed, and only there; what is kept is what would be made."""

from datetime import date

import pytest

from rca_workbench.model import Question, ReportText, Snapshot, TimelineEntry, new_id
from rca_workbench.model.watched import Watched
from rca_workbench.report import Edition, build, remaking, templates
from rca_workbench.report.remaking import Remaking

EDITION = Edition(date(2026, 6, 1))


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The builders that were run."""
    names: list[str] = []
    really = remaking.built

    def noted(name: str, snapshot: Snapshot, edition: Edition) -> list[object]:
        names.append(name)
        return really(name, snapshot, edition)  # type: ignore[return-value]

    monkeypatch.setattr(remaking, "built", noted)
    return names


def test_words_of_the_team_draw_no_picture_anew(snapshot: Snapshot, made: list[str]) -> None:
    keep = Remaking()
    build(snapshot, "investigation_report", EDITION, pictures=False, make=keep.built)
    made.clear()
    text = ReportText(id=new_id(), template="investigation_report", section="summary", text="In short.")
    later = snapshot.changed((text,), (), "later")
    build(later, "investigation_report", EDITION, pictures=False, make=keep.built)
    assert "timeline" not in made and "findings" not in made
    assert "appendix" in made  # it prints the head of the journal


def test_a_changed_entry_makes_the_timeline_anew_and_leaves_the_questions(
    snapshot: Snapshot, made: list[str]
) -> None:
    keep = Remaking()
    keep.built("timeline", snapshot, EDITION)
    keep.built("questions", snapshot, EDITION)
    made.clear()
    entry = TimelineEntry(id=new_id(), text="Something nobody knew of")
    later = snapshot.changed((entry,), (), "later")
    assert "Something nobody knew of" in str(keep.built("timeline", later, EDITION))
    assert made == ["timeline"]


@pytest.mark.parametrize("name", [one.name for one in templates() if not one.problems])
def test_what_is_kept_is_what_would_be_made(name: str, snapshot: Snapshot) -> None:
    keep = Remaking()
    steps = (
        snapshot,
        snapshot.changed((TimelineEntry(id=new_id(), text="One more"),), (), "2"),
        snapshot.changed((Question(id=new_id(), text="Why was nobody told?"),), (), "3"),
        snapshot.changed((), [("factor", id) for id in list(snapshot.table("factor"))[:1]], "4"),
    )
    for one in steps:
        kept = build(one, name, EDITION, pictures=False, make=keep.built)
        assert kept.blocks == build(one, name, EDITION, pictures=False).blocks


def test_what_was_read_is_noted(snapshot: Snapshot) -> None:
    watched = Watched(snapshot)
    watched.of(Question)
    assert watched.kinds == {"question"} and not watched.whole
    assert watched.find("nobody") is None and watched.whole
    assert Watched(snapshot).head == snapshot.head
