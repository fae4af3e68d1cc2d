from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from rca_workbench.analysis.layout.branching import BranchBox, branch_pages, lay_out_branches

GAP, COLUMN, PAGE = 10.0, 250.0, 300.0


@st.composite
def trees(draw: st.DrawFn) -> list[BranchBox]:
    depth, made = 0, [BranchBox(0, 200, 60)]
    for _ in range(draw(st.integers(0, 40))):
        depth = draw(st.integers(1, depth + 1))
        made.append(BranchBox(depth, 200, draw(st.sampled_from((40, 60, 90)))))
    return made


@given(trees())
def test_no_box_lies_on_another_and_each_further_in_stands_further_right(boxes: list[BranchBox]) -> None:
    rects = lay_out_branches(boxes, COLUMN, GAP)
    for depth in range(max(box.depth for box in boxes) + 1):
        column = [rect for rect, box in zip(rects, boxes, strict=True) if box.depth == depth]
        assert all(rect.x == depth * COLUMN for rect in column)
        assert all(one.bottom + GAP <= other.y + 0.001 for one, other in pairwise(column))


@given(trees())
def test_what_a_box_leads_to_stands_within_the_stretch_of_what_is_behind_it(boxes: list[BranchBox]) -> None:
    rects = lay_out_branches(boxes, COLUMN, GAP)
    for at, box in enumerate(boxes):
        behind = [
            rects[one]
            for one in range(at + 1, len(boxes))
            if boxes[one].depth == box.depth + 1
            and all(boxes[between].depth > box.depth for between in range(at + 1, one))
        ]
        if behind:
            middle = rects[at].y + box.height / 2
            assert behind[0].y <= middle <= behind[-1].bottom


@given(trees())
def test_pages_show_every_link_once_and_none_is_too_large(boxes: list[BranchBox]) -> None:
    pages = branch_pages(boxes, 3, PAGE, GAP)
    links = []
    for page in pages:
        shown = [boxes[one] for one in page.boxes]
        rects = lay_out_branches(shown, COLUMN, GAP)
        assert max(rect.x for rect in rects) <= 2 * COLUMN
        assert max(rect.bottom for rect in rects) - min(rect.y for rect in rects) <= PAGE
        way: list[int] = []
        for one in page.boxes:
            del way[boxes[one].depth - boxes[page.boxes[0]].depth :]
            links += [(way[-1], one)] if way else []
            way.append(one)
    assert len(set(links)) == len(links) == len(boxes) - 1


@given(trees())
def test_what_goes_on_elsewhere_starts_a_later_page(boxes: list[BranchBox]) -> None:
    pages = branch_pages(boxes, 3, PAGE, GAP)
    for number, page in enumerate(pages):
        for one in page.goes_on:
            assert any(later.boxes[0] == one for later in pages[number + 1 :])


def test_a_tree_of_ten_thousand_in_one_chain_is_laid_out() -> None:
    boxes = [BranchBox(depth, 200, 60) for depth in range(10_000)]
    assert len(lay_out_branches(boxes, COLUMN, GAP)) == 10_000
