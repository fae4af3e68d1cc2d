"""Details of what a reader of a draft would have otherwise: the words that went out, came back and stand now."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from rca_workbench.analysis.reviewing import WITHIN, is_open, others_for, reader_of
from rca_workbench.analysis.word_changes import said
from rca_workbench.model import Changes, Entity, Proposal, ProposalKind, ProposalState, Snapshot, shortened
from rca_workbench.model.words import word
from rca_workbench.report.word.tags import plain_text
from rca_workbench.ui import style
from rca_workbench.ui.details.facts import Fact, FactsSection
from rca_workbench.ui.details.page import Chip, Page
from rca_workbench.ui.details.review import STATE_ICONS
from rca_workbench.ui.fields import Row
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.places.report.review_painting import marked
from rca_workbench.ui.places.report.review_said import (
    about,
    doubt_of,
    needs_words,
    now_of,
    pieces_of,
    who_and_when,
)
from rca_workbench.ui.session import Session

REVIEW = "report/review"


class ProposalPage(Page):
    """One proposed change, with its difference word by word, and the reason of whoever decided."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, Proposal.kind)

    @property
    def headed_by(self) -> str:
        return ""  # what came back is a record and is not typed over

    def fill(self) -> None:
        self._head_line = wrapped(style.role(QLabel(), "statement"))
        self._who = wrapped(style.role(QLabel(), "small"))
        for label in (self._head_line, self._who):
            self.add(label)
        self.part(TextsSection(self.session))
        self.part(OthersSection(self.session))
        self.line()
        self.field("reason")

    def changed(self, entity: Entity) -> None:
        assert isinstance(entity, Proposal)
        self._head_line.setText(about(self.session.snapshot, entity))
        place = entity.place.replace(WITHIN, ", ")
        self._who.setText(
            ". ".join(part for part in (who_and_when(self.session.snapshot, entity), place) if part)
        )

    def chips(self, entity: Entity) -> Sequence[Chip]:
        assert isinstance(entity, Proposal)
        made: list[Chip] = [(STATE_ICONS[entity.state.value], word(entity.state), None)]
        if entity.proposal_kind is not ProposalKind.CHANGE:
            made.append(("info", word(entity.proposal_kind), None))
        if doubt := doubt_of(self.session.snapshot, entity):
            made.append(("circle-help", doubt, None))
        if needs_words(self.session.snapshot, entity):
            made.append(("circle-help", "Why? Give a reason", None))
        return made

    def foot(self, entity: Entity) -> Sequence[tuple[str, str, Callable[[], object], str]]:
        assert isinstance(entity, Proposal)
        if self.session.read_only or not is_open(entity):
            return ()
        return (
            ("Decline", "equal-not", partial(self.run, "review_decline", REVIEW), "D"),
            ("Accept", "check", partial(self.run, "review_accept", REVIEW), "A"),
        )


class TextsSection(QWidget):
    """The difference between what went out and what came back, and what stands now where that is neither."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.id: str | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        self._parts: dict[str, tuple[QLabel, QLabel]] = {}
        for name in ("Change", "Went out", "Came back", "Says now"):
            head = style.role(QLabel(name), "small_strong")
            text = QLabel()
            text.setWordWrap(True)
            text.setMinimumWidth(1)
            text.setTextFormat(Qt.TextFormat.RichText if name == "Change" else Qt.TextFormat.PlainText)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._parts[name] = (head, text)
            box.addWidget(head)
            box.addWidget(text)
            box.addSpacing(4)

    def show_entity(self, entity: Entity | None) -> None:
        """Be about another proposal."""
        self.id = entity.id if entity is not None else None
        self.refresh(None)

    def refresh(self, changes: Changes | None) -> None:
        """Show the texts as they are now."""
        one = self.session.snapshot.get(Proposal, self.id)
        if one is None:
            return
        now = now_of(self.session.snapshot, one) if one.state is not ProposalState.ACCEPTED else None
        moved = now is not None and plain_text(now) not in (plain_text(one.before), plain_text(one.after))
        already = now is not None and plain_text(now) == plain_text(one.after)
        change = one.proposal_kind is not ProposalKind.ELSEWHERE or bool(one.before and one.after)
        self._say("Change", marked(pieces_of(one)) if change else "", said(pieces_of(one)))
        # The words that stay show the rest of what went out: in full it is of use only beside a third text.
        self._say("Went out", one.before if moved or not change else "")
        self._say("Came back", one.after if moved or not change else "")
        self._say(
            "Says now", "The case says this already." if already else (now or "Nothing") if moved else ""
        )

    def _say(self, name: str, text: str, heard: str = "") -> None:
        head, label = self._parts[name]
        label.setText(text)
        label.setAccessibleName(f"{name}: {heard or text}")
        for part in (head, label):
            part.setVisible(bool(text))


class OthersSection(FactsSection):
    """What other readers propose for the same field; not there while nobody does."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "Others would have it otherwise", "", self._found, ("proposal",))

    def refresh(self, changes: Changes | None) -> None:
        super().refresh(changes)
        self.setVisible(bool(self._shown))

    def _found(self, snapshot: Snapshot, id: str) -> Iterable[Fact]:
        one = snapshot.get(Proposal, id)
        for other in others_for(snapshot, one) if one is not None else ():
            yield other, shortened(other.after, 160)

    def _row(self, fact: Fact) -> Row:
        other, words = fact
        assert isinstance(other, Proposal)
        by = reader_of(self.session.snapshot, other) or "Another reader"
        row = Row(STATE_ICONS[other.state.value], "text2", by, words)
        row.opened.connect(partial(self.session.select, other.id))
        return row
