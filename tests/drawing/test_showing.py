"""What a timeline shows beside the entries themselves: ties, accounts, what was expected, and the curtain."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from rca_workbench.drawing.lane_pictures import LanePictures
from rca_workbench.drawing.lanes import chronology_of
from rca_workbench.drawing.paint import Detail
from rca_workbench.drawing.scene import Item, Layer, Ref, Shape
from rca_workbench.drawing.showing import Focus, Veil
from rca_workbench.drawing.theme import Theme, theme_named
from rca_workbench.drawing.timeline import Timeline, TimelineScene
from rca_workbench.drawing.timeline_paint import changed_rects, paint_timeline
from rca_workbench.model import (
    Account,
    AccountState,
    Entity,
    EntryLink,
    EvidenceItem,
    Lane,
    LaneKind,
    Snapshot,
    Time,
    TimeKind,
)

from .builders import at, case, entry, lane
from .test_lanes import step
from .test_timeline import WIDTH, one, timeline, words


def about(clock: str) -> Time:
    return Time(TimeKind.ABOUT_DATETIME, f"2025-03-12T{clock}")


def between(first: str, last: str) -> Time:
    return Time(TimeKind.BETWEEN, f"2025-03-12T{first}", f"2025-03-12T{last}")


def whole(snapshot: Snapshot, **more: object) -> TimelineScene:
    made = timeline(snapshot)
    return made.scene(made.fit(WIDTH), **more)  # type: ignore[arg-type]


def ties(scene: TimelineScene) -> list[Item]:
    return [item for item in scene.items if item.layer is Layer.LINK]


WARD = (
    lane("ward"),
    lane("bank", "b"),
    entry("a", at("01:00"), "Bleep sent", lane="ward"),
    entry("b", at("05:00"), "Doctor came", lane="bank"),
    entry("c", at("09:00"), "Handover", lane="ward"),
)


def test_a_link_is_a_line_with_its_words_between_both_entries() -> None:
    scene = whole(case(*WARD, EntryLink(id="k", source="a", target="b", label="bleep answered")))
    (tie,) = ties(scene)
    assert tie.ref == Ref("entry_link", "k")
    assert words(tie) == ["bleep answered"]
    assert tie.name == "Link: bleep answered, from “Bleep sent” to “Doctor came”"
    a, b = scene.item(Ref("timeline_entry", "a")), scene.item(Ref("timeline_entry", "b"))
    assert a
    assert b
    assert tie.outline
    assert a.body.left() <= tie.outline.pointAtPercent(0).x() <= a.body.right()
    assert b.body.left() <= tie.outline.pointAtPercent(1).x() <= b.body.right()


def test_what_disagrees_is_tied_once_with_its_sign() -> None:
    some = [entry("x", at("02:00"), conflicts_with=("y",)), entry("y", at("06:00"), conflicts_with=("x",))]
    (tie,) = ties(whole(case(*some)))
    assert tie.name.startswith("Disagreement")


def test_orders_are_drawn_for_the_entry_selected_alone() -> None:
    counted = entry("d", Time(TimeKind.OFFSET, anchor="a", least=7200, most=7200), lane="ward")
    snapshot = case(*WARD, counted)
    assert ties(whole(snapshot)) == []
    (tie,) = ties(whole(snapshot, selected=Ref("timeline_entry", "d")))
    assert tie.name.startswith("Order: 2 hours after")
    assert ties(whole(snapshot, selected=Ref("timeline_entry", "b"))) == []
    assert len(ties(whole(snapshot, selected=Ref("timeline_entry", "a")))) == 1


def test_ties_are_left_out_where_there_would_be_too_many_of_them() -> None:
    some = [entry(f"t{n}", at(f"{n // 6:02}:{n % 6}5"), lane="ward" if n % 2 else "bank") for n in range(120)]
    links = [EntryLink(id=f"k{n}", source=f"t{n}", target=f"t{n + 7}") for n in range(110)]
    made = timeline(case(lane("ward"), lane("bank", "b"), *some, *links))
    near = made.fit(4 * WIDTH)
    assert ties(made.scene(near)) == []
    assert ties(made.scene(near, selected=Ref("timeline_entry", "t20")))


def test_accounts_stand_below_their_moment_each_with_its_own_time() -> None:
    snapshot = case(
        EvidenceItem(id="e", code="E4", name="Notes"),
        EvidenceItem(id="f", name="Interview"),
        entry("a", at("02:05"), "Doctor bleeped"),
        entry("z", at("08:00")),
        Account(id="x", entry="a", evidence="e", time=about("02:10"), text="bleeped twice"),
        Account(id="y", entry="a", evidence="f", time=at("02:05", "2025-03-13")),
    )
    item = one(snapshot, "a", 2400)
    said = words(item)
    assert "According to E4: about 02:10, bleeped twice" in said
    assert any(line.startswith("According to “Interview”: 13 Mar 2025") for line in said)
    assert "Disputed" in said
    assert "sources disagree, disputed" in item.name
    assert "According to E4: about 02:10, bleeped twice" in item.name


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (AccountState.DISPUTED, "Disputed"),
        (AccountState.RESOLVED, "Resolved"),
        (AccountState.LEFT_OPEN, "Left open"),
    ],
)
def test_where_accounts_stand_is_said_in_a_word(state: AccountState, said: str) -> None:
    item = one(case(entry("a", at("02:05"), accounts_state=state), entry("z", at("08:00"))), "a")
    assert said in words(item)


def test_more_accounts_than_there_is_room_for_are_counted() -> None:
    some: list[Entity] = [Account(id=f"x{n}", entry="a", time=at(f"02:{n:02}")) for n in range(7)]
    item = one(case(entry("a", at("02:05")), entry("z", at("08:00")), *some), "a")
    assert "and 3 more" in words(item)
    assert item.name.count("According to a source not named") == 7


@pytest.mark.parametrize(
    ("time", "due", "said"),
    [
        (at("06:05"), at("04:35"), "1 h 30 min late"),
        (at("04:00"), at("04:35"), "35 min early"),
        (at("06:05"), between("04:00", "05:00"), "1 h 5 min late"),
        (at("04:30"), between("04:00", "05:00"), ""),
        (between("05:00", "06:00"), at("04:00"), "1 h to 2 h late"),
        (between("03:30", "06:00"), at("04:00"), "up to 2 h late"),
        (about("06:00"), at("04:00"), "about 2 h late"),
    ],
)
def test_the_difference_from_what_was_expected_is_as_sure_as_the_times(
    time: Time, due: Time, said: str
) -> None:
    made = timeline(case(entry("t", time, expected_time=due)))
    moment = made.moment("t")
    assert moment
    assert moment.words.late == said


def test_the_difference_is_said_also_where_there_is_no_room_on_the_line() -> None:
    snapshot = case(
        entry("t", at("06:05"), expected_time=at("06:00")),
        *(entry(f"u{n}", at(f"{n:02}:00")) for n in range(20)),
    )
    assert "5 min late" in words(one(snapshot, "t"))


def test_what_was_not_done_stands_where_it_was_due() -> None:
    undone = entry("t", Time(), "Observations not taken", is_omission=True, expected_time=at("03:00"))
    snapshot = case(entry("a", at("01:00")), undone, entry("z", at("08:00")))
    made = timeline(snapshot)
    assert made.tray == ()
    item = one(snapshot, "t")
    assert words(item) == ["Due 03:00", "Observations not taken", "Not done"]
    assert "due 12 Mar 2025 03:00, not done" in item.name
    order = [moment.id for moment in made._read.moments]
    assert order == ["a", "t", "z"]


def test_what_was_not_done_and_never_due_waits_for_a_time() -> None:
    made = timeline(case(entry("t", Time(), "Not done", is_omission=True)))
    assert [waiting.id for waiting in made.tray] == ["t"]


def test_behind_the_curtain_nothing_is_drawn_or_said_but_how_many() -> None:
    snapshot = case(*WARD, EntryLink(id="k", source="a", target="b", label="answered"))
    open_, drawn = whole(snapshot), whole(snapshot, veil=Veil(frozenset({"b", "c"})))
    assert {item.ref.id for item in drawn.items if item.ref} == {"a"}
    assert [band.note for band in drawn.bands] == ["1 not yet known", "1 not yet known"]
    assert "Doctor came" not in str([(item.name, words(item)) for item in drawn.items])
    assert drawn.item(Ref("timeline_entry", "b")) is None
    assert [band.height for band in open_.bands] == [band.height for band in drawn.bands]


def test_behind_the_curtain_clusters_count_only_what_was_known() -> None:
    some = [entry(f"t{n}", at(f"02:0{n}"), lane="ward") for n in range(9)]
    snapshot = case(lane("ward"), *some, entry("z", at("02:00", "2025-04-12"), lane="ward"))
    scene = whole(snapshot, veil=Veil(frozenset({"t0", "t5"})))
    cluster = next(item for item in scene.items if item.ref and item.ref.part == "cluster")
    assert "7 entries" in words(cluster)
    assert cluster.ref
    assert len(scene.gathered[cluster.ref]) == 7


def test_a_gap_says_nothing_of_an_entry_behind_the_curtain() -> None:
    hours = ("20:00", "20:15", "20:30", "20:45", "23:00", "23:15")
    snapshot = case(lane("ward"), *(entry(f"t{i}", at(hour), lane="ward") for i, hour in enumerate(hours)))
    assert whole(snapshot).item(Ref("timeline_entry", "t3", "gap"))
    assert (
        whole(snapshot, veil=Veil(frozenset({"t4", "t5"}))).item(Ref("timeline_entry", "t3", "gap")) is None
    )


def test_what_may_have_been_at_the_same_time_is_framed_and_named_so() -> None:
    focus = Focus(frozenset({"a"}), frozenset({"b"}))
    scene = whole(case(*WARD), focus=focus)
    plain = whole(case(*WARD))
    sure, maybe = (scene.item(Ref("timeline_entry", id)) for id in "ab")
    assert sure
    assert maybe
    assert maybe.name.endswith("may have been at the same time")
    assert not sure.name.endswith("at the same time")
    before = plain.item(Ref("timeline_entry", "b"))
    assert before
    assert len(maybe.parts) == len(before.parts) + 1
    frame = maybe.parts[-1]
    assert isinstance(frame, Shape)
    assert frame.stroke
    assert frame.stroke.dash
    assert scene.emphasis.fades(next(item for item in scene.items if item.ref and item.ref.id == "c"))


def test_what_nobody_recorded_as_known_is_named_so() -> None:
    item = whole(case(*WARD), veil=Veil(unsaid=frozenset({"a"}))).item(Ref("timeline_entry", "a"))
    assert item
    assert item.name.endswith("whether it was known then is not recorded")


def test_heads_say_what_a_lane_gathers_and_whether_it_is_folded() -> None:
    snapshot = case(
        Lane(id="w", label="Ward 7", lane_kind=LaneKind.PLACE, order="a"),
        Lane(id="n", label="Nurses", lane_kind=LaneKind.ACTOR, order="b", parent="w", collapsed=True),
        entry("t", at("02:05"), lane="n"),
    )
    heads = [(band.kind, band.depth, band.folded, band.name) for band in whole(snapshot).bands]
    assert heads == [
        ("Place", 0, False, "Group Ward 7, place, 0 entries, expanded"),
        ("Actor", 1, True, "Lane Nurses, actor, level 2, 1 entry, collapsed"),
    ]


def painted(
    made: Timeline, scene: TimelineScene, pictures: LanePictures, detail: Detail = Detail.SHARP
) -> QImage:
    image = QImage(int(WIDTH), 500, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    paint_timeline(scene, painter, QRectF(0, 0, WIDTH, 500), pictures, detail)
    painter.end()
    return image


def differing(one: QImage, other: QImage, *, slack: int = 0) -> int:
    """Pixels that differ, of every third each way; a clip rounds blended edges otherwise, by `slack` at most."""
    assert one.size() == other.size()
    count = 0
    for x in range(0, one.width(), 3):
        for y in range(0, one.height(), 3):
            if one.pixel(x, y) != other.pixel(x, y):
                here, there = one.pixelColor(x, y), other.pixelColor(x, y)
                far = max(abs(a - b) for a, b in zip(here.getRgb(), there.getRgb(), strict=True))  # type: ignore[call-overload]
                count += far > slack
    return count


@pytest.mark.parametrize("theme", [theme_named("light"), theme_named("dark")], ids=lambda one: one.name)
def test_a_picture_put_together_from_pieces_is_the_one_painted_afresh(theme: Theme) -> None:
    made = timeline(
        case(*WARD, entry("p", Time(TimeKind.PERIOD, "2025-03-12T02:00", "2025-03-12T07:00"), lane="ward")),
        theme,
    )
    view = made.fit(WIDTH)
    pictures = LanePictures()
    painted(made, made.scene(view), pictures)
    for way in (-300, 120, 37):
        view = view.panned(way)
        moved = painted(made, made.scene(view), pictures)
        afresh = painted(made, made.scene(view), LanePictures())
        assert differing(moved, afresh) == 0
    assert pictures.bytes > 0


def test_the_moment_of_the_curtain_is_a_line_through_all_lanes() -> None:
    made = timeline(case(*WARD))
    view = made.fit(WIDTH)
    moment = made.moment("b")
    assert moment
    veil = Veil(at=moment.at - 3600, words="04:00 on 12 March 2025")
    with_line = painted(made, made.scene(view, veil=veil), LanePictures())
    without = painted(made, made.scene(view), LanePictures())
    x = round(view.snapped().x(moment.at - 3600))
    column = sum(with_line.pixel(x, y) != without.pixel(x, y) for y in range(40, 150))
    assert column > 40
    assert differing(with_line, without) > 100


def test_a_folded_lane_shows_where_its_entries_lie_and_harm_by_its_shape() -> None:
    some = [entry(f"t{n}", at(f"{n:02}:00"), lane="ward") for n in range(0, 20, 4)]
    harm = entry("h", at("10:00"), harm=True, lane="ward")
    made = timeline(case(Lane(id="ward", label="Ward", order="a", collapsed=True), *some, harm))
    scene = made.scene(made.fit(WIDTH))
    (band,) = scene.bands
    assert band.height < 40
    image = painted(made, scene, LanePictures())
    ground = QColor.fromRgba(theme_named("light").colors["band"]).rgb()
    y = round(band.top + band.height / 2)
    for id in ("t4", "t8", "h"):
        moment = made.moment(id)
        assert moment
        x = round(scene.view.x(moment.at))
        assert any(image.pixel(near, y) != ground for near in range(x - 8, x + 9))


@pytest.mark.parametrize(
    "put",
    [
        entry(
            "b", at("05:00"), "Doctor came with quite another long text that says what happened", lane="bank"
        ),
        entry("b", at("05:00"), "Came", lane="bank", good_practice=True),
        entry("b", at("05:00"), "Doctor came", lane="bank", harm=True),
        entry("b", at("06:30"), "Doctor came", lane="bank"),
        entry("b", at("05:00"), "Doctor came", lane="ward"),
        entry("n", at("03:00"), "Another", lane="ward"),
        Lane(id="bank", label="Bank doctors", order="b"),
        Lane(id="bank", label="Bank", order="b", collapsed=True),
        EntryLink(id="k", source="a", target="b", label="bleep answered"),
        Account(id="x", entry="b", time=at("05:20")),
    ],
    ids=lambda one: one.kind.name,
)
def test_painting_what_a_step_changed_gives_the_picture_painted_afresh(put: Entity) -> None:
    before = case(*WARD)
    first = Timeline(before, chronology_of(before), theme_named("light"))
    view = first.fit(WIDTH)
    scene, pictures = first.scene(view), LanePictures()
    image = painted(first, scene, pictures)
    later, changes = step(before, put)
    second = Timeline(later, chronology_of(later), first.theme, first, changes)
    after = second.scene(view)
    rects = changed_rects(scene, after, 0)
    for rect in [QRectF(image.rect())] if rects is None else rects:
        painter = QPainter(image)
        painter.setClipRect(rect.toAlignedRect())
        paint_timeline(
            after, painter, QRectF(0, 0, WIDTH, 500), pictures, Detail.SHARP, QRectF(rect.toAlignedRect())
        )
        painter.end()
    afresh = Timeline(later, chronology_of(later), first.theme)
    assert differing(image, painted(afresh, afresh.scene(view), LanePictures()), slack=2) == 0


def test_a_step_on_one_entry_repaints_little() -> None:
    some = [
        entry(f"t{n}", at(f"{n:02}:30"), f"A long text that wraps in any label, number {n}", lane="ward")
        for n in range(20)
    ]
    before = case(lane("ward"), *some)
    first = Timeline(before, chronology_of(before), theme_named("light"))
    view = first.fit(WIDTH)
    scene = first.scene(view)
    later, changes = step(
        before, entry("t5", at("05:30"), "Another long text that wraps in any label", lane="ward")
    )
    rects = changed_rects(
        scene, Timeline(later, chronology_of(before), first.theme, first, changes).scene(view), 0
    )
    assert rects is not None
    (rect,) = rects
    assert rect.width() < 500
