"""A sentence that two sections say is named in both, and what merely sounds alike is not."""

from rca_workbench.analysis.repetition import also_said

LATE = "The registrar was told of the falling blood pressure two hours after it was first seen."
NEARLY = "The registrar was told of the falling blood pressure only two hours after it was first seen."
OTHER = "Two wards shared one registrar that night, and nobody had planned who would cover the second."


def test_the_same_sentence_in_two_sections_is_named_in_both() -> None:
    texts = {"summary": f"It was a Tuesday. {LATE}", "findings": f"{OTHER} {NEARLY}", "learning": "Nothing."}
    assert [(one.section, one.words, one.other) for one in also_said(texts, texts)] == [
        ("summary", LATE, "findings"),
        ("findings", NEARLY, "summary"),
    ]


def test_a_sentence_that_the_case_prints_elsewhere_is_named_where_it_was_written() -> None:
    found = also_said({"summary": LATE}, {"summary": LATE, "timeline": f"02:05 {LATE}"})
    assert [(one.section, one.other) for one in found] == [("summary", "timeline")]


def test_sentences_about_the_same_and_short_ones_are_left_alone() -> None:
    texts = {"summary": f"{LATE} See the timeline.", "findings": f"{OTHER} See the timeline."}
    assert also_said(texts, texts) == ()


def test_what_is_said_twice_in_one_section_is_not_this_rule() -> None:
    assert also_said({"summary": f"{LATE} {LATE}"}, {"summary": f"{LATE} {LATE}"}) == ()
