"""The page on the screen: in pieces that say where they come from, numbered and referring as Word does."""

from dataclasses import replace
from datetime import date

from rca_workbench.analysis.prose import put_in
from rca_workbench.model import ReportText, Snapshot, TimelineEntry, new_id
from rca_workbench.report import Edition, build
from rca_workbench.report.document import Document
from rca_workbench.report.preview import PageLook, Piece, preview_pieces

TODAY = date(2026, 6, 1)
NAME = "investigation_report"


def page(case: Snapshot) -> tuple[Document, tuple[Piece, ...]]:
    document = build(case, NAME, Edition(TODAY), pictures=False)
    return document, preview_pieces(document, PageLook())


def with_words(case: Snapshot, text: str, section: str = "findings") -> Snapshot:
    one = ReportText(id=new_id(), template=NAME, section=section, text=text)
    return case.changed((one,), (), "later")


def test_what_the_team_wrote_is_told_from_what_the_case_makes(snapshot: Snapshot) -> None:
    _, pieces = page(with_words(snapshot, "Taken together, height was nobody's task."))
    own = [one for one in pieces if "height was nobody" in one.html]
    assert [(one.section, one.made) for one in own] == [("findings", False)]
    assert any(one.made and one.section == "timeline" for one in pieces)


def test_all_of_the_document_stands_in_the_pieces_in_order(snapshot: Snapshot) -> None:
    document, pieces = page(snapshot)
    whole = "".join(one.html for one in pieces)
    places = [whole.index(f"<a name='{one.id}'>") for one in document.headings]
    assert places == sorted(places)


def test_an_entry_that_changes_changes_only_the_pieces_that_say_it(snapshot: Snapshot) -> None:
    _, before = page(snapshot)
    entry = next(iter(snapshot.of(TimelineEntry).values()))
    _, after = page(snapshot.changed((replace(entry, text="Put right since."),), (), snapshot.head))
    assert [one.section for one in after] == [one.section for one in before]
    changed = {one.section for one, other in zip(before, after, strict=True) if one.html != other.html}
    assert "timeline" in changed and "findings" not in changed


def test_a_reference_to_a_part_of_the_report_leads_there(snapshot: Snapshot) -> None:
    _, pieces = page(with_words(snapshot, f"As {put_in(snapshot, '#timeline', 'section ‘Timeline’')} shows."))
    (own,) = [one for one in pieces if "shows." in one.html]
    assert "href='#timeline'" in own.html and "Timeline</a>" in own.html


def test_words_that_look_like_marking_are_shown_as_they_are(snapshot: Snapshot) -> None:
    _, pieces = page(with_words(snapshot, "A <b>bold</b> & “quoted” claim"))
    assert any("A &lt;b&gt;bold&lt;/b&gt; &amp; “quoted” claim" in one.html for one in pieces)


def test_nothing_is_written_smaller_than_can_be_read() -> None:
    sizes = [int(part.split("px")[0]) for part in PageLook(scale=0.3).style.split("font-size:")[1:]]
    assert min(sizes) == 12


def test_a_table_that_needs_more_than_the_page_is_as_wide_as_one_turned_across(snapshot: Snapshot) -> None:
    document = build(snapshot, "action_plan", Edition(TODAY), pictures=False)
    look = PageLook()

    def wide(width: int) -> list[int]:
        whole = "".join(one.html for one in preview_pieces(document, replace(look, width=width)))
        return [int(part.split("'")[0]) for part in whole.split("<table width='")[1:]]

    upright, narrow = wide(look.width), wide(480)
    assert max(narrow) > 480 and all(480 <= one <= 732 for one in narrow)
    assert min(upright) == look.width
