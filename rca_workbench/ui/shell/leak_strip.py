"""Under the message that nothing was exported: each place that says who somebody is, and ways to put it right."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from rca_workbench.analysis.naming import FoundKind
from rca_workbench.leaks import NAMES, Leak, LeakFault, Source, addressable, leak_words, placed, sources_of
from rca_workbench.model import Actor, CheckOverride, new_id
from rca_workbench.ui.fields.names import home_of_kind
from rca_workbench.ui.session import Session

if TYPE_CHECKING:
    from rca_workbench.ui.shell.window import MainWindow

_MOST = 4
"""Texts named one by one; the rest are counted, and come up at the next export."""


class LeakStrip(QWidget):
    """The places of one export that stopped, one for each field they came from. It stands in the message about them."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__()
        self._window = window
        self._fault: LeakFault | None = None
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 6, 2)
        self._rows.setSpacing(4)
        self.setAccessibleName("Where the export would have said who somebody is")
        window.notice.said.connect(self._said)
        window.notice.hidden.connect(self._leave)
        self.hide()

    def _said(self, fault: object) -> None:
        """Another message came: with its places, where it is about some."""
        self._clear()
        session = self._window.session
        self._fault = fault if isinstance(fault, LeakFault) and session is not None else None
        if self._fault is None or session is None:
            self.hide()
            return
        of: dict[tuple[str, str], list[Leak]] = {}
        sources: dict[tuple[str, str], Source | None] = {}
        for number, (leak, source) in enumerate(placed(session.snapshot, self._fault.leaks)):
            key = (source.entity.id, source.field) if source else ("", str(number))
            of.setdefault(key, []).append(leak)
            sources[key] = source
        shown = list(of)[:_MOST]
        for key in shown:
            self._rows.addLayout(self._row(session, of[key], sources[key]))
        self._rows.addLayout(self._ways(session, self._fault, len(of) - len(shown), any(sources.values())))
        self.show()

    def _row(self, session: Session, leaks: Sequence[Leak], source: Source | None) -> QHBoxLayout:
        """One field: what of it stands where, and the way to it."""
        words = leak_words(leaks[0])
        places = {one.where for one in leaks}
        more = (
            f", and in {len(places) - 1} more {'place' if len(places) == 2 else 'places'}"
            if len(places) > 1
            else ""
        )
        said = f"{words}{more}: {leaks[0].text}" if session.names_shown else words + more
        label = QLabel(said[:1].upper() + said[1:])
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        row = QHBoxLayout()
        row.addWidget(label, 1)
        if source is None:
            row.addWidget(QLabel("It stands in no single text of the case."))
            return row
        go = QPushButton("Go to the line")
        go.setAccessibleName(f"Go to the line: {words}")
        go.clicked.connect(partial(self._go, source))
        row.addWidget(go)
        return row

    def _ways(self, session: Session, fault: LeakFault, rest: int, can_put: bool) -> QHBoxLayout:
        """How many more there are, and what can be done for all of them at once."""
        row = QHBoxLayout()
        row.addWidget(QLabel(f"And {rest} more {'text' if rest == 1 else 'texts'}." if rest > 0 else ""), 1)
        if fault.letter and self._named(session, fault):
            let = QPushButton("They may be named in this document…")
            let.clicked.connect(self._let_stand)
            row.addWidget(let)
        if can_put:
            put = QPushButton("Put the role instead")
            put.setAccessibleName("Put the role instead in every text of the case that holds it")
            put.clicked.connect(self._put_roles)
            row.addWidget(put)
        return row

    def _go(self, source: Source) -> None:
        """Open the field the words come from."""
        window = self._window
        entity = source.entity
        if window.session is None or window.session.snapshot.find(entity.id) is None:
            return
        window.go(home_of_kind(entity.kind.name), entity.id)
        window.panel.setVisible(True)
        QTimer.singleShot(0, self, partial(self._into, source))

    def _into(self, source: Source) -> None:
        """Put the keyboard into the field the words come from, and select them there."""
        box = self._box_of(source, turn=True)
        if box is None:
            return
        box.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(box, QLineEdit):
            at = box.text().find(source.said)
            if at >= 0:
                box.setSelection(at, len(source.said))
        elif isinstance(box, QPlainTextEdit | QTextEdit):
            found = box.document().find(source.said)
            if not found.isNull():
                box.setTextCursor(found)

    def _box_of(self, source: Source, *, turn: bool = False) -> QWidget | None:
        """Where a text is typed: a box of the page, or of the thing selected, the field of that label.

        With `turn`, the page may turn to it; otherwise only what is shown counts.
        """
        window, entity = self._window, source.entity
        view, session = window.view, window.session
        if view is not None and (box := view.box_of(entity, turn=turn)) is not None:
            return box
        if session is None or not (entity.kind.single or entity.id == session.selected_id):
            return None
        label = entity.kind.by_name[source.field].type.label
        for part in (window.panel, view):
            for one in part.findChildren(QWidget) if part is not None else ():
                named = one.accessibleName() == label or one.accessibleName().startswith(f"{label},")
                if named and one.isVisible() and one.focusPolicy() != Qt.FocusPolicy.NoFocus:
                    return one
        return None

    def _put_roles(self) -> None:
        """Put the role, or what was left out, in every text of the case that holds what leaked: one step."""
        session, fault = self._window.session, self._fault
        if session is None or fault is None:
            return
        sources = sources_of(session.snapshot, fault.leaks)
        with session.step("Put roles in place of names") as step:
            for one in sources:
                step.change(one.entity, **{one.field: one.becomes})
        self._put_away(sources)

    def _named(self, session: Session, fault: LeakFault) -> list[Actor]:
        """Those whose names stand in the document and whom it is to: it may call them by name."""
        ids = {id for one in fault.leaks if one.kind is FoundKind.NAME for id in one.actors}
        return [one for one in session.snapshot.of(Actor).values() if one.id in ids and addressable(one)]

    def _let_stand(self) -> None:
        """Ask why they may be named in this document, and keep the reason in the case."""
        session, fault = self._window.session, self._fault
        if session is None or fault is None:
            return
        people = self._named(session, fault)
        roles = ", ".join(one.role for one in people)
        reason, given = QInputDialog.getMultiLineText(
            self,
            "Naming somebody in this document",
            f"Why may this document call them by name: {roles}?\n"
            "For example: they asked to be called so. The reason is kept in the history of the case and printed nowhere.",
        )  # fmt: skip
        if not given or not reason.strip():
            return
        with session.step("Let a document call somebody by name") as step:
            for one in people:
                step.add(
                    CheckOverride(
                        id=new_id(),
                        rule=f"{NAMES}{fault.letter}",
                        subject=one.id,
                        reason=reason.strip(),
                        by=session.case.who,
                        on=session.today().isoformat(),
                    )
                )
        self._put_away(sources_of(session.snapshot, fault.leaks))

    def _put_away(self, sources: Sequence[Source]) -> None:
        """Close the message: the keyboard goes to a text it was about, where one is shown, otherwise to the page."""
        box = next(filter(None, map(self._box_of, sources)), None)
        if box is not None:
            box.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._window.view is not None:
            self._window.view.enter()
        self._window.notice.hide()

    def _leave(self) -> None:
        self._fault = None
        self.hide()

    def _clear(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            _drop(item.layout(), item.widget())


def _drop(layout: object, widget: QWidget | None) -> None:
    """Take a row away with what stands in it."""
    if widget is not None:
        widget.deleteLater()
    if isinstance(layout, QHBoxLayout):
        while (item := layout.takeAt(0)) is not None:
            _drop(item.layout(), item.widget())
        layout.deleteLater()
