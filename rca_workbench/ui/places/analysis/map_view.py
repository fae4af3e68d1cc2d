"""The map: the factor graph in level bands, edited where it stands."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rca_workbench.analysis.graph import paths_through
from rca_workbench.drawing.map import layout_of, map_scene
from rca_workbench.drawing.scene import Ref
from rca_workbench.model import Changes, Entity, Factor, Link
from rca_workbench.ui import style
from rca_workbench.ui.canvas import InlineText
from rca_workbench.ui.commands import Command
from rca_workbench.ui.find_box import FindBox
from rca_workbench.ui.places.analysis.edits import GraphEdits
from rca_workbench.ui.places.analysis.insights import InsightsDrawer
from rca_workbench.ui.places.analysis.legend import MapLegend
from rca_workbench.ui.places.analysis.map_canvas import MapCanvas
from rca_workbench.ui.places.analysis.map_chips import MapChips
from rca_workbench.ui.places.analysis.map_gestures import MapGestures
from rca_workbench.ui.places.analysis.map_keys import map_commands
from rca_workbench.ui.places.analysis.map_menus import arrange_menu
from rca_workbench.ui.places.analysis.pointing import pointing
from rca_workbench.ui.session import Session
from rca_workbench.ui.view import View

READABLE = 0.75
"""Scale below which the words in boxes cannot be read: a larger map opens at its top, at full size."""


class MapView(View):
    """Shows the graph; gestures on it become steps in `MapGestures`."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.edits = GraphEdits(session)
        self.canvas = MapCanvas("Map of contributory factors")
        self.canvas.can_connect = not session.read_only
        self.canvas.linked_to = self._linked
        self.inline = InlineText(self.canvas)
        self.find_box = FindBox(self)
        self.gestures = MapGestures(self)
        self.chips = MapChips(self.canvas)
        self.legend = MapLegend()
        self.insights = InsightsDrawer(session, self.canvas)
        self.insights.asked.connect(lambda where: self.go_to.emit(where, None))
        self.pointing = pointing(session)
        self.pointing.changed.connect(lambda: self.selected(session.selected))
        self._fitted = False
        self._recalled: tuple[float, QPointF] | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(self.insights.beside(self.canvas), 1)
        box.addWidget(self.legend)
        self.chips.left.connect(self.step_out)
        self.canvas.picked.connect(self._picked)
        self.canvas.opened.connect(self.gestures.open)
        self.canvas.connected.connect(self.gestures.connect)
        self.canvas.dropped.connect(self.gestures.drop)

    # -- what the shell asks --------------------------------------------------------------------------

    def primary(self) -> Command:
        return Command("map_add", "Add factor", self.gestures.add, ("N",), "new cause box node", "plus")

    def tools(self) -> tuple[Command, ...]:
        return (
            Command("map_find", "Find", self.find, ("Ctrl+F",), "search", "search"),
            Command("map_arrange", "Arrange", self.arrange, (), "tidy layout", "layers"),
            self.insights.command(),
        )

    def commands(self) -> tuple[Command, ...]:
        return map_commands(self)

    def keyed(self) -> tuple[QWidget, ...]:
        return (self.canvas,)

    def refresh(self, changes: Changes | None) -> None:
        self.insights.refresh(changes)
        if changes is not None and not changes.touches(
            "factor", "link", "action", "recommendation", "excerpt", "case"
        ):
            return
        snapshot = self.session.snapshot
        theme = style.theme()
        self.layout_now = layout_of(snapshot, theme)
        self.canvas.show_scene(map_scene(snapshot, self.layout_now, theme))
        empty = not snapshot.of(Factor)
        self.chips.empty.setVisible(empty)
        self.legend.refresh(snapshot)
        self.counts_changed.emit()
        if not self._fitted and self.canvas.width() > 300 and not empty:
            self._begin()

    def selected(self, entity: Entity | None) -> None:
        if isinstance(entity, Factor):
            ref = Ref(Factor.kind.name, entity.id)
            self.canvas.select(ref, self._path(entity))
            self.canvas.reveal(ref)
        elif isinstance(entity, Link):
            self.canvas.select(Ref(Link.kind.name, entity.id), None)
        else:
            self.canvas.select(None, self.pointing.ids)
        said = "Showing what leads to and from this" if isinstance(entity, Factor) else self.pointing.words
        self.chips.path_chip.setText(said)
        self.chips.path_chip.setAccessibleName(f"{said}. Press to show everything")
        self.chips.path_chip.setVisible(bool(said) and self.canvas.path is not None)
        self.chips.place()

    def counts(self) -> str:
        factors, links = len(self.session.snapshot.of(Factor)), len(self.session.snapshot.of(Link))
        return f"{factors} {'item' if factors == 1 else 'items'}, {links} {'link' if links == 1 else 'links'}"

    def remember(self) -> dict[str, object]:
        origin = self.canvas.origin
        return {"scale": self.canvas.scale, "x": origin.x(), "y": origin.y()}

    def recall(self, state: dict[str, object]) -> None:
        try:
            scale, x, y = float(state["scale"]), float(state["x"]), float(state["y"])  # type: ignore[arg-type]
        except (KeyError, TypeError, ValueError):
            return
        self._recalled = (scale, QPointF(x, y))

    def enter(self) -> None:
        self.canvas.setFocus()

    # -- going about ----------------------------------------------------------------------------------

    @property
    def factor(self) -> Factor | None:
        """The factor gestures are about."""
        return self.gestures.factor

    def find(self) -> None:
        """Open the palette, which finds factors by their words."""
        window = self.window()
        if hasattr(window, "palette_open"):
            window.palette_open()

    def arrange(self) -> None:
        """The ways of arranging, with what each does."""
        at = self.mapToGlobal(self.rect().topRight())
        arrange_menu(self).popup(at - self.rect().topRight() / 4)

    def step_out(self) -> None:
        """Leave the path and the selection."""
        if self.pointing.ids is not None:
            self.pointing.clear()
        elif self.canvas.selected_ref is None:
            self.insights.close_drawer()
        else:
            self.session.select(None)
            self.canvas.select(None)
            self.chips.path_chip.hide()

    def to_details(self) -> None:
        """Put the keyboard into Details."""
        window = self.window()
        if hasattr(window, "focus_details"):
            window.focus_details()

    def to_timeline(self) -> None:
        """Show the entry a factor stands for, or the first that shows it."""
        here = self.factor
        if here is not None and (here.entry or here.entries):
            self.go_to.emit("timeline", here.entry or here.entries[0])

    def to_actions(self) -> None:
        """Show what is done about a factor."""
        if self.factor is not None:
            self.go_to.emit("improve/actions", self.factor.id)

    # -- inside ---------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.chips.place()
        if not self._fitted and self.canvas.scene is not None and self.canvas.width() > 300:
            self._begin()

    def _begin(self) -> None:
        """Where one was, or the whole map if its words can be read, or its top at reading size."""
        self._fitted = True
        if self._recalled:
            self.canvas.scale, self.canvas.origin = self._recalled
            self.canvas.pan(0, 0)
            return
        self.canvas.fit()
        if self.canvas.scale < READABLE:
            self.canvas.scale = 1.0
            bounds = self.canvas.scene.bounds if self.canvas.scene else None
            if bounds is not None:
                self.canvas.origin = QPointF(bounds.left() - 9999, bounds.top())
                self.canvas.pan(0, 0)

    def _path(self, factor: Factor) -> frozenset[str] | None:
        nodes, links = paths_through(self.session.snapshot.of(Link).values(), factor.id)
        return frozenset(nodes | links) if links else None

    def _linked(self, id: str, *, up: bool) -> frozenset[str]:
        field, other = ("target", "source") if up else ("source", "target")
        found = (getattr(link, other) for link in self.session.snapshot.pointed_from(Link, field, id))
        return frozenset(one for one in found if one)

    def _picked(self, ref: Ref | None) -> None:
        self.session.select(ref.id if ref else None)
        if ref is None:
            self.canvas.select(None)
            self.chips.path_chip.hide()
        elif ref.part == "actions":
            self.go_to.emit("improve/actions", ref.id)
