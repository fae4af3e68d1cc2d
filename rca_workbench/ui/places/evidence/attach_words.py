"""How a file's size, hash and name are put into words."""

import re

SHORT = 12
"""Digits of a hash that are shown unless all are asked for."""

_ENDLESS = re.compile(r"\S{16}(?=\S)")


def size_words(size: int | None) -> str:
    """A size for reading: "2.3 MB"."""
    if size is None:
        return "size not known"
    for unit, of in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if size >= of:
            return f"{size / of:,.1f} {unit}"
    return f"{size} {'byte' if size == 1 else 'bytes'}"


def breakable(name: str) -> str:
    """A name with places to break the line in what has none: a panel is narrower than 255 letters."""
    return _ENDLESS.sub("\\g<0>\u200b", name)
