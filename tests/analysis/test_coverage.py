"""Factors by actions, and factors by heading and level."""

from rca_workbench.analysis.coverage import Meeting, aimed_lower, coverage
from rca_workbench.analysis.heat import heat_map
from rca_workbench.model import (
    Action,
    ActionStatus,
    Factor,
    FactorKind,
    FactorStatus,
    Polarity,
    Recommendation,
    Snapshot,
    Tag,
)
from rca_workbench.reference import framework
from tests.analysis.graphs import snapshot_of


def test_each_factor_meets_what_addresses_it_and_an_action_aimed_lower_is_marked() -> None:
    snapshot = snapshot_of(
        "S1 > F1 > H1",
        Action(id="train", addresses=("S1", "F1"), level="ACC.ACT"),
        Action(id="redesign", addresses=("S1",), level="ACC.ORG"),
        Action(id="gone", addresses=("F1",), status=ActionStatus.STOPPED),
        Recommendation(id="ask", addresses=("S1",)),
        S1={"level": "ACC.ORG"}, F1={"level": "ACC.ACT"},
    )  # fmt: skip
    found = coverage(snapshot)
    assert [one.id for one in found.measures] == ["train", "redesign", "ask"]
    assert found.cells == {
        ("S1", "train"): Meeting.LOWER,
        ("F1", "train"): Meeting.MEETS,
        ("S1", "redesign"): Meeting.MEETS,
        ("S1", "ask"): Meeting.MEETS,
    }
    assert found.lower == (("S1", "train"),)


def test_factors_come_by_level_from_the_top_and_those_nothing_addresses_are_named() -> None:
    snapshot = snapshot_of(
        "F1 > F2 > F3 > F4 > H1",
        Action(id="a", addresses=("F2",)),
        F1={"level": "ACC.ENV"}, F2={"level": "ACC.GOV"}, F3={"level": "from a newer list"},
        F4={"level": "ACC.ORG", "status": FactorStatus.REJECTED},
    )  # fmt: skip
    found = coverage(snapshot)
    assert [one.id for one in found.factors] == ["F2", "F1", "F3"]
    assert [one.id for one in found.uncovered] == ["F1", "F3"]


def test_equipment_is_not_below_people_and_a_system_factor_is_above_both() -> None:
    act = Factor(id="f", level="ACC.ACT")
    system = Factor(id="s", level="ACC.ACT", factor_kind=FactorKind.SYSTEM_FACTOR)
    assert not aimed_lower(act, "ACC.ENV")
    assert aimed_lower(system, "ACC.ACT")
    assert not aimed_lower(system, "ACC.ORG")
    assert not aimed_lower(Factor(id="f", level=""), "ACC.ACT")
    assert not aimed_lower(Factor(id="f", level="ACC.ORG"), "from a newer list")


def tagged(id: str, level: str, *tags: Tag, **fields: object) -> Factor:
    return Factor(id=id, level=level, tags=tags, status=FactorStatus.FINDING, **fields)  # type: ignore[arg-type]


def test_factors_count_once_under_each_heading_at_their_level_with_which_way_they_pulled() -> None:
    guide = Tag(code="NPSA.TASK.GUIDE", polarity=Polarity.HINDERED)
    aids = Tag(code="NPSA.TASK.AIDS", polarity=Polarity.HELPED)
    snapshot = Snapshot.empty().changed(
        [
            tagged("a", "ACC.ORG", guide, aids),
            tagged("b", "ACC.ORG", Tag(code="NPSA.TASK.GUIDE"), polarity=Polarity.HELPED),
            tagged("c", "ACC.TECH", Tag(code="NPSA.TASK")),
            tagged("d", "ACC.TECH", guide, factor_kind=FactorKind.EVENT),
            tagged("e", "ACC.OUT", factor_kind=FactorKind.HARM),
        ],
        (),
        "",
    )
    found = heat_map(snapshot, framework("npsa"))
    row = next(one for one in found.rows if one.category and one.category.id == "NPSA.TASK")
    at = {level.id if level else "": cell for level, cell in zip(found.levels, row.cells, strict=True)}
    assert [one.id for one in at["ACC.ORG"].factors] == ["a", "b"]
    assert (at["ACC.ORG"].hindered, at["ACC.ORG"].helped, at["ACC.ORG"].unsaid) == (1, 2, 0)
    assert [one.id for one in at["ACC.TECH"].factors] == ["c", "d"]
    assert (row.whole.hindered, row.whole.helped, row.whole.unsaid) == (2, 2, 1)
    assert "ACC.OUT" not in at
    assert {one.id for one in found.empty_heads} >= {"NPSA.EDU", "NPSA.PAT"}


def test_unknown_tags_and_levels_have_a_row_and_a_column_of_their_own() -> None:
    snapshot = Snapshot.empty().changed(
        [
            tagged("a", "ACC.NEW", Tag(code="OURS.1")),
            tagged("b", "ACC.ORG", Tag(code="NPSA.EDU"), Tag(code="OURS.2")),
            tagged("c", "ACC.ORG"),
        ],
        (),
        "",
    )
    found = heat_map(snapshot, framework("npsa"))
    assert found.levels[-1] is None
    rows = {one.label: one for one in found.rows}
    assert [one.id for one in rows["Not sorted by NPSA contributory factors yet"].whole.factors] == ["a", "c"]
    unknown = rows["Tags no list here knows"]
    assert [[one.id for one in cell.factors] for cell in unknown.cells][-1] == ["a"]
    assert unknown.note == "OURS.1, OURS.2"


def test_an_empty_case_has_headings_and_nothing_under_them() -> None:
    found = heat_map(Snapshot.empty(), framework("seips"))
    assert found.most == 0
    assert {one.group for one in found.empty_heads} == {"Work system"}
