"""The clocks of the field as typed rows, and whose bank holidays are known up to when."""

import pytest

from rca_workbench.model import ClockUnit, Nation
from rca_workbench.reference import sheet
from rca_workbench.reference.timescales import (
    bank_holidays,
    clock_row,
    clock_rows,
    law_nation,
    timescales_version,
)


def test_the_list_holds_48_clocks_and_29_give_a_due_date() -> None:
    assert len(clock_rows()) == 48
    assert sum(row.computable for row in clock_rows().values()) == 29


def test_a_length_is_only_there_where_a_due_date_follows() -> None:
    for row in clock_rows().values():
        assert (row.length is None) == (row.unit is None)


def test_a_usual_range_and_a_window_are_no_length() -> None:
    usual, window = clock_row("TS-PSIRF-02"), clock_row("TS-RIDDOR-05")
    assert usual is not None and (usual.length, usual.usual) == (None, (1, 3))
    assert window is not None and (window.length, window.usual) == (None, None)


def test_a_length_that_is_common_locally_stands_apart_from_the_law() -> None:
    row = clock_row("TS-DOC-03")
    assert row is not None and row.length is None and row.suggested is not None
    assert (row.suggested.length, row.suggested.unit) == (10, ClockUnit.WORKING_DAYS)
    assert row.suggested.basis == "common local policy, not law"


def test_a_row_that_was_not_read_in_its_source_says_so() -> None:
    row, read = clock_row("TS-SIF-03"), clock_row("TS-RIDDOR-02")
    assert row is not None and row.mark == "Not checked against the source"
    assert read is not None and read.mark == ""


def test_an_unknown_code_is_no_clock() -> None:
    assert clock_row("TS-NONE-99") is None


def test_the_version_names_the_list_and_the_month_its_evidence_runs_to() -> None:
    month = sheet("domain", "timescales.json").content["evidence_up_to"]
    assert timescales_version().startswith(f"timescales {month} ")


@pytest.mark.parametrize("nation", Nation)
def test_each_nation_has_its_bank_holidays(nation: Nation) -> None:
    known = bank_holidays(nation)
    assert known.published_from < known.published_to
    assert known.name.replace(" ", "_").casefold() == nation


def test_law_counts_the_bank_holidays_of_england_and_wales() -> None:
    assert law_nation() == Nation.ENGLAND
