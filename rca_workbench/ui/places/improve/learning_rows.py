"""Lessons as rows, each with the times it went out; the whole bulletin; feedback to who was affected and who reported."""

from collections.abc import Sequence
from datetime import date
from types import MappingProxyType

from PySide6.QtCore import Qt

from rca_workbench.analysis.learning import Learning, Lesson, learning, lesson
from rca_workbench.model import Answer, Entity, LearningItem, Sharing, Snapshot
from rca_workbench.model.time_said import date_words
from rca_workbench.reference.learning import AFFECTED, REPORTER, form_label, sharing_form
from rca_workbench.ui.fields.names import icon_of, line_of
from rca_workbench.ui.lists import Cell, Column, Heading, ListRows, Row, Shape
from rca_workbench.ui.lists.rows import AnyIndex
from rca_workbench.ui.session import Session

TEXT, TO, PRACTICE, SEEN, DAY = range(5)
LESSONS, BULLETIN = "lessons", "bulletin"
GROUPS = (LESSONS, BULLETIN, AFFECTED, REPORTER)
"""The groups in their order; those of feedback are called by the form they hold."""


class LearningRows(ListRows):
    """Each lesson with its sharings under it, then what is about the case as a whole."""

    columns = (
        Column("Lesson, and how it went out", edits=True),
        Column("To whom", 176, edits=True, rank=4),
        Column("Training and supervision", 176, edits=True, rank=1),
        Column("Seen in practice", 136, rank=3),
        Column("Day", 136, rank=2),
    )
    touched_by = (
        "learning",
        "sharing",
        "finding",
        "action",
        "recommendation",
        "factor",
        "incident",
        "report_text",
    )
    arranged_by = MappingProxyType(
        {"learning": frozenset({"order"}), "sharing": frozenset({"item", "form", "on"})}
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._fitted: tuple[Snapshot, bool] | None = None

    def arrange(self) -> Sequence[Row]:
        found = learning(self.session.snapshot)
        parts = (
            (LESSONS, self._of_lessons(found)),
            (BULLETIN, self._held(BULLETIN, (*found.bulletins, *found.unnamed))),
            (AFFECTED, self._held(AFFECTED, found.to_affected)),
            (REPORTER, self._held(REPORTER, found.to_reporter)),
        )
        if not (any(rows for _, rows in parts) or found.lessons):
            return []
        rows: list[Row] = []
        for group, held in parts:
            if self.words and not held:
                continue
            rows.append(Row(group, group, Shape.HEADING))
            rows += held if group not in self.closed else ()
        return rows

    def cell(self, row: Row, column: int) -> Cell:
        one = self.session.snapshot.find(row.id)
        if isinstance(one, LearningItem):
            return _lesson(
                self.session.snapshot, lesson(self.session.snapshot, one), column, self.session.today()
            )
        return _sharing(one, column) if isinstance(one, Sharing) else Cell()

    def heading(self, row: Row) -> Heading:
        found = learning(self.session.snapshot)
        match row.group:
            case "lessons":
                return Heading("Lessons", _sum(found), "lightbulb")
            case "bulletin":
                sent = len(found.bulletins)
                said = f"Went out {_times(sent)}" if sent else "Has not gone out yet"
                if not self._fits():
                    return Heading(
                        "The whole bulletin",
                        f"{said}; would not fit on one page",
                        "file-text",
                        aside_ink="warn",
                    )
                return Heading("The whole bulletin", said, "file-text")
        told = found.to_affected if row.group == AFFECTED else found.to_reporter
        who = "Nobody told yet" if row.group == AFFECTED else "Not told yet"
        said = f"Told {_times(len(told))}" if told else who
        return Heading(
            form_label(row.group), said, "message-square-quote", aside_ink="text2" if told else "warn"
        )

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        row, flags = self.row(index.row()), super().flags(index)
        one = self.session.snapshot.find(row.id) if row is not None else None
        if isinstance(one, Sharing) and index.column() != TO:
            flags &= ~Qt.ItemFlag.ItemIsEditable  # its form is chosen in Details
        return flags

    def _fits(self) -> bool:
        """Whether the bulletin, as the case has it now, fits on its page. Asked whenever the heading is painted."""
        snapshot = self.session.snapshot
        if self._fitted is None or self._fitted[0] is not snapshot:
            from rca_workbench.report.bulletin import LINES, lines_needed

            self._fitted = snapshot, lines_needed(snapshot) <= LINES
        return self._fitted[1]

    def _of_lessons(self, found: Learning) -> list[Row]:
        rows: list[Row] = []
        for one in found.lessons:
            held = self._held(LESSONS, one.sharings)
            if held or self._holds(one.item):
                rows.append(Row(one.item.id, LESSONS))
                rows += held
        return rows

    def _held(self, group: str, sharings: Sequence[Sharing]) -> list[Row]:
        return [Row(one.id, group) for one in sharings if self._holds(one)]

    def _holds(self, one: Entity) -> bool:
        said = (
            [one.text, one.audience, one.practice, one.route]
            if isinstance(one, LearningItem)
            else [form_label(one.form), one.to, one.reference, one.reaction]
            if isinstance(one, Sharing)
            else []
        )
        folded = " ".join(said).casefold()
        return all(each in folded for each in self.words)


def _lesson(snapshot: Snapshot, one: Lesson, column: int, today: date) -> Cell:
    item = one.item
    match column:
        case 0:
            about = next(
                (each for each in (snapshot.find(id) for id in item.about) if each is not None), None
            )
            said = (
                f"From {line_of(about, 60)}" if about is not None else "Not tied to a finding or action yet"
            )
            return Cell(item.text or "No words yet", said, icon=icon_of(item))
        case 1:
            # Who got it stands for who it is for, where nobody has said that.
            to = item.audience or next((each.to for each in (*one.reached, *one.sharings) if each.to), "")
            lacks = bool(one.beyond) and not one.reached
            return Cell(
                to or "Nobody named yet", _reach(one), ink="text" if to else "text2",
                second_ink="warn" if lacks else "text2",
            )  # fmt: skip
        case 2:
            return _practice(one)
        case 3:
            return _seen(item)
        case 4:
            if not item.review:
                return Cell("No review date", ink="text2")
            late = one.overdue(today)
            return Cell(
                _short(item.review),
                "review is late" if late else "looked at" if one.looked_at else "to be reviewed",
                second_ink="warn" if late else "text2",
                second_icon="calendar-clock" if late else "",
            )
    return Cell()


def _reach(one: Lesson) -> str:
    if one.reached:
        return f"beyond the team, {_times(len(one.reached))}"
    if one.beyond:
        return "gone out, to whom is not said"
    if one.sharings:
        return "within the team so far"
    return f"shared {_short(one.item.shared)}" if one.item.shared else "not gone out yet"


def _practice(one: Lesson) -> Cell:
    if not one.linked:
        return Cell("Not linked yet", ink="text2")
    # What is typed here is the lesson's own link; its sharings in training or supervision say theirs.
    said = one.item.practice or ", ".join(
        part for part, there in (("Training", one.trained), ("Supervision", one.supervised)) if there
    )
    if one.training_only:
        return Cell(said, "training is all there is", second_ink="warn", second_icon="triangle-alert")
    kinds = [
        part
        for part, there in (
            ("training", one.trained), ("supervision", one.supervised), ("a change of the work", one.changes_work),
        )
        if there
    ]  # fmt: skip
    return Cell(said, ", ".join(kinds))


def _seen(item: LearningItem) -> Cell:
    on = _short(item.seen_on)
    match item.seen:
        case Answer.YES if not item.seen_how.strip():
            return Cell(
                "Seen?", "where and how is not said", icon="circle-help", icon_ink="warn", second_ink="warn"
            )
        case Answer.YES:
            return Cell("Seen", on, icon="circle-check", icon_ink="ok")
        case Answer.NO:
            return Cell("Not seen", on, icon="circle-slash", icon_ink="warn")
        case Answer.NOT_APPLICABLE:
            return Cell("Not applicable", on, ink="text2")
    return Cell("Not looked at yet", on, ink="text2")


def _sharing(one: Sharing, column: int) -> Cell:
    form = sharing_form(one.form)
    match column:
        case 0:
            came = f"came back: {one.reaction}" if one.reaction else ""
            said = " · ".join(part for part in (one.reference, one.reach, came) if part)
            return Cell(
                form_label(one.form) or "Form not said", said or "Nothing recorded of how it was taken in",
                icon=icon_of(one), indent=1,
            )  # fmt: skip
        case 1:
            wide = "beyond the team" if one.beyond else ""
            if form is not None and form.feedback:
                wide = ""
            if one.to or not wide:
                return Cell(one.to or "Not said to whom", wide, ink="text" if one.to else "text2")
            said = wide if one.reach else "counts once it says to whom"
            return Cell("Not said to whom", said, ink="warn", second_ink="text2")
        case 4:
            return Cell(
                _short(one.on) or "No day",
                f"by {one.by}" if one.by else "",
                ink="text" if one.on else "text2",
            )
    return Cell()


def _sum(found: Learning) -> str:
    if not found.lessons:
        return "None yet"
    said = [
        _counted(len(found.lessons), "lesson"),
        f"{found.beyond} beyond the team",
        f"{found.seen} seen in practice",
    ]
    return ", ".join(said)


def _short(day: str) -> str:
    return date_words(day, short=True) if day else ""


def _counted(count: int, what: str) -> str:
    return f"1 {what}" if count == 1 else f"{count} {what}s" if count else ""


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")
