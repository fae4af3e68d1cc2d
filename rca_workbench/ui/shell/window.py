"""The main window: the frame around the places of one open case, or the list of cases when none is open."""

import logging
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from rca_workbench.model import Changes, Entity
from rca_workbench.reference import tokens
from rca_workbench.store import Case
from rca_workbench.store.collecting import gc_paused
from rca_workbench.ui import style
from rca_workbench.ui.case_files import CaseFiles
from rca_workbench.ui.commands import Commands
from rca_workbench.ui.exports import Exports
from rca_workbench.ui.fields.mention import Mentions
from rca_workbench.ui.finder import Finder
from rca_workbench.ui.places import PLACES
from rca_workbench.ui.places.cards import keyboard_kept
from rca_workbench.ui.places.cases import CasesPage
from rca_workbench.ui.session import Session
from rca_workbench.ui.settings import SettingsWindow
from rca_workbench.ui.shell.clocks import ShownClocks
from rca_workbench.ui.shell.find import find_in_case, offered
from rca_workbench.ui.shell.header import Header
from rca_workbench.ui.shell.leak_strip import LeakStrip
from rca_workbench.ui.shell.menus import fill, show_or_hide
from rca_workbench.ui.shell.notice import Notice
from rca_workbench.ui.shell.palette import Choice, Palette
from rca_workbench.ui.shell.panel import CHECKS, DETAILS
from rca_workbench.ui.shell.rail import Rail
from rca_workbench.ui.shell.regions import next_region, pressed_by_enter
from rca_workbench.ui.shell.remembered import Looked, looked_at, remember, within
from rca_workbench.ui.shell.shortcuts import ShortcutsWindow, of_what_is_selected, shell_commands
from rca_workbench.ui.shell.side import Side, counted
from rca_workbench.ui.shell.strip import Strip
from rca_workbench.ui.shell.topbar import TopBar
from rca_workbench.ui.shell.trail import Trail
from rca_workbench.ui.view import View
from rca_workbench.ui.work import Work, finish_all

log = logging.getLogger(__name__)


