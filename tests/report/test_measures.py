"""The report says whether risk fell only where a chart shows it, and prints the values beside the chart."""

from rca_workbench.model import Action, MeasureChange, MeasureKind
from rca_workbench.report.document import Block, Heading, Paragraph, PictureBlock, TableBlock
from rca_workbench.report.measures import measures
from tests.analysis.spc_cases import STEADY, measured

DONE = Action(id="a", code="A1", text="A second registrar", done="2025-04-01")
AFTER = (9, 8, 9, 7, 6, 8, 9, 5)


def said(blocks: list[Block]) -> str:
    lines = []
    for one in blocks:
        if isinstance(one, Paragraph):
            lines.append("".join(span.text for span in one.spans))
        elif isinstance(one, Heading):
            lines.append(one.text)
    return "\n".join(lines)


def test_nothing_measured_is_nothing_printed() -> None:
    assert measures(measured(()).changed([], [("measure", "m")], "")) == []


def test_chart_verdict_and_every_value_are_printed() -> None:
    blocks = measures(
        measured(
            (*STEADY, *AFTER), DONE, action="a", better="lower", baseline_until="2025-03-31",
            measure_kind=MeasureKind.OUTCOME, definition="Doses over an hour late",
        )
    )  # fmt: skip
    text = said(blocks)
    assert "A1 A second registrar: " in text and "Improvement since 1 April 2025" in text
    assert "Nothing watches for what might have got worse." in text
    assert "Limits are held from the 15 values up to 1 March 2025." in text
    [picture] = [one for one in blocks if isinstance(one, PictureBlock)]
    assert "Improvement since" in picture.picture.alt
    [table] = [one for one in blocks if isinstance(one, TableBlock)]
    assert [one.heading for one in table.columns] == ["Date", "Value", "Signal"] * 3
    assert len(table.rows) == 8  # 23 values, three side by side, to be read down
    assert table.rows[-2][6:] == ("1 Nov 2025", "5", "Better") and table.rows[-1][6:] == ("", "", "")
    down = [row[at : at + 3] for at in (0, 3, 6) for row in table.rows]
    assert [one[1] for one in down][:23] == [f"{value}" for value in (*STEADY, *AFTER)]


def test_what_is_not_drawn_stands_in_the_table_all_the_same() -> None:
    blocks = measures(measured([(3, 40), (4, 0), "n/a"]))
    [table] = [one for one in blocks if isinstance(one, TableBlock)]
    assert [row[1:3] for row in table.rows] == [
        ("3 of 40", "7.5"),
        ("4 of 0", "Not drawn"),
        ("n/a", "Not drawn"),
    ]
    assert "limits need 13" in said(blocks)


def test_many_values_keep_their_notes_and_what_the_chart_shows_of_them() -> None:
    blocks = measures(measured([*((n, 40) for n in range(1, 14)), "n/a"]))
    [table] = [one for one in blocks if isinstance(one, TableBlock)]
    assert len(table.rows) == 5
    assert table.rows[0][1] == "1 of 40\n(2.5)" and table.rows[3][7] == "n/a\nNot drawn"


def test_new_limits_print_their_reason_and_rare_events_their_mark() -> None:
    change = MeasureChange(
        id="c", measure="m", on="2025-04-01", what="x", recalculate=True, reason="Held, agreed"
    )
    assert "worked out anew from 1 April 2025: Held, agreed." in said(
        measures(measured((*STEADY, *AFTER, *AFTER), change))
    )
    days = [f"2025-{month:02}-{day:02}" for month in range(1, 9) for day in (3, 17)]
    assert "Checked in part against the source." in said(
        measures(measured([""] * 16, days=days, every="each event"))
    )
