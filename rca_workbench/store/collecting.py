"""Python's search for garbage, kept from getting in the way of work that makes many values which all stay."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def gc_paused(*, set_aside: bool = False) -> Iterator[None]:
    """No looking for garbage meanwhile: what loading or an import makes all stays, and searching it takes long.

    Args:
        set_aside: leave what there is then out of later searches as well, until `gc_resumed`.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if set_aside:
            gc.freeze()
        if was_on:
            gc.enable()


def gc_resumed() -> None:
    """Search again through what was set aside: the case it belonged to is closed."""
    gc.unfreeze()
