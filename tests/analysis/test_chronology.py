"""The timeline in order, with the published case as the yardstick and small invented timelines for the rules."""

import json
import os
import time as clock
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rca_workbench.analysis.chronology import Chronology, Derived
from rca_workbench.model.order import keys
from rca_workbench.model.time import Time, TimeKind, Window, span, window

DAY = "2019-04-22"


@dataclass(frozen=True)
class Entry:
    id: str
    time: Time
    order: str = ""


@dataclass(frozen=True)
class Order:
    earlier: str | None
    later: str | None


def at(clock: str) -> Time:
    return Time(TimeKind.DATETIME, f"{DAY}T{clock}")


def between(first: str, last: str) -> Time:
    return Time(TimeKind.BETWEEN, f"{DAY}T{first}", f"{DAY}T{last}")


def day(iso: str = DAY) -> Time:
    return Time(TimeKind.DATE, iso)


def before(anchor: str) -> Time:
    return Time(TimeKind.BEFORE, anchor=anchor)


def after(anchor: str) -> Time:
    return Time(TimeKind.AFTER, anchor=anchor)


def minutes(anchor: str, least: int, most: int | None = None) -> Time:
    return Time(TimeKind.OFFSET, anchor=anchor, least=60 * least, most=60 * (least if most is None else most))


def source(**times: Time) -> list[Entry]:
    """Entries in the order a source gives them."""
    return [Entry(id, time, key) for (id, time), key in zip(times.items(), keys(len(times)), strict=True)]


def order_of(entries: Sequence[Entry]) -> str:
    return " ".join(Chronology.of(entries).order)


def second(clock: str) -> int:
    return span(f"{DAY}T{clock}")[0]


SAMPLE = Path(__file__).parents[2] / "resources" / "sample_case" / "case_air_ambulance_2019.json"


@pytest.fixture(scope="module")
def published() -> list[Entry]:
    rows = json.loads(SAMPLE.read_text(encoding="utf-8"))["timeline"]
    order = dict(zip(sorted(row["time"]["sequence"] for row in rows), keys(len(rows)), strict=True))
    made = []
    for row in rows:
        said = row["time"]
        time = Time(TimeKind(said["kind"]), said["start"], said["end"], said["display"])
        made.append(Entry(row["id"], time, order[said["sequence"]]))
    return made


def test_the_published_case_stands_in_the_order_of_its_source(published: list[Entry]) -> None:
    chronology = Chronology.of(published)
    assert list(chronology.order) == [entry.id for entry in sorted(published, key=lambda entry: entry.order)]
    assert chronology.undated == ()
    assert chronology.conflicts == ()


def test_what_is_known_to_the_day_does_not_jump_to_midnight(published: list[Entry]) -> None:
    order = Chronology.of(published).order
    assert order.index("T16") < order.index("T21") < order.index("T23"), (
        "loaded before departure, planned at midday"
    )
    assert order.index("T56") < order.index("T57") < order.index("T58"), "that night, time not given"
    assert order.index("T62") < order.index("T63"), "23 April, later"


def test_an_entry_of_that_day_added_last_comes_last_of_that_day(published: list[Entry]) -> None:
    late = Entry("new", day(), max(entry.order for entry in published) + "z")
    order = list(Chronology.of([*published, late]).order)
    assert order[order.index("T54") + 1] == "new"
    order.remove("new")
    assert order == [entry.id for entry in published]


def test_losing_the_order_of_the_source_still_keeps_what_is_certain(published: list[Entry]) -> None:
    order = Chronology.of([replace(entry, order="") for entry in published]).order
    assert (
        order.index("T23") < order.index("T26") < order.index("T45") < order.index("T62") < order.index("T70")
    )


# Which comes first


def test_clock_times_decide_over_the_source() -> None:
    assert order_of(source(a=at("15:00"), b=at("14:00"))) == "b a"


def test_the_source_decides_between_equal_times() -> None:
    assert order_of(source(b=at("14:00"), a=at("14:00"), c=at("14:00"))) == "b a c"


def test_without_any_order_ids_decide() -> None:
    entries = [Entry("b", at("14:00")), Entry("a", at("14:00")), Entry("c", day())]
    assert order_of(entries) == "c a b"


def test_the_source_decides_where_guesses_overlap() -> None:
    about = Time(TimeKind.ABOUT_DATETIME, f"{DAY}T14:10")
    assert order_of(source(a=at("14:05"), b=about, c=at("14:20"))) == "a b c"
    assert order_of(source(b=about, a=at("14:05"), c=at("14:20"))) == "b a c"


