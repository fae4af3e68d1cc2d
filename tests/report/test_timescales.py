"""The report's section on timescales: each deadline with its dates, and why it was late or moved."""

from datetime import date

from rca_workbench.analysis.deadlines import started_clock
from rca_workbench.model import (
    Clock,
    ClockChange,
    ClockChangeKind,
    ClockUnit,
    Entity,
    Snapshot,
    Time,
    TimeKind,
)
from rca_workbench.report.document import Block, Paragraph, TableBlock, cell_text
from rca_workbench.report.timescales import timescales

DAY = date(2026, 11, 30)


def day(iso: str) -> Time:
    return Time(TimeKind.DATE, iso)


def made(*things: Entity) -> list[Block]:
    return timescales(Snapshot.empty().changed(things, [], ""), DAY)


def rows(*things: Entity) -> list[tuple[str, ...]]:
    (table,) = [block for block in made(*things) if isinstance(block, TableBlock)]
    return [tuple(cell_text(cell) for cell in row) for row in table.rows]


def own(id: str = "c", **fields: object) -> Clock:
    plain = {"what": "Report", "to": "commissioner", "length": 10, "unit": ClockUnit.CALENDAR_DAYS}
    return Clock(id=id, started=day("2026-11-02"), **(plain | fields))  # type: ignore[arg-type]


def test_without_deadlines_there_is_no_section() -> None:
    assert made() == []


def test_a_deadline_met_in_time_says_what_shows_it() -> None:
    (row,) = rows(own(met=day("2026-11-10"), proof="Receipt 44"))
    assert row == (
        "Report, to: commissioner", "2 November 2026; 10 calendar days", "Thu 12 Nov 2026", "Tue 10 Nov 2026: Receipt 44",
        "",
    )  # fmt: skip


def test_a_late_one_says_so_and_why() -> None:
    (row,) = rows(own(met=day("2026-11-16"), late_reason="The ward was closed"))
    assert row[3:] == ("Mon 16 Nov 2026 (late)", "The ward was closed.")


def test_pauses_and_extensions_stand_with_reason_and_agreement() -> None:
    pause = ClockChange(
        id="p",
        clock="c",
        change=ClockChangeKind.PAUSE,
        since="2026-11-04",
        until="2026-11-06",
        reason="Police",
    )
    longer = ClockChange(
        id="e", clock="c", change=ClockChangeKind.EXTENSION, until="2026-12-20", reason="Inquest",
        agreed_with="Commissioner", agreed="2026-11-12",
    )  # fmt: skip
    (row,) = rows(own(), pause, longer)
    assert row[2] == "Sun 20 Dec 2026"
    assert row[4] == (
        "Paused from 4 November 2026 to 6 November 2026: Police. "
        "Extended to 20 December 2026: Inquest (agreed with Commissioner, 12 November 2026)."
    )


def test_what_is_still_due_says_so_as_on_the_day_of_the_report() -> None:
    (late,) = rows(own())
    assert late[3] == "Not yet. 18 days late"
    (today,) = rows(own(length=28))
    assert today[3] == "Not yet", "what is today when it is made is another day when it is read"


def test_what_is_due_in_hours_on_the_day_of_the_report_is_not_called_late() -> None:
    (row,) = rows(
        Clock(
            id="h",
            what="Notify",
            length=72,
            unit=ClockUnit.HOURS,
            started=Time(TimeKind.DATETIME, "2026-11-27T16:00"),
        )
    )
    assert row[2:4] == ("16:00 on Mon 30 Nov 2026", "Not yet. Due on the day of this report")


def test_a_prompt_shows_no_date_and_a_local_target_is_called_one() -> None:
    prompt = started_clock("TS-DOC-01", day("2026-11-02"))
    local = started_clock("TS-DOC-03", day("2026-11-03"), local=True)
    first, second = rows(prompt, local)
    assert first[2:4] == ("No date is set", "Not yet")
    assert second[0].endswith("(local target)") and second[2] == "Tue 17 Nov 2026"


def test_what_is_not_checked_against_its_source_is_named_below() -> None:
    blocks = made(
        started_clock("TS-SIF-01", day("2026-11-02")), started_clock("TS-RIDDOR-02", day("2026-11-02"))
    )
    (note,) = [block for block in blocks if isinstance(block, Paragraph)]
    said = "".join(span.text for span in note.spans)
    assert said == "Not checked against the source: declare on StEIS and tell the commissioner."


def test_deadlines_stand_in_the_order_in_which_they_were_due() -> None:
    first, second = own("late", length=2, met=day("2026-11-03")), own("early", length=5)
    assert [row[2] for row in rows(second, first)] == ["Wed 4 Nov 2026", "Sat 7 Nov 2026"]
