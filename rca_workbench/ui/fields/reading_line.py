"""How easily a text for the family reads: its reading age, what makes it hard, and how that is worked out."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from rca_workbench.analysis.family_words import Unfamiliar, unfamiliar
from rca_workbench.analysis.reading_age import how_it_is_worked_out, reading_age
from rca_workbench.model import Profile
from rca_workbench.reference.plain_words import reading_aim
from rca_workbench.ui import style
from rca_workbench.ui.fields.area import wrapped

NAMED = 5
"""Words named at once."""


class ReadingLine(QWidget):
    """Stands under a text and says how old a reader it asks for. Never in the way of writing."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Reading age")
        self._said: tuple[str, Profile] | None = None
        self.age = QLabel()
        self.helps = QLabel()
        self.words = QLabel()
        self.how = QLabel()
        self.ask = style.role(QPushButton("How this is worked out"), "link")
        self.ask.clicked.connect(self._turn)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        for label, role in (
            (self.age, "small_strong"),
            (self.helps, "small"),
            (self.words, "small"),
            (self.how, "caption"),
        ):
            style.role(label, role)
            wrapped(label)
            label.hide()
            box.addWidget(label)
        box.addWidget(self.ask, 0, Qt.AlignmentFlag.AlignLeft)
        self.ask.hide()

    def show_text(self, text: str, profile: Profile) -> None:
        """Say it of this text; nothing where there is none."""
        if (text, profile) == self._said:
            return
        self._said = text, profile
        read = reading_age(text)
        there = read.words > 0
        self._say(self.age, read.in_words if there else "")
        self._say(self.helps, read.helps)
        self._say(self.words, _words([one for one in unfamiliar(text, profile) if not one.explained]))
        self.ask.setVisible(there)
        if not there:
            self.how.hide()

    def _turn(self) -> None:
        opened = self.how.isHidden()
        aim = reading_aim()
        self.how.setText(
            f"{how_it_is_worked_out()} The aim of {aim.youngest} to {aim.oldest}, up to {aim.medical} where medical "
            f"matters cannot be put more simply, and of {aim.sentence} words to a sentence at most: {aim.source}."
        )
        self.how.setVisible(opened)
        self.ask.setText("Hide how this is worked out" if opened else "How this is worked out")

    def _say(self, label: QLabel, text: str) -> None:
        label.setText(text)
        label.setVisible(bool(text))


def _words(found: list[Unfamiliar]) -> str:
    if not found:
        return ""
    named = "; ".join(f"“{one.said}” ({one.plain[:1].lower()}{one.plain[1:]})" for one in found[:NAMED])
    more = f"; and {len(found) - NAMED} more" if len(found) > NAMED else ""
    marks = sorted({one.mark for one in found[:NAMED] if one.mark})
    mark = f" {marks[0]}." if marks else ""
    return f"Say in other words, or explain: {named}{more}.{mark}"