def test_one_entry_out_of_place_does_not_drag_others_along() -> None:
    stray = Time(TimeKind.YEAR, "2023")
    assert order_of(source(a=at("14:00"), x=stray, b=day(), c=at("15:00"))) == "a b c x"


def test_after_and_before_a_clock_time_stand_next_to_it() -> None:
    entries = source(
        late=Time(TimeKind.AFTER, f"{DAY}T16:10"),
        early=Time(TimeKind.BEFORE, f"{DAY}T16:10"),
        x=at("16:00"),
        a=at("16:10"),
        b=at("16:30"),
    )
    assert order_of(entries) == "x early a late b"


def test_after_another_entry_stands_right_behind_it_wherever_it_was_typed() -> None:
    assert order_of(source(a=at("14:00"), b=at("15:00"), c=at("16:00"), new=after("a"))) == "a new b c"


def test_before_another_entry_stands_right_in_front_of_it_and_moves_nothing() -> None:
    times = {"a": at("14:00"), "b": at("14:00"), "c": at("14:00"), "new": before("b")}
    assert order_of(source(**times)) == "a new b c"


def test_a_chain_without_times_keeps_its_order_beside_the_one_entry_with_a_time() -> None:
    entries = source(x=at("13:00"), end=at("14:00"), two=before("end"), one=before("two"), y=at("15:00"))
    assert order_of(entries) == "x one two end y"


def test_the_same_day_entry_that_others_count_from_stays_where_the_source_has_it() -> None:
    entries = source(a=at("14:00"), mid=day(), b=at("15:00"), new=before("mid"), then=minutes("mid", 20))
    assert order_of(entries) == "a new mid b then"


def test_known_order_only_sits_between_its_neighbours_and_not_in_the_tray() -> None:
    chronology = Chronology.of(
        source(a=at("14:00"), o=Time(TimeKind.ORDER_ONLY), p=Time(TimeKind.ORDER_ONLY), b=at("15:00"))
    )
    assert chronology.order == ("a", "o", "p", "b")
    assert chronology.undated == ()
    assert chronology.window("o") == Derived(second("14:00"), second("15:00") + 59, by_order=True)


def test_known_order_only_at_the_very_start_comes_before_all() -> None:
    assert (
        order_of(source(o=Time(TimeKind.ORDER_ONLY), p=Time(TimeKind.ORDER_ONLY), a=at("14:00"))) == "o p a"
    )


def test_order_only_after_a_named_entry_follows_it() -> None:
    entries = source(a=at("14:00"), b=at("15:00"), o=Time(TimeKind.ORDER_ONLY, anchor="a"))
    assert order_of(entries) == "a o b"


def test_what_has_no_time_waits_in_the_tray_behind_everything() -> None:
    chronology = Chronology.of(
        source(u=Time(), a=at("14:00"), v=Time(said="when the son rang"), lost=after("gone"))
    )
    assert chronology.undated == ("u", "v", "lost")
    assert chronology.order == ("a", "u", "v", "lost")
    assert chronology.window("u") == Derived(None, None)


def test_what_has_no_time_but_is_counted_from_leaves_the_tray() -> None:
    chronology = Chronology.of(source(a=at("14:00"), u=Time(), b=after("u")))
    assert chronology.undated == ()
    assert chronology.order == ("a", "u", "b")


def test_an_order_kept_apart_from_both_entries_counts_too() -> None:
    entries = source(a=at("14:00"), b=at("14:00"), u=Time())
    chronology = Chronology.of(
        entries, [Order("b", "a"), Order("u", "b"), Order(None, "a"), Order("a", "gone")]
    )
    assert chronology.order == ("u", "b", "a")
    assert chronology.updated([replace(entries[2], time=at("09:00"))]).order == ("u", "b", "a")


# Between when and when


def test_windows_are_tightened_along_what_is_said() -> None:
    chronology = Chronology.of(
        source(a=at("14:20"), b=minutes("a", 20), c=between("14:00", "15:00"), d=before("c"))
    )
    first = second("14:40")
    assert chronology.window("b") == Derived(first, first + 59)
    assert chronology.window("c") == Derived(second("14:00"), second("15:00") + 59, True, True)
    assert chronology.window("d") == Derived(None, second("15:00") + 59)


