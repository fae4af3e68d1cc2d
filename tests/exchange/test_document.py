"""Reading a file that may be anything."""

import json

import pytest

from rca_workbench.exchange.document import read_source
from rca_workbench.exchange.load import VERSIONS
from rca_workbench.model.fault import Fault


def read(tmp_path, content):
    path = tmp_path / "source.json"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_source(path, VERSIONS)


def refusal(tmp_path, content):
    with pytest.raises(Fault) as fault:
        read(tmp_path, content)
    said = str(fault.value)
    assert said.startswith("source.json")
    assert "Nothing was imported." in said
    assert "\n" not in said
    return said


def test_a_document_is_read_with_its_version(tmp_path):
    source = read(tmp_path, '{"schema": "case-1.0", "title": "Fall"}')
    assert (source.name, source.version, source.content["title"]) == ("source.json", "case-1.0", "Fall")


def test_a_byte_order_mark_is_passed_over(tmp_path):
    assert read(tmp_path, b'\xef\xbb\xbf{"schema": "case-1.0"}').version == "case-1.0"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b" \n\t ", "is empty"),
        (b"[1, 2]", "must begin with {"),
        (b"null", "must begin with {"),
        (b'{"schema": "case-1.0", "title"', "cut short"),
        (b'{"schema": "case-1.0",\n "title": }', "line 2"),
        (b'{"schema": "case-1.0", "title": "a\x07b"}', "control character"),
        (b"SQLite format 3\x00 and more", "is a case file"),
        (b"PK\x03\x04zip", "Word, Excel or zip"),
        ('{"schema": "case-1.0"}'.encode("utf-16"), "UTF-16"),
        (b'{"schema": "case-1.0",\n"title": "caf\xe9"}', "not UTF-8 text: line 2"),
        (b'{"title": "x"}', "does not say which format"),
        (b'{"schema": "case-9.9"}', "'case-9.9'"),
        (b'{"schema": 7}', "'7'"),
        (b'{"schema": "case-1.0", "a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "nested too deeply"),
    ],
)
def test_what_is_not_a_case_is_refused_in_words(tmp_path, content, words):
    assert words in refusal(tmp_path, content)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("NaN", "NaN is not a value"),
        ("-Infinity", "-Infinity is not a value"),
        ("1e999", "the number 1e999 is too large"),
        ("9" * 5000, "is too large"),
        ('{"x": 1, "x": 2}', "this is given twice"),
    ],
)
def test_what_json_lets_pass_and_a_case_cannot_hold_is_named_with_its_place(tmp_path, value, words):
    said = refusal(
        tmp_path,
        f'{{"schema": "case-1.0",\n "timeline": [{{"id": "T1"}},\n {{"id": "NaN", "note": {value}}}]}}',
    )
    assert words in said
    assert "line 3, timeline, number 2, note" in said


def test_an_unknown_version_names_those_that_can_be_read(tmp_path):
    said = refusal(tmp_path, '{"schema": "case-2.0"}')
    assert "case-1.0" in said
    assert "rca-workbench-1" in said


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    with pytest.raises(Fault, match="There is no file"):
        read_source(tmp_path / "gone.json", VERSIONS)
    with pytest.raises(Fault, match="is a folder"):
        read_source(tmp_path, VERSIONS)


def test_a_file_beyond_the_limit_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "huge.json"
    with path.open("wb") as file:
        file.truncate(201_000_000)
    with pytest.raises(Fault, match="larger than 200 MB"):
        read_source(path, VERSIONS)


def test_numbers_keep_their_value(tmp_path):
    numbers = {"whole": 12, "part": 1.25, "far": 9007199254740993}
    assert read(tmp_path, json.dumps({"schema": "case-1.0", "counts": numbers})).content["counts"] == numbers
