"""The header of a place: its name, its tabs, the tools of the tab shown and its one primary button."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QMenu, QPushButton, QSpacerItem, QWidget

from rca_workbench.reference import tokens
from rca_workbench.ui import style
from rca_workbench.ui.commands import Command, single_letters
from rca_workbench.ui.view import Place

_GAP = 8
"""Pixels between tabs beyond what stands between any two."""


class Header(QWidget):
    """Made anew for each place and tab; holds nothing of its own."""

    tab_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        style.role(self, "header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(20, 0, 16, 0)
        self._box.setSpacing(8)
        self._shown: Callable[[], None] = lambda: None
        self._title: QLabel | None = None
        self._tools: list[tuple[QPushButton, QIcon]] = []
        self._more: QPushButton | None = None
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._fit)
        self.primary: QPushButton | None = None
        self._primary_icon = QIcon()
        self._gaps: list[QSpacerItem] = []
        self.tabs: dict[str, QPushButton] = {}
        style.look().changed.connect(self._again)

    def show_place(
        self, place: Place, tab: str, tools: tuple[Command, ...], primary: Command | None, enabled: bool
    ) -> None:
        """Say where one is and offer what can be done here."""
        self._shown = partial(self.show_place, place, tab, tools, primary, enabled)
        self.setFixedHeight(style.px(tokens()["size"]["header"]))
        self._clear()
        self._title = style.role(QLabel(place.label), "title")
        self._title.setContentsMargins(0, 0, 16, 0)
        self._box.addWidget(self._title)
        group = QButtonGroup(self)
        tabs = [one for one in place.tabs if not one.under]
        tab = next((one.under for one in place.tabs if one.id == tab and one.under), tab)
        if len(tabs) > 1:
            for one in tabs:
                button = style.role(QPushButton(one.label), "tab")
                button.setCheckable(True)
                button.setChecked(one.id == tab)
                button.setAccessibleName(f"{one.label}, tab of {place.label}")
                button.clicked.connect(partial(self.tab_chosen.emit, one.id))
                group.addButton(button)
                self.tabs[one.id] = button
                self._box.addWidget(button)
                self._gaps.append(QSpacerItem(_GAP, 0))
                self._box.addItem(self._gaps[-1])
        self._box.addStretch(1)
        self._tools = [
            (button, button.icon()) for button in (self._button(one, "", enabled) for one in tools)
        ]
        for button, _ in self._tools:
            self._box.addWidget(button)
        self._more = self._more_button(tools)
        self._box.addWidget(self._more)
        if primary:
            self.primary = self._button(primary, "primary", enabled)
            self._primary_icon = self.primary.icon()
            self._box.addWidget(self.primary)
        self._soon.start()  # a new button counts in the layout from the next turn of events on

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where there is little room leave out the title, which the rail says too, then icons.

        Where that is not enough the last tools stand in a menu, as few of them as can be; then the tabs move together,
        and at last the main button is left its words alone.
        """
        title, more = self._title, self._more
        if title is None or more is None:
            return
        self._bare_primary(bare=False)
        self._part_tabs(_GAP)
        title.show()
        more.hide()
        for button, icon in self._tools:
            button.setIcon(icon)
            button.show()
        if self._needs() > self.width():
            title.hide()
        if self._needs() > self.width():
            for button, _ in self._tools:
                button.setIcon(QIcon())
        first = self._tools[0][0].sizeHint().width() if self._tools else 0
        if self._needs() > self.width() and (
            len(self._tools) > 1
            or first > more.sizeHint().width()  # of one tool a menu may be wider than its button
        ):
            more.show()
            listed = more.menu().actions()
            for at in reversed(range(len(self._tools))):
                away = self._needs() > self.width() or at == len(self._tools) - 1
                self._tools[at][0].setVisible(not away)
                listed[at].setVisible(away)
        if self._needs() > self.width():
            self._part_tabs(0)
        if self._needs() > self.width():
            self._bare_primary(bare=True)
        self._box.invalidate()
        self._box.activate()

    def _part_tabs(self, gap: int) -> None:
        for one in self._gaps:
            one.changeSize(gap, 0)

    def _bare_primary(self, *, bare: bool) -> None:
        """Where room is short even so, leave the main button its words alone: its key is always the same."""
        button = self.primary
        key = button.findChild(QLabel) if button is not None else None
        if button is not None and key is not None and key.isHidden() is not bare:
            key.setHidden(bare)
            style.role(button, "primary" if bare else "primary_with_key")
        if button is not None:
            # The plus says no more than the words do.
            button.setIcon(QIcon() if bare and self._needs() > self.width() else self._primary_icon)

    def _needs(self) -> int:
        self._box.invalidate()
        return self._box.sizeHint().width()

    def _more_button(self, tools: tuple[Command, ...]) -> QPushButton:
        """The one button that stands for all tools where there is no room for them."""
        button = QPushButton("Tools")
        style.icon_before(button, "ellipsis")
        button.setAccessibleName("Tools")
        menu = QMenu(button)
        for command in tools:
            menu.addAction(style.icon(command.icon) if command.icon else QIcon(), command.title, command.run)
        button.setMenu(menu)
        return button

    def _again(self) -> None:
        self._shown()

    def _button(self, command: Command, look: str, enabled: bool) -> QPushButton:
        button = style.role(QPushButton(command.title), look)
        button.setAccessibleName(command.title)
        button.setEnabled(enabled or look != "primary")
        button.clicked.connect(lambda: command.run())
        if command.icon:
            style.icon_before(button, command.icon, "on_accent" if look == "primary" else "text2")
        if look == "primary" and command.keys and single_letters():
            key = style.role(QLabel(command.keys[0]), "key_on_accent")
            box = QHBoxLayout(button)
            box.setContentsMargins(0, 0, 8, 0)
            box.addStretch(1)
            box.addWidget(key)
            style.role(button, "primary_with_key")
        return button

    def _clear(self) -> None:
        self.primary = None
        self.tabs, self._gaps = {}, []
        self._title, self._tools, self._more = None, [], None
        while item := self._box.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
