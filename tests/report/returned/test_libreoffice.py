"""What readers do to a draft in a real LibreOffice is found, placed and kept apart, and nothing else is."""

from collections.abc import Callable
from pathlib import Path

import pytest

from rca_workbench.model import Comment, Proposal, ProposalKind, ProposalState, ReportText, TimelineEntry
from rca_workbench.report.returned import BroughtIn, Proposed, bring_in, decide, read, what_it_proposes
from rca_workbench.store import Case
from tests.report.returned.conftest import TEMPLATE, TODAY, Sent
from tests.report.returned.libreoffice import LibreOffice

Edited = Callable[..., Path]

UNTRACKED = (
    ("replace", "Latest underwater escape training", "Latest training in underwater escape"),
    ("type_at_end", "We looked at the task", " From first call."),
    ("new_paragraph", "We did not look at the later search", "Nor at the salvage."),
)
TRACKED = (
    ("track", True),
    ("replace", "Notifies the rescue", "Notifies at once the rescue"),
    ("type_at_end", "Refuels at Invercargill", " It took an hour."),
)


def of(case: Case, file: Path) -> Proposed:
    return what_it_proposes(case, read(file), {})[1]


def entry(case: Case, beginning: str) -> TimelineEntry:
    return next(one for one in case.snapshot.of(TimelineEntry).values() if one.text.startswith(beginning))


def change(found: Proposed, before: str) -> Proposal:
    return next(one for one in found.proposals if before in one.before)


def test_saving_changes_nothing(case: Case, edited: Edited) -> None:
    found = of(case, edited())
    assert (found.proposals, found.comments) == ((), ())
    assert "Saved with LibreOffice" in found.notes[0]


def test_what_was_typed_without_tracking(case: Case, edited: Edited) -> None:
    found = of(case, edited(*UNTRACKED))
    assert [one.tracked for one in found.proposals] == [False, False]
    trained = change(found, "Latest underwater")
    assert trained.after == "Latest training in underwater escape."
    assert trained.subject == entry(case, "Latest underwater").id
    assert trained.place == "Timeline › T06"
    written = change(found, "We looked")
    assert (written.subject_kind, written.subject) == ("report_text", f"{TEMPLATE}:background")
    assert written.after == (
        "We looked at the task from call to rescue. From first call.\n"
        "We did not look at the later search.\nNor at the salvage."
    )


def test_what_was_tracked_says_by_whom_and_when(case: Case, edited: Edited) -> None:
    found = of(case, edited(*TRACKED))
    assert [(one.tracked, one.by) for one in found.proposals] == [(True, "Reader 1")] * 2
    assert all(one.on for one in found.proposals)
    assert change(found, "Notifies").after == "Notifies at once the rescue coordination centre."
    assert change(found, "Refuels").after.endswith("is not noticed. It took an hour.")


def test_two_readers_in_one_field_are_kept_apart(case: Case, edited: Edited) -> None:
    found = of(
        case,
        edited(
            ("track", True),
            ("replace", "Refuels at", "Takes fuel at"),
            ("who", "Bob", "Other"),
            ("type_at_end", "recheck goggles", " By Bob."),
        ),
    )
    said = {one.by: one.after for one in found.proposals}
    assert len(said) == 2
    assert said["Reader 1"].startswith("Takes fuel at") and "By Bob" not in said["Reader 1"]
    assert said["Reader 2"].startswith("Refuels at") and said["Reader 2"].endswith("By Bob.")


def test_rows_added_and_taken_out(case: Case, edited: Edited) -> None:
    row = ["", "22 Apr 2019 19:50", "Pilot", "Calls the tower once more.", "", ""]
    found = of(
        case,
        edited(
            ("delete_row", "Latest underwater escape training"),
            ("add_row", "Refuels at Invercargill", row),
            ("track", True),
            ("delete_row", "Three rescue helicopters leave"),
        ),
    )
    by_kind = {(one.proposal_kind, one.tracked): one for one in found.proposals}
    assert set(by_kind) == {
        (ProposalKind.REMOVE, False),
        (ProposalKind.ADD, False),
        (ProposalKind.REMOVE, True),
    }
    assert by_kind[ProposalKind.REMOVE, False].subject == entry(case, "Latest underwater").id
    assert by_kind[ProposalKind.REMOVE, True].subject == entry(case, "Three rescue").id
    assert "What happened: Calls the tower once more." in by_kind[ProposalKind.ADD, False].after


def test_comments_replies_and_what_is_resolved(
    case: Case, edited: Edited, office: LibreOffice, tmp_path: Path
) -> None:
    once = edited(
        ("comment", "Refuels at", "Was that cloud?"),
        ("comment", "The report does not describe", "Say why."),
        ("who", "Bob", "Other"),
        ("reply", "Was that cloud?", "It was fog."),
        ("resolve", "Say why."),
        name="back.odt",
    )
    back = tmp_path / "back.docx"
    office.does("open", str(once))
    office.does("save", str(back))
    office.does("close")
    found = of(case, back)
    assert found.proposals == ()
    why, cloud, fog = found.comments
    assert (why.text, why.resolved, why.field) == ("Say why.", True, "note")
    assert (cloud.text, cloud.quote, cloud.by) == ("Was that cloud?", "Refuels at", "Reader 1")
    assert cloud.about == entry(case, "Refuels at").id and cloud.field == "text"
    assert (fog.text, fog.by, fog.answers, fog.about) == ("It was fog.", "Reader 2", cloud.id, cloud.about)


