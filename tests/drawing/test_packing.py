from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from rca_workbench.drawing.packing import CLUSTER_FROM, CLUSTER_PIXELS, Rows, clusters

stretches = st.lists(
    st.tuples(st.floats(0, 5000), st.floats(0, 400)).map(lambda pair: (pair[0], pair[0] + pair[1])),
    max_size=60,
).map(sorted)
times = st.lists(st.integers(0, 10**9), max_size=80).map(sorted)
scales = st.floats(0.6, 10**6)


def rows_of(extents: list[tuple[float, float]], gap: float) -> list[int]:
    rows = Rows(gap)
    return [rows.take(left, right) for left, right in extents]


@given(stretches, st.floats(0, 30))
def test_nothing_in_a_row_overlaps(stretches: list[tuple[float, float]], gap: float) -> None:
    rows = rows_of(stretches, gap)
    for index, (left, right) in enumerate(stretches):
        for other in range(index):
            if rows[other] == rows[index]:
                assert stretches[other][1] + gap <= left or right + gap <= stretches[other][0]


@given(stretches)
def test_a_new_row_is_opened_only_when_all_others_are_taken(stretches: list[tuple[float, float]]) -> None:
    rows = rows_of(stretches, 0)
    for index, (left, _) in enumerate(stretches):
        for row in range(rows[index]):
            assert any(rows[i] == row and stretches[i][1] > left for i in range(index))


@given(times, scales)
def test_clusters_are_apart_in_order_and_large_enough(times: list[int], scale: float) -> None:
    found = clusters(times, scale)
    assert all(end - first >= CLUSTER_FROM for first, end in found)
    assert all(end <= first for (_, end), (first, _) in pairwise(found))


@given(times, scales)
def test_what_is_gathered_is_near_together(times: list[int], scale: float) -> None:
    for first, end in clusters(times, scale):
        assert (times[end - 1] - times[first]) / scale < 2 * CLUSTER_PIXELS


@given(times, times, scales)
def test_what_lies_elsewhere_changes_no_cluster(times: list[int], others: list[int], scale: float) -> None:
    far = [time + 10**12 for time in others]
    assert clusters(times + far, scale)[: len(clusters(times, scale))] == clusters(times, scale)


@given(times)
def test_nothing_is_gathered_when_seconds_can_be_told_apart(times: list[int]) -> None:
    assert clusters(times, 0.5) == []
