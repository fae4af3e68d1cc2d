"""The menus above the map: what of it is shown, and how it is arranged."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton

from rca_workbench.drawing.bands import CHAIN, JOINED, SPLIT, arrangement
from rca_workbench.model import Confidence, Factor, FactorKind, shortened
from rca_workbench.model.words import word
from rca_workbench.reference import frameworks
from rca_workbench.ui.menus import open_below
from rca_workbench.ui.places.analysis.map_showing import ALL_LINKS, Showing

if TYPE_CHECKING:
    from rca_workbench.ui.places.analysis.map_view import MapView


def open_under(view: "MapView", button: str, menu: QMenu) -> None:
    """Open a menu under the button above the view that has this name."""
    found = [one for one in view.window().findChildren(QPushButton) if one.accessibleName() == button]
    shown = next((one for one in found if one.isVisible()), None)
    if shown is not None:
        open_below(menu, shown)
    else:
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(view.mapToGlobal(view.rect().topLeft()))


def show_menu(view: "MapView") -> QMenu:
    """What of the map is shown."""
    menu = QMenu(view)
    showing, change = view.shown.showing, view.shown.change
    _harms(menu, view)
    for words, name in (
        ("Good practice", "good_practice"),
        ("Other findings, not causal", "other_findings"),
        ("What was set aside", "set_aside"),
    ):
        on = bool(getattr(showing, name))
        _tick(menu, words, on, partial(change, replace(showing, **{name: not on})))  # type: ignore[arg-type]
    menu.addSeparator()
    for confidence in ALL_LINKS:
        words = (
            f"Links: {word(Confidence(confidence)).lower()}" if confidence else "Links: how sure is not said"
        )
        on = confidence in showing.links
        links = tuple(one for one in ALL_LINKS if (one in showing.links) != (one == confidence))
        _tick(menu, words, on, partial(change, replace(showing, links=links)))
    menu.addSeparator()
    _tick(menu, "Short labels", showing.short, partial(change, replace(showing, short=not showing.short)))
    _tick(menu, "Overview of the map\tCtrl+M", showing.minimap, view.toggle_overview)
    menu.addAction("Find on the map\tCtrl+F", view.finding.begin)
    if showing.folded:
        menu.addAction("Unfold every branch", view.shown.unfold_all)
    everything = replace(Showing(), arrangement=showing.arrangement, minimap=showing.minimap, set_aside=True)
    menu.addSeparator()
    menu.addAction("Show everything", partial(change, everything))
    return menu


def arrange_menu(view: "MapView") -> QMenu:
    """By what the map is put in bands, and the ways of arranging it."""
    menu = QMenu(view)
    showing, group = view.shown.showing, QActionGroup(menu)
    ids = [JOINED, SPLIT, CHAIN, *(one.id for one in frameworks() if one.offered and not one.levels)]
    for id in ids:
        choose = partial(view.rearrange, replace(showing, arrangement=id))
        group.addAction(_tick(menu, arrangement(id).label, showing.arrangement == id, choose))
    menu.addSeparator()
    usual = showing.arrangement == JOINED and not view.session.read_only
    for words, run in (
        ("Tidy: fewer crossings, little moves", view.edits.tidy),
        ("Arrange afresh: everything may move", view.edits.arrange_afresh),
    ):
        menu.addAction(words, run).setEnabled(usual)
    return menu


def _harms(menu: QMenu, view: "MapView") -> None:
    """The chains of all harms, or of one."""
    showing, change = view.shown.showing, view.shown.change
    factors = view.session.snapshot.of(Factor).values()
    harms = [one for one in factors if one.factor_kind is FactorKind.HARM]
    if len(harms) < 2 and not showing.harm:
        return
    group = QActionGroup(menu)
    group.addAction(
        _tick(menu, "What leads to any harm", not showing.harm, partial(change, replace(showing, harm="")))
    )
    for one in harms:
        words = f"Only what leads to {one.code} {shortened(one.short_label or one.text, 44)}"
        group.addAction(
            _tick(menu, words, showing.harm == one.id, partial(change, replace(showing, harm=one.id)))
        )
    menu.addSeparator()


def _tick(menu: QMenu, words: str, on: bool, run: Callable[[], object]) -> QAction:
    action = menu.addAction(words.replace("&", "&&"))
    action.setCheckable(True)
    action.setChecked(on)
    action.triggered.connect(lambda _checked=False: run())
    return action
