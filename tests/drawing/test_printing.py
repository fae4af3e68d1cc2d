"""Pictures at the size of a sheet of paper."""

import re
import struct

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSize

from rca_workbench.drawing.pictures import drawn
from rca_workbench.drawing.printing import A3, A4, PAPERS, fitted
from rca_workbench.model import Factor, Snapshot


def one_factor() -> Snapshot:
    return Snapshot.empty().changed([Factor(id="f", code="C1", text="The bleep was flat")], [], "head")


@given(st.integers(1, 20_000), st.integers(1, 20_000), st.sampled_from(sorted(PAPERS)))
def test_a_picture_stands_inside_the_margins_as_large_as_it_can(width: int, height: int, paper: str) -> None:
    fit = fitted(QSize(width, height), PAPERS[paper])
    across, down = (side * fit.times / 96 * 25.4 for side in (width, height))
    assert across <= fit.width - 20 + 1e-6 and down <= fit.height - 20 + 1e-6
    sides = {PAPERS[paper].width, PAPERS[paper].height}
    assert {fit.width, fit.height} == sides
    touches = abs(across - fit.width + 20) < 1e-6 or abs(down - fit.height + 20) < 1e-6
    assert touches or fit.times == 2


def test_a_wide_picture_lies_across_and_a_tall_one_stands() -> None:
    assert fitted(QSize(3000, 1000), A4).width == 297
    assert fitted(QSize(1000, 3000), A4).width == 210
    assert fitted(QSize(3000, 1000), A3).points > fitted(QSize(3000, 1000), A4).points


def test_dots_of_a_png_are_three_hundred_to_the_inch() -> None:
    png = drawn(one_factor(), "graph", dots=True, paper="A4").data
    assert set(struct.unpack(">II", png[16:24])) == {3508, 2480}
    at = png.index(b"pHYs")
    across, down, unit = struct.unpack(">IIB", png[at + 4 : at + 13])
    assert (across, down, unit) == (11811, 11811, 1)


def test_an_svg_has_the_size_of_the_sheet_and_says_the_same() -> None:
    made = drawn(one_factor(), "graph", dots=False, paper="A3")
    text = made.data.decode("utf-8")
    assert re.search(r'<svg width="297mm" height="420mm" viewBox="', text) and "The bleep was" in text
    assert "The bleep was" in drawn(one_factor(), "graph", dots=True).svg.decode("utf-8")
