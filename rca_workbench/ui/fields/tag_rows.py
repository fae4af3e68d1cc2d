"""The rows of the tags editor: a tag with its questions, and what another framework often calls it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from rca_workbench.analysis.crosswalk import Suggestion
from rca_workbench.model import Tag
from rca_workbench.model.words import word
from rca_workbench.reference import Category, category, framework
from rca_workbench.ui import style
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.fields.refs import small_button


class TagRow(QWidget):
    """One tag: what it is called and by whom, which way it pulled, what it asks, and a button to take it out."""

    pull_asked = Signal()
    taken_out = Signal()
    asked = Signal()

    def __init__(self, tag: Tag, *, open: bool, read_only: bool) -> None:
        super().__init__()
        self.tag = tag
        known = category(tag.code)
        label = known.label if known else tag.code
        words = wrapped(QLabel(label))
        words.setToolTip(known.definition if known else tag.code)
        self.ask = style.role(QPushButton("Close" if open else "What to ask"), "link")
        self.ask.setAccessibleName(f"{'Close what to ask' if open else 'What to ask'}: {label}")
        self.ask.clicked.connect(self.asked)
        self.pull = style.role(QPushButton(word(tag.polarity) or "Which way?"), "chip")
        self.pull.setAccessibleName(f"{label}: {word(tag.polarity) or 'which way it pulled is not said'}")
        self.pull.clicked.connect(self.pull_asked)
        self.pull.setEnabled(not read_only)
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(words, 1)
        line.addWidget(self.pull, 0, Qt.AlignmentFlag.AlignTop)
        if not read_only:
            line.addWidget(
                small_button("x", f"Take out {label}", self.taken_out), 0, Qt.AlignmentFlag.AlignTop
            )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(line)
        box.addWidget(wrapped(style.role(QLabel(_source(known)), "caption")))
        if known and known.person_focused:
            said = "On its own this stops at a person. Ask what made it likely."
            box.addWidget(wrapped(style.role(QLabel(said), "warn")))
        if known and (known.prompts or known.definition):
            box.addWidget(self.ask, 0, Qt.AlignmentFlag.AlignLeft)
        if open and known:
            for said in (known.definition, *(f"• {prompt}" for prompt in known.prompts)):
                if said:
                    box.addWidget(wrapped(style.role(QLabel(said), "small")))
            if known.mark:
                box.addWidget(style.role(QLabel(known.mark), "unchecked"), 0, Qt.AlignmentFlag.AlignLeft)


class SuggestionRow(QWidget):
    """What the framework in use often calls a tag of another, to be added or not."""

    taken = Signal()
    declined = Signal()

    def __init__(self, one: Suggestion, *, last: bool) -> None:
        super().__init__()
        offered = framework(one.offered.framework).label
        said = f"“{one.held.label}” is often called “{one.offered.label}” in {offered}."
        fit = "" if one.fit in ("", "good") else f"How well they go together: {one.fit}."
        self.setToolTip(fit)
        add = style.role(QPushButton("Add it"), "link")
        add.setAccessibleName(
            " ".join(part for part in (f"Add {offered}: {one.offered.label}.", said, fit) if part)
        )
        add.clicked.connect(self.taken)
        leave = style.role(QPushButton("Not this"), "link")
        leave.setAccessibleName(f"Not this: {offered}: {one.offered.label}")
        leave.clicked.connect(self.declined)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(add)
        line.addWidget(leave)
        line.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 2, 0, 2)
        box.setSpacing(0)
        box.addWidget(wrapped(style.role(QLabel(said), "small")))
        box.addLayout(line)
        if last:
            caption = "Suggestions of this program, not a standard. The first tag stays."
            box.addWidget(wrapped(style.role(QLabel(caption), "caption")))


def _source(known: Category | None) -> str:
    """Who calls it that, or that nobody here knows it."""
    if known is None:
        return "Unknown here: from a newer list, or your own. It is kept as it is."
    one = framework(known.framework)
    said = one.label + (f" · {known.group}" if known.group else "")
    return said if one.offered else f"{said} · only read here, not offered"
