"""One application for all tests of a process: drawing alone would start one that no window can use."""

import os

from hypothesis import settings

# How fast a machine is says nothing about whether the product is right; speed is measured in benchmarks/.
settings.register_profile("calm", deadline=None)
settings.load_profile("calm")

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_sessionstart() -> None:
    from PySide6.QtWidgets import QApplication

    global _application
    _application = QApplication.instance() or QApplication(["rca-workbench-tests"])


_application: object = None
