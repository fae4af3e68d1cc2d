"""The list of cases opened on this laptop."""

import json
from pathlib import Path

import pytest

from rca_workbench.store.recent import KEPT, forget, note_opened, recent_cases, restage


def names():
    return [one.path.name for one in recent_cases()]


def test_nothing_was_opened_on_a_new_laptop():
    assert recent_cases() == []


def test_the_last_opened_comes_first_and_each_once():
    for name in ("a.rca", "b.rca", "a.rca"):
        note_opened(Path(f"/cases/{name}"), f"Case {name}", stage="Analysis")
    assert names() == ["a.rca", "b.rca"]
    newest = recent_cases()[0]
    assert (newest.title, newest.stage, newest.path) == ("Case a.rca", "Analysis", Path("/cases/a.rca"))
    assert newest.opened.utcoffset() is not None


def test_a_case_can_be_taken_off_the_list():
    note_opened(Path("/cases/a.rca"), "A")
    note_opened(Path("/cases/b.rca"), "B")
    forget(Path("/cases/a.rca"))
    forget(Path("/cases/never.rca"))
    assert names() == ["b.rca"]


def test_a_path_is_kept_whole(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    note_opened(Path("a.rca"), "A")
    monkeypatch.chdir("/")
    assert recent_cases()[0].path == tmp_path / "a.rca"


def test_the_list_does_not_grow_for_ever():
    for n in range(KEPT + 5):
        note_opened(Path(f"/cases/{n}.rca"), str(n))
    assert len(names()) == KEPT
    assert names()[0] == f"{KEPT + 4}.rca"


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "null",
        "5",
        '{"a": 1}',
        "[" * 100_000,
        "[null, 5, [], {}]",
        '[{"path": ""}]',
        "\ufeff[]",
        "\x00",
    ],
)
def test_a_damaged_list_counts_as_empty_and_mends_itself(data, content):
    data.mkdir()
    (data / "recent.json").write_text(content, encoding="utf-8")
    assert recent_cases() == []
    note_opened(Path("/cases/a.rca"), "A")
    assert names() == ["a.rca"]


def test_what_can_be_read_of_a_damaged_list_is_kept(data):
    data.mkdir()
    good = {"path": "/cases/a.rca", "title": "A", "stage": "", "opened": "2026-11-23T12:00:00+00:00"}
    rows = [
        good,
        {**good, "path": 5},
        {**good, "opened": "soon"},
        {**good, "path": "/b\x00"},
        {**good, "path": "/cases/c.rca", "title": None, "opened": "2026-11-24T12:00:00"},
    ]
    (data / "recent.json").write_text(json.dumps(rows))
    assert names() == ["c.rca", "a.rca"]


def test_a_list_that_cannot_be_written_is_no_obstacle(data):
    data.write_text("in the way")
    note_opened(Path("/cases/a.rca"), "A")
    forget(Path("/cases/a.rca"))
    assert recent_cases() == []


def test_how_far_a_case_has_come_is_noted_where_it_stands_and_brings_none_back():
    for name in ("a.rca", "b.rca"):
        note_opened(Path(f"/cases/{name}"), "As it was", stage="Just begun")
    restage(Path("/cases/a.rca"), "As it is", "Decided")
    restage(Path("/cases/gone.rca"), "Taken off", "Decided")
    assert [(one.title, one.stage) for one in recent_cases()] == [
        ("As it was", "Just begun"),
        ("As it is", "Decided"),
    ]
