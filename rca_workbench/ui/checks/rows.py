"""The rows of the list of checks besides the findings: headings, "and 40 more", what stands accepted, what is met."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from rca_workbench.model.time_said import date_words
from rca_workbench.reference import tokens
from rca_workbench.ui import style
from rca_workbench.ui.checks.listing import MORE_AT_ONCE, LetStand, More, Quiet, Section
from rca_workbench.ui.fields import Press
from rca_workbench.ui.fields.area import wrapped


class SectionRow(Press):
    """The heading of a section: folds it, and counts."""

    def __init__(self, row: Section) -> None:
        super().__init__()
        style.role(self, "check_section")
        self._fold, self._icon = QLabel(), QLabel()
        self._title = wrapped(style.role(QLabel(), "small_strong"))
        self._count = style.role(QLabel(), "count")
        line = QHBoxLayout(self)
        line.setContentsMargins(4, 6, 6, 6)
        line.setSpacing(6)
        for part in (self._fold, self._icon):
            line.addWidget(part)
        line.addWidget(self._title, 1)
        line.addWidget(self._count)
        for part in (self._fold, self._icon, self._title, self._count):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.show_row(row)

    def show_row(self, row: Section) -> None:
        """Show the section as it is now."""
        size = tokens()["size"]["icon_small"]
        self._fold.setPixmap(style.pixmap("chevron-right" if row.folded else "chevron-down", "text2", size))
        self._icon.setPixmap(style.pixmap(row.icon, row.ink, size))
        self._title.setText(row.title)
        self._count.setText(f"{row.count:,}")
        state = "folded, press to open" if row.folded else "open, press to fold"
        self.setAccessibleName(f"{row.title}, {row.count:,}, {state}")


class MoreRow(QPushButton):
    """Opens further findings of the rule above it."""

    def __init__(self, row: More) -> None:
        super().__init__()
        style.role(self, "link")
        self.show_row(row)

    def show_row(self, row: More) -> None:
        """Say how many there are by now."""
        self.row = row
        self.setText(f"and {row.hidden:,} more like this")
        shown = f"Shows {MORE_AT_ONCE} of them" if row.hidden > MORE_AT_ONCE else "Shows them"
        self.setAccessibleName(f"{row.hidden:,} more of: {row.rule.title}. {shown}")


class LetStandRow(QFrame):
    """What the team let stand: the rule, the reason, who gave it and when."""

    taken_back = Signal()

    def __init__(self, row: LetStand, *, read_only: bool) -> None:
        super().__init__()
        style.role(self, "check_card")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._title = wrapped(style.role(QLabel(), "small_strong"))
        self._about = wrapped(style.role(QLabel(), "small"))
        self._reason = wrapped(QLabel())
        self._by = wrapped(style.role(QLabel(), "caption"))
        back = self._back = style.role(QPushButton("Take back"), "link")
        back.setAccessibleName(f"Take back: {row.accepted.found.rule.title} speaks up again")
        back.clicked.connect(self.taken_back)
        if read_only:
            back.hide()  # never shown before it has a parent: that would be a window of its own
        foot = QHBoxLayout()
        foot.addWidget(self._by, 1)
        foot.addWidget(back, 0, Qt.AlignmentFlag.AlignBottom)
        box = QVBoxLayout(self)
        box.setContentsMargins(13, 9, 8, 9)
        box.setSpacing(3)
        for part in (self._title, self._about, self._reason):
            box.addWidget(part)
        box.addLayout(foot)
        self.show_row(row)

    def controls(self) -> list[QWidget]:
        """What Tab goes through in it."""
        return [] if self._back.isHidden() else [self._back]

    def show_row(self, row: LetStand) -> None:
        """Show it as it stands now."""
        found, let = row.accepted.found, row.accepted.override
        self._title.setText(found.rule.title)
        self._about.setText(found.message)
        self._reason.setText(f"Stands because: {let.reason}")
        by = f" by {let.by}" if let.by else ""
        on = f", {date_words(let.on)}" if let.on else ""
        self._by.setText(f"Accepted{by}{on}")
        self.setAccessibleName(
            f"Accepted: {found.rule.title}. {found.message} Reason: {let.reason}. {self._by.text()}"
        )


class QuietRow(QFrame):
    """A rule that is met, or one that could not be asked."""

    def __init__(self, row: Quiet) -> None:
        super().__init__()
        style.role(self, "check_quiet")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        icon = QLabel()
        mark, ink = ("check", "ok") if row.met else ("info", "text2")
        icon.setPixmap(style.pixmap(mark, ink, tokens()["size"]["icon_small"]))
        self._said = wrapped(style.role(QLabel(), "small"))
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 3, 8, 3)
        line.setSpacing(8)
        line.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._said, 1)
        self.show_row(row)

    def show_row(self, row: Quiet) -> None:
        """Say which rule it is."""
        if row.met:
            self._said.setText(row.rule.title)
            self.setAccessibleName(f"Met: {row.rule.title}")
        else:
            said = (
                f"This check could not be run: {row.rule.title} ({row.rule.id}). Your case is as it was. "
                "What went wrong is in the log file that Settings names."
            )
            self._said.setText(said)
            self.setAccessibleName(said)
