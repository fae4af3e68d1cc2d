"""Menus that open where their button is, and are gone once one has chosen."""

from PySide6.QtWidgets import QMenu, QWidget


def open_below(menu: QMenu, button: QWidget) -> None:
    """Open a menu under a control, for keyboard and mouse alike; it is thrown away when it closes.

    Without that every opening would leave a menu with its actions behind for as long as its owner lives.
    """
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
