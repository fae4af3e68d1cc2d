"""Order keys: always room for one more, and one change moves one thing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rca_workbench.model.order import key_between, keys, keys_for


@given(st.lists(st.floats(0, 1), max_size=200))
def test_a_thing_put_anywhere_stays_where_it_was_put(places: list[float]) -> None:
    row: list[str] = []
    for place in places:
        at = round(place * len(row))
        row.insert(at, key_between(row[at - 1] if at else None, row[at] if at < len(row) else None))
    assert row == sorted(row)
    assert len(set(row)) == len(row)


@given(st.integers(0, 300), st.integers(0, 40), st.integers(0, 40))
def test_many_keys_stand_in_rising_order_with_room_at_both_ends(count: int, more: int, front: int) -> None:
    row = keys(count)
    row += keys(more, row[-1]) if row else []
    for _ in range(front):
        row.insert(0, key_between(None, row[0] if row else None))
    assert row == sorted(set(row))


def test_ten_thousand_things_added_one_by_one_keep_short_keys() -> None:
    row = [key_between(None, None)]
    for _ in range(10_000):
        row.append(key_between(row[-1], None))
    assert row == sorted(set(row))
    assert max(map(len, row)) <= 4


def test_a_thousand_things_put_in_the_same_gap_still_fit() -> None:
    low, high = keys(2)
    for _ in range(1000):
        high = key_between(low, high)
        assert low < high
    for _ in range(1000):
        low = key_between(low, high)
        assert low < high


def test_the_very_first_and_the_very_last_place_never_run_out() -> None:
    first, last = "0001", "zzzz"
    for _ in range(300):
        before, after = key_between(None, first), key_between(last, None)
        assert before < first
        assert after > last
        first, last = before, after


@given(st.text(max_size=8), st.text(max_size=8))
def test_keys_written_elsewhere_give_a_key_between_or_a_tie(one: str, other: str) -> None:
    low, high = sorted((one, other))
    made = key_between(low, high)
    if low and high:
        assert low == made or low < made < high
    assert key_between(low, None) > low
    assert not high or key_between(None, high) <= high


def test_equal_neighbours_give_a_tie() -> None:
    assert key_between("V000", "V000") == "V000"


def test_neighbours_the_wrong_way_round_are_refused() -> None:
    with pytest.raises(ValueError, match="wrong way round"):
        key_between("V100", "V000")


def test_the_same_count_gives_the_same_keys() -> None:
    assert keys(70) == keys(70)
    assert keys(0) == []


@given(
    st.lists(st.sampled_from(["", "hzzz", "i000", "i0001", "i001", "zzzz", "~"]), max_size=8),
    st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=30),
)
def test_what_is_moved_stays_where_it_was_put_and_the_rest_in_its_order(
    held: list[str], moves: list[tuple[int, int]]
) -> None:
    now = dict(enumerate(held))

    def row() -> list[int]:
        return sorted(now, key=lambda one: (not now[one], now[one], one))

    for one, to in moves:
        if one not in now:
            continue
        wanted = [other for other in row() if other != one]
        at = min(to, len(wanted))
        wanted.insert(at, one)
        for place, key in keys_for([now[other] for other in wanted], at).items():
            now[wanted[place]] = key
        assert row() == wanted


def test_moving_one_thing_writes_one_key_where_the_others_have_theirs() -> None:
    low, middle, high = keys(3)
    assert set(keys_for([low, "", high], 1)) == {1}
    assert set(keys_for([high, low, middle], 0)) == {0}
    assert set(keys_for(["", low, ""], 0)) == {0}, "what has no key stays behind those with one"
    assert set(keys_for(["", "", ""], 1)) == {0, 1}


def test_between_two_of_the_same_key_there_is_room_once_all_have_new_ones() -> None:
    assert sorted(keys_for(["V", "", "V"], 1)) == [0, 1, 2]
