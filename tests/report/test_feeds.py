"""What feeds a section, and what it lacks, told thing by thing."""

from dataclasses import replace
from datetime import date

import pytest

from rca_workbench.checks import Checks
from rca_workbench.model import KINDS, Action, Profile, ReportText, Snapshot, new_id
from rca_workbench.model.watched import Watched
from rca_workbench.report import templates
from rca_workbench.report.builders import BUILDERS, DATED, OF_EDITION, PICTURES, built
from rca_workbench.report.document import Edition
from rca_workbench.report.feeds import FEEDS, feeds, gaps, kinds_of
from rca_workbench.report.standing import sections_of
from rca_workbench.report.template import template

TODAY = date(2026, 6, 1)


def test_only_sections_that_are_made_and_kinds_that_exist_are_named() -> None:
    assert set(FEEDS) <= {*BUILDERS, *DATED, *OF_EDITION}
    assert {kind for kinds in FEEDS.values() for kind in kinds.split()} <= set(KINDS)


def test_a_section_says_how_much_it_is_made_from(snapshot: Snapshot) -> None:
    said = {one.kind: one.words for one in feeds(snapshot, "investigation_report", "timeline")}
    assert said == {"timeline_entry": "70 timeline entries", "excerpt": "97 sources"}
    empty = {one.kind: one.words for one in feeds(Snapshot.empty(), "investigation_report", "timeline")}
    assert empty == {"timeline_entry": "no timeline entries", "excerpt": "no sources"}


def test_what_is_missing_names_the_things_and_what_to_do() -> None:
    action = [Action(id=new_id(), code=f"A{n}", text=f"Move the store to level {n}") for n in range(1, 6)]
    case = Snapshot.empty().changed(action, (), "1")
    found = Checks(case, today=TODAY).found
    said = gaps(found, ["action"])
    assert said
    several = [one for one in said if one.count == 5]
    assert several and all(one.names == "A1, A2, A3 and 2 more" for one in several)
    assert [one.must for one in said] == sorted((one.must for one in said), reverse=True)
    assert gaps(found, ["question"]) == ()


def test_what_is_wrong_with_the_words_of_a_section_counts_as_missing_there() -> None:
    text = ReportText(
        id=new_id(),
        template="investigation_report",
        section="summary",
        text="The nurse failed to call and was careless.",
    )
    case = Snapshot.empty().changed((text,), (), "1")
    found = Checks(case, today=TODAY).found
    assert gaps(found, [], text)
    assert gaps(found, []) == ()


@pytest.mark.parametrize("name", [one.name for one in templates() if not one.problems])
def test_a_kind_that_feeds_a_section_is_one_that_it_reads(name: str, snapshot: Snapshot) -> None:
    """What is named as its source is read by the builder; otherwise a change there would not show."""
    wrong = {}
    for section in sections_of(template(name)):
        if not section.made_by or section.made_by in PICTURES:
            continue
        read: set[str] = set()
        for profile in Profile:
            watched = Watched(snapshot.changed((replace(snapshot.case, profile=profile),), (), "as"))
            built(section.made_by, watched, Edition(TODAY))
            read |= watched.kinds
        unread = set(kinds_of(name, section.id)[:1]) - read
        if unread:
            wrong[section.id] = unread
    assert wrong == {}
