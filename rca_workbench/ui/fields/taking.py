"""Lines to add with are empty for the next thing at once; what could not be kept comes back into them."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QLineEdit

from rca_workbench.ui.session import Session


@contextmanager
def refusals(session: Session) -> Iterator[list[object]]:
    """What is said to be wrong while something is done; a step that cannot be kept is told of, never raised."""
    wrong: list[object] = []

    def hear(fault: object) -> None:
        wrong.append(fault)

    session.faulted.connect(hear)
    try:
        yield wrong
    finally:
        session.faulted.disconnect(hear)


@contextmanager
def taking(session: Session, *boxes: QLineEdit) -> Iterator[None]:
    """Empty the boxes while what stood in them is kept, and fill them again where it was not."""
    typed = [box.text() for box in boxes]
    for box in boxes:
        box.clear()
    kept = False
    try:
        with refusals(session) as wrong:
            yield
        kept = not wrong
    finally:
        if not kept:
            for box, text in zip(boxes, typed, strict=True):
                box.setText(text)
