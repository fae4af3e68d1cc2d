"""Field types: three forms of a value, and what each refuses."""

import json
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rca_workbench.model import EntryKind, OnDelete, Polarity, Tag, Time, TimeKind
from rca_workbench.model.fields import (
    Choice,
    Day,
    Flag,
    Number,
    Ref,
    Refs,
    Tags,
    Text,
    When,
    canonical,
    clean_id,
)

IDS = st.text("0123456789abcdef", min_size=1, max_size=32)
TYPES = {
    Text(label="x"): st.text(max_size=50),
    Number(label="x"): st.none() | st.integers(-(2**53) + 1, 2**53 - 1),
    Flag(label="x"): st.none() | st.booleans(),
    Choice(label="x", of=EntryKind): st.none()
    | st.sampled_from(EntryKind)
    | st.sampled_from(list(map(str, EntryKind))),
    Day(label="x"): st.just("") | st.dates().map(lambda day: day.isoformat()),
    When(label="x"): st.sampled_from(
        [
            Time(),
            Time(TimeKind.DATE, "2025-03-12", said="that day"),
            Time(TimeKind.OFFSET, anchor="a", least=1, most=9),
        ]
    ),
    Ref(label="x", kind="lane"): st.none() | IDS,
    Refs(label="x", kind="lane"): st.lists(IDS, max_size=5),
    Tags(label="x"): st.lists(
        st.builds(Tag, st.text("ABC.", max_size=5), st.none() | st.sampled_from(Polarity)), max_size=4
    ),
}


@pytest.mark.parametrize("field", TYPES, ids=lambda field: type(field).__name__)
@given(data=st.data())
def test_a_value_comes_back_from_plain_and_from_its_column(field, data):
    value = field.clean(data.draw(TYPES[field]))
    assert field.clean(value) == value
    plain = field.to_plain(value)
    assert field.from_plain(json.loads(canonical(plain))) == value
    column = field.to_column(value)
    again = field.from_column(column)
    assert (again, type(again)) == (value, type(value))
    assert isinstance(column, int if field.column_type == "INTEGER" else str) or (
        column is None and field.nullable
    )


@pytest.mark.parametrize("field", TYPES, ids=lambda field: type(field).__name__)
@pytest.mark.parametrize("value", [1.5, b"x", {"a": 1}, float("nan"), {1, 2}, [1, [2]]], ids=repr)
def test_what_no_field_can_hold_is_refused_with_the_rest_of_a_sentence(field, value):
    with pytest.raises(ValueError) as caught:
        field.clean(value)
    assert str(caught.value).split()[0] in {"must", "has"}


@pytest.mark.parametrize("value", [True, 2**53, "5", 5.0])
def test_a_number_is_a_whole_number(value):
    with pytest.raises(ValueError, match="whole number"):
        Number(label="x").clean(value)


@pytest.mark.parametrize("value", ["2025-02-31", "12/03/2025", "20250312", "2025-3-1", 5])
def test_a_day_is_a_day_that_exists(value):
    with pytest.raises(ValueError, match="must be a day such as 2025-03-12"):
        Day(label="x").clean(value)


def test_references_are_kept_in_order_and_each_once():
    assert Refs(label="x", kind="lane").clean(["b", "a", "b"]) == ("b", "a")


@pytest.mark.parametrize("value", ["", "x" * 65, "é", "a b\n", 5, None])
def test_an_id_is_short_printable_ascii(value):
    with pytest.raises(ValueError, match="must be an id"):
        clean_id(value)


def test_references_to_what_is_gone_are_taken_out():
    assert Ref(label="x", kind="*").without("a", {"a"}) is None
    assert Ref(label="x", kind="*").without("b", {"a"}) == "b"
    assert Refs(label="x", kind="*").without(("a", "b", "c"), {"a", "c"}) == ("b",)
    time = Time(TimeKind.OFFSET, anchor="a", least=1, most=1, said="just after")
    assert When(label="x").without(time, {"a"}).anchor is None
    assert When(label="x").without(time, {"b"}) is time
    assert Ref(label="x", kind="*").on_delete is OnDelete.CLEAR


def test_tags_take_codes_alone_and_keep_unknown_ones():
    assert Tags(label="x").clean(["NEW.CODE", {"code": "A", "polarity": "helped"}]) == (
        Tag("NEW.CODE"),
        Tag("A", Polarity.HELPED),
    )
    with pytest.raises(ValueError, match="list of tags"):
        Tags(label="x").clean([{"code": "A", "polarity": "sideways"}])


def test_one_value_has_one_spelling():
    assert canonical({"b": [1, True, None], "a": "é\u2028\n"}) == '{"a":"é\u2028\\n","b":[1,true,null]}'
    with pytest.raises(ValueError):
        canonical(float("nan"))  # type: ignore[arg-type]


def test_a_column_takes_its_value_in_a_strict_table():
    db = sqlite3.connect(":memory:")
    for number, (field, _) in enumerate(TYPES.items()):
        db.execute(f"CREATE TABLE t{number} (v {field.column_type}) STRICT")
        value = field.clean({"When": Time(), "Tags": [], "Refs": [], "Text": ""}.get(type(field).__name__))
        db.execute(f"INSERT INTO t{number} VALUES (?)", (field.to_column(value),))
    db.close()


def test_what_was_said_of_a_time_is_cleaned_like_any_text():
    cleaned = When(label="When").clean(Time(TimeKind.UNKNOWN, said="about\x00 two\x07"))
    assert cleaned == Time(TimeKind.UNKNOWN, said="about two")
