"""The editor of a field that may identify a person: covered until somebody asks to see names."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedLayout, QWidget

from rca_workbench.model import Entity, Kind
from rca_workbench.reference import tokens
from rca_workbench.ui import style
from rca_workbench.ui.fields.boxes import Line, Pages
from rca_workbench.ui.fields.editor import LabelAt
from rca_workbench.ui.fields.typed import TextEditor
from rca_workbench.ui.session import Session

COVERED = "Hidden. Ctrl+Shift+H shows names"


class IdentityEditor(TextEditor):
    """Text that identifies somebody. While names are hidden the control holds nothing: there is nothing to read,
    copy or hear. Shown, it has a dotted underline and an eye.
    """

    def __init__(
        self, session: Session, kind: Kind, name: str, *, label_at: LabelAt = LabelAt.LEFT, label: str = ""
    ) -> None:
        super().__init__(session, kind, name, label_at=label_at, label=label, look="identity")
        session.names_changed.connect(self._cover)
        self._cover(session.names_shown)

    def show_entity(self, entity: Entity | None) -> None:
        super().show_entity(entity)
        self._drafts.clear()

    def say(self, value: object) -> str:
        return str(value) if self.session.names_shown else ""

    def commit(self) -> bool:
        # What a covered field holds is not what the person is called.
        return self._stack.currentIndex() == 1 or super().commit()

    @property
    def box(self) -> Line | Pages:
        return self._box

    def _make(self) -> QWidget:
        made = super()._make()
        assert isinstance(made, Line | Pages)
        self._box = made
        made.setAccessibleName(self.label)
        eye = QLabel()
        eye.setPixmap(style.pixmap("eye", "text2", tokens()["size"]["icon_small"]))
        shown = QWidget()
        line = QHBoxLayout(shown)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(made, 1)
        line.addWidget(eye, 0, Qt.AlignmentFlag.AlignTop)
        eye.setContentsMargins(0, 8, 0, 0)
        cover = style.role(QLabel("Hidden"), "covered")
        assert isinstance(cover, QLabel)
        cover.setToolTip(COVERED)
        cover.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        cover.setAccessibleName(f"{self.label}: {COVERED}")
        holder = QWidget()
        holder.setFocusProxy(made)
        self._stack = QStackedLayout(holder)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(shown)
        self._stack.addWidget(cover)
        return holder

    def _cover(self, shown: bool) -> None:
        if not shown:
            self.commit()
        self._stack.setCurrentIndex(0 if shown else 1)
        self._pause.stop()
        entity = self.entity if self.id is not None else None
        self._put(getattr(entity, self.name) if entity is not None else None)
