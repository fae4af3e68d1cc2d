"""The menus: on macOS where they are looked for, elsewhere out of sight until F10."""

from PySide6.QtWidgets import QMenuBar

from rca_workbench.ui.commands import Commands


def fill(bar: QMenuBar, commands: Commands) -> None:
    """Put every command that names a menu into it."""
    bar.setNativeMenuBar(True)
    menus = {}
    for command in commands:
        if command.menu:
            if command.menu not in menus:
                menus[command.menu] = bar.addMenu(command.menu)
            menus[command.menu].addAction(commands.action(command.id))
    if not bar.isNativeMenuBar():
        bar.setFixedHeight(0)


def show_or_hide(bar: QMenuBar) -> None:
    """Bring the menus into sight, with the keyboard on them, or put them away."""
    if bar.isNativeMenuBar():
        return
    hidden = bar.height() == 0
    bar.setMinimumHeight(0)
    bar.setMaximumHeight(_ANY if hidden else 0)
    if hidden:
        bar.setFocus()


_ANY = 16777215
"""What Qt takes for no limit of height (QWIDGETSIZE_MAX)."""