def test_stated_and_derived_ends_are_told_apart() -> None:
    chronology = Chronology.of(
        source(a=at("14:20"), b=between("14:00", "15:00"), c=Time()), [Order("a", "b")]
    )
    assert chronology.window("b") == Derived(second("14:20"), second("15:00") + 59, False, True)


def test_a_guess_counted_from_another_entry_is_as_wide_as_the_guess() -> None:
    about = Time(TimeKind.OFFSET, anchor="a", least=1200, most=1200, margin=300)
    seen = Chronology.of(source(a=at("14:20"), b=about)).window("b")
    assert seen == Derived(second("14:35"), second("14:45") + 59)


def test_a_period_stands_at_its_start_and_lasts_to_its_end() -> None:
    stretch = Time(TimeKind.PERIOD, f"{DAY}T14:00", f"{DAY}T16:00")
    chronology = Chronology.of(source(a=at("15:00"), p=stretch, b=at("13:00")))
    assert chronology.order == ("b", "p", "a")
    assert chronology.window("p") == Derived(second("14:00"), second("16:00") + 59, True, True)


# What cannot be


def say(chronology: Chronology) -> str:
    names = {"a": "Doctor bleeped", "b": "Observations", "c": "Handover"}
    return " | ".join(conflict.sentence(lambda id: names.get(id, id)) for conflict in chronology.conflicts)


def test_two_entries_that_cannot_be_are_named_in_a_sentence() -> None:
    assert say(Chronology.of(source(b=at("14:00"), a=before("b"), c=at("15:00")))) == ""
    late = Time(TimeKind.ABOUT_DATETIME, f"{DAY}T15:00", anchor="b", least=-600, most=0)
    assert say(Chronology.of(source(b=at("14:00"), a=late))) == (
        "“Doctor bleeped” is up to 10 minutes before “Observations”, but the two times are not that far apart. "
        "Both are kept. Check the times, or mark one as order only."
    )
    chronology = Chronology.of(source(b=at("14:00"), a=at("15:00")), [Order("a", "b")])
    assert say(chronology) == (
        "“Observations” is after “Doctor bleeped”, but its time is earlier. "
        "Both are kept. Check the times, or mark one as order only."
    )


def test_a_circle_is_named_as_one() -> None:
    chronology = Chronology.of(source(a=before("b"), b=before("a"), x=after("a")))
    assert say(chronology) == (
        "“Doctor bleeped” is before “Observations”, and “Observations” is before “Doctor bleeped”, "
        "which goes round in a circle. Both are kept. Check the times, or mark one as order only."
    )
    assert chronology.conflicts[0].circular


def test_three_entries_that_cannot_be_together_are_all_named() -> None:
    entries = source(
        a=at("14:00"), b=minutes("a", 30), c=Time(TimeKind.DATETIME, f"{DAY}T14:10", anchor="b", least=0)
    )
    chronology = Chronology.of(entries)
    assert [conflict.ids for conflict in chronology.conflicts] == [("a", "b", "c")]
    assert "but their times do not allow it. All are kept." in say(chronology)


def test_an_entry_counted_from_itself_is_named() -> None:
    chronology = Chronology.of(source(a=before("a"), b=at("14:00")))
    assert "is counted from itself" in say(chronology)
    assert set(chronology.order) == {"a", "b"}


def test_a_length_said_in_minutes_may_miss_a_clock_time_by_rounding() -> None:
    rounded = Time(TimeKind.DATETIME, f"{DAY}T14:41", anchor="a", least=1200, most=1200)
    assert Chronology.of(source(a=at("14:20"), b=rounded)).conflicts == ()
    wrong = Time(TimeKind.DATETIME, f"{DAY}T14:43", anchor="a", least=1200, most=1200)
    assert len(Chronology.of(source(a=at("14:20"), b=wrong)).conflicts) == 1


def test_many_entries_in_order_within_one_minute_are_no_conflict() -> None:
    times = {"e0": at("14:00")} | {f"e{number}": replace(after(f"e{number - 1}")) for number in range(1, 100)}
    chronology = Chronology.of(
        [*source(**times), Entry("end", before("last"), "z"), Entry("last", at("14:00"), "zz")]
    )
    assert chronology.conflicts == ()


def test_a_circle_of_thousands_is_still_named_and_everything_kept() -> None:
    count = 3000
    entries = source(**{f"e{number}": before(f"e{(number + 1) % count}") for number in range(count)})
    chronology = Chronology.of(entries)
    assert [len(conflict.ids) for conflict in chronology.conflicts] == [count]
    assert len(chronology.order) == count
    assert "and so on round 3000 entries" in chronology.conflicts[0].sentence(lambda id: id)


