"""The menus above the map: how it is arranged, what of it is shown."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from rca_workbench.ui.places.analysis.map_view import MapView


def arrange_menu(view: "MapView") -> QMenu:
    """The ways of arranging, with what each does."""
    menu = QMenu(view)
    for words, run in (
        ("Tidy: fewer crossings, little moves", view.edits.tidy),
        ("Arrange afresh: everything may move", view.edits.arrange_afresh),
    ):
        menu.addAction(words, run).setEnabled(not view.session.read_only)
    return menu
