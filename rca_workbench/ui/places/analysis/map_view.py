"""The map: the factor graph in level bands, edited where it stands."""

from dataclasses import replace

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from rca_workbench.analysis.layout import Layout
from rca_workbench.drawing.scene import Ref
from rca_workbench.model import Changes, Entity, Factor, Link
from rca_workbench.model.fault import Fault
from rca_workbench.ui import style
from rca_workbench.ui.canvas import InlineText
from rca_workbench.ui.commands import Command
from rca_workbench.ui.find_box import FindBox
from rca_workbench.ui.places.analysis.edits import GraphEdits
from rca_workbench.ui.places.analysis.insights import InsightsDrawer
from rca_workbench.ui.places.analysis.legend import MapLegend
from rca_workbench.ui.places.analysis.looking_at import looked_at, looking_at
from rca_workbench.ui.places.analysis.map_canvas import MapCanvas
from rca_workbench.ui.places.analysis.map_chips import MapChips
from rca_workbench.ui.places.analysis.map_choosing import MapChoosing
from rca_workbench.ui.places.analysis.map_find import MapFind
from rca_workbench.ui.places.analysis.map_keys import map_commands
from rca_workbench.ui.places.analysis.map_linking import MapLinking
from rca_workbench.ui.places.analysis.map_menus import arrange_menu, open_under, show_menu
from rca_workbench.ui.places.analysis.map_offer import Offer
from rca_workbench.ui.places.analysis.map_pairs import MapPairs
from rca_workbench.ui.places.analysis.map_showing import Showing
from rca_workbench.ui.places.analysis.map_shown import MapShown
from rca_workbench.ui.places.analysis.map_typing import MapTyping
from rca_workbench.ui.places.analysis.peeking import show_full_text
from rca_workbench.ui.places.analysis.pointing import bring_into_view, pointing
from rca_workbench.ui.places.analysis.under_details import UnderDetails
from rca_workbench.ui.places.analysis.wording import read_as_typed
from rca_workbench.ui.session import Session
from rca_workbench.ui.view import View, open_checks

_SHOWN_HERE = ("factor", "link", "action", "recommendation", "excerpt", "case")


