import xml.etree.ElementTree as ET
from pathlib import Path
from typing import get_args

import pytest
from PySide6.QtGui import QImage

from rca_workbench.drawing.lanes import chronology_of, lanes_of
from rca_workbench.drawing.paper import paper_maps
from rca_workbench.drawing.pictures import (
    PAGE,
    Picture,
    View,
    draw_png,
    draw_svg,
    picture,
    report_accimap_pictures,
    report_barrier_pictures,
    report_fishbone_pictures,
    report_graph_pictures,
    report_timeline_pictures,
)
from rca_workbench.drawing.scene import Layer, Words
from rca_workbench.drawing.strips import strip_pages
from rca_workbench.drawing.theme import Theme, theme_named
from rca_workbench.drawing.ties import Ties
from rca_workbench.model import (
    Account,
    Actor,
    EntryLink,
    EvidenceItem,
    Factor,
    Lane,
    Nature,
    Tag,
    Time,
    TimelineEntry,
)

from .builders import at, case, entry, factor, harm, lane, link, published

VIEWS = get_args(View)
A4_LANDSCAPE_POINTS = (751, 482)
"""The page inside margins of 16 and 20 mm."""


def texts(svg: bytes) -> str:
    root = ET.fromstring(svg)
    return " ".join("".join(node.itertext()) for node in root.iter("{http://www.w3.org/2000/svg}text"))


@pytest.mark.parametrize("view", VIEWS)
def test_a_picture_is_the_same_each_time(view: View) -> None:
    first, second = picture(published(), view, scale=0.5), picture(published(), view, scale=0.5)
    assert first == second


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_files_hold_what_they_say(tmp_path: Path, view: View, theme: str) -> None:
    draw_svg(published(), view, tmp_path / "a.svg", theme)
    draw_png(published(), view, tmp_path / "a.png", theme, scale=1)
    root = ET.parse(tmp_path / "a.svg").getroot()
    image = QImage(str(tmp_path / "a.png"))
    assert root.attrib["width"] == f"{image.width()}px"
    assert root.attrib["height"] == f"{image.height()}px"
    assert root.find("{http://www.w3.org/2000/svg}title") is not None


def test_text_in_an_svg_is_text_in_a_typeface_others_have() -> None:
    svg = picture(case(factor("a", "No agreed plan"), harm("h"), link("a", "h")), "graph").svg
    assert "No agreed plan" in texts(svg)
    families = {
        node.attrib["font-family"] for node in ET.fromstring(svg).iter() if "font-family" in node.attrib
    }
    assert all(family.startswith("Arial") for family in families)


def test_text_no_format_likes_still_makes_a_sound_file() -> None:
    nasty = 'A & B <script> "quoted" 👩🏽‍⚕️ مرحبا \ud7ff'
    svg = picture(case(factor("a", nasty), entry("t", at("02:00"), nasty)), "graph").svg
    ET.fromstring(svg)
    svg = picture(case(entry("t", at("02:00"), nasty)), "timeline").svg
    assert "A & B <script>" in texts(svg)


def test_no_identity_is_drawn() -> None:
    snapshot = case(
        Actor(id="n", role="Ward nurse 1", nature=Nature.STAFF, name="Jane Example", nhs_number="9434765919"),
        entry("t", at("02:00"), "Observations taken", actor="n"),
        factor("a"),
    )
    for view in VIEWS:
        made = picture(snapshot, view)
        assert b"Jane" not in made.svg
        assert b"9434765919" not in made.svg
        assert "Jane" not in made.alt


def test_every_entry_can_be_read_in_print(theme: Theme) -> None:
    snapshot = published()
    lanes = lanes_of(snapshot, chronology_of(snapshot))
    pages = strip_pages(lanes, theme, *PAGE)
    shown = [item.ref.id for page in pages for item in page.items if item.ref]
    assert sorted(shown) == sorted(snapshot.of(TimelineEntry))
    assert all(page.bounds.width() <= PAGE[0] and page.bounds.height() <= PAGE[1] for page in pages)
    for page in pages:
        bodies = [item.body for item in page.items if item.ref]
        assert not any(a.intersects(b) for i, a in enumerate(bodies) for b in bodies[:i])


