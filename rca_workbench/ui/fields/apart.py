"""Controls in which one types what is no text of the case: words to search for, another case's beginnings."""

from PySide6.QtWidgets import QWidget

_APART = "apart"


def keep_apart(widget: QWidget) -> None:
    """Say that what is typed here, or in anything inside, is no text of this case."""
    widget.setProperty(_APART, True)


def is_apart(widget: QWidget) -> bool:
    """Whether that was said of a control or of anything it stands in."""
    part: QWidget | None = widget
    while part is not None:
        if part.property(_APART):
            return True
        part = part.parentWidget()
    return False
