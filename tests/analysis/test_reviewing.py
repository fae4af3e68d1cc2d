"""Drafts that went out and came back: their order, who contradicts whom, and what waits for a decision."""

from datetime import datetime

from rca_workbench.analysis.reviewing import (
    counts_in_words,
    drafts_out,
    is_reply,
    open_remarks,
    others_for,
    pressing_remarks,
    reader_of,
    remarks,
)
from rca_workbench.analysis.standing import needs
from rca_workbench.model import (
    Comment,
    CommentState,
    Incident,
    Proposal,
    ProposalState,
    Review,
    ReviewedDraft,
    ReviewKind,
    Snapshot,
)
from rca_workbench.model.entity import Entity

EMPTY = Snapshot({}, "")


def case(*several: Entity) -> Snapshot:
    return EMPTY.changed(several, (), "")


def change(id: str, order: str, subject: str, after: str, by: str = "Reader 1", **fields: object) -> Proposal:
    return Proposal(
        id=id, draft="d", order=order, subject_kind="finding", subject=subject, field="text", after=after, by=by,
        **fields,  # type: ignore[arg-type]
    )  # fmt: skip


def test_two_who_would_have_one_field_otherwise_stand_together_where_the_first_stands() -> None:
    snapshot = case(
        change("a", "0001", "f", "one"),
        change("b", "0002", "g", "two"),
        change("c", "0003", "f", "three", "Reader 2"),
    )
    assert [one.id for one in remarks(snapshot)] == ["a", "c", "b"]


def test_others_count_only_where_they_say_something_else_and_are_not_declined() -> None:
    one = change("a", "0001", "f", "one")
    alike, other = change("b", "0002", "f", "one", "Reader 2"), change("c", "0003", "f", "two", "Reader 3")
    assert [each.id for each in others_for(case(one, alike, other), one)] == ["c"]
    declined = change("c", "0003", "f", "two", "Reader 3", state=ProposalState.DECLINED)
    assert others_for(case(one, alike, declined), one) == ()


def test_a_reply_stands_behind_what_it_answers_and_is_decided_with_it() -> None:
    snapshot = case(
        Comment(id="a", draft="d", order="0005", text="Why?"),
        Comment(id="b", draft="d", order="0006", text="When?"),
        Comment(id="r", draft="e", order="0001", answers="a", text="Because."),
    )
    assert [one.id for one in remarks(snapshot)] == ["a", "r", "b"]
    assert [one.id for one in open_remarks(snapshot)] == ["a", "b"]
    assert is_reply(snapshot, snapshot.of(Comment)["r"])


def test_replies_to_what_was_removed_stand_for_themselves() -> None:
    snapshot = case(Comment(id="r", draft="e", order="0001", answers="gone", text="Because."))
    assert [one.id for one in open_remarks(snapshot)] == ["r"]


def test_comments_of_the_factual_accuracy_round_are_not_of_a_draft() -> None:
    snapshot = case(Comment(id="a", review="r", text="It was two."))
    assert remarks(snapshot) == () and open_remarks(snapshot) == ()


def test_drafts_stand_the_latest_first_and_files_of_no_known_draft_last() -> None:
    snapshot = case(
        Review(id="old", sent="2026-05-01", review_kind=ReviewKind.DRAFT),
        Review(id="new", sent="2026-06-01", review_kind=ReviewKind.DRAFT),
        Review(id="facts", sent="2026-07-01", review_kind=ReviewKind.ACCURACY),
        ReviewedDraft(id="d", review="old"),
        ReviewedDraft(id="e"),
    )
    found = [
        (one.review.id if one.review else None, [each.id for each in one.back])
        for one in drafts_out(snapshot)
    ]
    assert found == [("new", []), ("old", ["d"]), (None, ["e"])]


def test_whose_it_is_follows_from_the_file_where_the_change_does_not_say() -> None:
    one = change("a", "0001", "f", "one", by="")
    assert reader_of(case(ReviewedDraft(id="d", by="Matron"), one), one) == "Matron"
    assert reader_of(case(one), one) == ""


def test_what_waits_is_said_in_words_and_on_the_front_page_until_it_is_decided() -> None:
    told = Incident(id="incident", summary="A patient died.", terms_of_reference="Why?")
    waiting = case(told, change("a", "0001", "f", "one"), Comment(id="c", draft="d", text="Why?"))
    assert pressing_remarks(waiting) == "1 proposed change and 1 comment"
    assert counts_in_words(remarks(waiting)) == "2 open"
    assert "1 proposed change and 1 comment to decide on" in [one.what for one in needs(waiting, NOW)]
    done = case(
        told,
        change("a", "0001", "f", "one", state=ProposalState.ACCEPTED),
        Comment(id="c", draft="d", text="Why?", state=CommentState.DEFERRED, reply="Later."),
    )
    assert counts_in_words(remarks(done)) == "1 accepted, 1 put off"
    assert not [one for one in needs(done, NOW) if one.place == "report/review"]


NOW = datetime(2026, 6, 2, 9, 0)
