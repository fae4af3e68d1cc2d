"""Ways to the window on report templates: a button beside the documents, and the palette."""

from PySide6.QtWidgets import QPushButton, QWidget

from rca_workbench.ui import style
from rca_workbench.ui.session import Session
from rca_workbench.ui.view import View


def show_templates(window: QWidget) -> None:
    """Show the templates; the view one looks at offers its documents anew where any changed."""
    from rca_workbench.ui.places.report.templates import TemplatesWindow

    session = getattr(window, "session", None)
    view = getattr(window, "view", None)
    shown = view.document() if isinstance(view, View) else ""
    dialog = TemplatesWindow(session if isinstance(session, Session) else None, shown, window)
    changed: list[bool] = []
    dialog.changed.connect(lambda: changed.append(True))
    dialog.exec()
    if changed and hasattr(view, "documents_changed"):
        view.documents_changed()


def templates_button(view: QWidget) -> QPushButton:
    """The button beside the documents."""
    button = style.role(QPushButton("Report templates"), "link")
    button.setToolTip("Your own look, headings and order for these documents")
    button.clicked.connect(lambda: show_templates(view.window()))
    return button
