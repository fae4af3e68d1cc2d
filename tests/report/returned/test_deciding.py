"""Decisions on proposals: what they write, what they leave, and what they say where something cannot be done."""

from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rca_workbench.model import (
    Action,
    Actor,
    Incident,
    Proposal,
    ProposalKind,
    ProposalState,
    ReportText,
    TimeKind,
    TimelineEntry,
    new_id,
)
from rca_workbench.report.returned import Undone, decide, key_for, now_of, would_say
from rca_workbench.report.returned.merging import merged, with_both
from rca_workbench.store import Case

Propose = Callable[..., Proposal]
ACCEPTED = ProposalState.ACCEPTED


@pytest.fixture
def entry(case: Case) -> TimelineEntry:
    return next(
        one for one in case.snapshot.of(TimelineEntry).values() if one.text.startswith("Notifies the rescue")
    )


@pytest.fixture
def propose(case: Case, entry: TimelineEntry) -> Propose:
    """A proposal in the case: by default other words for an entry."""

    def propose(**fields: object) -> Proposal:
        said: dict[str, object] = {
            "subject_kind": "timeline_entry",
            "subject": entry.id,
            "field": "text",
            "before": entry.text,
            "after": "Notifies the rescue coordination centre at once.",
        }
        with case.step("Propose") as step:
            return step.add(Proposal(id=new_id(), **(said | fields)))  # type: ignore[arg-type]

    return propose


def settle(
    case: Case, *some: Proposal, state: ProposalState = ACCEPTED, reason: str = ""
) -> tuple[Undone, ...]:
    with case.step("Decide") as step:
        return decide(step, some, state, reason)


def text(case: Case, entry: TimelineEntry) -> str:
    return case.snapshot.of(TimelineEntry)[entry.id].text


def state(case: Case, one: Proposal) -> ProposalState:
    return case.snapshot.of(Proposal)[one.id].state


def test_accepting_writes_the_field_in_one_step_that_undo_takes_back(
    case: Case, entry: TimelineEntry, propose: Propose
) -> None:
    one = propose()
    assert now_of(case.snapshot, key_for(one)) == entry.text
    assert settle(case, one) == ()
    assert text(case, entry) == one.after and state(case, one) is ACCEPTED
    case.undo()
    assert text(case, entry) == entry.text and state(case, one) is ProposalState.OPEN


def test_declining_writes_the_reason_and_nothing_else(
    case: Case, entry: TimelineEntry, propose: Propose
) -> None:
    one = propose()
    assert settle(case, one, state=ProposalState.DECLINED, reason="Not what the log says") == ()
    assert text(case, entry) == entry.text
    assert case.snapshot.of(Proposal)[one.id].reason == "Not what the log says"


def test_a_case_that_moved_on_gets_the_change_in_its_own_words(
    case: Case, entry: TimelineEntry, propose: Propose
) -> None:
    one = propose()
    with case.step("Edit") as step:
        step.change(entry, text="By telephone, the operator notifies the rescue coordination centre.")
    wanted = "By telephone, the operator notifies the rescue coordination centre at once."
    assert would_say(case.snapshot, one) == wanted
    assert settle(case, one) == ()
    assert text(case, entry) == wanted


def test_where_both_changed_the_same_words_nothing_is_written_and_it_is_said(
    case: Case, entry: TimelineEntry, propose: Propose
) -> None:
    one, other = propose(), propose(after="Notifies the rescue coordination centre by radio.")
    undone = settle(case, one, other)
    assert [each.proposal.id for each in undone] == [other.id]
    assert "same words" in undone[0].words
    assert text(case, entry) == one.after
    assert state(case, other) is ProposalState.OPEN


def test_two_readers_who_propose_the_same_are_both_accepted(
    case: Case, entry: TimelineEntry, propose: Propose
) -> None:
    assert settle(case, propose(), propose()) == ()
    assert text(case, entry) == "Notifies the rescue coordination centre at once."


def test_what_is_gone_is_said(case: Case, entry: TimelineEntry, propose: Propose) -> None:
    one = propose()
    with case.step("Remove") as step:
        step.remove(entry)
    (undone,) = settle(case, one)
    assert "no longer in the case" in undone.words and state(case, one) is ProposalState.OPEN


def test_an_accepted_change_cannot_be_declined_behind_its_back(case: Case, propose: Propose) -> None:
    one = propose()
    settle(case, one)
    (undone,) = settle(case, one, state=ProposalState.DECLINED)
    assert "accepted already" in undone.words and state(case, one) is ACCEPTED


def test_a_removal_takes_the_thing_out(case: Case, entry: TimelineEntry, propose: Propose) -> None:
    assert settle(case, propose(proposal_kind=ProposalKind.REMOVE, after="")) == ()
    assert entry.id not in case.snapshot.of(TimelineEntry)


def test_what_every_case_has_cannot_be_taken_out(case: Case, propose: Propose) -> None:
    one = propose(
        proposal_kind=ProposalKind.REMOVE, subject_kind="incident", subject="incident", field="summary"
    )
    (undone,) = settle(case, one)
    assert "cannot be taken out" in undone.words
    assert case.snapshot.of(Incident)


