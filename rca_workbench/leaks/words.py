"""The words of one part of a file, and how they are made alike before names are looked for in them."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

Place = tuple[str, str]
"""Where a piece stands, in words, and the tag of the control around it or an empty text."""


@dataclass(frozen=True, slots=True)
class Words:
    """What one part of a file says, in pieces: paragraphs, cells, values."""

    part: str
    pieces: Sequence[str]
    place: Callable[[int, str], Place]
    """Where the piece of that number stands that holds those words. Asked only where something was found."""
    together: bool = True
    """Whether the pieces follow one another as they are read, so that a name may go on from one to the next."""
    spelled: bool = False
    """Whether they are names of files and marks written as words: digits in them are numbers of nobody who is not known."""


def at(where: str, tag: str = "") -> Callable[[int, str], Place]:
    """A place that is the same for all pieces."""
    return lambda _number, _words: (where, tag)


def alike(text: str) -> str:
    """A text as it is read: without what cannot be seen, with one kind of blank, hyphen and apostrophe."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFKC", text).translate(_ALIKE)


def loosened(name: str) -> str:
    """A name of a file or a mark as words: "SarahJones_2" becomes "Sarah Jones 2"."""
    return _JOINED.sub(" ", _HUMP.sub(" ", unquote(name) if "%" in name else name))


_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_JOINED = re.compile(r"[_.+/\\]+")
_ALIKE: dict[int, str | None] = {
    **dict.fromkeys(
        # soft hyphen, joiners, marks of direction, byte order mark
        (0x00AD, 0x034F, 0x061C, 0x180E, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F,
         0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2060, 0x2061, 0x2062, 0x2063, 0x2064, 0xFEFF),
        None,
    ),
    **dict.fromkeys((0x00A0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " "),
    **dict.fromkeys((0x2028, 0x2029, 0x0085), "\n"),
    **dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2043, 0x2212, 0xFE63, 0xFF0D), "-"),
    **dict.fromkeys((0x2018, 0x2019, 0x201B, 0x02B9, 0x02BB, 0x02BC, 0x02BD, 0x02C8, 0x2032, 0x0060, 0x00B4), "'"),
}  # fmt: skip
