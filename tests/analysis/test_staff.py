"""Support for staff: those nobody has offered anything stand first, those close to what happened before others."""

import pytest

from rca_workbench.analysis.staff import for_nobody_named, staff, was_offered
from rca_workbench.model import (
    Actor,
    Answer,
    Entity,
    Nature,
    Snapshot,
    StaffSupport,
    Time,
    TimeKind,
    TimelineEntry,
)


def case(*things: Entity) -> Snapshot:
    return Snapshot.empty().changed(things, (), "")


NURSES = tuple(Actor(id=id, role=f"Ward nurse {id}", nature=Nature.STAFF) for id in "123")


def test_those_without_an_offer_come_first_and_the_closest_before_others() -> None:
    snapshot = case(
        *NURSES,
        StaffSupport(id="s", person="1", offer="Peer support"),
        TimelineEntry(id="t", text="Called", actor="3"),
    )
    assert [(one.actor.id, one.offered) for one in staff(snapshot)] == [
        ("3", False),
        ("2", False),
        ("1", True),
    ]


def test_an_offer_that_is_only_planned_is_none() -> None:
    (first, *_) = staff(case(NURSES[0], StaffSupport(id="s", person="1", due="2025-05-02")))
    assert not first.offered and first.offers


def test_invited_and_told_are_seen_over_all_offers() -> None:
    snapshot = case(
        NURSES[0],
        StaffSupport(id="a", person="1", offer="Debrief", contributed="Declined"),
        StaffSupport(id="b", person="1", offer="Peer support", feedback="2025-06-20"),
    )
    (one,) = staff(snapshot)
    assert one.invited and one.told


def test_patients_families_and_teams_are_no_staff_and_a_role_tells_where_nothing_is_said() -> None:
    snapshot = case(
        Actor(id="p", role="Patient", nature=Nature.PATIENT),
        Actor(id="t", role="Ward team", nature=Nature.TEAM),
        Actor(id="r", role="Registrar 1"),
    )
    assert [one.actor.id for one in staff(snapshot)] == ["r"]


def test_an_offer_to_a_whole_team_is_not_lost() -> None:
    snapshot = case(*NURSES, StaffSupport(id="s", offer="Debrief for the night shift"))
    assert [one.id for one in for_nobody_named(snapshot)] == ["s"]


@pytest.mark.parametrize(
    ("offer", "made"),
    [
        (StaffSupport(id="s", offer="Debrief"), True),
        (StaffSupport(id="s", offer="Debrief", due="2025-05-02"), False),
        (StaffSupport(id="s", offer="Debrief", due="2025-05-02", taken_up=Answer.NO), True),
        (
            StaffSupport(id="s", offer="Debrief", due="2025-05-02", when=Time(TimeKind.DATE, "2025-05-01")),
            True,
        ),
        (StaffSupport(id="s", due="2025-05-02", when=Time(TimeKind.DATE, "2025-05-01")), False),
    ],
)
def test_an_offer_with_a_day_ahead_and_no_more_said_of_it_is_not_made_yet(
    offer: StaffSupport, made: bool
) -> None:
    assert was_offered(offer) is made
