"""`rca-workbench review`: what a reviewed draft proposes, said and changed nothing."""

import shutil
from collections.abc import Callable
from pathlib import Path

import docx

from rca_workbench.report.sending import go_out, make_ready
from rca_workbench.store import Case
from tests.cli.conftest import Ran, refused
from tests.report.returned.conftest import TEMPLATE, TODAY
from tests.report.returned.packages import changed, controls, in_body, put, put_in, words_of

Run = Callable[..., Ran]


def sent(sample: Path) -> Path:
    with Case.open(sample, who="Tester", keep_copy=False) as case:
        ready = make_ready(case, TEMPLATE, "Medical director", TODAY, pictures=False, page_numbers=False)
        go_out(case, ready, Path("sent.docx").absolute())
    return Path("sent.docx")


def test_a_draft_with_changes_is_listed_and_leaves_1(run: Run, sample: Path) -> None:
    def edit(root: object) -> None:
        control = next(one for one in controls(root) if "Latest underwater" in words_of(one))  # type: ignore[arg-type]
        put(control, "<w:r><w:t>Latest underwater escape training</w:t></w:r>" + put_in(" of two"))

    back = changed(sent(sample), Path("back.docx"), in_body(edit))
    before = sample.read_bytes()
    ran = run("review", sample, back)
    assert ran.code == 1
    assert "  + Latest underwater escape training of two" in ran.out
    assert "The case is unchanged." in ran.err
    listed = run("review", sample, back, "--json")
    assert listed.code == 1
    (one,) = listed.json  # type: ignore[misc]
    assert {"kind", "id", "field", "before", "after", "author", "state", "comment"} <= set(one)
    assert (one["kind"], one["field"], one["author"], one["state"]) == (
        "timeline_entry",
        "text",
        "Reader 1",
        "open",
    )
    assert "Ann" not in listed.out
    assert sample.read_bytes() == before


def test_a_draft_without_changes_leaves_0(run: Run, sample: Path) -> None:
    back = Path(shutil.copy(sent(sample), "back.docx"))
    ran = run("review", sample, back, "--json")
    assert (ran.code, ran.json) == (0, [])


def test_what_is_no_draft_of_the_case_leaves_2(run: Run, sample: Path) -> None:
    made = docx.Document()
    made.add_paragraph("Minutes.")
    made.save("other.docx")
    assert refused(run("review", sample, "other.docx"), "not a draft of this case")
    assert refused(run("review", sample, "nowhere.docx"), "nowhere.docx")
