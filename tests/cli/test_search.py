"""`rca-workbench search`."""

from collections.abc import Callable

from rca_workbench.reference import sample_case_path

from .conftest import Ran


def test_hits_are_listed_by_kind_with_the_words_around(run: Callable[..., Ran]) -> None:
    run("import", "case.rca", sample_case_path())
    ran = run("search", "case.rca", "radio", "altimeter")
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert any(line.startswith("timeline entry  T40  ") for line in lines)
    assert all("altimeter" in line.lower() for line in lines)


def test_words_of_another_field_stand_behind_the_title(run: Callable[..., Ran]) -> None:
    run("import", "case.rca", sample_case_path())
    lines = run("search", "case.rca", "T38", "barometric").out.splitlines()
    assert len(lines) == 1 and lines[0].startswith("timeline entry  T38  ")
    (line,) = run("search", "case.rca", "R1").out.splitlines()
    assert line == "piece of evidence  R1  TAIC final report AO-2019-005"


def test_as_json_each_hit_is_an_object_with_the_same_keys(run: Callable[..., Ran]) -> None:
    run("import", "case.rca", sample_case_path())
    hits = run("search", "case.rca", "altimeter", "--json").json
    assert isinstance(hits, list) and len(hits) > 3
    assert {tuple(hit) for hit in hits} == {("kind", "id", "code", "title", "field", "snippet")}


def test_nothing_found_is_said_and_is_no_failure(run: Callable[..., Ran]) -> None:
    run("new", "case.rca")
    ran = run("search", "case.rca", "zebra")
    assert (ran.code, ran.out) == (0, "")
    assert "Nothing in the case holds “zebra”." in ran.err
    assert run("search", "case.rca", "zebra", "--json").json == []


def test_a_case_that_is_not_there_is_one_plain_line(run: Callable[..., Ran]) -> None:
    ran = run("search", "none.rca", "zebra")
    assert ran.code == 2 and len(ran.err.splitlines()) == 1