def test_an_added_row_becomes_an_entry_with_its_time_and_role(case: Case, propose: Propose) -> None:
    pilot = next(one for one in case.snapshot.of(Actor).values() if one.role == "Pilot")
    before = set(case.snapshot.of(TimelineEntry))
    words = "No.: T99\nWhen: about 19:50 on 22 Apr 2019\nWho or what: pilot\nWhat happened: Calls once more.\nSource: log"
    one = propose(proposal_kind=ProposalKind.ADD, subject="", before="", after=words, on="2026-01-07")
    assert settle(case, one) == ()
    (id,) = set(case.snapshot.of(TimelineEntry)) - before
    made = case.snapshot.of(TimelineEntry)[id]
    assert (made.text, made.actor, made.note) == ("Calls once more.", pilot.id, "Source: log")
    assert made.time.kind is TimeKind.ABOUT_DATETIME and made.time.start.startswith("2019-04-22T19:50")
    assert made.code and made.code != "T99"


def test_an_added_row_without_a_readable_time_keeps_it_as_said(case: Case, propose: Propose) -> None:
    before = set(case.snapshot.of(TimelineEntry))
    words = "When: when the fog came\nWhat happened: Nobody sees anything."
    settle(case, propose(proposal_kind=ProposalKind.ADD, subject="", before="", after=words))
    (id,) = set(case.snapshot.of(TimelineEntry)) - before
    made = case.snapshot.of(TimelineEntry)[id]
    assert (made.time.kind, made.time.said) == (TimeKind.UNKNOWN, "when the fog came")


def test_what_no_field_takes_is_said_and_nothing_is_added(case: Case, propose: Propose) -> None:
    """A person has no note: what the row says beside the role has no place."""
    before = set(case.snapshot.of(Actor))
    one = propose(
        proposal_kind=ProposalKind.ADD, subject_kind="actor", field="role", subject="", before="",
        after="Role: Winch operator 2\nShoe size: 9",
    )  # fmt: skip
    (undone,) = settle(case, one)
    assert "“Shoe size: 9”" in undone.words
    assert set(case.snapshot.of(Actor)) == before


def test_an_added_point_becomes_a_thing_of_its_kind(case: Case, propose: Propose) -> None:
    before = set(case.snapshot.of(Action))
    one = propose(
        proposal_kind=ProposalKind.ADD, subject_kind="action", subject="", before="", after="Fit a light."
    )
    assert settle(case, one) == ()
    (id,) = set(case.snapshot.of(Action)) - before
    assert case.snapshot.of(Action)[id].text == "Fit a light."


def test_words_elsewhere_are_only_marked_as_dealt_with(
    case: Case, entry: TimelineEntry, propose: Propose
) -> None:
    one = propose(proposal_kind=ProposalKind.ELSEWHERE, subject="", subject_kind="")
    assert settle(case, one) == () and state(case, one) is ACCEPTED
    assert text(case, entry) == entry.text


def test_references_in_prose_stay_references(case: Case, entry: TimelineEntry, propose: Propose) -> None:
    from rca_workbench.analysis.prose import put_in, rendered

    with case.step("Write") as step:
        words = step.add(
            ReportText(
                id=new_id(),
                template="investigation_report",
                section="views",
                text=f"As {put_in(step.snapshot, entry.id)} shows, they rang.",
            )
        )
    seen = rendered(case.snapshot, words.text)
    one = propose(
        subject_kind="report_text",
        subject="investigation_report:views",
        before=seen,
        after=seen.replace("they rang", "they rang at once"),
    )
    assert now_of(case.snapshot, key_for(one)) == seen
    assert settle(case, one) == ()
    assert case.snapshot.of(ReportText)[words.id].text == words.text.replace("they rang", "they rang at once")


def test_words_for_a_section_nobody_wrote_yet_are_written(case: Case, propose: Propose) -> None:
    one = propose(
        subject_kind="report_text", subject="investigation_report:views", before="", after="As we see it."
    )
    assert now_of(case.snapshot, key_for(one)) == ""
    assert settle(case, one) == ()
    (made,) = [each for each in case.snapshot.of(ReportText).values() if each.section == "views"]
    assert (made.template, made.text) == ("investigation_report", "As we see it.")


_TEXT = st.lists(st.sampled_from(["one", "two", "three", "four", ".", "\n"]), max_size=8).map(" ".join)


@given(_TEXT, _TEXT, _TEXT)
@example(
    "three one two one one one", "three three three one one one", "three three two one"
)  # they share one edit
def test_merging_takes_in_what_only_one_side_changed(before: str, after: str, now: str) -> None:
    assert merged(before, after, before) == after
    assert merged(before, before, now) == now
    assert merged(before, after, after) == after
    one, other = merged(before, after, now), merged(before, now, after)
    assert one == other, "it is the same whoever came first"


_BEFORE = st.lists(st.sampled_from(["one", "two", ".", "\n"]), max_size=8).map(" ".join)
_MINE = st.lists(st.sampled_from(["one", "two", "three", "\n"]), max_size=8).map(" ".join)
_THEIRS = st.lists(st.sampled_from(["one", "two", "four", "\n"]), max_size=8).map(" ".join)


@given(_BEFORE, _MINE, _THEIRS)
def test_where_no_word_may_be_lost_what_either_wrote_stands(before: str, after: str, now: str) -> None:
    both = with_both(before, after, now).split()
    for text in (after, now):
        assert set(text.split()) - set(before.split()) <= set(both)
