"""Editors of fields one chooses: one of a list, and yes or no."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from rca_workbench.model import Entity, FactorKind, Kind
from rca_workbench.model.fields import Choice
from rca_workbench.model.words import factor_word, word
from rca_workbench.ui.fields.boxes import Pick
from rca_workbench.ui.fields.editor import FieldEditor, LabelAt
from rca_workbench.ui.session import Session

NOT_SAID = "Not said"


class ChoiceEditor(FieldEditor):
    """One of a closed list, in the words users read. With nothing to fall back on, "Not said" is offered too."""

    def refresh(self) -> None:
        entity = self.entity
        if entity is not None:
            self._show(getattr(entity, self.name))

    def show_entity(self, entity: Entity | None) -> None:
        self.id = entity.id if entity is not None else None
        self.say_problem("")
        if entity is not None:
            self._show(getattr(entity, self.name))

    def choices(self) -> Sequence[tuple[object, str]]:
        """What can be chosen, with its words."""
        assert isinstance(self.type, Choice)
        offered: list[tuple[object, str]] = (
            [(None, NOT_SAID)] if self.kind.by_name[self.name].default is None else []
        )
        return offered + [(value, self._word(value)) for value in self.type.of]

    def _word(self, value: StrEnum) -> str:
        if isinstance(value, FactorKind):
            return factor_word(value, self.session.snapshot.case.profile)
        return word(value)

    def _make(self) -> QWidget:
        pick = Pick()
        for value, said in self.choices():
            pick.addItem(said, value)
        pick.setEnabled(not self.session.read_only)
        pick.activated.connect(self._chosen)
        self._pick = pick
        return pick

    def _chosen(self, at: int) -> None:
        self.keep(self.choices()[at][0])
        self.refresh()

    def _show(self, value: object) -> None:
        values = [one for one, _ in self.choices()]
        at = next((i for i, one in enumerate(values) if one == value), -1)
        if at != self._pick.currentIndex():
            self._pick.setCurrentIndex(at)


class WordsEditor(ChoiceEditor):
    """A text field with a list of usual answers: one of them, or what an import or somebody else wrote there."""

    def __init__(
        self, session: Session, kind: Kind, name: str, offered: Sequence[tuple[str, str]], *,
        label_at: LabelAt = LabelAt.LEFT, label: str = "",
    ) -> None:  # fmt: skip
        self._offered = [("", NOT_SAID), *offered]
        self._other: list[tuple[str, str]] = []
        super().__init__(session, kind, name, label_at=label_at, label=label)

    def choices(self) -> Sequence[tuple[object, str]]:
        return [*self._offered, *self._other]

    def _show(self, value: object) -> None:
        text = str(value)
        others = [] if any(text == one for one, _ in self._offered) else [(text, text)]
        if others != self._other:
            self._other = others
            while self._pick.count() > len(self._offered):
                self._pick.removeItem(self._pick.count() - 1)
            for one, said in others:
                self._pick.addItem(said, one)
        super()._show(text)
        self._pick.setToolTip(text if others else self.type.help)


class FlagEditor(FieldEditor):
    """Yes or no. The words stand beside the box."""

    def __init__(
        self, session: Session, kind: Kind, name: str, *, label_at: LabelAt = LabelAt.NOWHERE, label: str = ""
    ) -> None:
        super().__init__(session, kind, name, label_at=LabelAt.NOWHERE, label=label)

    def show_entity(self, entity: Entity | None) -> None:
        self.id = entity.id if entity is not None else None
        self.say_problem("")
        self.refresh()

    def refresh(self) -> None:
        entity = self.entity
        if entity is not None:
            blocked = self._tick.blockSignals(True)
            self._tick.setChecked(bool(getattr(entity, self.name)))
            self._tick.blockSignals(blocked)

    def _make(self) -> QWidget:
        self._tick = QCheckBox(self.label)
        self._tick.setEnabled(not self.session.read_only)
        self._tick.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._tick.toggled.connect(self._toggled)
        return self._tick

    def _toggled(self, on: bool) -> None:
        self.keep(on)
        self.refresh()


class RefChoice(ChoiceEditor):
    """One of a few other things, all of them offered: lanes, for one."""

    def __init__(
        self, session: Session, kind: Kind, name: str, of: type[Entity], *, none: str = NOT_SAID,
        label_at: LabelAt = LabelAt.LEFT, label: str = "",
    ) -> None:  # fmt: skip
        self._of, self._none = of, none
        self._offered: list[tuple[object, str]] = []
        super().__init__(session, kind, name, label_at=label_at, label=label)

    def choices(self) -> Sequence[tuple[object, str]]:
        return self._offered

    def _make(self) -> QWidget:
        self._offered = self._now()
        return super()._make()

    def _show(self, value: object) -> None:
        offered = self._now()
        if offered != self._offered:
            self._offered = offered
            self._pick.clear()
            for one, said in offered:
                self._pick.addItem(said, one)
        super()._show(value)

    def _now(self) -> list[tuple[object, str]]:
        things = sorted(
            self.session.snapshot.of(self._of).values(), key=lambda one: (getattr(one, "order", ""), one.id)
        )
        return [(None, self._none), *((one.id, one.title) for one in things)]