def test_saved_twice_brings_a_reply_with_what_it_answers_and_no_word_of_the_frame(
    case: Case, edited: Edited, office: LibreOffice, tmp_path: Path
) -> None:
    once = edited(("comment", "Refuels at", "Was that cloud?"), ("comment", "Notifies the", "Where from?"))
    back = tmp_path / "passed on.docx"
    office.does("who", "Bob", "Other")
    office.does("open", str(once))
    office.does("reply", "Was that cloud?", "It was fog.")
    office.does("save", str(back))
    office.does("close")
    found = of(case, back)
    assert found.proposals == ()
    said = {one.text: one for one in found.comments}
    assert said["It was fog."].answers == said["Was that cloud?"].id
    assert said["Where from?"].answers is said["Was that cloud?"].answers is None


@pytest.mark.parametrize("suffix", [".odt", ".doc"])
def test_a_file_that_went_through_another_format(
    case: Case, edited: Edited, office: LibreOffice, tmp_path: Path, suffix: str
) -> None:
    once = edited(*UNTRACKED, ("comment", "Refuels at", "Was that cloud?"), name=f"back{suffix}")
    back = tmp_path / "back.docx"
    office.does("open", str(once))
    office.does("save", str(back))
    office.does("close")
    found = of(case, back)
    assert {one.after.split("\n")[0] for one in found.proposals} == {
        "Latest training in underwater escape.",
        "We looked at the task from call to rescue. From first call.",
    }
    assert {one.proposal_kind for one in found.proposals} == {ProposalKind.CHANGE}
    assert found.comments[0].about == entry(case, "Refuels at").id


def test_words_that_are_no_field_are_shown_and_change_nothing(case: Case, sent: Sent, edited: Edited) -> None:
    alone = next(
        line.text()
        for line in read(sent.draft).lines
        if not (line.row or line.heading or line.story or any(one.tag for one in line.pieces))
        and len(line.text()) > 40
    )
    found = of(
        case,
        edited(
            ("replace", "Executive summary", "In short"),  # first in the contents list
            ("replace", "Where sources disagree", "Where they differ"),
            ("track", True),
            ("new_paragraph", alone[:40], "A line for itself."),
        ),
    )
    assert {one.proposal_kind for one in found.proposals} == {ProposalKind.ELSEWHERE}
    said = {one.after[:18]: one for one in found.proposals}
    assert set(said) == {"In short", "Where they differ:", "A line for itself."}
    assert said["In short"].place == "Contents"
    assert said["Where they differ:"].before.startswith("Where sources disagree")
    assert (said["A line for itself."].by, said["A line for itself."].tracked) == ("Reader 1", True)


def test_three_drafts_by_different_hands_come_into_one_case(sent: Sent, edited: Edited) -> None:
    files = [
        edited(*UNTRACKED, ("comment", "Refuels at", "Was it?"), reader="Ann Example", name="ann.docx"),
        edited(*TRACKED, ("comment", "Refuels at", "Was it?"), reader="Bob Other", name="bob.docx"),
        edited(
            ("track", True),
            ("replace", "Notifies the rescue", "Rings the rescue"),
            ("comment", "Notifies the", "Where from?"),
            reader="Cleo Third",
            name="cleo.docx",
        ),
    ]
    with Case.open(sent.case, who="Tester", keep_copy=False) as case:
        before = {one.id: one for one in case.snapshot.of(TimelineEntry).values()}
        brought: list[BroughtIn] = [bring_in(case, file, {}, TODAY) for file in files]
        assert dict(case.snapshot.of(TimelineEntry)) == before, "nothing is applied unasked"
        assert [one.draft.by for one in brought] == ["Reader 1", "Reader 2", "Reader 3"]
        assert all(one.draft.review == sent.review.id for one in brought)
        comments = list(case.snapshot.of(Comment).values())
        assert sorted(one.text for one in comments) == ["Was it?", "Was it?", "Where from?"]
        assert all(case.snapshot.find(one.about) for one in comments)
        proposals = list(case.snapshot.of(Proposal).values())
        assert len(proposals) == 2 + 2 + 1
        with case.step("Accept") as step:
            undone = decide(step, proposals, ProposalState.ACCEPTED)
        assert [one.proposal.after for one in undone] == ["Rings the rescue coordination centre."]
        assert entry(case, "Latest training").text == "Latest training in underwater escape."
        assert entry(case, "Notifies at once")
        (words,) = case.snapshot.of(ReportText).values()
        assert words.text.endswith("\nNor at the salvage.")
        case.undo()
        assert dict(case.snapshot.of(TimelineEntry)) == before
        assert case.verify() == []