class MapView(View):
    """Shows the graph. Gestures on it become steps in its rooms: typing, choosing, linking; looking in `shown`."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.edits = GraphEdits(session)
        self.canvas = MapCanvas("Map of contributory factors")
        self.canvas.can_connect = not session.read_only
        self.canvas.linked_to = self._linked
        UnderDetails(self.canvas)
        self.inline = InlineText(self.canvas)
        read_as_typed(session, self.inline)
        self.find_box = FindBox(self)
        self.choosing = MapChoosing(self)
        self.offer = Offer(self.canvas)
        self.linking = MapLinking(self)
        self.pairs = MapPairs(self)
        self.typing = MapTyping(self)
        self.shown = MapShown(self)
        self.finding = MapFind(self)
        self.chips = MapChips(self.canvas)
        self.legend = MapLegend()
        self.pointing = pointing(session)
        self.insights = InsightsDrawer(session, self.canvas)
        self.layout_now: Layout
        self._fitted = False
        self._recalled: tuple[float, QPointF] | None = None
        self._begun: tuple[float, QPointF] | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(self.insights.beside(self.canvas), 1)
        box.addWidget(self._foot())
        self._listen()

    def _foot(self) -> QWidget:
        """The key to the map, and what can be read off it."""
        foot = style.role(QWidget(), "header")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        command = self.insights.command()
        shows = self._shows = style.role(QPushButton(command.title), "link")
        self._restyle()
        style.look().changed.connect(self._restyle)
        shows.setAccessibleName(command.title)
        shows.setToolTip(f"{command.title} ({command.keys[0]})")
        shows.clicked.connect(command.run)
        line = QHBoxLayout(foot)
        line.setContentsMargins(12, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(shows)  # at this side, where Details of a narrow window do not lie over it
        line.addWidget(self.legend, 1)
        return foot

    def _restyle(self) -> None:
        self._shows.setIcon(style.icon(self.insights.command().icon, "accent"))

    def _listen(self) -> None:
        self.canvas.covering = (self.chips.overview, self.chips.zoom, self.finding, self.offer)
        self.chips.left.connect(self.step_out)
        self.offer.placed.connect(self._out_of_the_way)
        self.pointing.changed.connect(self._pointed)
        self.insights.asked.connect(lambda where: self.go_to.emit(where, None))
        canvas, linking = self.canvas, self.linking
        canvas.resized.connect(self.place_over)
        canvas.picked.connect(self._picked)
        canvas.opened.connect(self._opened)
        canvas.connected.connect(linking.connect)
        canvas.dropped.connect(self.choosing.drop)
        canvas.left_link.connect(linking.step_off)
        canvas.chosen_changed.connect(self.emphasise)
        canvas.link_beside.connect(linking.walk)

    # -- what the shell asks --------------------------------------------------------------------------

    def primary(self) -> Command:
        return Command("map_add", "Add factor", self.typing.add, ("N",), "new cause box node", "plus")

    def tools(self) -> tuple[Command, ...]:
        show = lambda: open_under(self, "Show", show_menu(self))  # noqa: E731
        arrange = lambda: open_under(self, "Arrange", arrange_menu(self))  # noqa: E731
        return (
            Command("map_show", "Show", show, (), "map filter harm set aside labels links", "funnel"),
            Command("map_arrange", "Arrange", arrange, (), "tidy layout levels framework", "layers"),
        )

    def commands(self) -> tuple[Command, ...]:
        return (self.insights.command(), *map_commands(self))

    def keyed(self) -> tuple[QWidget, ...]:
        return (self.canvas,)

    def refresh(self, changes: Changes | None) -> None:
        self.insights.refresh(changes)
        if changes is not None and not changes.touches(*_SHOWN_HERE):
            return
        self.redraw()
        snapshot = self.session.snapshot
        self.chips.empty.setVisible(not snapshot.of(Factor))
        self.legend.refresh(snapshot)
        self.linking.refresh_loops()

    def redraw(self) -> None:
        """Draw the map as one looks at it now; where one is in it stays."""
        shown = self.shown.draw()
        if shown is not None:
            self.layout_now, scene = shown
            self.canvas.show_scene(scene)
        self.finding.refresh()
        self.emphasise()
        self.counts_changed.emit()
        self.chips.wait(len(self.session.snapshot.of(Factor)) if self.shown.under_way else 0)
        if (
            self.canvas.readable()
            and not self._fitted
            and self.canvas.width() > 300
            and self.session.snapshot.of(Factor)
        ):
            self._begin()

    def show_checks(self) -> None:
        self.redraw()

    def selected(self, entity: Entity | None) -> None:
        if isinstance(entity, Factor):
            if not self.shown.item_there(entity.id):
                self.shown.see(entity.id)
            ref = Ref(Factor.kind.name, entity.id)
            self.canvas.select(ref, self.canvas.path)
            self.canvas.reveal(ref)
        elif isinstance(entity, Link):
            self.canvas.select(Ref(Link.kind.name, entity.id), self.canvas.path)
        else:
            self.canvas.select(None, self.canvas.path)
        self.emphasise()

    def counts(self) -> str:
        factors, links = len(self.session.snapshot.of(Factor)), len(self.session.snapshot.of(Link))
        said = f"{factors} {'item' if factors == 1 else 'items'}, {links} {'link' if links == 1 else 'links'}"
        left_out = self.shown.left_out()
        return f"{said}, {left_out} not shown" if left_out else said

    def remember(self) -> dict[str, object]:
        return {**looking_at(self.canvas), "showing": replace(self.shown.showing, focus="").plain()}

    def recall(self, state: dict[str, object]) -> None:
        showing = Showing.of(state.get("showing"))
        self.chips.overview.wanted = showing.minimap
        self.shown.change(showing)
        self._recalled = looked_at(state) or self._recalled
        if self._recalled and self._fitted:
            self._begin()

    def enter(self) -> None:
        self.canvas.setFocus()
        bring_into_view(self.canvas, self.pointing.ids or ())

    # -- going about ----------------------------------------------------------------------------------

    @property
    def factor(self) -> Factor | None:
        """The factor gestures are about."""
        return self.choosing.factor

    def emphasise(self) -> None:
        """Let stand out what is found, or the path that is shown; the rest steps back."""
        finding, pointed = self.finding.isVisible(), self.pointing.ids
        path = frozenset(self.finding.matches) if finding else pointed or self.shown.path_now()
        self.canvas.select(self.canvas.selected_ref, path)
        self.chips.say("" if finding else self.pointing.words or self.shown.said())
        self.place_over()

    def laid_out(self, made: object) -> None:
        """A large map has been laid out beside the window, or could not be."""
        self.shown.take(made)
        if isinstance(made, Fault):
            self.session.faulted.emit(made)
        else:
            self.redraw()

    def show_path(self, path: frozenset[str], id: str) -> None:
        """Let some factors and links stand out, one of them selected, until something else is selected."""
        self.session.select(id)
        self.canvas.select(Ref(Factor.kind.name, id), path)
        self.canvas.reveal(self.canvas.selected_ref)

    def show_all_of_it(self) -> None:
        """Bring all that is drawn into view where it can be read there, else its top."""
        self._recalled = None
        self._begin()

    def rearrange(self, showing: Showing) -> None:
        """Put the map in other bands, and see all of it."""
        if showing != self.shown.showing:
            self.shown.change(showing)
            self.show_all_of_it()

    def toggle_overview(self) -> None:
        """Show the overview at the corner, or hide it."""
        wanted = not self.shown.showing.minimap
        self.chips.overview.wanted = wanted
        self.shown.change(replace(self.shown.showing, minimap=wanted))
        self.canvas.announce("Overview shown" if wanted else "Overview hidden")

    def step_out(self) -> None:
        """Leave one thing: an offer, finding, a link, what is chosen besides, a chain by itself, the selection."""
        if self.offer.isVisible():
            self.linking.leave_offer()
        elif self.finding.isVisible():
            self.finding.leave()
        elif self.choosing.link is not None and self.canvas.came_from is not None:
            self.canvas.set_current(self.canvas.came_from)
        elif self.canvas.also:
            self.canvas.choose_also(frozenset())
        elif self.pointing.ids is not None:
            self.pointing.clear()
        elif self.shown.leave():
            pass
        elif self.canvas.selected_ref is not None:
            self.session.select(None)
            self.canvas.select(None)
            self.emphasise()
        else:
            self.insights.close_drawer()

    def peek(self) -> None:
        """Show the full text of what the keyboard is on, until the next key or movement."""
        item = self.canvas.scene.item(self.canvas.current) if self.canvas.scene else None
        entity = self.session.selected
        if item is not None and isinstance(entity, Factor | Link):
            text = item.name if isinstance(entity, Link) else entity.text or item.name
            show_full_text(self.canvas, item, text)

    def to_details(self) -> None:
        """Put the keyboard into Details."""
        self.open_details()

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

    def _pointed(self) -> None:
        """Let stand out what the map is pointed to, though some of it was folded away or filtered out."""
        here = self.session.snapshot.of(Factor)
        pointed = [id for id in self.pointing.ids or () if id in here]
        if not all(self.shown.item_there(id) for id in pointed):
            self.shown.change(Showing(self.shown.showing.arrangement, short=self.shown.showing.short))
        self.emphasise()
        bring_into_view(self.canvas, pointed)

    def place_over(self) -> None:
        """Put what lies over the canvas where it belongs."""
        self.finding.place()
        top = 12 + (self.finding.height() + 8 if self.finding.isVisible() else 0)
        self.offer.place(top)
        self.chips.place(top + (self.offer.height() + 8 if self.offer.isVisible() else 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place_over()
        # While the window takes shape, and as long as nobody has moved the map, it begins anew.
        still = not self._fitted or self._begun == (self.canvas.scale, self.canvas.origin)
        if still and self.canvas.readable() and self.canvas.width() > 300:
            self._begin()

    def _begin(self) -> None:
        """Where one was, or where most of it can be read."""
        self._fitted = True
        if self._recalled:
            self.canvas.scale, self.canvas.origin = self._recalled
            self.canvas.pan(0, 0)
        else:
            self.canvas.begin()
        self._begun = (self.canvas.scale, self.canvas.origin)

    def _out_of_the_way(self) -> None:
        self.place_over()
        self.canvas.reveal(self.canvas.selected_ref)

    def _linked(self, id: str, *, up: bool) -> frozenset[str]:
        field, other = ("target", "source") if up else ("source", "target")
        found = (getattr(link, other) for link in self.session.snapshot.pointed_from(Link, field, id))
        return frozenset(one for one in found if one)

    def _picked(self, ref: Ref | None) -> None:
        if ref is not None and ref.part == "folded":
            self.shown.unfold(ref.id)
        self.session.select(ref.id if ref else None)
        if ref is None:
            self.canvas.select(None, self.canvas.path)
            self.emphasise()
        elif ref.part == "actions":
            self.go_to.emit("improve/actions", ref.id)
        elif ref.part == "checks":
            open_checks(self, ref.id)

    def _opened(self, ref: Ref | None) -> None:
        """A double click: on the ground a new factor, on a box its text, on a link Details."""
        if ref is None:
            self.typing.add()
        elif ref.kind == Factor.kind.name:
            self.typing.edit()
        else:
            self.to_details()
