"""What comes home of 100 edits and 100 comments that a real LibreOffice made in 50 fields of a draft."""

import random
import tempfile
from datetime import date
from pathlib import Path

from benchmarks.table import Row, timed

FIELDS, EDITS, COMMENTS = 50, 100, 100
_TEMPLATE = "investigation_report"


def measure() -> list[Row]:
    """Each field gets an edit by one reader and one by another, tracked or not, and two comments.

    Every edit puts in a word found nowhere else: it is found where it stands in a proposal, and placed where that is of
    the field it was made in. What went out for these fields stays in the case as it was.
    """
    from tests.report.returned.libreoffice import LibreOffice, why_not

    if because := why_not():
        return [Row("round trip through LibreOffice", because, "", "", "not measured", False)]
    with tempfile.TemporaryDirectory(prefix="rca-review-") as name, LibreOffice() as office:
        return _measured(Path(name), office)


def _measured(folder: Path, office) -> list[Row]:
    from rca_workbench.exchange import import_into
    from rca_workbench.model import Comment, Proposal
    from rca_workbench.reference import sample_case_path
    from rca_workbench.report.returned import bring_in
    from rca_workbench.report.sending import go_out, make_ready
    from rca_workbench.store import Case

    day = date(2026, 1, 12)
    with Case.create(folder / "case.rca") as case:
        import_into(case, sample_case_path())
        ready = make_ready(case, _TEMPLATE, "Reader", day, pictures=False, page_numbers=False)
        go_out(case, ready, folder / "sent.docx")
        fields = _fields(folder / "sent.docx")
        edits, comments, made = _edited(office, folder / "sent.docx", folder / "back.docx", fields)
        before = {key: _now(case, key) for key in fields}
        seconds = timed(lambda: bring_in(case, folder / "back.docx", {}, day))
        proposals = list(case.snapshot.of(Proposal).values())
        found = {word: [one for one in proposals if word in one.after] for word in edits}
        said = {one.text: one for one in case.snapshot.of(Comment).values()}
        applied = sum(_now(case, key) != text for key, text in before.items())
    placed = sum(
        any((one.subject_kind, one.subject, one.field) == key for one in found[word])
        for word, key in edits.items()
    )
    kept_apart = sum(
        any(bool(one.tracked) is made[word] for one in found[word]) for word in edits if found[word]
    )
    spoken = sum(text in said for text in comments)
    on_field = sum(
        (one.about, one.field) == (key[1], key[2])
        for text, key in comments.items()
        if (one := said.get(text)) is not None
    )
    lost = EDITS - sum(bool(one) for one in found.values()) + COMMENTS - spoken
    strange = sum(not any(word in one.after for word in edits) for one in proposals)
    counts = (
        (f"{EDITS} edits by LibreOffice over {FIELDS} fields: found", sum(map(bool, found.values())), EDITS),
        ("of those, placed in their field", placed, EDITS),
        ("of those, tracked and not tracked told apart", kept_apart, EDITS),
        (f"{COMMENTS} comments: found", spoken, COMMENTS),
        ("of those, placed on their field", on_field, COMMENTS),
        ("lost", lost, 0),
        ("proposed though nobody did it", strange, 0),
        ("applied unasked", applied, 0),
    )
    rows = [Row(what, str(ours), str(done), "", f"{done}", ours == done) for what, ours, done in counts]
    return [*rows, Row("brought into the case in", f"{seconds:.1f} s", "", "", "stated", True)]


def _fields(sent: Path) -> dict[tuple[str, str, str], str]:
    """Fields of one line with words that stand nowhere else, each with its words."""
    from rca_workbench.report.returned import read

    lines = read(sent).lines
    whole = "\n".join(line.text() for line in lines)
    found: dict[tuple[str, str, str], str] = {}
    for line in lines:
        for one in line.pieces:
            text = one.text
            if one.tag and len(text) > 30 and whole.count(text[:24]) == 1 and whole.count(text[-12:]) == 1:
                found.setdefault((one.tag[0].kind, one.tag[0].id, one.tag[0].field), text)
    chosen = list(found)
    random.Random(1).shuffle(chosen)
    return {key: found[key] for key in chosen[:FIELDS]}


def _edited(office, sent: Path, back: Path, fields):
    """Have LibreOffice do it; which word went into which field, which comment onto which, and what was tracked."""
    edits, comments, tracked = {}, {}, {}
    assert len(fields) == FIELDS, len(fields)
    office.does("who", "Ann", "Example")
    office.does("open", str(sent))
    for reader in (0, 1):
        office.does("who", *(("Ann", "Example"), ("Bob", "Other"))[reader])
        for number, (key, text) in enumerate(fields.items()):
            word = f"zq{reader}x{number:03d}"
            # The first reader types in half of the fields without tracking; the second tracks all.
            is_tracked = bool(reader or number % 2)
            office.does("track", is_tracked)
            if reader:
                office.does("type_behind", text[-12:], f" {word}.")
            else:
                office.does("type_behind", text[:24].rsplit(" ", 1)[0], f" {word}")
            edits[word], tracked[word] = key, is_tracked
    office.does("track", False)
    for reader in (0, 1):
        office.does("who", *(("Ann", "Example"), ("Bob", "Other"))[reader])
        for number, (key, text) in enumerate(fields.items()):
            said = f"Remark {reader}-{number:03d}"
            office.does("comment", text[-12:], said)
            comments[said] = key
    office.does("save", str(back))
    office.does("close")
    return edits, comments, tracked


def _now(case, key) -> str | None:
    from rca_workbench.report.document import FieldKey
    from rca_workbench.report.returned import now_of

    return now_of(case.snapshot, FieldKey(*key))
