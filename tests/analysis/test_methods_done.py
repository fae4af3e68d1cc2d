from rca_workbench.analysis.methods_done import MethodTrace, labels_used, traces
from rca_workbench.model import (
    ComparedWith,
    Difference,
    Entity,
    Factor,
    FactorKind,
    Interview,
    InterviewState,
    Link,
    Meeting,
    MethodUsed,
    Performance,
    Snapshot,
    Tag,
    Time,
    TimeKind,
    TimelineEntry,
)
from rca_workbench.reference import methods


def case(*entities: Entity) -> Snapshot:
    return Snapshot.empty().changed(entities, (), "1")


def trace(id: str, *entities: Entity) -> MethodTrace:
    return next(one for one in traces(case(*entities)) if one.id == id)


def factor(id: str, level: str = "ACC.TECH", **more: object) -> Factor:
    return Factor(id=id, text=id, level=level, **more)  # type: ignore[arg-type]


def link(source: str, target: str) -> Link:
    return Link(id=f"{source}>{target}", source=source, target=target)


def test_an_empty_case_shows_nothing_and_every_method_of_the_list_is_there() -> None:
    found = traces(case())
    assert [one.id for one in found] == [row["id"] for row in methods().rows("methods")]
    assert not any(one.used or one.shown for one in found)


def test_a_timeline_says_how_many_entries_and_how_unsure_their_times_are() -> None:
    sure = TimelineEntry(id="a", time=Time(kind=TimeKind.DATETIME, start="2025-03-12T01:40"))
    shown = trace("tabular_timeline", sure, TimelineEntry(id="b"))
    assert shown.shown == "The timeline holds 2 entries; 1 of their times are not known to the minute."
    assert shown.used


def test_a_map_is_an_accimap_from_three_levels_on() -> None:
    two = (factor("a"), factor("b", "ACC.ORG"), link("b", "a"))
    assert trace("accimap", *two).shown and not trace("accimap", *two).enough
    three = (*two, factor("c", "ACC.GOV"), link("c", "b"))
    assert trace("accimap", *three).enough
    assert "3 factors on 3 levels of the system, with 2 links" in trace("accimap", *three).shown


def test_levels_nobody_knows_are_none_of_them() -> None:
    odd = [factor(str(n), f"OURS.{n}") for n in range(4)]
    assert not trace("accimap", *odd, link("0", "1"), link("1", "2")).enough


def test_whys_count_where_a_chain_is_long_enough_and_ends_well() -> None:
    top = factor("h", factor_kind=FactorKind.HARM)
    chain = [factor("a"), factor("b"), factor("c"), link("a", "h"), link("b", "a"), link("c", "b")]
    assert not trace("five_whys", top, *chain).enough
    ended = [*chain[:2], factor("c", stop_reason="no evidence to be had"), *chain[3:]]
    shown = trace("five_whys", top, *ended)
    assert shown.enough
    assert shown.shown == (
        "Why was asked three times at most; 1 of 1 chain asked it three times or more and ends at a factor of the "
        "system or with a reason to stop."
    )
    system = [*chain[:2], factor("c", factor_kind=FactorKind.SYSTEM_FACTOR), *chain[3:]]
    assert trace("five_whys", top, *system).enough


def test_a_fishbone_needs_three_headings_of_the_framework_in_use() -> None:
    tagged = [
        factor(str(n), tags=(Tag(code),)) for n, code in enumerate(("NPSA.TASK", "NPSA.COMM", "NPSA.WORK"))
    ]
    assert not trace("fishbone", *tagged[:2]).enough
    assert trace("fishbone", *tagged).enough
    assert "3 headings of NPSA contributory factors" in trace("fishbone", *tagged).shown


def test_seips_needs_its_parts_to_meet_on_a_factor_or_a_link() -> None:
    codes = ("SEIPS.WS.TASKS", "SEIPS.WS.PEOPLE", "SEIPS.WS.ORGANISATION")
    apart = [factor(str(n), tags=(Tag(code),)) for n, code in enumerate(codes)]
    assert not trace("seips_worksheet", *apart).enough
    assert trace("seips_worksheet", *apart, link("0", "1")).enough
    both = factor("x", tags=(Tag(codes[0]), Tag(codes[1])))
    assert "1 interaction" in trace("seips_worksheet", *apart, both).shown


def test_barriers_were_analysed_where_it_is_said_how_one_held_and_why() -> None:
    barrier = factor("b", factor_kind=FactorKind.BARRIER)
    assert not trace("barrier_analysis", barrier).enough
    held = factor("b", factor_kind=FactorKind.BARRIER, performed=Performance.DID_NOT_HOLD)
    assert not trace("barrier_analysis", held).enough
    assert trace("barrier_analysis", held, factor("a"), link("a", "b")).enough


def test_differences_are_counted_by_what_they_are_held_against() -> None:
    rows = [
        Difference(id="1", this_time="a", mattered=True, factor="f"),
        Difference(id="2", this_time="b", compared_with=ComparedWith.POLICY),
    ]
    assert trace("change_analysis", *rows, factor("f")).shown == (
        "2 differences were compared: 1 with the usual way, 1 with the procedure; 1 mattered, 1 is on the map."
    )


def test_an_interview_that_was_only_planned_was_not_held() -> None:
    planned = Interview(id="a", state=InterviewState.PLANNED)
    assert not trace("interview", planned).enough
    assert trace("interview", planned, Interview(id="b", state=InterviewState.HELD)).enough


def test_what_was_recorded_is_found_by_id_by_label_and_under_its_own_name() -> None:
    made = case(
        *(MethodUsed(id=one, method=one) for one in ("bowtie", "walkthrough and observation", "Ours"))
    )
    found = [one for one in traces(made) if one.used]
    assert [one.id for one in found] == ["walkthrough", "bowtie", "Ours"]
    assert labels_used(made) == tuple(one.label for one in found)
    assert not any(one.shown for one in found)
    assert not any(one.leaves_trace for one in found)


def test_a_meeting_held_with_a_method_is_a_trace_of_it() -> None:
    shown = trace("after_action_review", Meeting(id="m", method="After action review"))
    assert shown.shown == "1 meeting held with it."
    assert shown.enough


def test_the_labels_of_methods_used_are_those_of_the_traces_that_say_so() -> None:
    chain = [factor("a"), factor("b"), factor("c", factor_kind=FactorKind.SYSTEM_FACTOR)]
    links = [link("a", "h"), link("b", "a"), link("c", "b")]
    for several in (chain, [*chain, Meeting(id="m", method="Timeline")], [*chain, *links]):
        made = case(factor("h", factor_kind=FactorKind.HARM), *several)
        assert labels_used(made) == tuple(one.label for one in traces(made) if one.used)