# What else happened then, and when nothing did


def test_what_surely_met_a_moment_is_told_from_what_may_have() -> None:
    chronology = Chronology.of(
        source(
            a=at("14:00"),
            long=Time(TimeKind.PERIOD, f"{DAY}T13:00", f"{DAY}T16:00"),
            maybe=Time(TimeKind.ABOUT_DATETIME, f"{DAY}T14:10"),
            b=at("14:30"),
            c=at("17:00"),
            u=Time(),
        )
    )
    seen = chronology.overlapping("a")
    assert (seen.certain, seen.possible) == (("long",), ("maybe",))
    seen = chronology.overlapping(Window(second("13:30"), second("14:20")))
    assert (seen.certain, seen.possible) == (("long", "a"), ("maybe",))
    assert chronology.overlapping("long").certain == ("maybe", "a", "b") or set(
        chronology.overlapping("long").certain
    ) == {"a", "maybe", "b"}
    assert chronology.overlapping("u").possible == ()


def test_a_gap_is_measured_by_the_usual_rhythm() -> None:
    hours = ["08:00", "09:00", "10:00", "11:00", "16:00", "17:00"]
    entries = source(**{f"e{hour[:2]}": at(hour) for hour in hours}, d=day())
    gaps = Chronology.of(entries).gaps()
    assert [(gap.before, gap.after, gap.length) for gap in gaps] == [("e11", "e16", 5 * 3600 - 59)]
    assert [gap.before for gap in Chronology.of(entries).gaps(longer_than=1800)] == [
        "e08",
        "e09",
        "e10",
        "e11",
        "e16",
    ]
    assert Chronology.of(entries).gaps(["e08", "e16"]) == ()


def test_a_period_fills_the_time_it_lasts() -> None:
    long = Time(TimeKind.PERIOD, f"{DAY}T08:00", f"{DAY}T16:00")
    entries = source(a=at("08:00"), p=long, b=at("09:00"), c=at("16:30"))
    assert Chronology.of(entries).gaps(longer_than=3600) == ()


# Whatever the timeline

MINUTES = st.integers(0, 6)
IDS = "abcdefg"


@st.composite
def a_time(draw: st.DrawFn) -> Time:
    first, more = draw(MINUTES), draw(MINUTES)
    start, end = f"{DAY}T12:{10 * first:02}" if first < 6 else f"{DAY}T13:00", f"{DAY}T14:{more:02}"
    other = draw(st.sampled_from(IDS))
    low, high = sorted((draw(st.integers(-30, 30)), draw(st.integers(-30, 30))))
    return draw(
        st.sampled_from(
            [
                Time(TimeKind.DATETIME, start),
                Time(TimeKind.DATETIME, start + ":30"),
                Time(TimeKind.ABOUT_DATETIME, start),
                Time(TimeKind.HOUR, start[:13]),
                day(),
                Time(TimeKind.BETWEEN, start, end),
                Time(TimeKind.PERIOD, start, end),
                Time(TimeKind.BEFORE, start),
                Time(TimeKind.AFTER, start),
                Time(TimeKind.ORDER_ONLY),
                Time(),
                before(other),
                after(other),
                after(other),
                minutes(other, low, high),
                minutes(other, high),
                Time(TimeKind.OFFSET, anchor=other, least=60 * low),
                Time(TimeKind.ORDER_ONLY, anchor=other),
                Time(TimeKind.DATETIME, start, anchor=other, least=60 * low, most=60 * high),
            ]
        )
    )


ENTRIES = st.dictionaries(
    st.sampled_from(IDS), st.tuples(a_time(), st.sampled_from(["", "1", "2", "3", "4", "5"])), max_size=7
).map(lambda found: [Entry(id, time, order) for id, (time, order) in found.items()])


def everything(chronology: Chronology) -> object:
    windows = [chronology.window(id) for id in chronology.order]
    return chronology.order, chronology.undated, windows, chronology.conflicts


