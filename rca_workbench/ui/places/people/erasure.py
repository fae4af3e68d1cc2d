"""Removing somebody's identity for good: what goes, what stays, what it cannot reach, and the asking."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from rca_workbench.analysis.roles import Mention, name_mentions
from rca_workbench.model import Actor
from rca_workbench.model.fault import Fault
from rca_workbench.model.words import counted, listed
from rca_workbench.store.backup import SafeCopy, safe_copies
from rca_workbench.ui import style
from rca_workbench.ui.fields.area import UprightArea, wrapped
from rca_workbench.ui.fields.editor import in_a_sentence
from rca_workbench.ui.fields.mention_role import change_texts, texts_in_words
from rca_workbench.ui.places.people.texts import by_role_label, in_words
from rca_workbench.ui.session import Session

IDENTITY = tuple(field.name for field in Actor.kind.fields if field.type.identity)
LISTED = 6


@dataclass(frozen=True, slots=True)
class Reach:
    """What removing somebody's identity comes to."""

    held: tuple[str, ...]
    """Labels of the fields that hold something now."""
    steps: int
    """Steps of the history that hold a value of such a field."""
    texts: Sequence[Mention]
    """Texts elsewhere in the case that hold what identifies them."""
    copies: Sequence[SafeCopy]
    """Safe copies of this case on this laptop."""

    @classmethod
    def of(cls, session: Session, actor: Actor) -> "Reach":
        """Work it out for somebody, as the case is now."""
        fields = Actor.kind.by_name
        return cls(
            tuple(fields[name].type.label for name in IDENTITY if getattr(actor, name)),
            session.case.steps_holding(triples(actor)),
            name_mentions(session.snapshot, actor),
            safe_copies(session.case.id),
        )

    @property
    def anything(self) -> bool:
        """Whether there is anything to remove."""
        return bool(self.held or self.steps)


def triples(actor: Actor) -> list[tuple[str, str, str]]:
    """The fields of somebody that identify them, as the store names them."""
    return [(actor.kind.name, actor.id, name) for name in IDENTITY]


def called(actor: Actor) -> str:
    """Somebody in a sentence."""
    return actor.role or "this person"


def remove_identity(session: Session, actor: Actor, reach: Reach, *, texts: bool, copies: bool) -> bool:
    """Remove it; True once it is gone. What identifies them in texts is changed first, as a step of its own.

    Args:
        texts: put the role in the texts that hold the name.
        copies: delete the safe copies of the case on this laptop.
    """
    if texts and reach.texts:
        before = session.case.head
        change_texts(session, reach.texts, by_role_label(len(reach.texts)))
        if session.case.head == before:
            return False
    try:
        session.case.redact(triples(actor), f"Remove the identity of {called(actor)}")
    except Fault as fault:
        session.faulted.emit(fault)
        return False
    if copies:
        _delete(session, reach.copies)
    return True


def _delete(session: Session, copies: Sequence[SafeCopy]) -> None:
    left = []
    for one in copies:
        try:
            one.path.unlink(missing_ok=True)
        except OSError:
            left.append(str(one.path))
    if left:
        session.faulted.emit(
            Fault(
                f"{counted(len(left), 'safe copy', 'safe copies')} could not be deleted.",
                "The identity is removed from the case.",
                f"Delete by hand: {', '.join(left)}.",
            )
        )


