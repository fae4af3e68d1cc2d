"""One application for all tests of a process: drawing alone would start one that no window can use."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_sessionstart() -> None:
    from PySide6.QtWidgets import QApplication

    global _application
    _application = QApplication.instance() or QApplication(["rca-workbench-tests"])


_application: object = None
