"""The map: the factor graph in level bands, edited where it stands."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from rca_workbench.analysis.graph import paths_through
from rca_workbench.drawing.map import band_of, bands, layout_of, map_scene
from rca_workbench.drawing.scene import Item, Ref
from rca_workbench.model import Changes, Entity, Factor, FactorKind, FactorStatus, Link, shortened
from rca_workbench.reference import tokens
from rca_workbench.ui import style
from rca_workbench.ui.canvas import Canvas, InlineText
from rca_workbench.ui.commands import Command
from rca_workbench.ui.find_box import FindBox
from rca_workbench.ui.places.analysis.edits import DEFAULT_LEVEL, GraphEdits
from rca_workbench.ui.places.analysis.legend import MapLegend
from rca_workbench.ui.session import Session
from rca_workbench.ui.view import View

KINDS_BY_NUMBER = (
    FactorKind.EVENT,
    FactorKind.PROBLEM,
    FactorKind.CONTRIBUTORY_FACTOR,
    FactorKind.SYSTEM_FACTOR,
    FactorKind.BARRIER,
    FactorKind.HARM,
)


class MapCanvas(Canvas):
    """The map's own gestures: arrows walk along links, a drag re-levels or, from a box's lower edge, links."""

    PORT = 12
    """Depth of the strip at a box's lower edge from which a drag draws a link, in view pixels."""

    def drag_kind(self, ref: Ref | None, point: QPointF) -> str:
        item = self.scene.item(ref) if self.scene else None
        if item is None or ref is None or ref.kind != Factor.kind.name or not self.can_connect:
            return "pan"
        return "connect" if self.view_rect(item.body).bottom() - point.y() <= self.PORT else "move"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
            step = {
                Qt.Key.Key_Up: (0, -1),
                Qt.Key.Key_Down: (0, 1),
                Qt.Key.Key_Left: (-1, 0),
                Qt.Key.Key_Right: (1, 0),
            }.get(Qt.Key(event.key()))
            if step and self.readable():
                self.walk(*step)
                return
        super().keyPressEvent(event)

    def walk(self, dx: int, dy: int) -> None:
        """Go to the nearest thing that way: up to a cause, down to an effect, sideways in the band."""
        boxes = self.readable()
        here = self.scene.item(self.current) if self.scene else None
        if here is None:
            self.set_current(boxes[0].ref)
            return
        linked = self.linked_to(here.ref.id, up=dy < 0) if dy and here.ref else frozenset()

        def distance(item: Item) -> float:
            across = item.body.center().x() - here.body.center().x()
            down = item.body.center().y() - here.body.center().y()
            along, aside = (dx * across, abs(down)) if dx else (dy * down, abs(across))
            if item is here or along <= 1:
                return float("inf")
            bonus = 0.25 if item.ref and item.ref.id in linked else 1.0
            return (along + 3 * aside) * bonus

        nearest = min(boxes, key=distance)
        if distance(nearest) < float("inf"):
            self.set_current(nearest.ref)

    linked_to: Callable[..., frozenset[str]] = staticmethod(lambda id, *, up: frozenset())