def test_every_factor_can_be_read_in_print(theme: Theme) -> None:
    snapshot = published()
    best = min(paper_maps(snapshot, theme), key=lambda one: len(one.pages(*PAGE)))
    whole = set()
    for page in best.pages(*PAGE):
        assert page.width() <= PAGE[0]
        inside = page.adjusted(best.scene.label_width, 0, 0, 0)
        for item in best.scene.items:
            if item.layer is Layer.BOX and item.ref and inside.contains(item.body):
                whole.add(item.ref.id)
    assert whole == set(snapshot.of(Factor))


def test_no_box_is_cut_by_the_side_of_a_page(theme: Theme) -> None:
    """What stands whole on a page is as it is on the map; of what does not, no word is cut in half."""
    best = min(paper_maps(published(), theme), key=lambda one: len(one.pages(*PAGE)))
    stood_for = 0
    for page in best.pages(*PAGE):
        inside = page.adjusted(best.scene.label_width, 0, 0, 0)
        shown = [one for one in best.sheet(page).scene.items if one.body.intersects(inside)]
        boxes = [one for one in shown if one.layer is Layer.BOX]
        assert all(inside.contains(one.body) for one in boxes)
        whole = {one.ref.id for one in boxes if one.ref}
        assert len(whole) == best.factors(page)
        docked = [one for one in shown if one.layer is Layer.DOCKED and one.ref]
        assert all(one.ref.id in whole for one in docked)
        for box in (one for one in boxes if one.ref is None):
            stood_for += 1
            lines = [line for part in box.parts if isinstance(part, Words) for line in part.lines]
            assert all(
                line.x + theme.face("node").advance(line.text) <= box.body.right() + 1 for line in lines
            )
    assert stood_for < 6


def test_print_is_seven_points_or_more() -> None:
    pictures = [
        *report_timeline_pictures(published(), scale=0.5),
        *report_graph_pictures(published(), scale=0.5)[1:],
        *report_accimap_pictures(published(), scale=0.5)[1:],
        *report_fishbone_pictures(published(), scale=0.5),
        *report_barrier_pictures(published(), scale=0.5),
    ]
    assert len(pictures) > 10
    for made in pictures:
        assert 12 * printed(made) >= 7


def printed(made: Picture) -> float:
    """Points to a pixel when the picture fills a landscape page."""
    return min(A4_LANDSCAPE_POINTS[0] / made.width, A4_LANDSCAPE_POINTS[1] / made.height)


def test_pictures_are_said_in_words() -> None:
    whole = report_graph_pictures(published(), scale=0.5)[0]
    assert whole.alt.startswith(
        "Map of 50 factors in levels from outside the organisation down to the outcome."
    )
    assert "63 links" in whole.alt
    first = report_timeline_pictures(published(), scale=0.5)[0]
    assert "Timeline of 70 entries" in first.alt
    assert "Lanes: Operator, Flight crew" in first.alt


def test_every_factor_of_a_fishbone_is_on_one_of_its_pages() -> None:
    shown = " ".join(texts(made.svg) for made in report_fishbone_pictures(published(), scale=0.5))
    for words in (
        "Pilots and crew",
        "Radio altimeter",
        "Did not hold",
        "The helicopter",
        "Team and social factors",
    ):
        assert words in shown
    titles = [made.title for made in report_fishbone_pictures(published(), scale=0.5)]
    assert titles[0].startswith("Fishbone 1 of 3, part 1 of 2: Individual (staff) factors")
    assert len([title for title in titles if "Fishbone 2 of 3" in title]) >= 1
    harm_id = next(id for id, one in published().of(Factor).items() if one.code == "H2")
    (first, *_) = report_fishbone_pictures(published(), heads=(harm_id,), scale=0.5)
    assert first.title.startswith("Fishbone, part 1 of")
    assert "The crew spent about sixteen hours ashore" in first.alt