@given(ENTRIES, st.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_how_entries_are_given(entries: list[Entry], random: object) -> None:
    shuffled = list(entries)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert everything(Chronology.of(shuffled)) == everything(Chronology.of(entries))


@given(ENTRIES)
def test_the_order_holds_every_entry_once_and_all_that_is_stated_and_certain(entries: list[Entry]) -> None:
    chronology = Chronology.of(entries)
    assert sorted(chronology.order) == sorted(entry.id for entry in entries)
    if chronology.conflicts:
        return
    place = {id: number for number, id in enumerate(chronology.order)}
    for entry in entries:
        time, anchor = entry.time, entry.time.anchor
        if anchor not in place or anchor == entry.id:
            continue
        if time.kind is TimeKind.BEFORE or (time.most is not None and time.most < -59):
            assert place[entry.id] < place[anchor]
        elif time.kind in (TimeKind.AFTER, TimeKind.ORDER_ONLY) or (
            time.least is not None and time.least > 59
        ):
            assert place[entry.id] > place[anchor]
    points = [entry for entry in entries if entry.time.kind is not TimeKind.PERIOD]
    for one in points:
        for other in points:
            ends, starts = window(one.time).latest, window(other.time).earliest
            if ends is not None and starts is not None and ends < starts:
                assert place[one.id] < place[other.id]


@given(ENTRIES)
def test_windows_never_grow_and_hold_together(entries: list[Entry]) -> None:
    chronology = Chronology.of(entries)
    for entry in entries:
        own, seen = window(entry.time), chronology.window(entry.id)
        if own.earliest is not None:
            assert seen.earliest is not None
            assert seen.earliest >= own.earliest
        if not chronology.conflicts and seen.earliest is not None and seen.latest is not None:
            assert seen.earliest <= seen.latest


@given(ENTRIES)
def test_a_conflict_goes_when_any_one_of_its_entries_goes(entries: list[Entry]) -> None:
    for conflict in Chronology.of(entries).conflicts:
        some = [entry for entry in entries if entry.id in conflict.ids]
        assert len(some) == len(conflict.ids)
        assert Chronology.of(some).conflicts
        for entry in some:
            assert not Chronology.of([one for one in some if one is not entry]).conflicts
        assert conflict.sentence(lambda id: id).endswith("or mark one as order only.") or len(some) == 1


EDITS = st.lists(
    st.tuples(
        st.dictionaries(
            st.sampled_from(IDS),
            st.tuples(a_time(), st.sampled_from(["", "1", "2", "3", "4", "5"])),
            max_size=2,
        ),
        st.sets(st.sampled_from(IDS), max_size=1),
    ),
    max_size=5,
)


@settings(max_examples=int(os.environ.get("EXAMPLES", "300")))
@given(ENTRIES, EDITS)
def test_edit_by_edit_gives_the_same_as_from_scratch(
    entries: list[Entry], edits: list[tuple[dict[str, tuple[Time, str]], set[str]]]
) -> None:
    now = {entry.id: entry for entry in entries}
    chronology = Chronology.of(entries)
    for changed, removed in edits:
        some = [Entry(id, time, order) for id, (time, order) in changed.items() if id not in removed]
        now.update((entry.id, entry) for entry in some)
        for id in removed:
            now.pop(id, None)
        chronology = chronology.updated(some, removed)
        assert everything(chronology) == everything(Chronology.of(now.values()))


def test_an_edit_of_words_costs_nothing(published: list[Entry]) -> None:
    chronology = Chronology.of(published)
    assert chronology.updated([replace(published[3])]) is chronology
    assert chronology.updated([], ["never there"]) is chronology


def test_an_older_chronology_stays_as_it_was(published: list[Entry]) -> None:
    chronology = Chronology.of(published)
    seen = everything(chronology)
    later = chronology.updated([replace(published[40], time=day("2030-01-01"))], ["T12"])
    assert later.order[-1] == "T41"
    assert everything(chronology) == seen


def test_moving_one_entry_costs_a_small_part_of_ordering_all() -> None:
    count = 4000
    order = keys(count)
    entries = [
        Entry(
            f"e{number}",
            minutes(f"e{number - 1}", 20) if number % 4 == 3 else Time(TimeKind.DATETIME, iso(number)),
            order[number],
        )
        for number in range(count)
    ]
    whole, one = [], []
    for number in range(0, 40, 4):
        start = clock.perf_counter()
        chronology = Chronology.of(entries)
        middle = clock.perf_counter()
        chronology.updated([replace(entries[number + 1], time=Time(TimeKind.DATETIME, iso(count - number)))])
        whole.append(middle - start)
        one.append(clock.perf_counter() - middle)
    assert min(one) < min(whole) / 10


def iso(number: int) -> str:
    """A clock time, later by ten minutes for each number."""
    day, minute = divmod(10 * number, 1440)
    return f"2019-{day // 28 + 1:02}-{day % 28 + 1:02}T{minute // 60:02}:{minute % 60:02}"
