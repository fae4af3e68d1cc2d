"""The Qt that pip installed can be trusted with Python's own objects."""

import sys

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QPainterPath, QTransform

CALLS = 20_000


def test_calls_that_return_nothing_leave_none_alone() -> None:
    # A build that gives away a reference to None with each call ends the program after some thousands of calls.
    thing = QObject()
    path = QPainterPath()
    transform = QTransform()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        thing.setObjectName("a")
        path.closeSubpath()
        transform.reset()
    drift = sys.getrefcount(None) - before
    assert abs(drift) < CALLS // 100


def test_calls_that_return_a_value_give_it_back_whole() -> None:
    points = [QPoint(at, -at) + QPoint(1, 1) for at in range(CALLS)]
    assert points[-1] == QPoint(CALLS, 2 - CALLS)
