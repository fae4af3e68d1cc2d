"""The lists a response is decided by, as screens and rules read them."""

import pytest

from rca_workbench.reference.criteria import Part, criteria, criteria_for, never_event_scheme, principle
from rca_workbench.reference.responses import fits, response_of, responses, team_roles
from rca_workbench.reference.versions import list_named, list_version


def test_each_framework_asks_its_own() -> None:
    sif = {one.id for one in criteria_for("sif2015")}
    psirf = {one.id for one in criteria_for("psirf")}
    assert {f"SI-{n}" for n in range(1, 7)} | {"L1", "L2", "L3"} <= sif
    assert {f"PQ-{n}" for n in range(1, 5)} | {f"NR-{n:02}" for n in range(1, 12)} <= psirf
    assert {id[:3] for id in sif & psirf} == {"NE-", "ON-"}


def test_a_framework_that_is_not_in_the_lists_asks_what_holds_for_all() -> None:
    assert {one.part for one in criteria_for("framework_of_2031")} == {Part.NEVER_EVENT, Part.NOTIFY}
    assert responses("framework_of_2031") == () and fits("framework_of_2031") == ()
    assert principle("framework_of_2031") == ("", "")


def test_what_counts_and_what_does_not_stands_with_a_criterion() -> None:
    maternity = criteria()["NR-04"]
    assert len(maternity.counts) == 2 and len(maternity.excluded) == 2
    assert maternity.mark == "Checked in part against the source"
    site = criteria()["NE-01"]
    assert site.mark == "" and site.detail_mark == "Not checked against the source"
    assert criteria()["SI-1"].mark == "Not checked against the source"


def test_the_suspended_entry_of_the_never_events_list_is_marked() -> None:
    assert [one.id for one in criteria().values() if one.suspended] == ["NE-16"]


def test_what_is_not_settled_of_the_scheme_is_said() -> None:
    scheme = never_event_scheme()
    assert "interim arrangements" in scheme.interim
    assert len(scheme.to_verify) == 2
    assert criteria()["NR-01"].warning.startswith("Interim arrangements")


def test_a_criterion_names_no_file() -> None:
    for one in criteria().values():
        said = " ".join(
            (one.ask, one.response, one.timescale, one.note, one.warning, *one.counts, *one.excluded)
        )
        assert ".json" not in said


def test_facts_point_to_responses_that_are_listed() -> None:
    for profile in ("sif2015", "psirf"):
        known = {one.id for one in responses(profile)}
        assert {one.response for one in fits(profile)} <= known
    level = response_of("L2")
    assert level is not None and "lead independent of the area" in level.team


@pytest.mark.parametrize("part", ["lead", "engagement_lead", "oversight_lead"])
def test_what_is_asked_of_those_who_lead_names_training(part: str) -> None:
    assert next(one for one in team_roles() if one.part == part).training


def test_every_part_of_the_team_is_one_of_the_models() -> None:
    from rca_workbench.model import TeamPart

    assert {one.part for one in team_roles()} <= set(TeamPart)


def test_a_stamp_names_list_month_and_content() -> None:
    assert list_version("never_events") != list_version("investigation_levels")
    name, month, short = list_version("never_events").split()
    assert (name, month) == ("never_events", "2026-06")
    assert len(short) == 8 and int(short, 16) >= 0
    assert list_named(list_version("incident_thresholds")) == "incident_thresholds"