def test_a_bone_longer_than_a_page_goes_on_on_the_next() -> None:
    many = [
        factor(f"f{n}", f"Condition number {n} of the work", tags=(Tag("NPSA.TASK"),)) for n in range(120)
    ]
    snapshot = case(harm("h"), *many, *(link(one.id, "h") for one in many))
    pages = report_fishbone_pictures(snapshot, scale=0.5)
    assert len(pages) > 2
    shown = " ".join(texts(made.svg) for made in pages)
    assert all(f"number {n} " in f"{shown} " for n in range(120))
    assert all(12 * printed(made) >= 7 for made in pages)


def test_the_accimap_has_a_band_for_each_level() -> None:
    shown = texts(picture(published(), "accimap", scale=0.5).svg)
    for words in ("Regulatory", "Organisation", "Technical and", "Physical", "Equipment and", "Outcome"):
        assert words in shown
    alt = picture(published(), "accimap", scale=0.5).alt
    assert alt.startswith(
        "AcciMap of 50 factors, by level: Regulatory bodies, commissioners and associations 8"
    )


def test_barriers_on_paper_are_said_in_the_order_they_are_met() -> None:
    pages = report_barrier_pictures(published(), scale=0.5)
    assert "6 barriers: 2 held, 1 partly, 3 did not" in pages[0].alt
    shown = " ".join(texts(made.svg) for made in pages)
    for words in (
        "Second pair of",
        "Partly held",
        "Not linked yet to what they guard",
        "Held in part",
        "Hazard",
    ):
        assert words in shown


def test_a_small_map_needs_no_second_picture() -> None:
    assert len(report_graph_pictures(case(factor("a"), harm("h"), link("a", "h")))) == 1


def test_an_empty_case_has_no_pictures_for_a_report() -> None:
    assert report_graph_pictures(case()) == ()
    assert report_accimap_pictures(case()) == ()
    assert report_fishbone_pictures(case(factor("a"))) == ()
    assert report_fishbone_pictures(case(harm("h"))) == ()
    assert report_barrier_pictures(case()) == ()
    assert report_timeline_pictures(case(entry("t", Time()))) == ()


@pytest.mark.parametrize("view", VIEWS)
def test_an_empty_case_can_still_be_drawn(view: View) -> None:
    made = picture(case(), view)
    assert made.width > 0
    ET.fromstring(made.svg)


def test_a_picture_tells_links_differences_accounts_and_what_was_not_done() -> None:
    snapshot = case(
        lane("ward"),
        Lane(id="group", label="Doctors", order="b", collapsed=True),
        Lane(id="bank", label="Bank doctors", order="c", parent="group"),
        EvidenceItem(id="e", code="E4"),
        entry("a", at("01:00"), "Bleep sent", lane="ward"),
        entry("b", at("01:20"), "Doctor came", lane="bank", expected_time=at("01:05")),
        entry("c", Time(), "Observations", lane="ward", is_omission=True, expected_time=at("02:00")),
        EntryLink(id="k", source="a", target="b", label="bleep answered"),
        Account(id="x", entry="b", evidence="e", time=at("01:30")),
    )
    said = texts(picture(snapshot, "timeline").svg)
    for words in (
        "Tied to 01:20",
        "bleep answered",
        "15 min late",
        "Not done",
        "Sources disagree",
        "According to E4",
        "Due 02:00",
        "Bank doctors",
    ):
        assert words in said
    (page,) = strip_pages(
        lanes_of(snapshot, chronology_of(snapshot)), theme_named("light"), *PAGE, Ties(snapshot)
    )
    assert not [item for item in page.items if item.layer is Layer.LINK], "a folded lane has no cells to tie"
    shown = lanes_of(snapshot, chronology_of(snapshot), folded={"group": False})
    (page,) = strip_pages(shown, theme_named("light"), *PAGE, Ties(snapshot))
    (tie,) = [item for item in page.items if item.layer is Layer.LINK]
    assert tie.name == "Link: bleep answered, from “Bleep sent” to “Doctor came”"
