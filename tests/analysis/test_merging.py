from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rca_workbench.analysis.merging import merging
from rca_workbench.model import (
    Action,
    ButFor,
    CheckOverride,
    Confidence,
    Entity,
    Excerpt,
    Factor,
    FactorStatus,
    Finding,
    Link,
    LinkType,
    Question,
    Snapshot,
    Tag,
)


def case(*entities: Entity) -> Snapshot:
    return Snapshot.empty().changed(entities, (), "head")


def merged(snapshot: Snapshot, kept: str = "a", gone: str = "b") -> Snapshot:
    factors = snapshot.of(Factor)
    made = merging(snapshot, factors[kept], factors[gone])
    put = [replace(one, **values) for one, values in made.changed.values()]
    return snapshot.changed(put, [(one.kind.name, one.id) for one in made.removed], "later")


A = Factor(
    id="a", text="One doctor covers four wards", tags=(Tag("NPSA.WORK"),), entries=("t1",), note="First."
)
B = Factor(
    id="b", text="Doctor covering four wards alone", tags=(Tag("NPSA.WORK"), Tag("NPSA.ORG")), entries=("t2", "t1"),
    status=FactorStatus.FINDING, note="Second.", sense="There was nobody else.",
)  # fmt: skip
C, D = Factor(id="c", text="Cause"), Factor(id="d", text="Effect")


def test_both_wordings_and_all_that_was_said_are_kept() -> None:
    one = merged(case(A, B)).of(Factor)["a"]
    assert one.text == A.text
    assert one.other_wording == B.text
    assert [tag.code for tag in one.tags] == ["NPSA.WORK", "NPSA.ORG"]
    assert one.entries == ("t1", "t2")
    assert one.note == "First.\nSecond."
    assert one.sense == "There was nobody else."
    assert one.status is FactorStatus.FINDING


def test_everything_that_pointed_to_the_one_points_to_the_other() -> None:
    after = merged(
        case(
            A, B, C, D,
            Link(id="1", source="c", target="b"), Link(id="2", source="b", target="d"),
            Excerpt(id="x", about="b"), Action(id="y", addresses=("b", "a")), Finding(id="f", factors=("c", "b")),
            Question(id="q", answered_by=("b",)), CheckOverride(id="o", subject="b"),
        )
    )  # fmt: skip
    assert "b" not in after.of(Factor)
    assert not list(after.pointing_to("b"))
    assert {one.id for one in after.pointing_to("a")} == {"1", "2", "x", "y", "f", "q", "o"}
    assert after.of(Action)["y"].addresses == ("a",)


def test_links_that_come_to_claim_the_same_are_one_with_the_surer_word_and_both_reasons() -> None:
    after = merged(
        case(
            A, B, D,
            Link(id="1", source="a", target="d", confidence=Confidence.POSSIBLE, rationale="Seen once."),
            Link(id="2", source="b", target="d", confidence=Confidence.PROBABLE, rationale="Two said so.",
                 but_for=ButFor.LATER),
            Link(id="3", source="b", target="d", link_type=LinkType.CONFLICTS_WITH),
            Excerpt(id="x", about="2"),
        )
    )  # fmt: skip
    assert set(after.of(Link)) == {"1", "3"}
    one = after.of(Link)["1"]
    assert (one.confidence, one.but_for) == (Confidence.PROBABLE, ButFor.LATER)
    assert one.rationale == "Seen once.\nTwo said so."
    assert after.of(Excerpt)["x"].about == "1"


def test_a_link_between_the_two_goes_and_its_source_stays_with_the_factor() -> None:
    after = merged(case(A, B, Link(id="1", source="a", target="b"), Excerpt(id="x", about="1")))
    assert not after.of(Link)
    assert after.of(Excerpt)["x"].about == "a"


def test_a_factor_without_words_takes_those_of_the_other() -> None:
    one = merged(case(replace(A, text=""), B)).of(Factor)["a"]
    assert (one.text, one.other_wording) == (B.text, "")
    one = merged(case(replace(A, text="", other_wording="Short at night"), B)).of(Factor)["a"]
    assert (one.text, one.other_wording) == (B.text, "Short at night")


def test_a_factor_is_not_made_one_with_itself() -> None:
    with pytest.raises(ValueError, match="itself"):
        merging(case(A), A, A)


@given(
    st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4), st.sampled_from(list(LinkType))), max_size=12),
    st.lists(st.tuples(st.sampled_from("abcd"), st.integers(0, 4)), max_size=6),
)
def test_whatever_hung_on_either_hangs_on_the_one_that_stays(
    drawn: list[tuple[int, int, LinkType]], sources: list[tuple[str, int]]
) -> None:
    factors = [Factor(id=f"f{n}", text=f"Text {n}") for n in range(5)]
    links = [
        Link(id=f"l{at}", source=f"f{a}", target=f"f{b}", link_type=type)
        for at, (a, b, type) in enumerate(drawn)
    ]
    excerpts = [Excerpt(id=f"x{at}{name}", about=f"f{n}") for at, (name, n) in enumerate(sources)]
    excerpts += [Excerpt(id=f"on{link.id}", about=link.id) for link in links]
    before = case(*factors, *links, *excerpts)
    after = merged(before, "f0", "f1")

    def moved(id: str | None) -> str | None:
        return "f0" if id == "f1" else id

    claims = {(moved(one.source), moved(one.target), one.link_type) for one in links}
    # Links of other factors to themselves are no business of this merging and stay as they were.
    claims = {claim for claim in claims if claim[0] != claim[1] or claim[0] not in ("f0",)}
    assert {(one.source, one.target, one.link_type) for one in after.of(Link).values()} == claims
    assert not list(after.pointing_to("f1"))
    there = {*after.of(Factor), *after.of(Link)}
    assert all(one.about in there for one in after.of(Excerpt).values())
    assert len(after.of(Excerpt)) == len(excerpts)
