"""The names under which fields stand in a review copy lead back to the fields."""

from hypothesis import given
from hypothesis import strategies as st

from rca_workbench.model import KINDS, new_id
from rca_workbench.report.document import FieldKey
from rca_workbench.report.word.tags import (
    LONGEST_TAG,
    Sent,
    SentField,
    fingerprint,
    is_mark,
    key_of_tag,
    mark_of,
    sent_in,
    sent_xml,
    tag_of,
)

FIELDS = [
    (kind.name, field.name) for kind in KINDS.values() for field in kind.fields if hasattr(field.type, "long")
]
IDS = st.one_of(
    st.uuids().map(lambda one: one.hex),
    st.text("abcdefgXYZ0189-_:. /~é", min_size=1, max_size=80),
    st.just("investigation_report:executive_summary"),
)


def test_every_text_of_every_kind_has_a_tag_that_leads_back() -> None:
    assert len(FIELDS) > 100
    for kind, field in FIELDS:
        key = FieldKey(kind, new_id(), field)
        tag = tag_of(key, 123)
        assert len(tag) <= LONGEST_TAG, tag
        assert key_of_tag(tag, Sent("", "", "", "", "", (SentField(key, "", ""),)).by_short) == (key, 123)


@given(st.sampled_from(FIELDS), IDS, st.integers(0, 999))
def test_a_tag_leads_back_to_its_field_whatever_the_id(where: tuple[str, str], id: str, part: int) -> None:
    key = FieldKey(where[0], id, where[1])
    tag = tag_of(key, part)
    sent = Sent("c", "e", "t", "v", "h", (SentField(key, "rca_1", ""),))
    assert len(tag) <= LONGEST_TAG
    assert key_of_tag(tag, sent.by_short) == (key, part)


@given(st.text())
def test_no_other_text_is_taken_for_a_tag(text: str) -> None:
    found = key_of_tag(text)
    assert found is None or text.startswith("rca/")


def test_tags_of_others_are_none_of_ours() -> None:
    for text in (
        "",
        "rca:title",
        "rca/factor/x/text",
        "rca/factor/x/text/two",
        "rca/factor//text/0",
        "goog_rdk_1",
    ):
        assert key_of_tag(text) is None


def test_what_a_file_says_of_itself_is_read_again() -> None:
    key = FieldKey("report_text", 'a <very> long "template" & name of a house:executive_summary', "text")
    sent = Sent(
        "case", "export", "investigation_report", "Draft 2", "f" * 64, (SentField(key, mark_of(3), "ab"),)
    )
    assert sent_in([b"<other/>", b"not xml", sent_xml(sent)]) == sent
    assert key_of_tag(tag_of(key, 0), sent.by_short) == (key, 0)
    assert sent.by_mark == {"rca_3": key}
    assert sent_in([b"<sent/>"]) is None


def test_bookmarks_of_fields_are_told_from_others() -> None:
    assert is_mark(mark_of(12))
    assert not is_mark("_Toc_summary")
    assert not is_mark("rca_x")


def test_a_fingerprint_does_not_mind_blanks_and_composition() -> None:
    assert fingerprint("caf\u00e9  was\tshut \n\nNext ") == fingerprint("cafe\u0301 was shut\nNext")
    assert fingerprint("was shut") != fingerprint("was open")
