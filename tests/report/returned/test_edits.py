"""Edits of the file's XML, as editors leave it: each is found, placed where it was made, and nothing else is."""

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from rca_workbench.model import Action, Proposal, ProposalKind
from rca_workbench.report.returned import Proposed, read, what_it_proposes
from rca_workbench.report.word.tags import key_of_tag, plain_text
from rca_workbench.store import Case
from tests.report.returned.conftest import Sent
from tests.report.returned.packages import (
    NAMES,
    W,
    changed,
    controls,
    in_body,
    put,
    put_in,
    run,
    tag_of,
    taken_out,
    words_of,
)

_WORDS = st.text(st.sampled_from("abc é&<.\u00a0–"), min_size=1, max_size=12).map(lambda text: f"q{text}q")


@dataclass(frozen=True)
class Made:
    """One edit of one control."""

    at: int
    text: str
    tracked: bool
    instead: bool
    """The words went; otherwise new ones came behind them."""


_EDITS = st.lists(
    st.builds(Made, st.integers(0, 10_000), _WORDS, st.booleans(), st.booleans()),
    min_size=1,
    max_size=12,
)


def found_in(case: Case, sent: Sent, edit: object) -> Proposed:
    with tempfile.TemporaryDirectory() as folder:
        back = changed(sent.draft, Path(folder) / "back.docx", in_body(edit))  # type: ignore[arg-type]
        return what_it_proposes(case, read(back), {})[1]


@given(_EDITS)
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_edit_is_found_once_and_where_it_was_made(sent_once: Sent, made: Sequence[Made]) -> None:
    expected: dict[str, tuple[str, str, bool]] = {}

    def edit(root: etree._Element) -> None:
        every = controls(root)
        tags = [tag_of(one).rsplit("/", 1)[0] for one in every]
        alone = [
            one
            for one, tag in zip(every, tags, strict=True)
            if tags.count(tag) == 1 and one.find(f"{W}sdtPr/{W}showingPlcHdr") is None
        ]
        for one in made:
            control = alone[one.at % len(alone)]
            tag = tag_of(control)
            if tag in expected:
                continue
            before = words_of(control)
            if one.instead:
                put(control, taken_out(before) + put_in(one.text) if one.tracked else run(one.text))
                expected[tag] = (before, one.text, one.tracked)
            else:
                put(control, run(before) + (put_in(one.text) if one.tracked else run(one.text)))
                expected[tag] = (before, before + one.text, one.tracked)

    with Case.open(sent_once.case, read_only=True) as case:
        found = found_in(case, sent_once, edit)
    keys = {key_of_tag(tag): said for tag, said in expected.items()}
    assert len(found.proposals) == len(keys)
    for (key, _), (before, after, tracked) in ((one, said) for one, said in keys.items() if one):
        (one,) = [
            each
            for each in found.proposals
            if (each.subject_kind, each.subject, each.field) == (key.kind, key.id, key.field)
        ]
        assert plain_text(one.before) == plain_text(before)
        assert plain_text(one.after) == plain_text(after)
        assert one.tracked is tracked and one.place
        assert (one.by, one.on) == ("Reader 1", "2026-01-07") if tracked else True


def one_entry(root: etree._Element, words: str) -> etree._Element:
    return next(one for one in controls(root) if words in words_of(one))


def row_of(control: etree._Element) -> etree._Element:
    return next(one for one in control.iterancestors() if one.tag == f"{W}tr")


def test_typed_and_tracked_in_one_field_are_two_proposals(case: Case, sent: Sent) -> None:
    def edit(root: etree._Element) -> None:
        put(
            one_entry(root, "Latest underwater"),
            run("The latest underwater escape training") + put_in(" of two") + run("."),
        )

    typed, tracked = found_in(case, sent, edit).proposals
    assert (typed.after, typed.tracked) == ("The latest underwater escape training.", False)
    assert (tracked.after, tracked.tracked) == ("Latest underwater escape training of two.", True)
    assert typed.before == tracked.before == "Latest underwater escape training."


