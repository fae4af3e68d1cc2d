"""The fishbone: what leads to one harm or problem, under the headings of the framework chosen."""

from dataclasses import replace

from PySide6.QtCore import QPointF
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rca_workbench.analysis.classifying import framework_of
from rca_workbench.analysis.fishbone import UNSORTED, fishbone_of, prompts_of
from rca_workbench.drawing.again import again_ref
from rca_workbench.drawing.fishbone import HEADING, fishbone_layout, fishbone_scene
from rca_workbench.drawing.scene import Ref
from rca_workbench.drawing.theme import Theme
from rca_workbench.model import Changes, Entity, Factor, shortened
from rca_workbench.ui import style
from rca_workbench.ui.canvas import InlineText
from rca_workbench.ui.commands import Command
from rca_workbench.ui.places.analysis.bone_prompts import BonePrompts
from rca_workbench.ui.places.analysis.fishbone_canvas import FishboneCanvas
from rca_workbench.ui.places.analysis.fishbone_edits import FishboneEdits
from rca_workbench.ui.places.analysis.fishbone_gestures import FishboneGestures
from rca_workbench.ui.places.analysis.fishbone_keys import fishbone_commands
from rca_workbench.ui.places.analysis.framework_menu import FrameworkMenu
from rca_workbench.ui.places.analysis.looking_at import looked_at, looking_at
from rca_workbench.ui.places.analysis.map_find import MapFind
from rca_workbench.ui.places.analysis.peeking import show_full_text
from rca_workbench.ui.places.analysis.under_details import UnderDetails
from rca_workbench.ui.places.analysis.wording import read_as_typed
from rca_workbench.ui.places.analysis.zoom_corner import ZoomCorner
from rca_workbench.ui.session import Session
from rca_workbench.ui.view import View, open_checks

SEEN_WHOLE = 0.3
"""Scale down to which boxes show what they are: a larger fishbone opens at its head instead."""
READ_FROM = 0.75
"""Scale from which boxes have all their words, at a text size of 100 %."""
_LEAST = 300
"""Pixels across from which the view has a size worth fitting to."""
_NO_HEAD = "Press N to type what is to be explained."
_NO_BONE = "Go to a bone with the arrow keys, or click on it, for its questions. N adds a factor."


