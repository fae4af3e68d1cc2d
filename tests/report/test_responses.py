"""Versions, the change list, and the answers to what readers of earlier drafts said."""

from rca_workbench.model import (
    Comment,
    CommentState,
    Entity,
    Proposal,
    ProposalKind,
    ProposalState,
    Review,
    ReviewedDraft,
    ReviewKind,
    SignOff,
    Snapshot,
    TeamMember,
    TeamPart,
)
from rca_workbench.report import Copy, Edition, Since, build
from rca_workbench.report.builders import built
from rca_workbench.report.document import Bullets, FieldKey, Paragraph, TableBlock, cell_text, spans_of
from tests.checks.days import TODAY

SENT = Review(id="r", version="Draft 1", template="investigation_report", sent="2026-05-20", to="Matron")
CAME = ReviewedDraft(id="d", review="r", template="investigation_report", version="Draft 1", by="Matron")
ASKED = Comment(
    id="c", review="r", draft="d", place="Findings", by="Matron", quote="night cover", text="Which nights?",
    state=CommentState.ACCEPTED, reply="All of May.", order="a",
)  # fmt: skip
DECLINED = Proposal(
    id="p", draft="d", place="Timeline, T3", before="at two", after="at three", by="Matron",
    state=ProposalState.DECLINED, reason="The log says two",
)  # fmt: skip


def case(*held: Entity) -> Snapshot:
    return Snapshot.empty().changed(held, (), "f" * 64)


def rows(name: str, snapshot: Snapshot, edition: Edition | None = None, at: int = 0) -> list[tuple[str, ...]]:
    tables = [one for one in built(name, snapshot, edition or Edition(TODAY)) if isinstance(one, TableBlock)]
    return [tuple(cell_text(cell) for cell in row) for row in tables[at].rows]


def test_each_comment_stands_with_place_role_words_answer_and_outcome() -> None:
    assert rows("responses", case(SENT, CAME, ASKED)) == [
        ("Findings\nDraft 1", "Matron", "“night cover”\nWhich nights?", "All of May.", "Accepted")
    ]


def test_a_reply_in_the_file_stands_under_what_it_answers_and_not_as_a_comment_of_its_own() -> None:
    reply = Comment(
        id="c2", review="r", draft="d", answers="c", by="Consultant", text="May, I think.", order="b"
    )
    ((_, _, said, _, _),) = rows("responses", case(SENT, CAME, ASKED, reply))
    assert said.endswith("Consultant: May, I think.")


def test_what_nobody_answered_says_so() -> None:
    silent = Comment(id="c", review="r", by="Matron", text="Which nights?")
    assert rows("responses", case(SENT, silent))[0][3:] == ("No answer yet", "Open")
    (said, _) = built(
        "responses", case(SENT, CAME, ASKED, Comment(id="s", review="r", text="Why?")), Edition(TODAY)
    )
    assert isinstance(said, Paragraph)
    assert said.spans[0].text == "2 comments on earlier drafts: 1 answered, 1 not yet."


def test_comments_on_accuracy_and_remarks_without_a_draft_are_printed_elsewhere() -> None:
    asked = Review(id="r", review_kind=ReviewKind.ACCURACY, to="Daughter")
    own = Comment(id="n", text="Note to ourselves")
    assert (
        built(
            "responses", case(asked, Comment(id="c", review="r", text="It was Monday"), own), Edition(TODAY)
        )
        == []
    )


def test_a_change_not_taken_up_stands_with_the_reason_and_an_accepted_one_does_not() -> None:
    taken = Proposal(id="q", draft="d", before="a", after="b", state=ProposalState.ACCEPTED)
    out = Proposal(
        id="s",
        draft="d",
        proposal_kind=ProposalKind.REMOVE,
        before="row",
        state=ProposalState.DEFERRED,
        order="z",
    )
    found = rows("responses", case(SENT, CAME, DECLINED, taken, out))
    assert [row[2:] for row in found] == [
        ("at two", "at three", "Declined\nThe log says two"),
        ("row", "To be taken out", "Put off\nNo reason given"),
    ]


def test_the_answer_can_be_changed_in_the_next_draft_and_what_was_said_cannot() -> None:
    spans = [
        span
        for one in built("responses", case(SENT, CAME, ASKED), Edition(TODAY))
        for span in spans_of(one)
        if span.of
    ]
    assert [span.of for span in spans] == [FieldKey("comment", "c", "reply")]


def test_the_familys_document_has_none_of_it() -> None:
    said = [
        cell_text(tuple(spans_of(one)))
        for one in build(case(SENT, CAME, ASKED, DECLINED), "family_summary", Edition(TODAY)).blocks
    ]
    assert not any("Which nights" in line or "The log says two" in line for line in said)


def test_versions_stand_in_order_of_time_with_what_came_of_each() -> None:
    signed = SignOff(
        id="s", role="Medical director", on="2026-06-30", template="investigation_report", version="Version 1",
        head="abcdef0123456789" * 4,
    )  # fmt: skip
    returned = Review(id="r2", version="Draft 2", sent="2026-06-02", to="Board", returned="2026-06-09")
    found = rows("history", case(signed, returned, SENT))
    assert [(row[0], row[2], row[3], row[4]) for row in found] == [
        ("20 May 2026", "Draft 1", "Sent to Matron", "Not back yet"),
        ("2 June 2026", "Draft 2", "Sent to Board", "Returned on 9 June 2026"),
        ("30 June 2026", "Version 1", "Signed off by Medical director", "Journal head abcdef0123456789"),
    ]


def test_document_control_says_which_edition_this_is_and_who_led_the_work() -> None:
    lead = TeamMember(id="t", role="Head of patient safety", part=TeamPart.LEAD)
    edition = Edition(TODAY, "Version 2, draft 1", Copy.REVIEW)
    found = {row[0]: row[1] for row in rows("document_control", case(lead), edition)}
    assert found["Version"] == "Version 2, draft 1" and found["Status"] == "Draft for comment"
    assert found["Led by"] == "Head of patient safety"


def test_nobody_signed_leaves_room_for_those_who_have_to() -> None:
    lead = TeamMember(id="t", role="Head of patient safety", part=TeamPart.LEAD)
    found = rows("approval", case(lead))
    assert found[0][:2] == ("Author", "Head of patient safety")
    assert [row[0] for row in found][1:3] == ["Lead for contact with those affected", "Executive"]


def test_the_change_list_says_what_was_and_what_is_and_a_first_version_has_none() -> None:
    since = Since(
        "Version 1",
        "2026-06-30",
        (("Finding K1: Finding", "Old words", "New words"), ("Action: added", "", "x")),
    )
    edition = Edition(TODAY, "Version 2, draft 1", since=since)
    assert rows("changes_since", case(), edition) == [
        ("Finding K1: Finding", "Old words", "New words"), ("Action: added", "–", "x"),
    ]  # fmt: skip
    (said, _) = built("changes_since", case(), edition)
    assert (
        isinstance(said, Paragraph)
        and "2 changes since Version 1, signed on 30 June 2026." in said.spans[0].text
    )
    assert built("changes_since", case(), Edition(TODAY)) == []
    assert not [one for one in built("distribution", case(), Edition(TODAY)) if isinstance(one, Bullets)]