def test_words_that_one_put_in_and_another_took_out_again_are_one_proposal(case: Case, sent: Sent) -> None:
    entangled = (
        '<w:ins w:id="1" w:author="Ann" w:date="2026-01-07T10:00:00Z">'
        '<w:del w:id="2" w:author="Bob" w:date="2026-01-08T10:00:00Z"><w:r><w:delText>never </w:delText></w:r></w:del>'
        "</w:ins>"
    )

    def edit(root: etree._Element) -> None:
        put(
            one_entry(root, "Latest underwater"),
            run("Latest ") + entangled + put_in("ever ", "Bob") + run("underwater escape training."),
        )

    (one,) = found_in(case, sent, edit).proposals
    assert one.after == "Latest ever underwater escape training."
    assert one.by == "Reader 1 and Reader 2"


def test_a_row_that_was_copied_and_filled_in_is_a_new_one(case: Case, sent: Sent) -> None:
    def edit(root: etree._Element) -> None:
        row = row_of(one_entry(root, "Latest underwater"))
        copy = etree.fromstring(etree.tostring(row))
        put(one_entry(copy, "Latest underwater"), run("First training of all."))
        row.addprevious(copy)

    (one,) = found_in(case, sent, edit).proposals
    assert (one.proposal_kind, one.subject_kind, one.tracked) == (ProposalKind.ADD, "timeline_entry", False)
    assert "What happened: First training of all." in one.after


def test_an_emptied_control_is_an_empty_field(case: Case, sent: Sent) -> None:
    def edit(root: etree._Element) -> None:
        control = one_entry(root, "Latest underwater")
        put(control, "")

    (one,) = found_in(case, sent, edit).proposals
    assert (one.after, one.field) == ("", "text")


def test_blanks_and_line_ends_of_another_editor_are_no_change(case: Case, sent: Sent) -> None:
    def edit(root: etree._Element) -> None:
        control = one_entry(root, "Latest underwater")
        put(control, run("Latest  underwater") + "<w:r><w:tab/></w:r>" + run("escape training. "))

    assert found_in(case, sent, edit).proposals == ()


def test_words_typed_right_beside_a_control_are_meant_for_it(case: Case, sent: Sent) -> None:
    def edit(root: etree._Element) -> None:
        control = one_entry(root, "Latest underwater")
        control.addnext(etree.fromstring(f'<w:x xmlns:w="{W[1:-1]}">{run(" In May.")}</w:x>')[0])

    (one,) = found_in(case, sent, edit).proposals
    assert one.after == "Latest underwater escape training. In May."


def test_a_name_of_the_register_becomes_the_role_and_is_said(sent: Sent) -> None:
    from rca_workbench.model import Actor

    with Case.open(sent.case, who="Tester", keep_copy=False) as case:
        with case.step("Name") as step:
            pilot = next(one for one in step.snapshot.of(Actor).values() if one.role == "Pilot")
            step.change(pilot, name="Zebedee Quillfeather")

        def edit(root: etree._Element) -> None:
            put(one_entry(root, "Latest underwater"), run("Zebedee Quillfeather was trained."))

        found = found_in(case, sent, edit)
    (one,) = found.proposals
    assert one.after == "Pilot was trained."
    assert any("named somebody of the people register" in note for note in found.notes)


def test_the_same_file_twice_is_in_the_case_once(case: Case, sent: Sent, tmp_path: Path) -> None:
    from rca_workbench.model import Proposal, ReviewedDraft
    from rca_workbench.report.returned import bring_in
    from tests.report.returned.conftest import TODAY

    def edit(root: etree._Element) -> None:
        control = one_entry(root, "Latest underwater")
        put(control, run(words_of(control)) + put_in(" More."))

    back = changed(sent.draft, tmp_path / "Comments of Ann Example.docx", in_body(edit))
    first = bring_in(case, back, {"Ann": "Ward sister"}, TODAY)
    head = case.head
    again = bring_in(case, Path(shutil.copy(back, tmp_path / "again.docx")), {}, TODAY)
    assert again.again and again.draft.id == first.draft.id and case.head == head
    assert len(case.snapshot.of(Proposal)) == len(case.snapshot.of(ReviewedDraft)) == 1
    assert first.draft.by == "Ward sister"
    kept = case.snapshot.table("attachment")[str(first.draft.file)]
    assert kept.title == "Reviewed draft.docx"


