"""A new case in under a minute: one page of plain questions, of which only the first needs an answer."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from rca_workbench.model import Profile, Time, TimeKind, shortened
from rca_workbench.model.time_words import Reading, read_time
from rca_workbench.model.words import word
from rca_workbench.ui import style
from rca_workbench.ui.fields.apart import keep_apart
from rca_workbench.ui.fields.area import UprightArea
from rca_workbench.ui.places.respond.harm_offers import harm_mark, harm_offers
from rca_workbench.ui.window_files import cases_folder, safe_name


class NewCaseWindow(QDialog):
    """Asks what is known. What is not known yet can be written later."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Start a case")
        keep_apart(self)
        style.role(self, "page")
        self.what = QPlainTextEdit()
        self.what.setTabChangesFocus(True)
        self.what.setFixedHeight(style.px(64))
        self.found = QLineEdit()
        self.found.setPlaceholderText("Such as: today 0415, or 12 March")
        self.echo = style.role(QLabel(), "caption")
        self.reported = QLineEdit()
        self.reported.setPlaceholderText("If it was: a time, or not yet")
        self.echo_reported = style.role(QLabel(), "caption")
        self.setting = QLineEdit()
        self.setting.setPlaceholderText("Such as: ward 7, medical")
        self.service = QLineEdit()
        self.harm = QLineEdit()
        self.harm.setPlaceholderText("By role. Such as: one patient, moved to intensive care")
        self.level = QComboBox()
        self.level.addItem("Not known yet", "")
        for value, words in harm_offers():
            self.level.addItem(words, value)
        self.mark = style.role(QLabel(harm_mark()), "unchecked")
        self.safe = QLineEdit()
        self.safe.setPlaceholderText("What was done, or not known")
        self.framework = QComboBox()
        for profile in Profile:
            self.framework.addItem(word(profile), profile)
        for pick in (self.level, self.framework):
            # As wide as its column, whatever its longest line.
            pick.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            pick.setMinimumContentsLength(8)
        self.where = QLineEdit()
        self._where_chosen = False
        self.problem = style.role(QLabel(), "warn")
        self.problem.setWordWrap(True)
        self.start = style.role(QPushButton("Start the case"), "primary")
        self._arrange()
        self.what.textChanged.connect(self._suggest)
        self.found.textChanged.connect(self._read)
        self.reported.textChanged.connect(self._read)
        self.where.textEdited.connect(self._chosen_by_hand)
        self.start.clicked.connect(self._try)
        self._suggest()
        self.what.setFocus()

    def path(self) -> Path:
        """Where the case file will be."""
        path = Path(self.where.text().strip()).expanduser()
        return path if path.suffix == ".rca" else path.with_name(path.name + ".rca")

    def title(self) -> str:
        """The case's title: the first sentence, shortened."""
        return shortened(self.what.toPlainText(), 120).rstrip(".")

    def profile(self) -> Profile:
        """The framework chosen."""
        return Profile(self.framework.currentData())

    def incident(self) -> dict[str, object]:
        """What is known of the incident, by field."""
        return {
            "summary": self.what.toPlainText().strip(),
            "found": _time(self.found),
            "reported": None if _not_yet(self.reported) else _time(self.reported),
            "setting": self.setting.text().strip(),
            "service": self.service.text().strip(),
            "harm": self.harm.text().strip(),
            "harm_level": str(self.level.currentData()),
            "safe_now": "" if _not_known(self.safe) else self.safe.text().strip(),
        }

    def _read(self) -> None:
        for box, echo in ((self.found, self.echo), (self.reported, self.echo_reported)):
            text = box.text().strip()
            reading = _reading(text) if text and not _not_yet(box) else None
            echo.setText((reading.problem or reading.echo) if reading else "")

    def _suggest(self) -> None:
        self.problem.hide()
        if not self._where_chosen:
            folder = cases_folder()
            stem = safe_name(self.title()) if self.title() else f"Case {date.today().isoformat()}"
            path, number = folder / f"{stem}.rca", 2
            while path.exists():
                path, number = folder / f"{stem} {number}.rca", number + 1
            self.where.setText(str(path))

    def _chosen_by_hand(self) -> None:
        self._where_chosen = True

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self, "Where to keep the case", self.where.text(), "Cases (*.rca)"
        )
        if chosen:
            self._where_chosen = True
            self.where.setText(chosen)

    def _try(self) -> None:
        if not self.what.toPlainText().strip():
            self._say("What happened needs a sentence. A rough one will do; it can be changed at any time.")
            self.what.setFocus()
        elif self.path().exists():
            self._say("A file of that name is there already, and it is left as it is. Choose another name.")
            self.where.setFocus()
        else:
            self.accept()

    def _say(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.show()

    def _arrange(self) -> None:
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(24, 20, 24, 8)
        box.setSpacing(4)
        box.addWidget(style.role(QLabel("Start a case"), "title"))
        box.addSpacing(8)
        box.addLayout(_asked("What happened, in a sentence?", self.what))
        pairs = (
            (
                _asked("When was it found?", self.found, self.echo),
                _asked("When was it reported locally?", self.reported, self.echo_reported),
            ),
            (_asked("Which service?", self.service), _asked("Where?", self.setting)),
            (
                _asked("Who was harmed, by role, and how?", self.harm),
                _asked("How badly?", self.level, self.mark),
            ),
            (
                _asked("Is everyone safe now?", self.safe),
                _asked("Which framework do you follow?", self.framework),
            ),
        )
        for pair in pairs:
            line = QHBoxLayout()
            line.setSpacing(16)
            # The name of a framework is the longest answer there is to choose.
            shares = (3, 5) if pair is pairs[-1] else (1, 1)
            for one, share in zip(pair, shares, strict=True):
                line.addLayout(one, share)
            box.addSpacing(6)
            box.addLayout(line)
        box.addSpacing(8)
        box.addWidget(style.role(QLabel("Where is it kept?"), "small_strong"))
        line = QHBoxLayout()
        self.where.setAccessibleName("Where is it kept?")
        choose = QPushButton("Choose…")
        choose.setAutoDefault(False)
        choose.clicked.connect(self._choose)
        line.addWidget(self.where, 1)
        line.addWidget(choose)
        box.addLayout(line)
        box.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._area = UprightArea(page)
        whole.addWidget(self._area, 1)
        under = QVBoxLayout()
        under.setContentsMargins(24, 4, 24, 20)
        under.setSpacing(8)
        under.addWidget(self.problem)
        self.problem.hide()
        foot = QHBoxLayout()
        hint = style.role(QLabel("Only the first needs an answer. Everything can be changed later."), "small")
        hint.setWordWrap(True)
        foot.addWidget(hint, 1)
        leave = QPushButton("Not now")
        leave.setAutoDefault(False)
        leave.clicked.connect(self.reject)
        self.start.setDefault(True)
        foot.addWidget(leave)
        foot.addWidget(self.start)
        under.addLayout(foot)
        whole.addLayout(under)
        # As large as its questions, and never larger than the screen: in large text it scrolls.
        room = self.screen().availableGeometry().size()
        wide = min(style.px(720), room.width() - 40)
        page.setFixedWidth(wide)
        tall = page.sizeHint().height() + under.sizeHint().height() + style.px(24)
        self.resize(wide, min(tall, room.height() - 40))


def _asked(question: str, widget: QWidget, under: QLabel | None = None) -> QVBoxLayout:
    """A question over the box its answer goes in, with what is said of the answer beneath."""
    said = style.role(QLabel(question), "small_strong")
    said.setBuddy(widget)
    said.setWordWrap(True)
    widget.setAccessibleName(question)
    box = QVBoxLayout()
    box.setSpacing(4)
    box.addWidget(said, 0, Qt.AlignmentFlag.AlignBottom)
    box.addWidget(widget)
    if under is not None:
        under.setWordWrap(True)
        box.addWidget(under)
    box.addStretch(1)
    return box


_NOT_KNOWN = frozenset(("not known", "not known yet", "unknown", "?"))
_NOT_YET = frozenset(("no", "not yet", "none", "not reported", *_NOT_KNOWN))


def _not_yet(box: QLineEdit) -> bool:
    """Whether the answer is that there is none yet."""
    return box.text().strip().casefold().rstrip(".") in _NOT_YET


def _not_known(box: QLineEdit) -> bool:
    return box.text().strip().casefold().rstrip(".") in _NOT_KNOWN


def _time(box: QLineEdit) -> Time | None:
    text = box.text().strip()
    if not text:
        return None
    return _reading(text).time or Time(kind=TimeKind.UNKNOWN, said=text)


def _reading(text: str) -> Reading:
    """What was typed, on the day it says; a time of day alone is of today."""
    today = date.today()
    reading = read_time(text, near=None, find=None, now=today)
    return reading if reading.time is not None else read_time(text, near=today, find=None, now=today)
