"""What the map is pointed to: the factors and links a result or a cell of a table speaks of.

A matter of looking, so no step holds it. It ends when something is selected, or with Esc on the map.
"""

from collections.abc import Iterable

from PySide6.QtCore import QObject, QRectF, Signal

from rca_workbench.drawing.scene import Ref
from rca_workbench.model import Entity, Factor
from rca_workbench.ui.canvas import Canvas
from rca_workbench.ui.session import Session

FEW = 5
MARGIN = 40
"""Kept free around what is brought into view, in view pixels."""


class Pointing(QObject):
    """One for each session: `pointing(session)`."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.ids: frozenset[str] | None = None
        """Ids of the factors and links that stand out; None while the map is pointed to nothing."""
        self.words = ""
        """What they are, for the chip on the map."""
        session.selection_changed.connect(self._selected)

    def show(self, ids: Iterable[str], words: str) -> None:
        """Point the map to these; what was selected no longer is."""
        found = frozenset(ids)
        self._session.select(None)
        self.ids, self.words = (found, words) if found else (None, "")
        self.changed.emit()

    def clear(self) -> None:
        """Point it to nothing in particular."""
        if self.ids is not None:
            self.ids, self.words = None, ""
            self.changed.emit()

    def _selected(self, entity: Entity | None) -> None:
        if entity is not None:
            self.ids, self.words = None, ""


def pointing(session: Session) -> Pointing:
    """What the map of this session is pointed to."""
    found = session.findChild(Pointing)
    return found if isinstance(found, Pointing) else Pointing(session)


def bring_into_view(canvas: Canvas, ids: Iterable[str]) -> None:
    """Move the map by the least that shows all of these, or, where they are too many, as much of them as fits."""
    scene = canvas.scene
    if scene is None:
        return
    found = [item for id in ids if (item := scene.item(Ref(Factor.kind.name, id))) is not None]
    if not found:
        return
    whole = QRectF()
    for item in found:
        whole = whole.united(item.body)
    left, right = scene.label_width + MARGIN, canvas.width() - MARGIN
    seen = canvas.view_rect(whole)
    canvas.pan(
        _least(seen.left(), seen.right(), round(left), right),
        _least(seen.top(), seen.bottom(), MARGIN, canvas.height() - 2 * MARGIN),
    )
    if len(found) <= FEW:  # what lies over the map may cover one of them
        canvas.reveal(max(found, key=lambda item: (item.body.bottom(), item.body.right())).ref)


def _least(first: int, last: int, begin: int, end: int) -> int:
    """How far to move a stretch so that it lies inside another, or begins where that begins if it is longer."""
    if last - first > end - begin or first < begin:
        return begin - first
    return min(0, end - last)