class RemoveIdentity(QDialog):
    """Says all of it in words, then asks once. Nothing is done before the button is pressed."""

    def __init__(self, session: Session, actor: Actor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.actor = session, actor
        self.reach = Reach.of(session, actor)
        self.setWindowTitle("Remove an identity")
        style.role(self, "page")
        room = self.screen().availableSize() - QSize(64, 96)
        self.resize(QSize(style.px(560), style.px(600)).boundedTo(room))
        page = style.role(QWidget(), "page")
        self._body = QVBoxLayout(page)
        self._body.setContentsMargins(0, 0, 12, 0)
        self._body.setSpacing(10)
        self.change = QCheckBox()
        self.change.setChecked(True)
        self.delete = QCheckBox()
        self._say_what_goes()
        self._say_texts()
        self._say_beyond()
        self._body.addStretch(1)
        keep = QPushButton("Keep it")
        keep.clicked.connect(self.reject)
        self.remove = style.role(QPushButton("Remove for good"), "primary")
        self.remove.clicked.connect(self._remove)
        self.remove.setAutoDefault(False)
        self.remove.setEnabled(self.reach.anything and not session.read_only)
        keep.setDefault(True)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(keep)
        foot.addWidget(self.remove)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(12)
        box.addWidget(wrapped(style.role(QLabel(f"Remove the identity of {called(actor)}"), "title")))
        box.addWidget(UprightArea(page), 1)
        box.addLayout(foot)
        keep.setFocus()

    def _say_what_goes(self) -> None:
        reach, who = self.reach, called(self.actor)
        if not reach.anything:
            self._say(
                f"People holds nothing that identifies {who}, and neither does any step of the history."
            )
            return
        held = listed([in_a_sentence(one) for one in reach.held])
        gone = f"{held[:1].upper()}{held[1:]}" if held else "What once stood there"
        go = "goes" if len(reach.held) <= 1 else "go"
        steps = f" and from {counted(reach.steps, 'step', 'steps')} of the history" if reach.steps else ""
        self._say(f"{gone} {go} from People{steps}, in this file, for good.")
        self._say(
            f"{who[:1].upper()}{who[1:]} stays, by role, with everything that is recorded. "
            "The history stays whole and can be verified."
        )
        self._say("This is the one thing Undo cannot bring back.", "warn")

    def _say_texts(self) -> None:
        texts = self.reach.texts
        if not texts:
            return
        self._head(
            f"{counted(len(texts), 'text', 'texts')} outside People still {'names' if len(texts) == 1 else 'name'} them"
        )
        for one in texts[:LISTED]:
            self._say(in_words(one), "small")
        if len(texts) > LISTED:
            self._say(f"and {len(texts) - LISTED} more", "small")
        self.change.setText(f"Change to the role in {texts_in_words(len(texts))}, as one step")
        self._body.addWidget(self.change)
        self._say(
            "What a text said before stays in the history, and Undo can bring it back: only what stands in People "
            "can be taken out of the history.",
            "caption",
        )

    def _say_beyond(self) -> None:
        self._head("What this cannot reach")
        self._say(
            "Reports, pictures and data exported before, what was printed or sent, and other copies of this case.",
            "small",
        )
        copies = self.reach.copies
        if copies:
            when = [_when(one) for one in copies[:LISTED]]
            more = f" and {len(copies) - LISTED} more" if len(copies) > LISTED else ""
            self._say(f"Safe copies of this case on this laptop: {'; '.join(when)}{more}.", "small")
            self.delete.setText(f"Delete {counted(len(copies), 'safe copy', 'safe copies')} as well")
            self._body.addWidget(self.delete)
            self._say(
                "They may hold the identity. Without them this case cannot be brought back as it was before; a new "
                "safe copy is made when the case is next opened.",
                "caption",
            )

    def _remove(self) -> None:
        texts = self.change.isChecked() and bool(self.reach.texts)
        copies = self.delete.isChecked() and bool(self.reach.copies)
        if remove_identity(self.session, self.actor, self.reach, texts=texts, copies=copies):
            self.accept()
        else:
            self.reject()

    def _head(self, text: str) -> None:
        line = style.role(QFrame(), "line")
        self._body.addWidget(line)
        self._body.addWidget(wrapped(style.role(QLabel(text), "small_strong")))

    def _say(self, text: str, role: str = "") -> None:
        label = wrapped(QLabel(text))
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._body.addWidget(style.role(label, role) if role else label)


def _when(copy: SafeCopy) -> str:
    at = copy.at.astimezone()
    return f"{at.day} {at:%B %Y, %H:%M}"