class MainWindow(QMainWindow):
    """One window, one case. Holds which place is shown; everything about the case is in the session."""

    def __init__(self, log_file: Path) -> None:
        super().__init__()
        self.session: Session | None = None
        self.finder: Finder | None = None
        self.log_file = log_file
        self._views: dict[str, View] = {}
        self._stale: set[str] = set()
        self._trail = Trail()
        self._looked: Looked = {}
        self._work: Work | None = None
        self.files, self.exports = CaseFiles(self), Exports(self)
        self.commands = Commands(self)
        self.side = Side(self)
        self.panel = self.side.panel
        self.commands.add(*shell_commands(self))
        self._build()
        self.setMinimumSize(QSize(*tokens()["size"]["window_min"]))
        self.resize(QSize(*tokens()["size"]["window_default"]))
        style.look().settled.connect(self._look_changed)
        self.show_cases()

    # -- the case -------------------------------------------------------------------------------------

    def open_case(self, case: Case, at: str = "") -> None:
        """Show a case in this window in place of the one that was open, at a place or where one last was."""
        self.close_case()
        self.session = Session(case, self)
        self.session.changed.connect(self._on_changes)
        self.session.selection_changed.connect(self._on_selection)
        self.session.checking.changed.connect(self._count_checks)
        self.session.checking.marks_changed.connect(self._mark_checks)
        self.session.names_changed.connect(lambda _: self._on_changes(None))
        self.notice.follow(self.session)
        Mentions(self.session, self)
        self.finder = Finder(self.session)
        self.finder.ready.connect(self.palette_box.again)
        self.rail.open_case(True)
        self.panel.show_session(self.session)
        title = case.snapshot.case
        self.setWindowTitle(f"{title.reference or 'Case'} · {title.marking} · RCA Workbench")
        self._looked = looked = looked_at(case.path)
        self._trail.tabs = {place: str(tab) for place, tab in within(looked, "tabs").items()}
        self.panel.show_face(DETAILS)
        self.panel.setVisible(bool(looked.get("details", True)))
        if looked.get("face") == CHECKS:
            self.side.turn_to_checks_soon()
        with gc_paused(set_aside=True):
            self.go(at or str(looked.get("at", "overview")))
            self._show_around(None)
        self.topbar.show_checks(None, "Checks")
        self.session.checking.start()

    def close_case(self) -> None:
        """Keep what is being typed, remember where one was, and close the file."""
        if self.session is None:
            return
        if focus := self.focusWidget():
            focus.clearFocus()
        self._remember()
        self.files.note_stage()
        if self.finder is not None:
            self.finder.stop()
        self.panel.show_session(None)
        for view in self._views.values():
            self.stack.removeWidget(view)
            view.deleteLater()
        self._views.clear()
        self._stale.clear()
        self._trail.leave()
        self.session.close()
        self.session.deleteLater()
        self.session = self.finder = None

    def show_cases(self) -> None:
        """The list of cases: what the window starts with."""
        self.rail.open_case(self.session is not None)
        self.rail.mark("cases")
        self.header.hide()
        self.side.hide()
        self.files.note_stage()
        self.cases.refresh()
        self.stack.setCurrentWidget(self.cases)
        self.commands.show_view(self.cases, (), ())
        self._trail.at = ""
        self.topbar.show_case(self.session)
        self.strip.show_case(self.session)
        self.strip.show_counts("")
        if self.session is None:
            self.clocks.refresh(None, None)
            self.setWindowTitle("RCA Workbench")
        self.cases.enter()

    # -- moving about ---------------------------------------------------------------------------------

    def go(self, where: str, select: object = None) -> None:
        """Show a place or tab ("analysis" or "analysis/map") and select something there."""
        if self.session is None:
            return
        address = self._trail.address(where)
        if address != self._trail.at:
            self._trail.step()
            self._show(address)
        if isinstance(select, str):
            self.session.select(select)

    def go_back(self) -> None:
        """The tab shown before this one."""
        if address := self._trail.back():
            self._show(address)

    def go_forward(self) -> None:
        """The tab one came back from."""
        if address := self._trail.forward():
            self._show(address)

    def next_tab(self, by: int) -> None:
        """The next tab of this place."""
        if address := self._trail.next_tab(by):
            self.go(address)

    def next_region(self) -> None:
        """Move the focus on: rail, header, content, Details, status strip."""
        next_region((self.rail, self.header, self.stack, self.panel, self.strip), self.focusWidget())

    @property
    def address(self) -> str:
        """The place and tab shown, such as "analysis/map"; empty while the list of cases is."""
        return self._trail.at

    @property
    def view(self) -> View | None:
        """The view shown now, if a case is open and shown."""
        return self._views.get(self.address)

    def toggle_details(self) -> None:
        """Show or hide Details."""
        self.side.turn_to(DETAILS)

    def checks_about(self, id: str) -> None:
        """Open Checks at the weightiest finding about a thing."""
        self.side.checks_about(id)

    def focus_details(self, begin: str = "") -> None:
        """Show Details and put the focus there: on a field, or on adding to a section, if one is named."""
        self.side.begin(begin)

    def add(self) -> None:
        """What the primary button does."""
        primary = self.view.primary() if self.view else None
        if primary and self.session and not self.session.read_only:
            primary.run()

    # -- windows over the window ----------------------------------------------------------------------

    def show_history(self) -> None:
        """Every step of this case."""
        from rca_workbench.ui.history import HistoryWindow

        if self.session:
            HistoryWindow(self.session, self).exec()

    def show_settings(self) -> None:
        """Settings of this laptop."""
        SettingsWindow(self.session, self.log_file, self).exec()
        self.rail.mark(self.address.partition("/")[0] or "cases")

    def show_shortcuts(self) -> None:
        """All keys at hand."""
        ShortcutsWindow(tuple(self.commands), self).exec()

    def palette_open(self) -> None:
        """Open the palette."""
        self.palette_box.open()

    def find_open(self) -> None:
        """Open the palette to find things of the case only."""
        if self.session:
            self.palette_box.open(finds_only=True)

    def toggle_names(self) -> None:
        """Show real names in this window for a while, or hide them."""
        if self.session:
            self.session.show_names(not self.session.names_shown)

    # -- long work ------------------------------------------------------------------------------------

    def start_work(self, work: Work) -> None:
        """Run long work beside the window, with its progress in the status strip."""
        self._work = work
        work.progressed.connect(lambda: self.strip.show_work(work))
        work.finished.connect(lambda: self.strip.show_work(None))
        work.faulted.connect(self.notice.say)
        self.strip.show_work(work)
        work.start()

    @property
    def busy(self) -> bool:
        """Whether long work is under way."""
        return self._work is not None and self._work.isRunning()

    # -- inside ---------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.rail = Rail(PLACES)
        self.rail.chosen.connect(self._rail_chosen)
        self.topbar = TopBar(self.commands)
        self.topbar.case_asked.connect(self.show_cases)
        self.topbar.search_asked.connect(self.palette_open)
        self.clocks = ShownClocks(self.rail, self.topbar)
        self.header = Header()
        self.header.tab_chosen.connect(lambda tab: self.go(f"{self.address.partition('/')[0]}/{tab}"))
        self.notice = Notice()
        self.stack = QStackedWidget()
        self.cases = CasesPage(self.files)
        self.stack.addWidget(self.cases)
        self.strip = Strip()
        self.strip.undo_asked.connect(lambda: self.commands.run("undo"))
        self.strip.redo_asked.connect(lambda: self.commands.run("redo"))
        self.strip.names_asked.connect(self.toggle_names)
        centre = QVBoxLayout()
        centre.setSpacing(0)
        self.leaks = LeakStrip(self)
        self.notice.below.addWidget(self.leaks)
        for part in (self.header, self.notice):
            centre.addWidget(part)
        centre.addWidget(self.stack, 1)
        self.middle = QHBoxLayout()
        self.middle.setSpacing(0)
        self.middle.addLayout(centre, 1)
        self.middle.addWidget(self.side)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.topbar)
        right.addLayout(self.middle, 1)
        right.addWidget(self.strip)
        whole = QWidget()
        style.role(whole, "page")
        box = QHBoxLayout(whole)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.rail)
        box.addLayout(right, 1)
        self.setCentralWidget(whole)
        self.palette_box = Palette(self, self._choices, self._finds)
        fill(self.menuBar(), self.commands)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F10:
            show_or_hide(self.menuBar())
        if not pressed_by_enter(self.focusWidget(), event):
            super().keyPressEvent(event)

    def _show(self, address: str) -> None:
        assert self.session is not None
        self._trail.show(address)
        place_id, _, tab_id = address.partition("/")
        place = next(one for one in PLACES if one.id == place_id)
        view = self._views.get(address)
        if view is None:
            tab = next(one for one in place.tabs if one.id == tab_id)
            view = tab.make(self.session)
            view.go_to.connect(self.go)
            view.counts_changed.connect(partial(self._count, view))
            view.frame_changed.connect(partial(self._reframe, view))
            self._views[address] = view
            self.stack.addWidget(view)
            view.refresh(None)
            view.recall(within(within(self._looked, "views"), address))
        elif address in self._stale:
            view.refresh(None)
        self._stale.discard(address)
        self.rail.mark(place_id)
        if self.stack.currentWidget() is not view:
            self.notice.move_on()
        self.stack.setCurrentWidget(view)
        self._show_header(view)
        view.selected(self.session.selected)
        self._count(view)
        self.topbar.show_case(self.session)
        self.side.place()
        view.enter()
        inside = cast("QWidget | None", self.focusWidget())
        here = inside is not None and (inside is view or view.isAncestorOf(inside))
        if inside is None or not here or not inside.isVisibleTo(self):
            view.setFocus()  # what has nothing to show cannot hold the focus: N still adds the first

    def _show_header(self, view: View) -> None:
        assert self.session is not None
        place_id, _, tab_id = self.address.partition("/")
        place = next(one for one in PLACES if one.id == place_id)
        primary = view.primary()
        tools = view.tools()
        self.header.show_place(place, tab_id, tools, primary, not self.session.read_only)
        self.header.show()
        mine = (
            *((primary,) if primary and not self.session.read_only else ()),
            *tools,
            *view.commands(),
            *of_what_is_selected(self),
        )
        self.commands.show_view(view, dict.fromkeys((view, *view.keyed())), mine)

    def _reframe(self, view: View) -> None:
        if view is self.view:
            self._show_header(view)
            self.side.place()

    def _on_changes(self, changes: Changes | None) -> None:
        if self.session is None:
            return
        shown = self.view
        self._stale.update(address for address, view in self._views.items() if view is not shown)
        if shown:
            shown.refresh(changes)
            self._count(shown)
        self._show_around(changes)

    def _show_around(self, changes: Changes | None) -> None:
        """Show the case in what stands around the view."""
        assert self.session is not None
        self.panel.refresh(changes)
        self.clocks.refresh(self.session, changes)
        self.topbar.show_case(self.session)
        self.strip.show_case(self.session)

    def _on_selection(self, entity: Entity | None) -> None:
        if self.view:
            self.view.selected(entity)
        self.panel.show_entity(entity)

    def _count(self, view: View) -> None:
        if view is self.view:
            self.strip.show_counts(view.counts())

    def _count_checks(self, _: object) -> None:
        checks = self.session.checking.checks if self.session is not None else None
        if checks is not None:
            self.topbar.show_checks(len({one.rule.id for one in checks.found}), counted(checks.found))

    def _mark_checks(self) -> None:
        self._stale.update(address for address, view in self._views.items() if view is not self.view)
        if self.view is not None:
            self.view.show_checks()

    def _rail_chosen(self, id: str) -> None:
        if id == "cases":
            self.show_cases()
        elif id == "settings":
            self.show_settings()
        else:
            self.go(id)

    def _choices(self) -> list[Choice]:
        return list(offered(self.commands, self.session, self.go, self.exports.export_word))

    def _finds(self, text: str) -> list[Choice]:
        return list(find_in_case(self.finder, text, self.go)) if self.finder is not None else []

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self.side.place)

    def changeEvent(self, event: QEvent) -> None:
        left = event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow()
        if left and self.session and QApplication.activeWindow() is None:
            self.session.show_names(False)
        super().changeEvent(event)

    def _look_changed(self) -> None:
        with keyboard_kept(self.view or self):
            self._on_changes(None)
        if self.view:
            self._show_header(self.view)
            self.side.place()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._work is not None and self.busy:  # what shows in the status strip may be at the file
            self._work.cancel()
            self._work.wait()
        self.close_case()
        self.hide()
        finish_all()  # all else is at a snapshot: the case is closed and the window gone before it is waited for
        super().closeEvent(event)

    def _remember(self) -> None:
        """Keep how this case is looked at."""
        assert self.session is not None
        views = within(self._looked, "views") | {at: view.remember() for at, view in self._views.items()}
        kept: Looked = {
            "at": self.address or "overview",
            "tabs": self._trail.tabs,
            "views": views,
            "details": self.side.open,
            "face": self.panel.face,
        }
        remember(self.session.case.path, kept)