class MapView(View):
    """Shows the graph and turns gestures on it into steps."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.edits = GraphEdits(session)
        self.canvas = MapCanvas("Map of contributory factors")
        self.canvas.can_connect = not session.read_only
        self.canvas.linked_to = self._linked
        self.inline = InlineText(self.canvas)
        self.find_box = FindBox(self)
        self._asked_band = ""
        self._arrange()
        self.canvas.picked.connect(self._picked)
        self.canvas.opened.connect(self._open)
        self.canvas.connected.connect(self._connected)
        self.canvas.dropped.connect(self._dropped)
        self._fitted = False

    # -- what the shell asks --------------------------------------------------------------------------

    def primary(self) -> Command:
        return Command("map_add", "Add factor", self.add, ("N",), "new cause box node", "plus")

    def tools(self) -> tuple[Command, ...]:
        return (
            Command("map_find", "Find", self.find, ("Ctrl+F",), "search", "search"),
            Command("map_arrange", "Arrange", self.arrange_menu, (), "tidy layout", "layers"),
        )

    def commands(self) -> tuple[Command, ...]:
        def writable() -> bool:
            return not self.session.read_only

        def chosen() -> bool:
            return writable() and self.factor is not None

        def command(
            id: str,
            title: str,
            run: Callable[[], object],
            *keys: str,
            enabled: Callable[[], bool] = chosen,
            icon: str = "",
        ) -> Command:
            return Command(f"map_{id}", title, run, keys, "map factor", icon or "waypoints", "", enabled)

        always = lambda: True  # noqa: E731
        return (
            command("why", "Ask why: add a cause", partial(self.ask, up=True), "W", icon="corner-left-up"),
            command("effect", "Ask what it led to: add an effect", partial(self.ask, up=False), "Shift+W"),
            command("edit", "Edit the text", self.edit, "F2"),
            command("link", "Link to another factor", self.link, "L", icon="link-2"),
            command("up", "Move to the level above", partial(self.relevel, -1), "Alt+Shift+Up", icon="arrow-up"),
            command("down", "Move to the level below", partial(self.relevel, 1), "Alt+Shift+Down", icon="arrow-down"),
            command(
                "remove", "Remove from the map", self.remove, "Del", "Backspace", icon="trash-2",
                enabled=lambda: writable() and self.canvas.selected_ref is not None,
            ),
            command("pin", "Keep in place, or let go", self.pin, "P", icon="map-pin"),
            command("agree", "Agree, or make it a suggestion again", self.agree, "Y", icon="check"),
            command("tidy", "Tidy the map", self.edits.tidy, enabled=writable, icon="layers"),
            command("afresh", "Arrange the map afresh", self.edits.arrange_afresh, enabled=writable, icon="layers"),
            command("fit", "See the whole map", self.canvas.fit, "Ctrl+0", enabled=always, icon="maximize"),
            command("in", "Zoom in", partial(self.canvas.zoom, 1.25), "Ctrl++", "Ctrl+=", enabled=always, icon="zoom-in"),
            command("out", "Zoom out", partial(self.canvas.zoom, 0.8), "Ctrl+-", enabled=always, icon="zoom-out"),
            command("leave", "One step out", self.step_out, "Esc", enabled=always),
            command("details", "Open in Details", self._to_details, "Return", "Enter"),
            command("go", "Show on the timeline", self._to_timeline, "G"),
            command("action", "Go to its actions", self._to_actions, "A"),
            *(
                command(f"kind_{kind}", f"Make it a {kind.replace('_', ' ')}", partial(self.rekind, kind), f"Alt+{n}")
                for n, kind in enumerate(KINDS_BY_NUMBER, 1)
            ),
        )  # fmt: skip

    def keyed(self) -> tuple[QWidget, ...]:
        return (self.canvas,)

    def refresh(self, changes: Changes | None) -> None:
        if changes is not None and not changes.touches(
            "factor", "link", "action", "recommendation", "excerpt", "case"
        ):
            return
        snapshot = self.session.snapshot
        theme = style.theme()
        self.layout_now = layout_of(snapshot, theme)
        self.canvas.show_scene(map_scene(snapshot, self.layout_now, theme))
        empty = not snapshot.of(Factor)
        self.empty.setVisible(empty)
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
            self.canvas.select(None)
        self.path_chip.setVisible(isinstance(entity, Factor) and self.canvas.path is not None)
        self._place_chips()

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

    # -- gestures -------------------------------------------------------------------------------------

    @property
    def factor(self) -> Factor | None:
        """The factor gestures are about."""
        ref = self.canvas.selected_ref
        return self.session.snapshot.get(Factor, ref.id) if ref and ref.kind == Factor.kind.name else None

    def add(self) -> None:
        """Type a new factor: beside the one selected, or at the ward's level."""
        here = self.factor
        level = here.level if here and here.level != "ACC.OUT" else DEFAULT_LEVEL
        self._ask_text("New factor", self._near(here), lambda text: self._added(self.edits.add(text, level)))

    def ask(self, *, up: bool) -> None:
        """Type a cause (or an effect) of the factor selected; it is linked at once."""
        here = self.factor
        if here is None:
            return
        band = band_of(here)
        target = max(0, band - 1) if up else min(len(bands()) - 2, band + 1)
        level = bands()[target].levels[0]
        said = shortened(here.text, 50)
        name = f"What made “{said}” more likely?" if up else f"What did “{said}” lead to?"

        def keep(text: str) -> None:
            link = {"cause_of": here} if up else {"effect_of": here}
            self._added(self.edits.add(text, level, **link))

        self._ask_text(name, self._near(here, above=up), keep)

    def edit(self) -> None:
        """Change the text where it stands."""
        here = self.factor
        if here is not None:
            self._ask_text(
                "Text of the factor", self._near(here), partial(self.edits.retext, here), here.text
            )

    def link(self) -> None:
        """Choose another factor, by typing, and which way the link goes."""
        here = self.factor
        if here is not None:
            factors = self.session.snapshot.of(Factor)
            others = [(shortened(one.title, 100), one.id) for one in factors.values() if one.id != here.id]

            def link(way: int, id: str) -> None:
                self.edits.connect(*((here, factors[id]) if way == 0 else (factors[id], here)))

            self.find_box.ask(
                shortened(here.title, 90), ("leads to", "was made more likely by"), others, link
            )

    def relevel(self, by: int) -> None:
        """One band up or down."""
        here = self.factor
        if here is not None:
            self.edits.relevel(here, band_of(here) + by)
            self.canvas.reveal(self.canvas.selected_ref)

    def rekind(self, kind: FactorKind) -> None:
        """Make it another kind."""
        if self.factor is not None:
            self.edits.rekind(self.factor, kind)

    def pin(self) -> None:
        """Keep in place, or let go."""
        if self.factor is not None:
            self.edits.pin(self.factor)

    def agree(self) -> None:
        """A suggestion becomes an agreed finding, and back."""
        here = self.factor
        if here is not None:
            agreed = here.status is FactorStatus.CANDIDATE
            status = FactorStatus.FINDING if agreed else FactorStatus.CANDIDATE
            self.session.change(here, "Agree factor" if agreed else "Make it a suggestion", status=status)

    def remove(self) -> None:
        """Remove what is selected."""
        ref = self.canvas.selected_ref
        if ref is not None:
            self.edits.remove([ref.id])
            self.canvas.announce("Removed. Undo with Control Z.")

    def find(self) -> None:
        """Open the palette, which finds factors by their words."""
        window = self.window()
        if hasattr(window, "palette_open"):
            window.palette_open()

    def arrange_menu(self) -> None:
        """The two ways of arranging, with what each does."""
        menu = QMenu(self)
        tidy = menu.addAction("Tidy: fewer crossings, little moves")
        afresh = menu.addAction("Arrange afresh: everything may move")
        for action in (tidy, afresh):
            action.setEnabled(not self.session.read_only)
        at = self.mapToGlobal(self.rect().topRight())
        chosen = menu.exec(at - self.rect().topRight() / 4)
        if chosen is tidy:
            self.edits.tidy()
        elif chosen is afresh:
            self.edits.arrange_afresh()

    def step_out(self) -> None:
        """Leave typing, then the path, then the selection."""
        if self.canvas.selected_ref is not None:
            self.session.select(None)
            self.canvas.select(None)
            self.path_chip.hide()

    # -- inside ---------------------------------------------------------------------------------------

    _recalled: tuple[float, QPointF] | None = None

    def _arrange(self) -> None:
        self.empty = style.role(
            QLabel(
                "Start from a problem on the timeline and ask: what made this more likely?\n\n"
                "Press N to type the first factor."
            ),
            "empty",
        )
        self.empty.setParent(self.canvas)
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.path_chip = QPushButton("Showing what leads to and from this")
        self.path_chip.setParent(self.canvas)
        self.path_chip.setIcon(style.icon("waypoints", "accent"))
        self.path_chip.setAccessibleName("Showing what leads to and from this. Press to show everything")
        self.path_chip.clicked.connect(self.step_out)
        self.path_chip.hide()
        self.zoom_box = self._zoom_buttons()
        self.legend = MapLegend()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.canvas, 1)
        box.addWidget(self.legend)

    def _zoom_buttons(self) -> QWidget:
        holder = style.role(QWidget(self.canvas), "card")
        holder.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = QHBoxLayout(holder)
        line.setContentsMargins(2, 2, 2, 2)
        line.setSpacing(0)
        for icon, name, run in (
            ("zoom-out", "Zoom out", partial(self.canvas.zoom, 0.8)),
            ("maximize", "See the whole map", self.canvas.fit),
            ("zoom-in", "Zoom in", partial(self.canvas.zoom, 1.25)),
        ):
            button = QToolButton()
            button.setIcon(style.icon(icon))
            button.setIconSize(QSize(tokens()["size"]["icon_small"], tokens()["size"]["icon_small"]))
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.clicked.connect(run)
            line.addWidget(button)
        return holder

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._place_chips()
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
        if self.canvas.scale < 0.75:
            self.canvas.scale = 1.0
            bounds = self.canvas.scene.bounds if self.canvas.scene else None
            if bounds is not None:
                self.canvas.origin = QPointF(bounds.left() - 9999, bounds.top())
                self.canvas.pan(0, 0)

    def _place_chips(self) -> None:
        self.empty.setGeometry(self.canvas.rect().adjusted(160, 40, -40, -40))
        self.path_chip.adjustSize()
        label = round(self.canvas.scene.label_width) if self.canvas.scene else 0
        self.path_chip.move(label + 12, self.canvas.height() - self.path_chip.height() - 14)
        self.zoom_box.adjustSize()
        self.zoom_box.move(
            self.canvas.width() - self.zoom_box.width() - 16,
            self.canvas.height() - self.zoom_box.height() - 14,
        )

    def _ask_text(self, name: str, near: QRect, keep: Callable[[str], object], text: str = "") -> None:
        if not self.session.read_only:
            self.inline.ask(near, name, text, keep)

    def _added(self, id: str) -> None:
        self.session.select(id)
        self.canvas.setFocus()
        self.canvas.reveal(Ref(Factor.kind.name, id))
        self.canvas.announce(f"Added. {self.counts()}. Undo with Control Z.")

    def _near(self, factor: Factor | None, *, above: bool | None = None) -> QRect:
        item = (
            self.canvas.scene.item(Ref(Factor.kind.name, factor.id)) if self.canvas.scene and factor else None
        )
        if item is None:
            centre = self.canvas.rect().center()
            return QRect(centre.x() - 108, centre.y() - 40, 216, 80)
        self.canvas.reveal(item.ref)
        rect = self.canvas.view_rect(item.body)
        if above is not None:
            rect.translate(0, -rect.height() - 40 if above else rect.height() + 40)
        return rect

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
            self.path_chip.hide()
        elif ref.part == "actions":
            self.go_to.emit("improve/actions", ref.id)

    def _open(self, ref: Ref | None) -> None:
        if ref is None:
            self.add()
        elif ref.kind == Factor.kind.name:
            self.edit()

    def _connected(self, source: Ref, target: Ref) -> None:
        one = self.session.snapshot.get(Factor, source.id)
        other = self.session.snapshot.get(Factor, target.id)
        if one and other:
            self.edits.connect(one, other)

    def _dropped(self, ref: Ref, point: QPointF) -> None:
        factor = self.session.snapshot.get(Factor, ref.id)
        spans = self.layout_now.bands
        if factor is None or not spans:
            return
        inside = [span.band for span in spans if span.top <= point.y() < span.bottom]
        if inside:
            self.edits.relevel(factor, inside[0])

    def _to_details(self) -> None:
        window = self.window()
        if hasattr(window, "focus_details"):
            window.focus_details()

    def _to_timeline(self) -> None:
        here = self.factor
        if here is not None and (here.entry or here.entries):
            self.go_to.emit("timeline", here.entry or here.entries[0])

    def _to_actions(self) -> None:
        if self.factor is not None:
            self.go_to.emit("improve/actions", self.factor.id)
