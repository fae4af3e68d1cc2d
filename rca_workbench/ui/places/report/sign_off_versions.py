"""What was signed already: each file with its hash, its head and who signed it; and what changed in the case since."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from rca_workbench.analysis.sign_off import REPORTS
from rca_workbench.analysis.signed import SignedVersion, signed_versions
from rca_workbench.model import SignOff, shortened
from rca_workbench.model.fault import Fault
from rca_workbench.model.time_said import date_words
from rca_workbench.model.words import counted
from rca_workbench.report.changes import Changed, changed, lists_changes
from rca_workbench.report.signing import holds_seal
from rca_workbench.ui import style
from rca_workbench.ui.fields import clear
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.places.cards import card, keyboard_kept
from rca_workbench.ui.places.report.sign_off_work import SignedFiles
from rca_workbench.ui.session import Session
from rca_workbench.ui.work import Progress, Work

_SHOWN = 12
"""Changes listed at once."""
_AFTER_MS = 300


class SignedCard(QWidget):
    """The signed versions of one document, the latest first."""

    def __init__(self, session: Session, files: SignedFiles) -> None:
        super().__init__()
        self.session, self._files = session, files
        self._said: dict[str, tuple[str, str]] = {}
        """By hash: what a check of the file or of a seal gave, and how it is shown."""
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        box = card(outer, "Signed versions")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(12)
        box.addLayout(self._rows)
        self._about = wrapped(style.role(QLabel(_ABOUT), "caption"))
        box.addWidget(self._about)

    def versions(self, template: str) -> tuple[SignedVersion, ...]:
        """The signed versions of a document. What was brought in without saying of which counts as of the report."""
        found = signed_versions(self.session.snapshot)
        return tuple(
            one for one in found if one.template == template or (not one.template and template in REPORTS)
        )

    def refresh(self, template: str) -> None:
        """Show the versions of a document as the case holds them."""
        found = self.versions(template)
        with keyboard_kept(self):
            clear(self._rows)
            if not found:
                self._rows.addWidget(
                    wrapped(style.role(QLabel("Nobody has signed this document yet."), "small"))
                )
            for one in reversed(found):
                if self._rows.count():
                    self._rows.addWidget(style.role(QFrame(), "line"))
                self._rows.addLayout(self._version(one))
        self._about.setVisible(bool(found))

    def forget(self) -> None:
        """What a check of a file or a seal gave holds no longer: a sign-off or a file was changed."""
        self._said.clear()

    def offer_copy(self, signed: SignedVersion) -> None:
        """Put the keyboard on what one does next with a file just signed: saving a copy to hand on."""
        name = f"Save a copy: {signed.version}"
        shown = (
            one for one in self.findChildren(QPushButton) if not one.isHidden()
        )  # not those on their way out
        button = next((one for one in shown if one.accessibleName() == name), None)
        if button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _version(self, one: SignedVersion) -> QVBoxLayout:
        box = QVBoxLayout()
        box.setSpacing(4)
        box.addWidget(wrapped(style.role(QLabel(one.version or "A version without a number"), "body_strong")))
        for sign_off in one.sign_offs:
            box.addWidget(wrapped(QLabel(_signed_by(sign_off))))
            if sign_off.note:
                box.addWidget(wrapped(style.role(QLabel(sign_off.note), "small")))
        if not one.file_sha256:
            box.addWidget(
                wrapped(style.role(QLabel("Brought in without the file that was signed."), "small"))
            )
            return box
        for name, digits in (("SHA-256 of the file", one.file_sha256), ("Journal head in it", one.head)):
            line = style.role(QLabel(f"{name}: {_grouped(digits)}"), "caption")
            line.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            line.setAccessibleName(f"{name} of {one.version}: {digits or 'not kept'}")
            box.addWidget(wrapped(line))
        box.addLayout(self._buttons(one))
        said, role = self._said.get(one.file_sha256, ("", "small"))
        if said:
            box.addWidget(wrapped(style.role(QLabel(said), role)))
        return box

    def _buttons(self, one: SignedVersion) -> QHBoxLayout:
        jobs: list[tuple[str, Callable[[], object]]] = [
            ("Open", partial(self._files.open, one)),
            ("Save a copy", partial(self._files.save, one)),
            ("Check", partial(self._files.prove, one, partial(self._proved, one))),
        ]
        if any(sign_off.seal for sign_off in one.sign_offs):
            jobs.append(("Check a seal", partial(self._ask_seal, one)))
        line = QHBoxLayout()
        line.setSpacing(8)
        for words, job in jobs:
            button = QPushButton(words)
            button.setAccessibleName(f"{words}: {one.version}")
            button.clicked.connect(lambda _=False, job=job: job())
            line.addWidget(button)
        line.addStretch(1)
        return line

    def _proved(self, one: SignedVersion, problems: tuple[str, ...]) -> None:
        if problems:
            self._tell(one, " ".join(problems), "danger")
        else:
            self._tell(
                one,
                "The kept file is the one that was signed: its hash is the same. The head printed in it is in this case's "
                "history.",
                "ok",
            )

    def _ask_seal(self, one: SignedVersion) -> None:
        """Ask for a password and say whose seal it made."""
        password, given = QInputDialog.getText(
            self.window(), "Check a seal", f"Password of a seal on {one.version}", QLineEdit.EchoMode.Password
        )
        if given and password:
            self.check_seal(one, password)

    def check_seal(self, one: SignedVersion, password: str) -> None:
        """Say which of the seals on a version a password made."""
        holds = [sign_off.role for sign_off in one.sign_offs if holds_seal(sign_off, password)]
        if holds:
            self._tell(one, f"The seal holds: {', '.join(holds)}. Nothing it covers was changed.", "ok")
        else:
            self._tell(
                one,
                "This password made none of the seals as they stand: it is another one, or the file, role, version or "
                "day was changed since.",
                "warn",
            )

    def _tell(self, one: SignedVersion, sentence: str, role: str) -> None:
        self._said[one.file_sha256] = (sentence, role)
        self.refresh(one.template)


class ChangesCard(QWidget):
    """What is otherwise in the case than when the last version was signed."""

    go_to_change = Signal(str)
    """Id of a thing that changed."""
    looked = Signal(str, bool)
    """Hash of the signed file, and whether something changed since."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._signed: SignedVersion | None = None
        self._work: Work[tuple[Changed, ...]] | None = None
        self._of = self._asked = ("", "")
        """Hash and head of what is shown or will be, and of what was asked for last."""
        self._all = False
        self._found: tuple[Changed, ...] = ()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        box = card(outer, "Changed since")
        self._said = wrapped(QLabel())
        box.addWidget(self._said)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        box.addLayout(self._rows)
        self._later = QTimer(self, singleShot=True, interval=_AFTER_MS)
        self._later.timeout.connect(self._begin)

    def refresh(self, signed: SignedVersion | None) -> None:
        """Look at what changed since a version; nothing where there is none."""
        other = signed is not None and (
            self._signed is None or signed.file_sha256 != self._signed.file_sha256
        )
        self._signed = signed
        self.setVisible(signed is not None)
        if signed is not None and other:  # nothing of another document or version stands under its name
            self._of, self._all = ("", ""), False
            clear(self._rows)
            self._said.setText(f"Looking at what changed since {signed.version}…")
        if signed is not None and (signed.file_sha256, self.session.case.head) != self._of:
            self._later.start()

    def _begin(self) -> None:
        signed = self._signed
        if signed is None:
            return
        if self._work is not None and self._work.isRunning():
            self._later.start()
            return
        case, asked = self.session.case, (signed.file_sha256, self.session.case.head)
        self._of = self._asked = asked

        def job(progress: Progress, cancelled: Callable[[], bool]) -> tuple[Changed, ...]:
            return changed(case, signed.sign_offs[0])

        self._work = Work("Looking at what changed", job)
        self._work.succeeded.connect(self._show)
        self._work.faulted.connect(self._cannot)
        self._work.start()

    @property
    def _is_late(self) -> bool:
        """Whether what was asked for is no longer shown: another version was chosen meanwhile."""
        return self._signed is None or self._signed.file_sha256 != self._asked[0]

    def _cannot(self, fault: object) -> None:
        if self._is_late:
            return
        clear(self._rows)
        self._said.setText(str(fault.what) if isinstance(fault, Fault) else "")

    def _show(self, found: object) -> None:
        assert isinstance(found, tuple)
        if self._is_late:
            return
        self._found = found
        self._lay()
        self.looked.emit(self._asked[0], bool(found))

    def _lay(self) -> None:
        signed, found = self._signed, self._found
        if signed is None:
            return
        self._said.setText(
            f"The case changed since {signed.version}: {counted(len(found), 'change')}. Sign the next version if the "
            f"document should say so{'; it lists them' if lists_changes(signed.template) else ''}."
            if found
            else f"Nothing that this document prints changed since {signed.version}."
        )
        with keyboard_kept(self):
            clear(self._rows)
            for one in found if self._all else found[:_SHOWN]:
                self._rows.addLayout(self._change(one))
            if not self._all and len(found) > _SHOWN:
                more = style.role(QPushButton(f"Show the other {len(found) - _SHOWN:,}"), "link")
                more.setAccessibleName(f"{more.text()} changes")
                more.clicked.connect(self._show_all)
                self._rows.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_all(self) -> None:
        self._all = True
        self._lay()

    def _change(self, one: Changed) -> QVBoxLayout:
        box = QVBoxLayout()
        box.setSpacing(0)
        thing = style.role(QPushButton(shortened(one.thing, 90)), "link")
        thing.setAccessibleName(f"Go to {one.thing}")
        thing.setToolTip(one.thing)
        thing.clicked.connect(partial(self.go_to_change.emit, one.id))
        box.addWidget(thing, 0, Qt.AlignmentFlag.AlignLeft)
        if not one.whole:  # of what came or went, its name says it
            said = f"{one.before or 'Empty'}  →  {one.after or 'empty'}"
            box.addWidget(wrapped(style.role(QLabel(said), "small")))
        return box


def _signed_by(one: SignOff) -> str:
    on = f", {date_words(one.on)}" if one.on else ""
    return f"{one.role or 'Somebody'}{on}{', sealed with a password' if one.seal else ''}"


def _grouped(digits: str) -> str:
    """A hash in groups of eight, so that it can be read out and breaks over lines."""
    return " ".join(digits[at : at + 8] for at in range(0, len(digits), 8)) or "not kept"


_ABOUT = (
    "The hash shows that a file is the very one that was signed; the head shows which state of the case it was made from, "
    "and that nothing before it was rewritten. Neither shows who somebody is. Undo takes a sign-off back like any step, "
    "and the history shows both; copies that went out stay out."
)
