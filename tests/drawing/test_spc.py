"""The chart of a measure as painted: values where they belong, signals by shape, words for those who cannot see it."""

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from rca_workbench.analysis.spc import Chart, Meaning
from rca_workbench.drawing.scene import Shape, Words
from rca_workbench.drawing.spc import POINT, ChartScene, chart_scene, mark, point_words
from rca_workbench.drawing.spc_axes import value_axis
from rca_workbench.drawing.spc_pictures import chart_alt, spc_picture
from rca_workbench.drawing.theme import theme_named
from rca_workbench.model import Action, Measure, MeasureChange
from tests.analysis.spc_cases import STEADY, drawn, measured

DONE = Action(id="a", text="x", done="2025-04-01")
CHANGE = MeasureChange(id="c", measure="m", on="2025-04-01", what="Second registrar at night")
FALLEN = (*STEADY, 9, 8, 9, 7, 6, 8, 9, 5)


def fallen(**fields: object) -> Chart:
    return drawn(
        FALLEN, DONE, CHANGE, better="lower", baseline_until="2025-03-31", action="a", unit="doses", **fields
    )


def scene(chart: Chart, width: float = 900, height: float = 400) -> ChartScene:
    return chart_scene(chart, theme_named("light"), width, height)


def words(of: ChartScene) -> list[str]:
    return [
        line.text
        for item in of.items
        for part in item.parts
        if isinstance(part, Words)
        for line in part.lines
    ]


def test_every_value_has_its_place_in_order_and_height() -> None:
    found = scene(fallen())
    items = [item for item in found.items if item.ref is not None and item.ref.kind == POINT]
    xs = [item.body.center().x() for item in items]
    ys = [item.body.center().y() for item in items]
    assert len(items) == 23 and xs == sorted(xs)
    assert [sorted(range(23), key=lambda at: (-ys[at], at))] == [
        sorted(range(23), key=lambda at: (FALLEN[at], at))
    ]
    assert all(found.bounds.contains(item.body.center()) for item in items)
    assert found.at(items[4].body.center()) == items[4].ref


def test_lines_dates_and_changes_are_in_words() -> None:
    said = words(scene(fallen(target="10")))
    for one in ("Mean 23.2", "Upper limit 37.64", "Lower limit 8.76", "Target 10", "Doses", "Nov 2025"):
        assert one in said
    assert any(one.startswith("1 Apr 2025: Second") for one in said)


def test_words_beside_the_lines_do_not_lie_on_each_other() -> None:
    found = scene(fallen(target="9"))
    theme = theme_named("light")
    tops = sorted(
        line.baseline
        for item in found.items for part in item.parts if isinstance(part, Words)
        for line in part.lines if line.text.split()[0] in ("Mean", "Upper", "Lower", "Target")
    )  # fmt: skip
    assert all(b - a >= theme.face("caption").line - 0.5 for a, b in pairwise(tops))


def test_a_signal_is_told_by_shape_and_letter_and_not_by_colour_alone() -> None:
    theme = theme_named("light")
    shapes = [
        mark(meaning, 0, 0, theme).path for meaning in (None, Meaning.BETTER, Meaning.WORSE, Meaning.NEITHER)
    ]
    outlines = [(round(path.boundingRect().width(), 2), path.elementCount()) for path in shapes]
    assert len(set(outlines)) == 4
    assert "L" in words(scene(fallen())) and "H" not in words(scene(fallen()))


def test_where_letters_would_touch_a_signal_has_one_at_its_end() -> None:
    assert words(scene(fallen(), width=1400)).count("L") >= 8
    assert words(scene(fallen(), width=420)).count("L") == 1


def test_a_limit_where_no_value_can_be_is_not_drawn() -> None:
    low = drawn([0, 4, 1, 3, 0, 5, 2, 6, 0, 4, 1, 3, 2, 5])
    assert float(low.segments[0].limits.lower or 0) < 0
    assert not any(one.startswith("Lower limit") for one in words(scene(low)))
    shares = drawn([(19, 20), (17, 20)] * 8, unit="%")
    assert float(shares.segments[0].limits.upper or 0) > 100
    assert not any(one.startswith("Upper limit") for one in words(scene(shares)))


def test_no_figure_stands_above_the_whole() -> None:
    said = words(scene(drawn([97, 99, 98] * 6, unit="%")))
    assert not [one for one in said if one in ("110", "120", "150")]


def test_a_value_reads_as_a_sentence() -> None:
    said = point_words(fallen(), 22)
    assert said == "1 November 2025: 5 doses, below the limit, part of a run below the middle, improvement"
    assert point_words(drawn([(3, 40)], unit="%"), 0) == "1 January 2024: 7.5%, 3 of 40"


def test_the_picture_carries_its_reading() -> None:
    case = measured(FALLEN, DONE, CHANGE, better="lower", baseline_until="2025-03-31", action="a")
    picture = spc_picture(case, case.of(Measure)["m"])
    assert "Improvement since 1 April 2025" in picture.alt and "23 values from 1 January 2024" in picture.alt
    svg = picture.svg.decode()
    assert "Mean 23.2" in svg and "<desc>" in svg and picture.png.startswith(b"\x89PNG")
    assert spc_picture(case, case.of(Measure)["m"]).svg == picture.svg


def test_no_values_one_value_and_all_alike_are_drawn() -> None:
    assert "No values yet" in words(scene(drawn(())))[0]
    for values in ([5], [5, 5], [0] * 20, [-3, -3, -4], [10**9, 10**9 + 1]):
        found = scene(drawn(values))
        assert len(found.order) == len(values)
        assert all(isinstance(part, Shape | Words) for item in found.items for part in item.parts)
    assert "values" in chart_alt(drawn([5, 6]))


WRITTEN = st.one_of(
    st.integers(-(10**6), 10**6).map(str),
    st.sampled_from(["", "n/a", "1e99", "12%", "3 h", "£5", "0", "0,5", "1,234", "9" * 40, "1" * 14]),
    st.text(max_size=8),
)
DAYS = st.one_of(st.just(""), st.dates().map(date.isoformat))


@given(
    st.lists(st.tuples(DAYS, WRITTEN, st.one_of(st.just(""), WRITTEN)), max_size=30),
    st.sampled_from(["", "run", "xmr", "t", "g", "pie"]),
    st.sampled_from(["", "month", "each event", "now and then"]),
    WRITTEN,
    DAYS,
)
def test_whatever_is_written_gives_a_chart(
    rows: list[tuple[str, str, str]], kind: str, every: str, target: str, until: str
) -> None:
    found = drawn(
        [(value, of) for _, value, of in rows], CHANGE, days=[day for day, _, _ in rows], chart=kind, every=every,
        target=target, baseline_until=until, better="lower",
    )  # fmt: skip
    picture = scene(found, 400, 250)
    assert len(picture.order) == len(found.points) and found.verdict.words
    assert all(point_words(found, at) for at in range(len(found.points)))
    assert all(picture.bounds.adjusted(-60, -60, 60, 60).contains(item.body) for item in picture.items)


def test_the_figures_up_the_side_are_round_and_hold_everything() -> None:
    for values in ([3, 97], [0.01, 0.04], [950, 1010], [-5, 5], [7], [0]):
        axis = value_axis([float(one) for one in values])
        assert axis.low <= min(values) and axis.high >= max(values)
        assert 2 <= len(axis.ticks) <= 9
        assert len({said for _, said in axis.ticks}) == len(axis.ticks)
