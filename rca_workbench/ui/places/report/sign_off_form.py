"""The form in which one signs: what, in which role, with a note and a password if one wants a seal."""

from dataclasses import dataclass

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from rca_workbench.analysis.sign_off import REPORTS, not_signed_for, roles_to_offer
from rca_workbench.analysis.signed import SignedVersion, latest_signed
from rca_workbench.model import Actor, Changes, Review, SignOff
from rca_workbench.model.time_said import date_words
from rca_workbench.model.words import counted, listed
from rca_workbench.report import Copy
from rca_workbench.report.signing import Signer
from rca_workbench.report.versions import given_out, next_version, taken_back
from rca_workbench.ui import style
from rca_workbench.ui.fields.apart import keep_apart
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.fields.boxes import Line, Pick
from rca_workbench.ui.fields.offers import Offers
from rca_workbench.ui.session import Session

LEAST = 8
"""Letters of a password: fewer are guessed at once by whoever has the file."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asked to sign."""

    signer: Signer
    signed: SignedVersion | None
    """The version that was signed already and that they sign too; None for a new one."""
    unwritten_stands: bool = False
    """They decided that sections may say in the file that words are missing."""


class SigningForm(QFrame):
    """Says what will be signed and asks for the role. Nothing happens until the button is pressed."""

    asked = Signal(object)
    """An `Asked`."""
    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.template = ""
        self._last: SignedVersion | None = None
        self._given: frozenset[str] = frozenset()
        """Names that drafts and signed versions of the document had in the history, also those taken back."""
        self._what, self._role, self._note = Pick(), Line(), Line()
        self._password, self._again = Line(), Line()
        for secret in (self._password, self._again):
            secret.setEchoMode(QLineEdit.EchoMode.Password)
            keep_apart(secret)
        self._offers = QStringListModel()
        Offers(self._role, self._offers)
        self._what.activated.connect(lambda _: self._say_what())
        self._block = wrapped(style.role(QLabel(), "small"))
        self._gaps: tuple[str, ...] = ()
        self._stands = QCheckBox()
        self._stands.hide()
        self._stands.toggled.connect(lambda _: self._say(""))
        self._problem = wrapped(style.role(QLabel(), "warn"))
        self._problem.hide()
        self._sign = style.role(QPushButton("Sign"), "primary")
        self._sign.setAutoDefault(False)
        self._sign.clicked.connect(self._confirm)
        for line in (self._role, self._note, self._password, self._again):
            line.escaped.connect(self.left)
            line.returnPressed.connect(self._confirm)
        self._arrange()

    def show_document(self, template: str, changes: Changes | None = None) -> None:
        """Offer what can be signed of a document now. What is typed stays.

        Only `changes` of drafts and sign-offs can give a version away; where none are named, it is looked up anew.
        """
        snapshot = self.session.snapshot
        changed = template != self.template
        self.template = template
        if changed or changes is None or changes.touches(Review.kind.name, SignOff.kind.name):
            self._given = given_out(self.session.case, template)
        self._last = latest_signed(snapshot, template)
        chosen = self._what.currentData()
        new = self._next()
        self._what.clear()
        self._what.addItem(f"{new}, made now from the case", "")
        if self._last is not None and self._last.file_sha256:
            self._what.addItem(f"{self._last.version}, the file already signed", self._last.file_sha256)
        at = -1 if changed else self._what.findData(chosen)
        self._what.setCurrentIndex(max(at, 0))
        self._offers.setStringList(list(roles_to_offer(snapshot)))
        self._say_what()

    def begin(self) -> None:
        """Put the keyboard where one types the role."""
        self._role.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def choose(self, sha256: str) -> None:
        """Offer the file of that hash to be signed."""
        at = self._what.findData(sha256)
        if at >= 0:
            self._what.setCurrentIndex(at)
            self._say_what()

    def choose_by_changes(self, sha256: str, changed: bool) -> None:
        """Offer what somebody would sign now: the file of that hash, or the next version where the case changed since.

        A further version of the same would say the same, and a file that says what the case did is signed only by
        whoever chooses it. Somebody who is typing already keeps what they chose.
        """
        if not changed:
            self.choose(sha256)
        elif self._what.currentData() == sha256 and not self._role.text():
            self.choose("")

    def show_gaps(self, headings: tuple[str, ...]) -> None:
        """Ask whether a new file may say under those headings that words are missing. What was decided holds for them."""
        if headings != self._gaps:
            self._stands.setChecked(False)
            self._gaps = headings
            verb = "says" if len(headings) == 1 else "say"
            self._stands.setText(
                f"{counted(len(headings), 'section')} {verb} that words are missing: sign it so"
            )
            self._stands.setAccessibleName(self._stands.text())
            self._stands.setToolTip("\n".join(headings))
            self._say_what()

    def done(self) -> None:
        """It was signed: begin afresh for the next one."""
        self._stands.setChecked(False)
        for line in (self._role, self._note, self._password, self._again):
            line.put("")
        self._say("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._stands.hasFocus():
            self._confirm()
        else:
            super().keyPressEvent(event)

    @property
    def _chosen(self) -> SignedVersion | None:
        return self._last if self._what.currentData() else None

    def _say_what(self) -> None:
        signed = self._chosen
        version = signed.version if signed is not None else self._next()
        self._stands.setVisible(signed is None and bool(self._gaps))
        self._sign.setText(f"Sign {version}")
        self._sign.setAccessibleName(f"Sign {version}")
        roles = [one.role for one in signed.sign_offs] if signed is not None else []
        # Other documents are signed by whoever sends them.
        lacking = not_signed_for(self.session.snapshot, roles) if self.template in REPORTS else ()
        today = date_words(self.session.today().isoformat())
        who = f" Not signed for yet: {listed([one.words for one in lacking])}." if lacking else ""
        self._block.setText(f"Dated {today}.{who}{self._why_this_number() if signed is None else ''}")

    def _next(self) -> str:
        return next_version(self.session.snapshot, self.template, Copy.SIGNED, self._given)

    def _why_this_number(self) -> str:
        back = taken_back(self.session.snapshot, self.template, self._given)
        if not back:
            return ""
        were, them = ("were", "them") if len(back) > 1 else ("was", "it")
        return (
            f" {listed(back)} {were} signed and taken back. A copy of {them} may have gone out, so the name is not given "
            "again."
        )

    def _confirm(self) -> None:
        role = " ".join(self._role.text().split())
        password = self._password.text()
        if not role:
            self._stop("Say in which role you sign.", self._role)
        elif password and len(password) < LEAST:
            self._stop(f"A password for a seal has at least {LEAST} letters.", self._password)
        elif password != self._again.text():
            self._stop("The two passwords differ. Type the same one twice.", self._again)
        elif self._chosen is None and self._gaps and not self._stands.isChecked():
            self._stop(
                f"The signed file would say that words are missing under: {listed(self._gaps, 4)}. Write them, or tick "
                "that it is signed so.",
                self._stands,
            )
        else:
            self._say("")
            signer = Signer(role, self._person(role), self._note.text().strip(), password)
            self.asked.emit(Asked(signer, self._chosen, self._stands.isChecked()))

    def _person(self, role: str) -> str | None:
        """The one of that role among the people, where there is one."""
        fits = [
            one.id
            for one in self.session.snapshot.of(Actor).values()
            if one.role.strip().casefold() == role.casefold()
        ]
        return fits[0] if len(fits) == 1 else None

    def _stop(self, sentence: str, field: QWidget) -> None:
        self._say(sentence)
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def _arrange(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        named: tuple[tuple[QWidget, str, int, int, int], ...] = (
            (self._what, "What you sign", 0, 0, 2),
            (self._role, "Role in which you sign", 3, 0, 1),
            (self._note, "Note, if any", 3, 1, 1),
            (self._password, "Password, if you want a seal", 6, 0, 1),
            (self._again, "The same password again", 6, 1, 1),
        )
        for one, name, row, column, span in named:
            label = style.role(QLabel(name), "label")
            label.setBuddy(one)
            one.setAccessibleName(name)
            grid.addWidget(label, row, column, 1, span)
            grid.addWidget(one, row + 1, column, 1, span)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        seal = QLabel(
            "A seal shows later that somebody who knew this password signed this very file in this role on this day. It "
            "does not show who that was, and is no signature by certificate. The password is kept nowhere: without it "
            "a seal cannot be checked."
        )
        grid.addWidget(wrapped(style.role(seal, "caption")), 8, 0, 1, 2)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self._sign)
        foot.addWidget(self._block, 1)
        for row in (2, 5, 9):
            grid.setRowMinimumHeight(row, 8)
        grid.addWidget(self._stands, 10, 0, 1, 2)
        grid.addWidget(self._problem, 11, 0, 1, 2)
        grid.addLayout(foot, 12, 0, 1, 2)
