"""What a factor leads to, and what it was caused by: each link with how sure it is, opened to be edited in place."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from rca_workbench.model import Changes, Entity, Factor, Link, LinkType, shortened
from rca_workbench.model.words import word
from rca_workbench.ui import style
from rca_workbench.ui.fields import FindLine, Form, Offer, Row, clear, offers_of
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.fields.names import icon_of, ink_of
from rca_workbench.ui.fields.section import Section
from rca_workbench.ui.places.analysis.edits import GraphEdits
from rca_workbench.ui.session import Session


class LinksSection(Section):
    """The links that go out from a factor (`down`), or those that come to it."""

    def __init__(self, session: Session, *, down: bool) -> None:
        title = "Leads to" if down else "Caused by"
        super().__init__(session, title, "Add link" if down else "Add cause", "Nothing yet.", between=2)
        self.down = down
        self._open: str | None = None
        self._forms: dict[str, Form] = {}
        self._question = self._loop_question()
        self._asked: Callable[[], object] | None = None
        self._box.insertWidget(1, self._question)
        find = FindLine(self._offers)
        find.picked.connect(self._picked)
        self._add_with(find, f"{title}: add", "Which factor? Type to find")

    def show_entity(self, entity: Entity | None) -> None:
        for form in self._forms.values():
            form.commit()
        super().show_entity(entity)

    def refresh(self, changes: Changes | None) -> None:
        """Show the links as they are now."""
        if changes is not None and not changes.touches("link", "factor"):
            return
        shown = self._links()
        said = [(link.id, _beneath(link), other, link.id == self._open) for link, other in shown]
        if said == self._shown:
            for form in self._forms.values():
                form.refresh()
            return
        self._shown = said
        self._forms.clear()
        clear(self._rows)
        self._under.setVisible(not shown)
        for link, other in shown:
            self._rows.addWidget(self._row(link, other))

    def _links(self) -> list[tuple[Link, Factor]]:
        snapshot = self.session.snapshot
        field, other = ("source", "target") if self.down else ("target", "source")
        links = snapshot.pointed_from(Link, field, self.id) if self.id else ()
        found = ((link, snapshot.get(Factor, getattr(link, other))) for link in links)
        return [
            (link, factor)
            for link, factor in found
            if factor is not None and link.link_type is not LinkType.REINFORCES
        ]

    def _row(self, link: Link, other: Factor) -> QWidget:
        opened = link.id == self._open
        whole = QWidget()
        row = Row(icon_of(other), ink_of(other), other.text, _beneath(link))
        row.opened.connect(partial(self.go_to.emit, "analysis/map", other.id))
        fold = QToolButton()
        style.role(fold, "small")
        fold.setIcon(style.icon("chevron-up" if opened else "chevron-down", "text2", 16))
        fold.setIconSize(QSize(16, 16))
        fold.setFixedSize(style.px(28), style.px(28))
        fold.setAccessibleName(f"{'Close' if opened else 'Edit'} the link with {other.text}")
        fold.clicked.connect(partial(self._fold, link.id))
        line = QHBoxLayout()
        line.setSpacing(0)
        line.addWidget(row, 1)
        line.addWidget(fold, 0, Qt.AlignmentFlag.AlignTop)
        box = QVBoxLayout(whole)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addLayout(line)
        if opened:
            form = Form(
                self.session, Link.kind, ("confidence", "but_for", "link_type", "rationale", "reviewed")
            )
            form.show_entity(link)
            self._forms[link.id] = form
            box.addWidget(form)
            if not self.session.read_only:
                out = style.role(QPushButton("Remove this link"), "link")
                out.clicked.connect(partial(self._remove, link))
                box.addWidget(out, 0, Qt.AlignmentFlag.AlignLeft)
        return whole

    def _fold(self, id: str) -> None:
        for form in self._forms.values():
            form.commit()
        self._open = None if self._open == id else id
        self.refresh(None)

    def _remove(self, link: Link) -> None:
        GraphEdits(self.session).remove([link.id])

    def _offers(self) -> Iterable[Offer]:
        linked = {other.id for _, other in self._links()}
        return offers_of(self.session.snapshot, "factor", (*linked, self.id or ""))

    def _picked(self, id: str) -> None:
        factors = self.session.snapshot.of(Factor)
        here, other = factors.get(self.id or ""), factors.get(id)
        self._leave()
        if here is not None and other is not None:
            self._join(*((here, other) if self.down else (other, here)))

    def _join(self, source: Factor, target: Factor) -> None:
        """Link two factors; where a cause would come to lead to itself, ask first."""
        edits = GraphEdits(self.session)
        loop = edits.loop(source, target)
        if not loop:
            edits.connect(source, target)
            return
        names = ", ".join(f"“{shortened(one.short_label or one.text, 40)}”" for one in loop[:6])
        self._asked = partial(edits.connect, source, target, LinkType.REINFORCES)
        self._question_said.setText(
            f"This link would close a loop: {names}. A cause cannot lead to itself. Is it feedback over time?"
        )
        self._question.show()
        self._yes.setFocus(Qt.FocusReason.OtherFocusReason)

    def _answer(self, yes: bool) -> None:
        asked, self._asked = self._asked, None
        self._question.hide()
        self.add.setFocus()
        if yes and asked is not None:
            asked()

    def _loop_question(self) -> QWidget:
        """Asked in place where a link would close a loop."""
        made = style.role(QFrame(), "quote")
        self._question_said = wrapped(style.role(QLabel(), "small"))
        self._yes = style.role(QPushButton("Keep it as feedback over time"), "link")
        no = style.role(QPushButton("Leave it out"), "link")
        self._yes.clicked.connect(partial(self._answer, True))
        no.clicked.connect(partial(self._answer, False))
        box = QVBoxLayout(made)
        box.setContentsMargins(10, 8, 10, 8)
        box.addWidget(self._question_said)
        for button in (self._yes, no):
            box.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        made.hide()
        return made

    def _turn(self) -> None:
        super()._turn()
        self._open = None
        self._question.hide()


class FeedbackSection(LinksSection):
    """Feedback over time, which is no cause: what a factor reinforces and what reinforces it. There where there is any."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, down=True)
        self.setAccessibleName("Feedback over time")
        self._head.setText("Feedback over time")
        self.add.hide()
        self._under.hide()

    def refresh(self, changes: Changes | None) -> None:
        """Show the links as they are now."""
        super().refresh(changes)
        self._under.hide()
        self.setVisible(bool(self._links()))

    def _links(self) -> list[tuple[Link, Factor]]:
        snapshot = self.session.snapshot
        made: list[tuple[Link, Factor]] = []
        for field, other in (("source", "target"), ("target", "source")):
            for link in snapshot.pointed_from(Link, field, self.id) if self.id else ():
                factor = snapshot.get(Factor, getattr(link, other))
                if factor is not None and link.link_type is LinkType.REINFORCES:
                    made.append((link, factor))
        return made


def _beneath(link: Link) -> str:
    said = [word(link.link_type)] if link.link_type is not LinkType.CONTRIBUTED_TO else []
    said.append(word(link.confidence) or "How sure is not said")
    return f"{'. '.join(said)}. Without it: {word(link.but_for).lower() if link.but_for else 'not yet asked'}"
