"""Type to find: a line that offers the things of the case that hold the words typed."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QWidget

from rca_workbench.model import KINDS, Entity, Snapshot
from rca_workbench.reference import tokens
from rca_workbench.ui import style
from rca_workbench.ui.fields.boxes import Line
from rca_workbench.ui.fields.names import icon_of, ink_of, line_of

OFFERED = 40
"""Things offered at once; more words narrow them down."""
ANY_OF = ("factor", "timeline_entry", "evidence", "recommendation", "action", "actor")
"""Kinds offered where a reference may point to anything."""

AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing offered: its id (empty for "add what was typed"), its words, its icon."""

    id: str
    words: str
    icon: str = ""
    ink: str = "text2"


def offers_of(snapshot: Snapshot, kind: str, but: Iterable[str] = ()) -> Iterable[Offer]:
    """Everything of a kind that can be pointed to, in the order of the case; "*" for the usual kinds."""
    left_out = frozenset(but)
    for name in ANY_OF if kind == "*" else (kind,):
        for entity in snapshot.table(name).values():
            if entity.id not in left_out:
                yield offer_of(entity)


def offer_of(entity: Entity) -> Offer:
    """One thing as it is offered."""
    return Offer(entity.id, line_of(entity), icon_of(entity), ink_of(entity))


class _Found(QAbstractListModel):
    """What is offered for the words typed now."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.found: list[Offer] = []

    def show_offers(self, found: list[Offer]) -> None:
        self.beginResetModel()
        self.found = found
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.found)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not 0 <= index.row() < len(self.found):
            return None
        offer = self.found[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole):
            return offer.words
        if role == Qt.ItemDataRole.DecorationRole:
            return style.icon(
                offer.icon or "plus", offer.ink if offer.icon else "accent", tokens()["size"]["icon_small"]
            )
        return None


class FindLine(Line):
    """A line to find something by typing. `picked` gives its id, `added` what was typed where adding is offered."""

    picked = Signal(str)
    added = Signal(str)

    def __init__(
        self, offers: Callable[[], Iterable[Offer]], *, add_word: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._offers = offers
        self._add_word = add_word
        self._all: Sequence[tuple[str, Offer]] = ()
        self._found = _Found(self)
        finder = QCompleter(self._found, self)
        finder.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        finder.setMaxVisibleItems(10)
        finder.setWidget(self)
        finder.activated[QModelIndex].connect(self._activated)  # type: ignore[index]
        if popup := finder.popup():
            style.role(popup, "popup")
        self._finder = finder
        self.textEdited.connect(self._look)
        self.returnPressed.connect(self._return)
        self.setPlaceholderText("Type to find" + (", or to add" if add_word else ""))

    def offers_for(self, text: str) -> list[Offer]:
        """What is offered for these words."""
        if not self._all:
            self._all = [(offer.words.casefold(), offer) for offer in self._offers()]
        typed = text.strip().casefold()
        words = typed.split()
        hits: list[Offer] = []
        exact = False
        for folded, offer in self._all:
            if all(word in folded for word in words):
                exact = exact or folded == typed
                hits.append(offer)
                if len(hits) >= OFFERED:
                    break
        if self._add_word and typed and not exact:
            hits.append(Offer("", f"Add {self._add_word} “{text.strip()}”"))
        return hits

    def exact(self, text: str) -> str | None:
        """Id of the one thing called exactly that."""
        self.offers_for("")
        typed = text.strip().casefold()
        hits = [offer.id for folded, offer in self._all if folded == typed]
        return hits[0] if len(hits) == 1 else None

    def forget(self) -> None:
        """Look at the case anew when next asked."""
        self._all = ()

    def offer(self) -> None:
        """Open the list for what stands in the line."""
        self._look(self.text() if self.isModified() else "")

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.forget()
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and not self._finder.popup().isVisible() and not self.isReadOnly():
            self.offer()
        else:
            super().keyPressEvent(event)

    def _look(self, text: str) -> None:
        self._found.show_offers(self.offers_for(text))
        popup = self._finder.popup()
        if self._found.found and self.isVisible():
            popup.setMinimumWidth(min(max(self.width(), style.px(360)), self.window().width()))
            self._finder.complete()
            popup.setCurrentIndex(self._found.index(0, 0))
        else:
            popup.hide()

    def _activated(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._found.found):
            self._take(self._found.found[index.row()])

    def _return(self) -> None:
        if self._finder.popup().isVisible():
            return
        hits = self.offers_for(self.text()) if self.text().strip() else []
        exact = self.exact(self.text())
        if exact:
            self.picked.emit(exact)
        elif len(hits) == 1:
            self._take(hits[0])

    def _take(self, offer: Offer) -> None:
        self._finder.popup().hide()
        if offer.id:
            self.picked.emit(offer.id)
        else:
            typed = offer.words.partition("“")[2].removesuffix("”")
            self.added.emit(typed)


def word_of(kind: str) -> str:
    """The word for one of a kind, for "Add ..." lines."""
    return KINDS[kind].word if kind in KINDS else "one"
