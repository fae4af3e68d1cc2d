"""What came back beside what went out: every difference one proposal, every comment one comment."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from rca_workbench.model import KINDS, Proposal, ProposalKind, Snapshot, new_id
from rca_workbench.model.words import counted
from rca_workbench.report.document import FieldKey
from rca_workbench.report.returned.authors import Authors
from rca_workbench.report.returned.body import CONTENTS
from rca_workbench.report.returned.comparison import Comparison, compare
from rca_workbench.report.returned.deciding import SECTION, now_of
from rca_workbench.report.returned.fields import FieldWords
from rca_workbench.report.returned.file import Line, Mark, Proposed, ReturnedFile
from rca_workbench.report.returned.merging import merged
from rca_workbench.report.returned.reading import read_bytes
from rca_workbench.report.returned.remarks import comments_of, day
from rca_workbench.report.returned.rows import TableRow, said_in, subject_of
from rca_workbench.report.word.frame import WATERMARK
from rca_workbench.report.word.tags import fingerprint, plain_text

_NO_TRACE = (
    "The file that went out is not kept in this case, and cannot be made again from its history. Tracked changes and "
    "comments were found; of what was typed without Track Changes only what the fields no longer say."
)
_TAGS_GONE = (
    "The marks around the fields were lost on the way, as happens where a program converts the file. What was changed was "
    "found by the words around it: look twice at where it belongs."
)
_STORIES = {
    "footnote": "Footnotes",
    "endnote": "Endnotes",
    "header": "Header",
    "footer": "Footer",
    CONTENTS: "Contents",
}


def proposed(
    snapshot: Snapshot,
    file: ReturnedFile,
    sent: bytes | None,
    roles: Mapping[str, str],
    was: Mapping[FieldKey, str] | None = None,
) -> Proposed:
    """What a file that came back proposes: every difference from what went out, and every comment. Changes nothing.

    Args:
        snapshot: the case as it stands.
        file: what came back.
        sent: the file that went out; None where it is not known any more.
        roles: for each author in the file, what the case calls them. Others are "Reader 1" and so on.
        was: where the file that went out is not known, what the fields said then; None where nobody knows that either.
    """
    authors = Authors(snapshot, file.authors, roles)
    own = read_bytes(sent, "The file that went out").lines if sent is not None else _as_it_was(file.lines)
    marks = file.sent.by_mark if file.sent is not None else {}
    beside = compare(own, file.lines, marks)
    notes = list(file.warnings)
    found: list[tuple[float, Proposal]] = []
    if not file.broken:
        exported = None if sent is not None else _exported(snapshot, file, beside, was or {})
        found = [
            *_changes(beside, authors, exported),
            *_rows(beside, authors),
            *_points(beside, authors),
            *_elsewhere(beside, authors),
            *_stories(beside, authors),
        ]
        if sent is None and was is None:
            notes.append(_NO_TRACE)
        elif not file.has_tags and beside.sent_fields:
            notes.append(_TAGS_GONE)
    found.sort(key=lambda one: one[0])
    proposals = tuple(
        replace(
            one,
            id=new_id(),
            order=order_of(at),
            before=authors.without_names(one.before),
            after=authors.without_names(one.after),
            place=authors.without_names(one.place),
        )
        for at, one in found
    )
    comments = comments_of(snapshot, file, beside, authors)
    lost = sum(not one.place and one.about is None for one in comments)
    if lost:
        notes.append(f"{counted(lost, 'comment')} stood on words that are no longer in the file.")
    return Proposed(proposals, comments, (*notes, *authors.notes()))


def order_of(at: float) -> str:
    """A place in the file as text that sorts like it."""
    return f"{int((at + 1) * 2):07d}"


def _changes(
    beside: Comparison, authors: Authors, exported: Mapping[FieldKey, str] | None
) -> Iterator[tuple[float, Proposal]]:
    """Fields that say something else."""
    in_gone = {(tag[0].kind, tag[0].id) for row, _ in beside.gone_rows for tag in row.tags}
    for key, went_out in beside.sent_fields.items():
        if (key.kind, key.id) in in_gone:
            continue
        words = beside.fields.get(key)
        at = float(words.line) if words is not None else beside.at(went_out.line)
        before = went_out.text() if exported is None else exported.get(key, went_out.text())
        place = beside.place(words.line) if words is not None else beside.place(went_out.line, of_sent=True)
        made = Proposal(
            id="", subject_kind=key.kind, subject=key.id, field=key.field, place=place, before=before
        )
        if words is None:
            yield at, _emptied(made, key, None)
        else:
            for one in _of_field(made, words, authors):
                yield at, _emptied(one, key, words)


def _of_field(made: Proposal, words: FieldWords, authors: Authors) -> Iterator[Proposal]:
    """What was typed and what was tracked in one field, and by whom, kept apart as far as they can be."""
    exported, typed, after = made.before, words.text(False), words.text()
    is_typed, is_tracked = not same(exported, typed), not same(typed, after)
    if is_typed and not is_tracked:
        yield replace(made, after=typed, tracked=False)
    elif is_tracked:
        by: dict[str, Mark] = {}
        for mark in words.marks():
            by[mark.author] = max(by.get(mark.author, mark), mark, key=lambda one: one.on)
        parts = [(author, words.text(by=author)) for author in by]
        parts = [(author, text) for author, text in parts if not same(text, typed)]
        apart = [(author, merged(typed, text, exported)) for author, text in parts]
        whole = replace(
            made, after=after, tracked=not is_typed, by=authors.roles(list(by)), on=_last(by.values())
        )
        if words.is_entangled or not parts or any(text is None for _, text in apart):
            yield whole
            return
        if is_typed:
            yield replace(made, after=typed, tracked=False)
        for author, text in apart:
            yield replace(
                made, after=text or "", tracked=True, by=authors.role(author), on=day(by[author].on)
            )


def _emptied(one: Proposal, key: FieldKey, words: FieldWords | None) -> Proposal:
    """A thing whose main words were taken out, with their paragraph, is proposed to go."""
    kind = KINDS.get(key.kind)
    main = kind is not None and not kind.single and key.field == kind.title_field and key.kind != SECTION
    if one.after.strip() or not main:
        return one if words is not None else replace(one, tracked=False)
    whole = words is None or words.is_gone
    return replace(
        one, proposal_kind=ProposalKind.REMOVE if whole else one.proposal_kind, tracked=bool(one.tracked)
    )


def _rows(beside: Comparison, authors: Authors) -> Iterator[tuple[float, Proposal]]:
    """Rows that were added or taken out."""
    sent_rows = list(beside.sent_rows.values())
    for row, back in beside.gone_rows:
        key = subject_of(row, sent_rows)
        table = beside.tables.get(row.place[0])
        before = said_in(beside.sent, row, table)
        at = float(back.lines[0]) if back is not None else beside.at(row.lines[0])
        made = Proposal(id="", place=beside.place(row.lines[0], of_sent=True), before=before)
        made = _marked(made, back.taken_out if back is not None else None, authors)
        if key is None:
            yield at, replace(made, proposal_kind=ProposalKind.ELSEWHERE)
        else:
            yield (
                at,
                replace(
                    made,
                    proposal_kind=ProposalKind.REMOVE,
                    subject_kind=key.kind,
                    subject=key.id,
                    field=key.field,
                ),
            )
    for row in beside.new_rows:
        table = beside.tables.get(beside.table_pairs.get(row.place[0], -1))
        kind = KINDS.get(table.kind) if table is not None else None
        is_there = row.taken_out is None or row.put_in is None
        after = said_in(beside.back, row, table, after=row.put_in is not None or row.taken_out is None)
        made = Proposal(
            id="",
            proposal_kind=ProposalKind.ADD if kind is not None and is_there else ProposalKind.ELSEWHERE,
            subject_kind=kind.name if kind is not None else "",
            field=_main_field(beside, row, kind.title_field) if kind is not None else "",
            place=beside.place(row.lines[0]),
            after=after,
        )
        mark = row.put_in or next(
            (one.put_in for number in row.lines for one in beside.back[number].pieces if one.put_in), None
        )
        yield float(row.lines[0]), _marked(made, mark, authors)


def _main_field(beside: Comparison, row: TableRow, title: str) -> str:
    """The field that the words of an added row are, as the table shows its things."""
    table = beside.tables[beside.table_pairs[row.place[0]]]
    names = list(table.fields.values())
    return title if title in names or not names else names[0]


def _points(beside: Comparison, authors: Authors) -> Iterator[tuple[float, Proposal]]:
    """Points that were added to a list."""
    for number, key in beside.new_points:
        line = beside.back[number]
        made = Proposal(
            id="",
            proposal_kind=ProposalKind.ADD,
            subject_kind=key.kind,
            field=key.field,
            place=beside.place(number),
            after=line.text().strip() or line.text(False).strip(),
        )
        yield float(number), _marked(made, _first_mark(line), authors)


def _elsewhere(beside: Comparison, authors: Authors) -> Iterator[tuple[float, Proposal]]:
    """Words in places that are no field: changed, added, taken out."""
    for number, at in _between(beside):
        line = beside.back[number]
        yield float(number), _read_only(beside, number, beside.sent[at].text(), line, authors)
    for group in _neighbours(beside.new_lines):
        lines = [beside.back[number] for number in group]
        made = Proposal(
            id="",
            proposal_kind=ProposalKind.ELSEWHERE,
            place=beside.place(group[0]),
            before="\n".join(
                text for one in lines if (text := one.text(False).strip()) and not one.text().strip()
            ),
            after="\n".join(text for one in lines if (text := one.text().strip())),
        )
        yield float(group[0]), _marked(made, _first_mark(*lines), authors)
    for group in _neighbours(beside.gone_lines):
        words = "\n".join(beside.sent[number].text().strip() for number in group)
        made = Proposal(
            id="",
            proposal_kind=ProposalKind.ELSEWHERE,
            place=beside.place(group[0], of_sent=True),
            before=words,
            tracked=False,
        )
        yield beside.at(group[0]), made


def _between(beside: Comparison) -> Iterator[tuple[int, int]]:
    """Paragraphs that came back and whose own words, beside any fields, are others."""
    in_gone = {number for row, _ in beside.gone_rows for number in row.lines}
    for number, at in beside.pairs.items():
        if at in in_gone:
            continue
        if number in beside.odd:
            yield number, at
        elif not beside.keys.get(number) and not beside.back[number].story:
            line, went_out = beside.back[number], beside.sent[at].text()
            if not same(line.text(), went_out) or not same(line.text(False), went_out):
                yield number, at


def _read_only(beside: Comparison, number: int, before: str, line: Line, authors: Authors) -> Proposal:
    made = Proposal(
        id="",
        proposal_kind=ProposalKind.ELSEWHERE,
        place=beside.place(number),
        before=before.strip(),
        after=line.text().strip(),
    )
    return _marked(made, _first_mark(line), authors)


def _stories(beside: Comparison, authors: Authors) -> Iterator[tuple[float, Proposal]]:
    """Footnotes, headers and footers. Programs write headers once more or less often: only words that are new count."""
    at = float(len(beside.back))
    for story, place in _STORIES.items():
        sent = [_listed(line.text()) for line in beside.sent if line.story == story]
        back = [line for line in beside.back if line.story == story]
        there = {_listed(line.text()) for line in back}
        missing = list(dict.fromkeys(text for text in sent if text and text not in there))
        seen: set[str] = set()
        for line in back:
            text = _listed(line.text())
            known = _listed(line.text(False))
            if (text in sent and known in sent) or text in seen or not (text or known):
                continue
            if story == "header" and text == known == WATERMARK:
                continue  # LibreOffice turns the drawn word into a box of text
            seen.add(text)
            before = known if known in sent else (missing.pop(0) if missing else "")
            missing = [one for one in missing if one != before]
            made = Proposal(
                id="", proposal_kind=ProposalKind.ELSEWHERE, place=place, before=before, after=text
            )
            yield at, _marked(made, _first_mark(line), authors)
        if story in ("footnote", "endnote") and back:
            for text in missing:
                yield (
                    at,
                    Proposal(
                        id="", proposal_kind=ProposalKind.ELSEWHERE, place=place, before=text, tracked=False
                    ),
                )


def _listed(text: str) -> str:
    """A line as it is compared: the number of a page at its end, which each program works out, does not count."""
    return plain_text(text).rstrip("0123456789 .")


def _marked(one: Proposal, mark: Mark | None, authors: Authors) -> Proposal:
    """A proposal with who tracked it and when; simply typed where nobody did."""
    if mark is None:
        return replace(one, tracked=False)
    return replace(one, tracked=True, by=authors.role(mark.author), on=day(mark.on))


def _first_mark(*lines: Line) -> Mark | None:
    return next(
        (
            mark
            for line in lines
            for one in (*line.pieces, line.end)
            for mark in (one.put_in, one.taken_out)
            if mark is not None
        ),
        None,
    )


def _last(marks: Iterable[Mark]) -> str:
    return max((day(mark.on) for mark in marks), default="")


def _neighbours(numbers: Sequence[int]) -> Iterator[list[int]]:
    """Paragraphs that follow each other, together."""
    group: list[int] = []
    for number in numbers:
        if group and number != group[-1] + 1:
            yield group
            group = []
        group.append(number)
    if group:
        yield group


def _as_it_was(lines: Sequence[Line]) -> tuple[Line, ...]:
    """A file without what was tracked in it: the nearest to what went out, where that is not known."""
    made = []
    for line in lines:
        if line.row is not None and line.row.put_in is not None:
            continue
        pieces = tuple(one._replace(taken_out=None) for one in line.pieces if one.put_in is None)
        if line.pieces and not pieces:
            continue
        row = replace(line.row, taken_out=None) if line.row is not None else None
        made.append(replace(line, pieces=pieces, row=row, end=line.end._replace(put_in=None, taken_out=None)))
    return tuple(made)


def _exported(
    snapshot: Snapshot, file: ReturnedFile, beside: Comparison, was: Mapping[FieldKey, str]
) -> dict[FieldKey, str]:
    """What fields said when they went out, as far as their fingerprints in the file tell."""
    found: dict[FieldKey, str] = {}
    for one in file.sent.fields if file.sent is not None else ():
        words = beside.sent_fields.get(one.key)
        if words is None or fingerprint(words.text()) == one.sha256:
            continue
        said = (was.get(one.key), now_of(snapshot, one.key))
        found[one.key] = next((text for text in said if text and fingerprint(text) == one.sha256), "")
    return found


def same(one: str, other: str) -> bool:
    """Whether two texts say the same, whatever their blanks."""
    return one == other or plain_text(one) == plain_text(other)
