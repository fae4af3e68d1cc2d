"""What a reader may change in a draft: each text stands in it as the case holds it, and nothing else is marked."""

from collections.abc import Iterator

import pytest

from rca_workbench.model import KINDS, ReportText, Snapshot
from rca_workbench.model.fields import Text
from rca_workbench.report import Edition, build, templates
from rca_workbench.report.document import FieldKey, Span, spans_of
from tests.checks.days import TODAY

NAMES = [one.name for one in templates()]
NOT_FOR_READERS = frozenset(
    ("code", "owner", "by", "to", "who", "role", "unit", "reference", "version", "asked_by", "approved_by")
)


@pytest.fixture(params=["as it is", "on the other profile"])
def either(request: pytest.FixtureRequest, snapshot: Snapshot, on_the_other_profile: Snapshot) -> Snapshot:
    return snapshot if request.param == "as it is" else on_the_other_profile


def marked(snapshot: Snapshot, name: str) -> Iterator[Span]:
    document = build(snapshot, name, Edition(TODAY), pictures=False)
    return (span for block in document.blocks for span in spans_of(block) if span.of is not None)


def words(snapshot: Snapshot, key: FieldKey) -> str:
    if key.kind == "report_text":
        section = key.id.partition(":")[2]
        return next(one.text for one in snapshot.of(ReportText).values() if one.section == section)
    return str(getattr(snapshot.table(key.kind)[key.id], key.field))


@pytest.mark.parametrize("name", NAMES)
def test_a_marked_text_is_word_for_word_the_field_it_stands_for(either: Snapshot, name: str) -> None:
    for span in marked(either, name):
        assert span.of is not None
        said = words(either, span.of)
        lines = said.split("\n")
        assert span.text in (said, lines[span.part]), span.of
        assert span.text.strip(), span.of


@pytest.mark.parametrize("name", NAMES)
def test_only_texts_are_marked_and_no_code_role_or_identity(either: Snapshot, name: str) -> None:
    for span in marked(either, name):
        assert span.of is not None
        field = KINDS[span.of.kind].by_name[span.of.field]
        assert isinstance(field.type, Text) and not field.type.identity, span.of
        assert span.of.field not in NOT_FOR_READERS


def test_what_the_full_report_says_of_the_case_can_be_changed_in_it(snapshot: Snapshot) -> None:
    found = {(span.of.kind, span.of.field) for span in marked(snapshot, "investigation_report") if span.of}
    assert found >= {
        ("incident", "summary"), ("timeline_entry", "text"), ("factor", "text"),
        ("recommendation", "text"), ("report_text", "text"), ("evidence", "name"),
    }  # fmt: skip
    entries = {
        span.of.id
        for span in marked(snapshot, "investigation_report")
        if span.of and span.of.kind == "timeline_entry" and span.of.field == "text"
    }
    assert entries == set(snapshot.table("timeline_entry"))
