"""Who signs a report off, by role, and when it counts as signed."""

from datetime import datetime

from rca_workbench.analysis.sign_off import not_signed_for, report_signed_on, roles_to_offer, signer_parts
from rca_workbench.analysis.standing import standing
from rca_workbench.model import Entity, SignOff, Snapshot, TeamMember, TeamPart


def case(*held: Entity) -> Snapshot:
    return Snapshot.empty().changed(held, (), "head")


TEAM = (
    TeamMember(id="1", role="Patient safety specialist", part=TeamPart.LEAD),
    TeamMember(id="2", role="Medical director", part=TeamPart.OVERSIGHT_LEAD),
    TeamMember(id="3", role="Consultant, other ward", part=TeamPart.ADVISER),
)


def test_the_parts_are_those_of_the_list_and_the_roles_those_of_the_team() -> None:
    assert [part.words for part in signer_parts(case())] == [
        "author",
        "engagement lead",
        "executive",
        "commissioner outcome",
    ]
    assert roles_to_offer(case()) == ("Author", "Engagement lead", "Executive", "Commissioner")
    assert roles_to_offer(case(*TEAM)) == (
        "Patient safety specialist",
        "Engagement lead",
        "Medical director",
        "Commissioner",
        "Consultant, other ward",
    )


def test_a_part_is_signed_for_by_the_role_the_team_has_for_it_or_by_its_own_name() -> None:
    def lacking(*roles: str) -> list[str]:
        return [part.words for part in not_signed_for(case(*TEAM), roles)]

    assert lacking() == ["author", "engagement lead", "executive"]
    assert lacking("patient  safety specialist", "Chief executive") == ["engagement lead"]
    assert lacking("Author", "Family engagement lead", "Medical director") == []
    assert lacking("Local authority lead") == ["author", "engagement lead", "executive"]
    assert lacking("Consultant, other ward", " ") == ["author", "engagement lead", "executive"]


def test_only_the_report_counts_as_the_report_signed_off() -> None:
    bulletin = SignOff(id="b", role="Author", on="2026-10-01", template="learning_bulletin")
    assert report_signed_on(case(bulletin)) == ""
    report = SignOff(id="r", role="Author", on="2026-11-01", template="investigation_report")
    later = SignOff(id="l", role="Executive", on="2026-11-03", template="investigation_report")
    assert report_signed_on(case(bulletin, later, report)) == "2026-11-01"
    brought_in = SignOff(id="o", role="Executive", on="2026-10-20")
    assert report_signed_on(case(bulletin, report, brought_in)) == "2026-10-20"


def test_the_overview_says_when_the_report_was_first_signed_off() -> None:
    def said(*held: Entity) -> str:
        return next(one.said for one in standing(case(*held), datetime(2026, 12, 1)) if one.label == "Report")

    assert "signed off" not in said()
    one = SignOff(id="r", role="Author", on="2026-11-01", template="investigation_report")
    assert said(one).endswith("First signed off on 1 November 2026.")
