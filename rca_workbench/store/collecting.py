"""Python's search for garbage, kept from getting in the way of work that makes many values which all stay."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def gc_paused() -> Iterator[None]:
    """No looking for garbage: what an import makes all stays, and searching it over and over takes long."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
