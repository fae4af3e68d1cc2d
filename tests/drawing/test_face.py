import time

from hypothesis import example, given
from hypothesis import strategies as st

from rca_workbench.drawing.theme import theme_named

WIDTH = 117.0


@given(st.text(max_size=300), st.integers(1, 5))
@example("👩🏽‍⚕️ sagte: «nein» " * 12, 3)
@example("مرحبا بالعالم " * 20, 2)
@example("x" * 290, 4)
def test_wrapped_text_fits_its_box_and_says_when_it_was_cut(text: str, most: int) -> None:
    face = theme_named("light").face("node")
    lines = face.wrap(text, WIDTH, most)
    assert len(lines) <= most
    assert all(face.advance(line) <= WIDTH + 1 or len(line) == 1 for line in lines if line.isascii())
    shown = "".join("".join(lines).split())
    whole = "".join(text.split())
    assert shown == whole or (lines and lines[-1].endswith("…"))


def test_words_are_not_broken_where_a_line_can_hold_them() -> None:
    lines = (
        theme_named("light").face("node").wrap("No agreed plan for nights when outreach is closed", WIDTH, 5)
    )
    assert " ".join(lines) == "No agreed plan for nights when outreach is closed"


def test_a_text_cut_short_ends_at_a_word() -> None:
    text = "No agreed plan for nights when outreach is closed"
    last = theme_named("light").face("node").wrap(text, WIDTH, 2)[-1]
    assert last.removesuffix("…").split()[-1] in text.split()


def test_a_pasted_book_costs_no_more_than_its_first_lines() -> None:
    face = theme_named("light").face("node")
    started = time.process_time()
    face.wrap("Observations were not recorded. " * 6_250, WIDTH, 5)
    assert time.process_time() - started < 0.1