class FishboneView(View):
    """Shows the graph as a fishbone; gestures on it become steps in `FishboneGestures`."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.edits = FishboneEdits(session)
        self.canvas = FishboneCanvas("Fishbone of contributory factors")
        self.canvas.can_connect = not session.read_only
        self.inline = InlineText(self.canvas)
        read_as_typed(session, self.inline)
        self.frameworks = FrameworkMenu(self)
        self.prompts = BonePrompts()
        UnderDetails(self.canvas)
        self.canvas.corner = ZoomCorner(self.canvas, "fishbone")
        self.finding = MapFind(self, "fishbone")
        self.gestures = FishboneGestures(self)
        self._head: str | None = None
        self._began: tuple[float, QPointF] | None = None
        self._recalled: tuple[float, QPointF] | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.canvas, 1)
        box.addWidget(self.prompts)
        self.fishbone = fishbone_of(session.snapshot, framework_of(session.snapshot))
        self.canvas.resized.connect(self.place_over)
        self.canvas.picked.connect(self._picked)
        self.canvas.opened.connect(self.gestures.open)
        self.canvas.dropped.connect(self.gestures.drop)

    # -- what the shell asks --------------------------------------------------------------------------

    def primary(self) -> Command:
        return Command("fish_add", "Add factor", self.gestures.add, ("N",), "new cause bone fishbone", "plus")

    def tools(self) -> tuple[Command, ...]:
        # The short name: the button stands between five tabs and two more.
        label = framework_of(self.session.snapshot).label.removesuffix(" contributory factors")
        return (
            replace(self.frameworks.command(), title=f"By {label}"),
            Command(
                "fish_head", "Explains", self.gestures.choose_head, ("H",), "head harm problem fishbone", "heart-pulse"
            ),
        )  # fmt: skip

    def commands(self) -> tuple[Command, ...]:
        return fishbone_commands(self)

    def keyed(self) -> tuple[QWidget, ...]:
        return (self.canvas,)

    def refresh(self, changes: Changes | None) -> None:
        self.frameworks.refresh(changes)
        if changes is not None and not changes.touches(
            "factor", "link", "action", "recommendation", "excerpt", "case"
        ):
            return
        snapshot = self.session.snapshot
        head = self.fishbone.head
        self.fishbone = fishbone_of(snapshot, framework_of(snapshot), self._head)
        theme = style.theme()
        layout = fishbone_layout(self.fishbone, theme, kept=self._kept(theme, head))
        checks = self.session.checking.standing
        self.canvas.show_scene(fishbone_scene(snapshot, self.fishbone, theme, layout, checks=checks))
        self.finding.refresh()
        self._ask_for_bone()
        self.counts_changed.emit()
        self._begin()

    def show_checks(self) -> None:
        self.refresh(None)

    def selected(self, entity: Entity | None) -> None:
        here = self.canvas.current
        if isinstance(entity, Factor):
            same = here is not None and here.kind == Factor.kind.name and here.id == entity.id
            ref = here if same else Ref(Factor.kind.name, entity.id)
            known = self.canvas.scene is not None and self.canvas.scene.item(ref) is not None
            if not known:
                self.canvas.current = None
            self.canvas.select(ref if known else None, self._found())
            self.canvas.reveal(ref)
        elif here is not None and here.kind == HEADING:
            self.canvas.select(here, self._found())
        else:
            self.canvas.select(None, self._found())
        self._ask_for_bone()

    def counts(self) -> str:
        count = len(self.fishbone.factors)
        rest = self.fishbone.bone(UNSORTED)
        said = f"{count} {'factor' if count == 1 else 'factors'}"
        return f"{said}, {len(rest.ribs)} not yet sorted" if rest else said

    def remember(self) -> dict[str, object]:
        return {**looking_at(self.canvas), "head": self._head or ""}

    def recall(self, state: dict[str, object]) -> None:
        self._head = str(state.get("head") or "") or None
        if self._head:
            self.refresh(None)
        self._recalled = looked_at(state) or self._recalled
        if self._recalled:
            self._begin()

    def enter(self) -> None:
        self.canvas.setFocus()

    def emphasise(self) -> None:
        """Let what is found stand out; the rest steps back."""
        self.canvas.select(self.canvas.selected_ref, self._found())

    def place_over(self) -> None:
        """Put what lies over the picture where it belongs."""
        self.finding.place()

    # -- going about ----------------------------------------------------------------------------------

    def explain(self, head: str) -> None:
        """Have another harm or problem at the head."""
        self._head = head
        self.refresh(None)
        self.selected(self.session.selected)
        self.canvas.fit()
        self.canvas.setFocus()

    def go_to_factor(self, id: str, heading: str | None) -> None:
        """Select a factor, on the bone named if it stands on several."""
        again = again_ref(id, heading or "")
        there = self.canvas.scene is not None and self.canvas.scene.item(again) is not None
        self.canvas.current = again if there else Ref(Factor.kind.name, id)
        self.session.select(id)
        self.selected(self.session.selected)

    def go_to_bone(self, heading: str) -> None:
        """Put the keyboard on a bone's label."""
        if self.fishbone.bone(heading) is not None:
            self.canvas.set_current(Ref(HEADING, heading))

    def step_out(self) -> None:
        """Leave the selection."""
        self.canvas.current = None
        self.session.select(None)
        self.selected(None)

    def peek(self) -> None:
        """Show the full text of what the keyboard is on, until the next key or movement."""
        item = self.canvas.scene.item(self.canvas.current) if self.canvas.scene else None
        factor = self.gestures.factor
        if item is not None:
            show_full_text(
                self.canvas, item, factor.text if factor is not None and factor.text else item.name
            )

    def to_details(self) -> None:
        """Put the keyboard into Details."""
        self.open_details()

    def to_map(self) -> None:
        """Show the factor on the map."""
        if self.gestures.factor is not None:
            self.go_to.emit("analysis/map", self.gestures.factor.id)

    def to_actions(self) -> None:
        """Show what is done about the factor."""
        if self.gestures.factor is not None:
            self.go_to.emit("improve/actions", self.gestures.factor.id)

    # -- inside ---------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._begin()

    def _begin(self) -> None:
        """Where one was, or the whole where its words can be read, or the head with the bones next to it.

        Done anew with every size the view gets, until someone moves the picture.
        """
        canvas, scene = self.canvas, self.canvas.scene
        untouched = self._began is None or self._began == (canvas.scale, canvas.origin)
        if not untouched or scene is None or canvas.width() < _LEAST:
            return
        if self._recalled:
            canvas.scale, canvas.origin = self._recalled
            self._recalled = None
        else:
            canvas.fit()
            if canvas.scale < SEEN_WHOLE:
                canvas.scale = max(0.45, READ_FROM / style.look().scale)
                canvas.origin = QPointF(scene.bounds.right(), -canvas.height() / canvas.scale / 2)
        canvas.pan(0, 0)
        self._began = (canvas.scale, QPointF(canvas.origin))

    def _kept(self, theme: Theme, head: Factor | None) -> float | None:
        """How long the bones shown are, while it is the same fishbone at the same size of text."""
        fish, now = self.canvas.fish, self.fishbone
        if fish is None or fish.layout is None or fish.fishbone is None or fish.theme is not theme:
            return None
        before = (fish.fishbone.framework.id, head.id if head else "")
        after = (now.framework.id, now.head.id if now.head else "")
        return fish.layout.longest if before == after else None

    def _found(self) -> frozenset[str] | None:
        """What stands out while something is looked for; None where nothing is."""
        if not self.finding.isVisible() or not self.finding.matches:
            return None
        return frozenset(self.finding.matches)

    def _picked(self, ref: Ref | None) -> None:
        if ref is not None and ref.part == "actions":
            self.go_to.emit("improve/actions", ref.id)
            return
        if ref is not None and ref.part == "checks":
            open_checks(self, ref.id)
            return
        self.canvas.current = ref
        self.session.select(ref.id if ref is not None and ref.kind == Factor.kind.name else None)
        self.selected(self.session.selected)

    def _shows(self, id: str) -> bool:
        head = self.fishbone.head
        return id in self.fishbone.factors or (head is not None and head.id == id)

    def _ask_for_bone(self) -> None:
        """Show the questions of the bone one is on."""
        bone = self.gestures.bone
        chosen = self.session.selected
        if self.fishbone.head is None:
            self.prompts.show_bone("", (), "", _NO_HEAD)
        elif bone is None and isinstance(chosen, Factor) and not self._shows(chosen.id):
            said = f"“{shortened(chosen.text, 80)}” does not lead to what this fishbone explains."
            self.prompts.show_bone("", (), "", said)
        elif bone is None:
            self.prompts.show_bone("", (), "", _NO_BONE)
        elif bone.category is None:
            note = "M chooses the bone a factor belongs on; it may also stay here until someone knows."
            self.prompts.show_bone(bone.label, (), "", note)
        else:
            prompts = prompts_of(bone, self.fishbone.framework)
            self.prompts.show_bone(bone.label, prompts, bone.category.mark, bone.category.definition)
