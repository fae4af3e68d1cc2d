"""Details of a factor: what it claims, where it stands, what it leads to, what it rests on, what is done about it."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QMenu, QPushButton, QVBoxLayout

from rca_workbench.drawing.map import band_label
from rca_workbench.model import (
    Changes,
    Confidence,
    Entity,
    Excerpt,
    Factor,
    FactorKind,
    FactorStatus,
    Link,
    Logic,
    Problem,
)
from rca_workbench.model.words import factor_word, word
from rca_workbench.reference import accimap_levels
from rca_workbench.ui import style
from rca_workbench.ui.details.actions import ActionsSection
from rca_workbench.ui.details.answers import AnswersSection
from rca_workbench.ui.details.links import FeedbackSection, LinksSection
from rca_workbench.ui.details.page import Chip, Page
from rca_workbench.ui.details.reading import reading_of
from rca_workbench.ui.fields import FieldEditor, LabelAt, SourcesEditor, TextEditor, WordsEditor
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.menus import open_below
from rca_workbench.ui.places.analysis.edits import GraphEdits
from rca_workbench.ui.session import Session

CAUSES = (FactorKind.PROBLEM, FactorKind.CONTRIBUTORY_FACTOR, FactorKind.SYSTEM_FACTOR)
"""Kinds of which one asks why they were so."""

_ONLY_FOR: dict[str, tuple[FactorKind, ...]] = {
    "meant_to": (FactorKind.BARRIER,),
    "wanted": tuple(FactorKind),
    "gate": tuple(FactorKind),
    "sufficient": tuple(FactorKind),
    "predicts": (*CAUSES, FactorKind.BARRIER),
    "short_label": tuple(FactorKind),
    "problem": (FactorKind.PROBLEM,),
    "performed": (FactorKind.BARRIER,),
    "barrier_kind": (FactorKind.BARRIER,),
    "actual_harm": (FactorKind.HARM,),
    "is_act": (FactorKind.PROBLEM, FactorKind.EVENT),
    "is_omission": (FactorKind.PROBLEM, FactorKind.EVENT, FactorKind.BARRIER),
    "is_departure": (FactorKind.PROBLEM, FactorKind.EVENT),
    "sense": (FactorKind.PROBLEM, FactorKind.EVENT),
    "specificity": (FactorKind.CONTRIBUTORY_FACTOR, FactorKind.SYSTEM_FACTOR),
    "polarity": (FactorKind.CONTRIBUTORY_FACTOR, FactorKind.SYSTEM_FACTOR),
    "no_action_reason": (
        FactorKind.CONTRIBUTORY_FACTOR,
        FactorKind.SYSTEM_FACTOR,
        FactorKind.PROBLEM,
        FactorKind.BARRIER,
    ),
}
"""Fields that mean something for some kinds only; one that holds something is always shown."""
_MORE = (
    "gate", "gate_count", "sufficient", "predicts", "is_act", "is_omission", "is_departure", "actual_harm", "duty",
    "short_label",
)  # fmt: skip
"""Fields that stand under More until they hold something."""


_READS = (
    "factor", "link", "excerpt", "evidence", "action", "recommendation", "timeline_entry", "case", "question",
)  # fmt: skip
"""Kinds of which a change may alter what the page says."""
_ASKING = ("whys_why", "fish_why")
"""Commands that ask why of what is selected, of the views beside the map."""


class FactorPage(Page):
    """One node of the graph."""

    shows = ("link", "action", "recommendation")

    def __init__(self, session: Session) -> None:
        super().__init__(session, Factor.kind)

    def fill(self) -> None:
        self._sometimes: dict[str, FieldEditor] = {}
        self._reads()
        self._depends("sense", TextEditor(
            self.session, self.kind, "sense", label_at=LabelAt.HEADING, look="quiet_text",
            hint="What they knew, saw and had to do then",
        ))  # fmt: skip
        self.field("tags", label="Classification")
        self.line()
        self.part(LinksSection(self.session, down=True), adds="link")
        self.part(LinksSection(self.session, down=False), adds="cause")
        self.part(FeedbackSection(self.session))
        self._depends("stop_reason")
        self.line()
        self.part(SourcesEditor(self.session), adds="excerpt")
        self._depends("wanted")
        self.line()
        self.part(ActionsSection(self.session), adds="action")
        self._depends("no_action_reason")
        self.line()
        self.part(AnswersSection(self.session), adds="question")
        self.line()
        self.field("entries")
        self.line()
        levels = [(level.id, level.label) for level in accimap_levels()]
        self.own(WordsEditor(self.session, self.kind, "level", levels))
        for name in ("status", "confidence"):
            self.field(name)
        for name in ("problem", "performed", "barrier_kind", "meant_to"):
            self._depends(name)
        self._depends("specificity", label="On other days")
        self._depends("polarity", label="Pulled")
        self._depends("reason")
        self._depends("other_wording")
        self.field("note")
        self._fold = style.role(QPushButton("More"), "fold")
        self._fold.setCheckable(True)
        self._fold.setAccessibleName("More about this factor")
        self._fold.toggled.connect(self._folded)
        self.add(self._fold)
        for name in ("gate", "gate_count", "sufficient", "predicts"):
            self._depends(name)
        for name in ("is_act", "is_omission", "is_departure", "actual_harm"):
            self._depends(name)
        self._depends("duty", label="Duty")
        self._depends("short_label")
        self._folded(False)

    def kinds(self, entity: Entity) -> Sequence[tuple[str, Callable[[], object]]]:
        assert isinstance(entity, Factor)
        edits = GraphEdits(self.session)
        profile = self.session.snapshot.case.profile
        made: list[tuple[str, Callable[[], object]]] = []
        for kind in FactorKind:
            if kind is FactorKind.PROBLEM:
                made += [(word(one), partial(self._make_problem, entity, one)) for one in Problem]
            else:
                made.append((factor_word(kind, profile), partial(edits.rekind, entity, kind)))
        return made

    def chips(self, entity: Entity) -> Sequence[Chip]:
        assert isinstance(entity, Factor)
        sources = len(self.session.snapshot.by(Excerpt, "about").get(entity.id, ()))
        made: list[Chip] = [
            ("layers", band_label(entity), partial(self._choose_level, entity)),
            ("circle-dot", word(entity.confidence) or "How sure?", partial(self._choose_confidence, entity)),
            (
                "quote",
                "1 source" if sources == 1 else f"{sources} sources" if sources else "No source yet",
                None,
            ),
        ]
        if entity.status is not FactorStatus.FINDING:
            made.append(("circle-dashed", word(entity.status), partial(self._choose_status, entity)))
        if entity.performed:
            made.append(("shield", word(entity.performed), None))
        return made

    def foot(self, entity: Entity) -> Sequence[tuple[str, str, Callable[[], object], str]]:
        if self.session.read_only:
            return (("Show on map", "waypoints", lambda: self.go_to.emit("analysis/map", self.id), ""),)
        return (
            ("Link to…", "link-2", lambda: self.run("map_link", "analysis/map"), ""),
            ("Ask why", "corner-left-up", self._ask_why, "W"),
        )

    def _ask_why(self) -> None:
        """Ask in the view one is in, where it can ask; else on the map."""
        here = next((id for id in _ASKING if id in getattr(self.window(), "commands", ())), None)
        if here is not None:
            self.run(here)
        else:
            self.run("map_why", "analysis/map")

    def changed(self, entity: Entity) -> None:
        assert isinstance(entity, Factor)
        for name, one in self._sometimes.items():
            kinds = _ONLY_FOR.get(name, ())
            wanted = entity.factor_kind in kinds and (name not in _MORE or self._fold.isChecked())
            one.setVisible(wanted or bool(getattr(entity, name)) or self._asked_for(name, entity))
        self._read_again(entity)

    def begin(self, name: str) -> None:
        if name in _MORE:
            self._fold.setChecked(True)
        super().begin(name)

    def _asked_for(self, name: str, entity: Factor) -> bool:
        """Whether what the factor is, or how it is linked, asks for a field."""
        if name == "reason":
            return entity.status is FactorStatus.REJECTED
        if name == "gate_count":
            return entity.gate is Logic.K_OF_N
        if name == "stop_reason":  # where asking why ends somebody may say why
            causal = entity.factor_kind in CAUSES
            return causal and not self.session.snapshot.pointed_from(Link, "target", entity.id)
        return False

    def _folded(self, open: bool) -> None:
        self._fold.setIcon(style.icon("chevron-down" if open else "chevron-right", "text2", 16))
        entity = self.entity
        if isinstance(entity, Factor):
            self.changed(entity)

    def refresh(self, changes: Changes | None) -> None:
        if changes is None or changes.touches(*_READS):
            super().refresh(changes)

    def _depends(self, name: str, made: FieldEditor | None = None, *, label: str = "") -> None:
        self._sometimes[name] = self.own(made) if made is not None else self.field(name, label=label)

    def _reads(self) -> None:
        self._reads_label = style.role(QLabel("Reads as"), "label")
        self._reads_frame = style.role(QFrame(), "quote")
        box = QVBoxLayout(self._reads_frame)
        box.setContentsMargins(10, 8, 10, 8)
        self._reads_text = QLabel()
        wrapped(self._reads_text)
        box.addWidget(self._reads_text)
        self.add(self._reads_label)
        self.add(self._reads_frame)

    def _read_again(self, entity: Factor) -> None:
        said = reading_of(self.session.snapshot, entity)
        self._reads_text.setText(said)
        self._reads_label.setVisible(bool(said))
        self._reads_frame.setVisible(bool(said))

    def _make_problem(self, entity: Factor, problem: Problem) -> None:
        self.session.change(
            entity, f"Make it a {word(problem).lower()}", factor_kind=FactorKind.PROBLEM, problem=problem
        )

    def _choose_level(self, entity: Factor) -> None:
        self._choose(
            [(level.label, level.id) for level in accimap_levels()], "Move to another level", entity, "level"
        )

    def _choose_confidence(self, entity: Factor) -> None:
        choices: list[tuple[str, object]] = [(word(one), one) for one in Confidence]
        self._choose([*choices, ("Not said", None)], "Edit confidence", entity, "confidence")

    def _choose_status(self, entity: Factor) -> None:
        self._choose([(word(one), one) for one in FactorStatus], "Edit status", entity, "status")

    def _choose(self, choices: Sequence[tuple[str, object]], label: str, entity: Factor, name: str) -> None:
        if self.session.read_only:
            return
        menu = QMenu(self)
        for words, value in choices:
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(getattr(entity, name) == value)
            action.triggered.connect(partial(self._set, entity, label, name, value))
        chip = QApplication.focusWidget()
        if isinstance(chip, QPushButton) and self.isAncestorOf(chip):
            open_below(menu, chip)
        else:  # a click that left the keyboard where it was, as on macOS
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(QCursor.pos() + QPoint(0, 8))

    def _set(self, entity: Factor, label: str, name: str, value: object, *_: object) -> None:
        self.session.change(entity, label, **{name: value} | ({"row": None} if name == "level" else {}))
