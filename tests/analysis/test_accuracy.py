"""The factual-accuracy round: who was asked, what came back, and what is still to be answered."""

import pytest

from rca_workbench.analysis.accuracy import RoundState, is_answered, recipient, shared, still_differing
from rca_workbench.model import Actor, Comment, CommentState, Entity, Nature, Review, ReviewKind, Snapshot


def case(*things: Entity) -> Snapshot:
    return Snapshot.empty().changed(things, (), "")


def sharing(**fields: object) -> Review:
    return Review(id="r", review_kind=ReviewKind.ACCURACY, to="Patient's daughter", **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("review", "comments", "state"),
    [
        (sharing(), (), RoundState.NOT_SENT),
        (sharing(sent="2025-05-20"), (), RoundState.WAITING),
        (sharing(sent="2025-05-20", returned="2025-06-01"), (), RoundState.ANSWERED),
        (sharing(declined=True), (), RoundState.DECLINED),
        (sharing(sent="2025-05-20"), (Comment(id="c", review="r", text="It was 2"),), RoundState.COMMENTS_OPEN),
        (
            sharing(sent="2025-05-20"),
            (Comment(id="c", review="r", text="It was 2", state=CommentState.DECLINED),),
            RoundState.COMMENTS_OPEN,
        ),
        (
            sharing(sent="2025-05-20"),
            (Comment(id="c", review="r", text="It was 2", state=CommentState.DECLINED, reply="The log says 3"),),
            RoundState.ANSWERED,
        ),
    ],
)  # fmt: skip
def test_how_far_a_sharing_has_come(review: Review, comments: tuple[Comment, ...], state: RoundState) -> None:
    (found,) = shared(case(review, *comments))
    assert found.state is state
    assert found.words


def test_other_drafts_are_no_part_of_it() -> None:
    assert shared(case(Review(id="r", to="Colleagues"))) == ()


def test_what_needs_work_comes_first() -> None:
    snapshot = case(
        Review(id="a", review_kind=ReviewKind.ACCURACY, declined=True),
        Review(id="b", review_kind=ReviewKind.ACCURACY),
    )
    assert [one.review.id for one in shared(snapshot)] == ["b", "a"]


def test_a_comment_that_was_not_followed_needs_a_reply() -> None:
    assert not is_answered(Comment(id="c", state=CommentState.DEFERRED, reply=" "))
    assert is_answered(Comment(id="c", state=CommentState.ACCEPTED))


def test_views_still_differ_where_a_comment_was_not_followed() -> None:
    snapshot = case(
        sharing(),
        Comment(id="a", review="r", state=CommentState.ACCEPTED),
        Comment(id="b", review="r", state=CommentState.DECLINED, reply="The log says 3"),
    )
    assert [one.id for one in still_differing(snapshot)] == ["b"]


def test_it_goes_to_a_person_by_role() -> None:
    assert recipient(case(Actor(id="d", role="Daughter")), sharing(person="d")) == "Daughter"
    assert recipient(case(), sharing()) == "Patient's daughter"


@pytest.mark.parametrize(
    ("to", "nature", "close"),
    [
        ("Patient's daughter", None, True),
        ("The family", None, True),
        ("Ward nurse 1", None, False),
        ("Ward team", None, False),
        ("Ward nurse 1", Nature.FAMILY, True),
        ("Neighbour", Nature.STAFF, False),
        ("Neighbour", None, False),
    ],
)
def test_whether_a_reader_is_patient_or_family_is_said_by_who_they_are_or_their_role(
    to: str, nature: Nature | None, close: bool
) -> None:
    person = Actor(id="p", role=to, nature=nature)
    review = Review(id="r", review_kind=ReviewKind.ACCURACY, to=to, person="p")
    assert shared(case(person, review))[0].close is close


def test_a_reader_without_a_person_is_family_where_the_role_of_one_is_named() -> None:
    review = Review(id="r", review_kind=ReviewKind.ACCURACY, to="Read to the neighbour")
    assert not shared(case(review))[0].close
    assert shared(case(review, Actor(id="n", role="Neighbour", nature=Nature.FAMILY)))[0].close
