"""What a gesture on the fishbone means: each is one small method that ends in one step."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect
from PySide6.QtWidgets import QMenu

from rca_workbench.analysis.fishbone import UNSORTED, UNSORTED_LABEL, Bone, possible_heads
from rca_workbench.drawing.fishbone import HEADING
from rca_workbench.drawing.map import band_of, bands
from rca_workbench.drawing.scene import Ref
from rca_workbench.model import Factor, FactorKind, shortened

if TYPE_CHECKING:
    from rca_workbench.ui.places.analysis.fishbone_view import FishboneView


class FishboneGestures:
    """Turns keys, drags and typing on a fishbone into edits of the graph."""

    def __init__(self, view: "FishboneView") -> None:
        self._view = view
        self._session = view.session
        self._edits = view.edits
        self._canvas = view.canvas

    @property
    def factor(self) -> Factor | None:
        """The factor gestures are about."""
        ref = self._canvas.selected_ref
        return self._session.snapshot.get(Factor, ref.id) if ref and ref.kind == Factor.kind.name else None

    @property
    def bone(self) -> Bone | None:
        """The bone one is on."""
        id = self._canvas.bone_of(self._canvas.current)
        return self._view.fishbone.bone(id) if id is not None else None

    def add(self) -> None:
        """Type a factor for the bone one is on; where nothing is to be explained yet, type that."""
        head = self._view.fishbone.head
        if head is None:
            self._ask("What is to be explained? Say what harm was done", None, self._add_head)
            return
        bone = self.bone
        heading = bone.id if bone else UNSORTED
        place = f"under {bone.label}" if bone else "to sort later"
        self._ask(f"New factor {place}", self._end_of(bone), partial(self._add, heading, head))

    def ask_why(self) -> None:
        """Type what made the factor selected more likely; it is sorted afterwards."""
        here = self.factor
        if here is None:
            return
        level = bands()[max(0, band_of(here) - 1)].levels[0]

        def keep(text: str) -> None:
            self._added(self._edits.add(text, level, cause_of=here))

        self._ask(
            f"What made “{shortened(here.text, 50)}” more likely?", self._rect_of(self._canvas.current), keep
        )

    def edit(self) -> None:
        """Change the text where it stands."""
        here = self.factor
        if here is not None:
            keep = partial(self._edits.retext, here)
            self._ask("Text of the factor", self._rect_of(self._canvas.current), keep, here.text)

    def rekind(self, kind: FactorKind) -> None:
        """Make it another kind."""
        if self.factor is not None:
            self._edits.rekind(self.factor, kind)

    def agree(self) -> None:
        """A suggestion becomes an agreed finding, and back."""
        if self.factor is not None:
            self._edits.agree(self.factor)

    def remove(self) -> None:
        """Remove the factor from the graph; undo brings it back."""
        here, bone = self.factor, self.bone
        if here is not None:
            self._edits.remove([here.id])
            if bone is not None:
                self._view.go_to_bone(bone.id)
            self._canvas.announce("Removed. Undo with Control Z.")

    def move(self, by: int) -> None:
        """Move the factor to the bone before or after the one it is seen on."""
        bone = self.bone
        bones = self._view.fishbone.bones
        if self.factor is None or bone is None or bone not in bones:
            return
        at = bones.index(bone) + by
        if 0 <= at < len(bones):
            self._move_to(self.factor, bone.id, bones[at].id, bones[at].label)

    def choose_bone(self) -> None:
        """Choose from a list which bone the factor belongs on."""
        here, bone = self.factor, self.bone
        if here is None or bone is None or self._session.read_only:
            return
        menu = self._menu("Move to the bone")
        for one in self._view.fishbone.bones:
            if one.id != UNSORTED:
                self._choice(
                    menu,
                    one.label,
                    one.id == bone.id,
                    partial(self._move_to, here, bone.id, one.id, one.label),
                )
        menu.addSeparator()
        self._choice(
            menu, UNSORTED_LABEL, bone.id == UNSORTED,
            partial(self._move_to, here, bone.id, UNSORTED, UNSORTED_LABEL),
        )  # fmt: skip
        menu.popup(self._canvas.mapToGlobal(self._rect_of(self._canvas.current).bottomLeft()))

    def choose_head(self) -> None:
        """Choose from a list which harm or problem the fishbone explains."""
        menu = self._menu("What the fishbone explains")
        head = self._view.fishbone.head
        for one in possible_heads(self._session.snapshot):
            chosen = head is not None and one.id == head.id
            self._choice(menu, shortened(one.title, 90), chosen, partial(self._view.explain, one.id))
        if menu.isEmpty():
            menu.addAction("Nothing to explain yet").setEnabled(False)
        view = self._view
        menu.popup(view.mapToGlobal(QPoint(max(0, view.width() - menu.sizeHint().width() - 12), 4)))

    def open(self, ref: Ref | None) -> None:
        """A double click: on the ground or a heading a new factor, on a box its text."""
        if ref is None or ref.kind == HEADING:
            self.add()
        else:
            self.edit()

    def drop(self, ref: Ref, point: QPointF) -> None:
        """A box was dragged to another bone."""
        factor = self._session.snapshot.get(Factor, ref.id)
        layout = self._canvas.fish.layout if self._canvas.fish else None
        out_of = self._canvas.bone_of(ref)
        column = layout.column_at(point.x(), point.y()) if layout else None
        bone = self._view.fishbone.bone(column.bone) if column else None
        if factor is not None and out_of is not None and bone is not None:
            self._move_to(factor, out_of, bone.id, bone.label)

    # -- inside ---------------------------------------------------------------------------------------

    def _move_to(self, factor: Factor, out_of: str, into: str, label: str) -> None:
        if self._session.read_only:
            return
        if self._edits.move_to_bone(factor, self._view.fishbone.framework, out_of, into, label):
            self._view.go_to_factor(factor.id, into)
            self._canvas.announce(f"Moved to {label}. Undo with Control Z.")

    def _add(self, heading: str, head: Factor, text: str) -> None:
        self._added(self._edits.add_on_bone(text, heading, head), heading)

    def _add_head(self, text: str) -> None:
        self._added(self._edits.add(text, "ACC.OUT"))

    def _added(self, id: str, heading: str | None = None) -> None:
        self._view.go_to_factor(id, heading)
        self._canvas.setFocus()
        self._canvas.announce(f"Added. {self._view.counts()}. Undo with Control Z.")

    def _ask(self, name: str, near: QRect | None, keep: Callable[[str], object], text: str = "") -> None:
        if not self._session.read_only:
            centre = self._canvas.rect().center()
            self._view.inline.ask(near or QRect(centre.x() - 108, centre.y() - 40, 216, 80), name, text, keep)

    def _rect_of(self, ref: Ref | None) -> QRect:
        """Where something is seen, brought into view."""
        item = self._canvas.scene.item(ref) if self._canvas.scene else None
        if item is None:
            centre = self._canvas.rect().center()
            return QRect(centre.x() - 108, centre.y() - 40, 216, 80)
        self._canvas.reveal(item.ref)
        return self._canvas.view_rect(item.body)

    def _end_of(self, bone: Bone | None) -> QRect | None:
        """Where the next factor of a bone will stand, as near as can be said."""
        columns = self._canvas.columns()
        mine = [column for column in columns if bone is not None and column[0].id == bone.id]
        if not mine:
            return None
        rect = self._rect_of(mine[-1][-1])
        down = len(mine[-1]) > 1 or rect.center().y() < self._canvas.height() / 2
        return rect.translated(0, rect.height() + 8) if down else rect.translated(0, -rect.height() - 60)

    def _menu(self, name: str) -> QMenu:
        menu = QMenu(self._view)
        menu.setAccessibleName(name)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _choice(self, menu: QMenu, words: str, chosen: bool, run: Callable[[], object]) -> None:
        action = menu.addAction(words.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(chosen)
        action.triggered.connect(lambda: run())
        if chosen:
            menu.setActiveAction(action)
