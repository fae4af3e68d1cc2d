"""One attached file in Details: its name or what stands in its place, its size and hash, and what can be done with it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from rca_workbench.model import Attachment
from rca_workbench.model.fault import Fault
from rca_workbench.reference import tokens
from rca_workbench.ui import style
from rca_workbench.ui.details.flow import Flow
from rca_workbench.ui.fields import LabelAt, editor
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.places.evidence.attach_open import (
    cover_words,
    icon_of_file,
    is_covered,
    picture,
)
from rca_workbench.ui.places.evidence.attach_words import SHORT, breakable, size_words
from rca_workbench.ui.session import Session

PREVIEW = (270, 220)
"""Room a picture is shown in, in pixels at 100 %."""

Job = Callable[[Attachment], object]


class FileCard(QFrame):
    """A file. One that is covered shows its plain description until somebody presses Show."""

    asked = Signal(str, str)
    """Id of the file and what is asked for: "open", "save" or "remove"."""

    def __init__(self, session: Session, one: Attachment) -> None:
        super().__init__()
        style.role(self, "quote")
        self.session = session
        self.one = one
        self.bare = not is_covered(one)
        """Whether the file itself is shown, not what stands in its place."""
        self._mark = QLabel()
        self._words = wrapped(style.role(QLabel(), "small_strong"))
        self._beneath = wrapped(style.role(QLabel(), "small"))
        self._picture = QLabel()
        self._picture.hide()
        self._hash = style.role(QPushButton(f"SHA-256 {one.sha256[:SHORT]}…"), "link")
        self._hash.setAccessibleName(f"Show the whole SHA-256 of {one.name}")
        self._hash.clicked.connect(self.show_hash)
        self._whole = wrapped(style.role(QLabel(), "small"))
        self._whole.hide()
        self._said = editor(
            session, Attachment.kind, "covered", label_at=LabelAt.ABOVE, label="What is on it, plainly"
        )
        self._said.show_entity(one)
        row = QWidget()
        self._line = Flow(row, 4)
        top = QHBoxLayout()
        top.setSpacing(6)
        top.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self._words, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(10, 8, 10, 8)
        box.setSpacing(4)
        box.addLayout(top)
        for part in (self._beneath, self._picture, self._hash, self._whole, self._said, row):
            box.addWidget(part)
        self._buttons: dict[str, QPushButton] = {}
        self._say()

    def show_file(self, one: Attachment) -> None:
        """Show what changed of it."""
        self.one = one
        self._said.refresh()
        self._say()

    def commit(self) -> None:
        """Keep what is typed."""
        self._said.commit()

    def uncover(self) -> None:
        """Show what is covered."""
        self.bare = True
        self._draw()
        self._say()
        self._buttons["Open"].setFocus(Qt.FocusReason.OtherFocusReason)

    def cover(self) -> None:
        """Cover it again."""
        self.bare = False
        self._picture.clear()
        self._picture.hide()
        self._say()
        self._buttons["Show"].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_hash(self) -> None:
        """Show all digits of the hash, to be read out, compared or copied."""
        # In groups: 64 digits in a row are wider than the panel, and nobody can compare them.
        digits = self.one.sha256
        self._whole.setText("SHA-256 " + " ".join(digits[at : at + 8] for at in range(0, len(digits), 8)))
        flags = Qt.TextInteractionFlag
        self._whole.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self._whole.setAccessibleName(f"SHA-256 of {self.one.name}: {digits}")
        self._hash.hide()
        self._whole.show()
        self._whole.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self) -> None:
        one, covers = self.one, is_covered(self.one)
        hidden = covers and not self.bare
        size = tokens()["size"]["icon_small"]
        self._mark.setPixmap(style.pixmap("eye-off" if hidden else icon_of_file(one), "text2", size))
        self._words.setText(breakable(cover_words(one) if hidden else one.name))
        size_said = size_words(one.size)
        self._beneath.setText(f"{breakable(one.name)}, {size_said}" if hidden else size_said)
        self._said.setVisible(covers)
        wanted = ["Show" if hidden else "Open", "Save a copy"]
        wanted += ["Cover"] if covers and not hidden else []
        wanted += [] if self.session.read_only else ["Remove"]
        if list(self._buttons) != wanted:
            self._line.clear()
            self._buttons = {words: self._button(words) for words in wanted}
        for words, button in self._buttons.items():
            button.setAccessibleName(f"{words}: {one.covered or one.name}")

    def _button(self, words: str) -> QPushButton:
        button = style.role(QPushButton(words), "link")
        jobs: dict[str, Callable[[], object]] = {
            "Show": self.uncover,
            "Cover": self.cover,
            "Open": partial(self.asked.emit, self.one.id, "open"),
            "Save a copy": partial(self.asked.emit, self.one.id, "save"),
            "Remove": partial(self.asked.emit, self.one.id, "remove"),
        }
        button.clicked.connect(partial(_run, jobs[words]))
        self._line.addWidget(button)
        return button

    def _draw(self) -> None:
        """Draw a picture in its place; say where it is not shown here."""
        drawn, said = None, "It is not shown here. Open shows it in the program this laptop has for it."
        if self.one.media_type.startswith("image/"):
            try:
                path = self.session.case.files.open_copy(self.one)
                drawn = picture(path, style.px(PREVIEW[0]), style.px(PREVIEW[1]))
            except Fault as fault:
                said = str(fault)
        if drawn is not None:
            self._picture.setPixmap(drawn)
        else:
            wrapped(self._picture).setText(said)
            style.role(self._picture, "small")
        self._picture.setAccessibleName(self.one.covered or self.one.name if drawn is not None else said)
        self._picture.show()


def _run(job: Callable[[], object], *_: object) -> None:
    """A slot for buttons: what the click says of itself is of no interest."""
    job()
