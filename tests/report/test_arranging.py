"""A picture leaves room for what begins its page: otherwise headings stood on a page with nothing under them."""

from rca_workbench.report.document import Bullets, Heading, Paragraph, Turn, plain
from rca_workbench.report.word.arranging import begun_above

CHAPTER, UNDER = Heading(1, "Views", "views"), Heading(2, "Map", "map")


def test_headings_and_short_lines_that_begin_a_page_are_counted() -> None:
    blocks = [plain("Before."), Turn(True), CHAPTER, plain("Invented for illustration."), UNDER]
    assert begun_above(blocks, len(blocks)) == 3
    assert begun_above(blocks, 2) == 0


def test_a_page_with_more_on_it_is_left_as_it_is() -> None:
    long: list[Paragraph | Bullets] = [plain("Word " * 60), Bullets(((),))]
    for more in long:
        blocks = [Turn(True), CHAPTER, more, UNDER]
        assert begun_above(blocks, len(blocks)) == 0
    assert begun_above([UNDER], 1) == 0
    assert begun_above([], 0) == 0
