"""The timeline in the report: its forms, and what is told differently, stated fairly."""

from dataclasses import replace as replaced

import pytest

from rca_workbench.model import (
    Account,
    AccountState,
    Entity,
    EvidenceItem,
    EvidenceKind,
    Excerpt,
    Snapshot,
    Time,
    TimeKind,
    TimelineEntry,
    TimeLink,
)
from rca_workbench.report.builders import BUILDERS
from rca_workbench.report.document import Bullets, Paragraph, TableBlock, cell_text


def case(*held: Entity) -> Snapshot:
    tables: dict[str, dict[str, Entity]] = {}
    for one in held:
        tables.setdefault(one.kind.name, {})[one.id] = one
    return Snapshot(tables, "")


def words(blocks: list) -> str:
    said = []
    for block in blocks:
        if isinstance(block, Paragraph):
            said.append("".join(span.text for span in block.spans))
        elif isinstance(block, Bullets):
            said += ["- " + "".join(span.text for span in item) for item in block.items]
        elif isinstance(block, TableBlock):
            said += [" | ".join(cell_text(cell) for cell in row) for row in block.rows]
    return "\n".join(said)


MOMENT = TimelineEntry(
    id="t", code="T4", text="Doctor bleeped", time=Time(TimeKind.DATETIME, "2025-03-12T02:00"), order="a"
)
TOLD = (
    EvidenceItem(id="e", code="E1", name="Bleep log"),
    EvidenceItem(id="f", code="E2", name="Statement of the ward nurse"),
    Account(
        id="a",
        entry="t",
        evidence="e",
        place="line 40",
        time=Time(TimeKind.DATETIME, "2025-03-12T02:10"),
        text="One bleep",
    ),
    Account(id="b", entry="t", evidence="f", text="Two bleeps, the second at about twenty past"),
)


def told(**fields: object) -> str:
    return words(BUILDERS["uncertain"](case(replaced(MOMENT, **fields), *TOLD)))


def test_each_account_stands_with_who_says_so_and_when() -> None:
    said = told(accounts_state=AccountState.DISPUTED)
    assert "T4 12 Mar 2025 02:00: Doctor bleeped" in said
    assert "- E1 Bleep log, line 40: 12 Mar 2025 02:10. One bleep" in said
    assert "- E2 Statement of the ward nurse: " in said


@pytest.mark.parametrize(
    ("fields", "stands"),
    [
        ({"accounts_state": AccountState.DISPUTED}, "Disputed. None of these accounts is preferred here."),
        (
            {"accounts_state": AccountState.LEFT_OPEN},
            "Left open: what is known does not decide between them.",
        ),
        (
            {"accounts_state": AccountState.LEFT_OPEN, "resolution": "The log was overwritten."},
            "Left open: The log was overwritten.",
        ),
        (
            {
                "accounts_state": AccountState.RESOLVED,
                "resolution": "The log decides",
                "resolved_by": "Lead investigator",
            },
            "Resolved, by Lead investigator: The log decides.",
        ),
        ({}, "Where this stands is not recorded. None of these accounts is preferred here."),
    ],
)
def test_where_it_stands_is_said_and_no_side_is_taken_while_it_is_open(
    fields: dict[str, object], stands: str
) -> None:
    assert told(**fields).splitlines()[-1] == stands


def test_an_order_that_cannot_be_names_every_entry_of_it() -> None:
    other = TimelineEntry(id="u", code="T5", text="Seen", order="b")
    loop = (TimeLink(id="l", earlier="t", later="u"), TimeLink(id="m", earlier="u", later="t"))
    said = words(BUILDERS["uncertain"](case(MOMENT, other, *loop)))
    assert "T4, T5 cannot all be in the order and at the times given." in said


def test_where_nothing_is_uncertain_nothing_is_said() -> None:
    assert BUILDERS["uncertain"](case(MOMENT)) == []


@pytest.mark.parametrize("form", ["timeline", "timeline_upright"])
def test_both_tables_hold_the_same_words(form: str) -> None:
    entry = replaced(
        MOMENT, expected="Seen within 30 minutes", sense="One doctor for four wards", note="A note"
    )
    (table,) = BUILDERS[form](
        case(entry, EvidenceItem(id="e", code="E1"), Excerpt(id="x", evidence="e", about="t", place="p 2"))
    )
    (row,) = table.rows
    said = " ".join(cell_text(cell) for cell in row)
    for word in (
        "T4",
        "02:00",
        "Doctor bleeped",
        "Seen within 30 minutes",
        "One doctor",
        "A note",
        "E1, p 2",
    ):
        assert word in said
    assert sum(column.share for column in table.columns) >= 95


def test_what_was_expected_has_a_column_of_its_own_across_where_anything_was() -> None:
    def headings(entry: TimelineEntry) -> list[str]:
        (table,) = BUILDERS["timeline"](case(entry))
        return [column.heading for column in table.columns]

    assert "What should have happened" not in headings(MOMENT)
    assert "What should have happened" in headings(replaced(MOMENT, expected="Seen at once"))


def test_a_fact_on_one_statement_only_is_marked_at_its_source() -> None:
    item = EvidenceItem(id="e", code="E2", evidence_kind=EvidenceKind.STATEMENT)
    (table,) = BUILDERS["timeline"](case(MOMENT, item, Excerpt(id="x", evidence="e", about="t")))
    assert table.rows[0][-1] == "E2 (on one statement only)"
    log = replaced(item, evidence_kind=EvidenceKind.SYSTEM_LOG)
    (table,) = BUILDERS["timeline"](case(MOMENT, log, Excerpt(id="x", evidence="e", about="t")))
    assert table.rows[0][-1] == "E2"
