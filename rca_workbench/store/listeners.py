"""Who wants to hear of steps, and telling them in order."""

import logging
from collections import deque
from collections.abc import Callable
from threading import Lock

from rca_workbench.model import Changes

log = logging.getLogger(__name__)

Listener = Callable[[Changes], None]
"""Called after each step with what it changed."""


class Listeners:
    """Tells of steps in the order they were kept, also those that listeners and other threads make meanwhile."""

    def __init__(self) -> None:
        self._listeners: dict[object, Listener] = {}
        self._untold: deque[Changes] = deque()
        self._telling = False
        self._guard = Lock()

    def add(self, listener: Listener) -> Callable[[], None]:
        """Have a function called after each step. Returns what ends that."""
        key = object()
        self._listeners[key] = listener

        def remove() -> None:
            self._listeners.pop(key, None)

        return remove

    def note(self, changes: Changes) -> None:
        """Put a step among those to tell."""
        self._untold.append(changes)

    def tell(self) -> None:
        """Tell what there is to tell. One that fails is logged and keeps nobody else from hearing."""
        while True:
            with self._guard:
                if self._telling or not self._untold:
                    return
                self._telling = True
            try:
                while self._untold:
                    self._tell_one(self._untold.popleft())
            finally:
                self._telling = False

    def _tell_one(self, changes: Changes) -> None:
        for listener in list(self._listeners.values()):
            try:
                listener(changes)
            except Exception:
                log.exception("a listener could not take in a step; the step is kept")
