"""The button behind the first rows of a section: what belongs to a thing may be a thousand, and a page is no list."""

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton

from rca_workbench.ui import style

SHOWN = 12
"""Rows of a section shown at first."""
MORE = 50
"""Rows that one press adds."""


def more_button(of: str, left: int, run: Callable[[], object]) -> QPushButton:
    """Adds further rows: "Show 50 more". `of`: what they are, for those who cannot see where the button stands."""
    button = style.role(QPushButton(f"Show {min(MORE, left)} more"), "link")
    assert isinstance(button, QPushButton)
    button.setAccessibleName(f"{of}: {button.text().lower()}")
    button.clicked.connect(lambda _checked: run())
    return button