def test_a_draft_passed_on_brings_what_the_first_reader_said_once(
    case: Case, sent: Sent, tmp_path: Path
) -> None:
    from rca_workbench.report.returned import bring_in
    from tests.report.returned.conftest import TODAY

    def first(root: etree._Element) -> None:
        control = one_entry(root, "Latest underwater")
        put(control, run(words_of(control)) + put_in(" More."))

    def second(root: etree._Element) -> None:
        first(root)
        control = one_entry(root, "Notifies the rescue")
        put(control, run(words_of(control)) + put_in(" At once.", "Bob"))

    bring_in(case, changed(sent.draft, tmp_path / "a.docx", in_body(first)), {}, TODAY)
    brought = bring_in(case, changed(sent.draft, tmp_path / "b.docx", in_body(second)), {}, TODAY)
    assert [one.after for one in brought.proposed.proposals] == [
        "Notifies the rescue coordination centre. At once."
    ]
    assert "1 tracked change came in an earlier file already" in brought.draft.note


def test_a_row_taken_out_without_tracking_and_passed_on_is_proposed_once(
    case: Case, sent: Sent, tmp_path: Path
) -> None:
    from rca_workbench.report.returned import bring_in
    from tests.report.returned.conftest import TODAY

    def first(root: etree._Element) -> None:
        row = next(one_entry(root, "Latest underwater").iterancestors(f"{W}tr"))
        parent = row.getparent()
        assert parent is not None
        parent.remove(row)

    def second(root: etree._Element) -> None:
        first(root)
        put(one_entry(root, "Notifies the rescue"), run("Typed."))

    bring_in(case, changed(sent.draft, tmp_path / "a.docx", in_body(first)), {}, TODAY)
    brought = bring_in(case, changed(sent.draft, tmp_path / "b.docx", in_body(second)), {}, TODAY)
    assert [one.after for one in brought.proposed.proposals] == ["Typed."]
    assert [one.proposal_kind for one in case.snapshot.of(Proposal).values()] == [
        ProposalKind.REMOVE,
        ProposalKind.CHANGE,
    ]
    assert "came in an earlier file already" in brought.draft.note


def test_a_comment_on_an_action_that_is_told_outside_its_field_is_about_the_action(
    case: Case, sent: Sent, tmp_path: Path
) -> None:
    """The summary lists the actions again, in paragraphs that are no fields."""
    told = "Operating certificate corrected"

    def edit(root: etree._Element) -> None:
        at = next(
            one
            for one in root.iter(f"{W}p")
            if one.find(f".//{W}sdt") is None
            and "".join(each.text or "" for each in one.iter(f"{W}t")).startswith(told)
        )
        at.append(etree.fromstring(f'<w:r {NAMES}><w:commentReference w:id="7"/></w:r>'))

    comments = (
        f'<w:comments {NAMES}><w:comment w:id="7" w:author="Ann" w:date="2026-01-07T10:00:00Z"><w:p>'
        f"{run('By when?')}</w:p></w:comment></w:comments>"
    ).encode()
    back = changed(
        sent.draft, tmp_path / "back.docx", {**in_body(edit), "word/comments.xml": lambda _: comments}
    )
    (one,) = what_it_proposes(case, read(back), {})[1].comments
    about = case.snapshot.find(one.about)
    assert isinstance(about, Action) and about.text.startswith(told)
    assert one.field == "text"
