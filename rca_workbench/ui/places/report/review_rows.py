"""The Review tab as rows: the drafts that went out with what came back, then what readers say, in the report's order."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import Qt

from rca_workbench.analysis.reviewing import (
    DraftOut,
    Remark,
    counts_in_words,
    drafts_out,
    is_of_draft,
    is_open,
    is_reply,
    reader_of,
    remarks,
)
from rca_workbench.analysis.word_changes import Piece
from rca_workbench.drawing.check_badge import Standing
from rca_workbench.model import Comment, Proposal, Review, ReviewedDraft, Snapshot, shortened
from rca_workbench.model.time_said import date_words
from rca_workbench.model.words import counted, word
from rca_workbench.ui.fields.names import icon_of
from rca_workbench.ui.lists import Cell, Column, Heading, ListRows, Row, Shape
from rca_workbench.ui.lists.rows import STANDING, AnyIndex
from rca_workbench.ui.places.report.review_said import (
    about,
    answer_of,
    change_in_words,
    doubt_of,
    needs_words,
    pieces_of,
    section_of,
    who_and_when,
)
from rca_workbench.ui.session import Session

ABOUT, WORDS, STATE, ANSWER = range(4)
DRAFTS = "drafts"
"""Group of the drafts that went out."""
ERROR = "error"
LOOSE = "draft not known"
"""Row for the files of which it is not known which draft they answer."""
_INKS = {"open": "warn", "accepted": "ok", "declined": "text2", "deferred": "text2"}
_MOST = 400
"""Letters of a change or comment that a row ever shows."""


class ReviewRows(ListRows):
    """What went out and what came back; narrowed by words, reader, section and whether it is decided."""

    columns = (
        Column("What it is about", 250, rank=9),
        Column("Proposed words or comment"),
        Column("State", 190, rank=8),
        Column("Reason or reply", 170, rank=1),
    )
    touched_by = (
        "review", "reviewed_draft", "proposal", "comment", "report_text", "timeline_entry", "factor", "finding", "action",
        "recommendation", "question", "incident", "case", "learning",
    )  # fmt: skip
    arranged_by = MappingProxyType(
        {
            "review": frozenset({"review_kind", "sent"}),
            "reviewed_draft": frozenset({"review"}),
            "proposal": frozenset({"state", "place", "by", "order"}),
            "comment": frozenset({"state", "place", "by", "order", "answers", "draft", "review"}),
        }
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.only_open = False
        self.reader = ""
        self.section = ""
        self._looked_at: Snapshot | None = None
        self._remarks: tuple[Remark, ...] = ()
        self._sections: Mapping[str, tuple[str, bool]] = {}

    @property
    def all_remarks(self) -> tuple[Remark, ...]:
        """All that readers say, in order."""
        self._look()
        return self._remarks

    @property
    def _said_of(self) -> Mapping[str, tuple[str, bool]]:
        """Of each section how many are in which state, and whether any is open."""
        self._look()
        return self._sections

    def _look(self) -> None:
        """Work out once for each state of the case what every row asks for."""
        snapshot = self.session.snapshot
        if self._looked_at is snapshot:
            return
        self._looked_at, self._remarks = snapshot, remarks(snapshot)
        inside: dict[str, list[Remark]] = {}
        for one in self._remarks:
            if not is_reply(snapshot, one):
                inside.setdefault(self._section(one), []).append(one)
        self._sections = {
            section: (counts_in_words(found), any(map(is_open, found))) for section, found in inside.items()
        }

    @property
    def narrowed(self) -> bool:
        """Whether some of it is left out."""
        return bool(self.only_open or self.reader or self.section)

    def arrange(self) -> Sequence[Row]:
        snapshot = self.session.snapshot
        rows: list[Row] = []
        out = drafts_out(snapshot)
        if out and not self.words:
            rows.append(Row(DRAFTS, DRAFTS, Shape.HEADING))
            if DRAFTS not in self.closed:
                for one in out:
                    rows.append(Row(one.review.id if one.review is not None else LOOSE, DRAFTS))
                    rows += [Row(each.id, DRAFTS) for each in one.back]
        by_section: dict[str, list[Remark]] = {}
        for remark in self.all_remarks:
            if self._is_asked_for(remark):
                by_section.setdefault(self._section(remark), []).append(remark)
        for section, found in by_section.items():
            group = f"section {section}"
            rows.append(Row(group, group, Shape.HEADING))
            if group not in self.closed:
                rows += [Row(one.id, group) for one in found]
        return rows

    def remarks_of(self, rows: Iterable[Row]) -> tuple[Remark, ...]:
        """What the rows show of what readers say, each once."""
        found = (self.session.snapshot.find(row.id) for row in rows)
        return tuple({one.id: one for one in found if isinstance(one, Proposal | Comment)}.values())

    def sections(self) -> tuple[str, ...]:
        """The headings under which readers say something, in the report's order."""
        return tuple(dict.fromkeys(self._section(one) for one in self.all_remarks))

    def heading(self, row: Row) -> Heading:
        if row.id == DRAFTS:
            out = drafts_out(self.session.snapshot)
            back = sum(len(one.back) for one in out)
            sent = sum(one.review is not None for one in out)
            went = counted(sent, "draft") if sent else ""
            return Heading(
                "Drafts that went out",
                ", ".join(part for part in (went, f"{back} came back" if back else "") if part),
                "file-output",
            )
        section = row.id.removeprefix("section ")
        # Of the section as a whole, also where only what is open is shown.
        said, waiting = self._said_of.get(section, ("", False))
        return Heading(section, said, aside_ink="warn" if waiting else "text2")

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        found = super().data(index, role)
        # That something is open stands in its state; a mark in every row would hide the few that say more.
        if role == STANDING and isinstance(found, Standing) and found.severity != ERROR:
            return None
        return found

    def cell(self, row: Row, column: int) -> Cell:
        if row.id == LOOSE:
            return Cell("Of no known draft", icon="circle-help", ink="text2") if not column else Cell()
        one = self.session.snapshot.find(row.id)
        match one:
            case Review():
                return self._review(one, column)
            case ReviewedDraft():
                return self._back(one, column)
            case Proposal() | Comment():
                return self._remark(one, column)
        return Cell()

    def pieces(self, row: Row) -> tuple[Piece, ...]:
        """What a row shows of a proposed change, with what was taken out and put in; empty for anything else."""
        one = self.session.snapshot.find(row.id)
        return pieces_of(one) if isinstance(one, Proposal) else ()

    def _review(self, one: Review, column: int) -> Cell:
        out = next(
            (each for each in drafts_out(self.session.snapshot) if each.review and each.review.id == one.id),
            DraftOut(one, ()),
        )
        match column:
            case 0:
                sent = (
                    f"Sent on {date_words(one.sent, short=True)}"
                    if one.sent
                    else "When it was sent is not said"
                )
                return Cell(
                    f"{one.version or 'Draft'} to {one.to or 'readers, who is not said'}", sent, icon=icon_of(one),
                    strong=True,
                )  # fmt: skip
            case 1:
                return Cell(title_words(self.session.snapshot, one.template), ink="text2")
            case 2:
                if not out.back:
                    return Cell("Nothing back yet", ink="text2")
                said = self._counts(out.back)
                return Cell(said or "Nothing to decide", ink="warn" if " open" in said else "text")
        return Cell()

    def _back(self, one: ReviewedDraft, column: int) -> Cell:
        match column:
            case 0:
                on = f"Back on {date_words(one.on, short=True)}" if one.on else ""
                return Cell(f"From {one.by or 'a reader'}", on, icon=icon_of(one), indent=1)
            case 1:
                return Cell(one.note, ink="text2", wraps=True)
            case 2:
                said = self._counts((one,))
                return Cell(said or "Nothing proposed or said", ink="warn" if " open" in said else "text")
        return Cell()

    def _remark(self, one: Remark, column: int) -> Cell:
        snapshot = self.session.snapshot
        reply = is_reply(snapshot, one)
        match column:
            case 0:
                called = "Reply" if reply else about(snapshot, one)
                return Cell(
                    called,
                    who_and_when(snapshot, one, short=True),
                    icon=icon_of(one),
                    indent=1 if reply else 0,
                )
            case 1 if isinstance(one, Proposal):
                return Cell(shortened(change_in_words(one), _MOST), wraps=True)
            case 1 if isinstance(one, Comment):
                quote = f"On “{' '.join(one.quote.split())}”" if one.quote and not reply else ""
                if len(one.text) > 70 or not quote:
                    return Cell(shortened(one.text, _MOST) or "No words", wraps=True)
                return Cell(one.text or "No words", quote)
            case 2 if not reply:
                doubt = "Why? Give a reason" if needs_words(snapshot, one) else doubt_of(snapshot, one)
                return Cell(
                    word(one.state), doubt, ink=_INKS[one.state.value] if is_open(one) else "text",
                    second_ink="warn" if doubt else "text2",
                )  # fmt: skip
            case 3:
                return Cell(answer_of(one), wraps=True)
        return Cell()

    def _counts(self, back: Sequence[ReviewedDraft]) -> str:
        snapshot = self.session.snapshot
        ids = [one.id for one in back]
        found: list[Remark] = [one for id in ids for one in snapshot.pointed_from(Proposal, "draft", id)]
        found += [
            one
            for id in ids
            for one in snapshot.pointed_from(Comment, "draft", id)
            if not is_reply(snapshot, one)
        ]
        return counts_in_words(found)

    def _section(self, remark: Remark) -> str:
        above = (
            self.session.snapshot.get(Comment, remark.answers or "") if isinstance(remark, Comment) else None
        )
        return section_of(above if above is not None and is_of_draft(above) else remark)

    def _is_asked_for(self, remark: Remark) -> bool:
        snapshot = self.session.snapshot
        above = snapshot.get(Comment, remark.answers or "") if isinstance(remark, Comment) else None
        head = above if above is not None else remark
        if self.only_open and not is_open(head):
            return False
        if self.reader and self.reader not in (reader_of(snapshot, remark), reader_of(snapshot, head)):
            return False
        if self.section and self._section(remark) != self.section:
            return False
        if not self.words:
            return True
        texts = (remark.before, remark.after) if isinstance(remark, Proposal) else (remark.text, remark.quote)
        folded = " ".join(
            (*texts, remark.place, reader_of(snapshot, remark), answer_of(remark), about(snapshot, remark))
        ).casefold()
        return all(one in folded for one in self.words)


def title_words(snapshot: Snapshot, template: str) -> str:
    """What a document is called in the words of the case's framework; nothing where there is no such template any more."""
    from rca_workbench.model.fault import Fault
    from rca_workbench.report import title_of

    try:
        return title_of(template, snapshot.case.profile) if template else ""
    except Fault:
        return ""
