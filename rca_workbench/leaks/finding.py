"""All places of a finished file that may identify somebody."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate

from rca_workbench.analysis.naming import Found, FoundKind, Register, plain_number
from rca_workbench.leaks.contents import words_of
from rca_workbench.leaks.leak import Leak
from rca_workbench.leaks.words import Words, alike
from rca_workbench.model.fault import Fault

TOGETHER, APART = "\n", "\n;\n"
"""Between pieces that a name may go on over, and between those that have nothing to do with each other."""


def leaks_in(
    data: bytes,
    name: str,
    register: Register,
    allowed: frozenset[str] = frozenset(),
    ours: frozenset[str] = frozenset(),
    cancelled: Callable[[], bool] | None = None,
) -> tuple[Leak, ...]:
    """The places of a finished file that may identify somebody, each once, in the order of the file.

    Args:
        data: the bytes of the file: Word, spreadsheet, PDF, picture, calendar, JSON, XML or text.
        name: its name, which may say something as well; empty: it has none.
        register: the people who must not be known by it.
        allowed: ids of those who may be called by name.
        ours: telephone numbers and addresses of the organisation itself, from `numbers_of`.
        cancelled: asked before each part whether to stop.

    Raises:
        Fault: it was stopped.
    """
    found: dict[tuple[str, str, FoundKind, tuple[str, ...] | str], Leak] = {}
    for words in words_of(data, name):
        if cancelled and cancelled():
            raise Fault("Stopped.", "Nothing was written.")
        for one, number in _found(words, register):
            if _may_stand(one, allowed, ours) or (words.spelled and not one.actors):
                continue
            where, tag = words.place(number, one.text)
            key = (words.part, where, one.kind, one.actors or plain_number(one.text))
            found.setdefault(
                key, Leak(one.kind, words.part, where, tag, one.actors, one.text, words.pieces[number])
            )
    return tuple(found.values())


def numbers_of(data: bytes, name: str) -> frozenset[str]:
    """Telephone numbers and e-mail addresses in a file, as `ours` takes them: of a template, the organisation's own."""
    nobody = Register(())
    return frozenset(
        plain_number(one.text)
        for words in words_of(data, name)
        for one, _ in _found(words, nobody)
        if one.kind in (FoundKind.PHONE, FoundKind.EMAIL)
    )


def _found(words: Words, register: Register) -> Iterator[tuple[Found, int]]:
    """What stands in the pieces of a part, each with the number of its piece."""
    if not words.pieces:
        return
    between = TOGETHER if words.together else APART
    pieces = [alike(one) for one in words.pieces]
    text = between.join(pieces)
    starts: Sequence[int] = ()
    found = register.find(text)
    for one in (*found, *_written_otherwise(text, register, found)):
        starts = starts or [0, *accumulate(len(piece) + len(between) for piece in pieces)]
        yield one, min(bisect_right(starts, one.start) - 1, len(pieces) - 1)


def _written_otherwise(text: str, register: Register, found: Iterable[Found]) -> Iterator[Found]:
    """Registered numbers with other blanks or signs in them than such numbers usually have."""
    if not register.numbers:
        return
    known = {one.start for one in found}
    for hit in _DIGITS.finditer(text):
        digits = _NO_DIGIT.sub("", hit[0])
        for number, (kind, ids) in register.numbers.items():
            if number in digits and not any(hit.start() <= start < hit.end() for start in known):
                yield Found(hit.start(), hit.end(), kind, hit[0], ids)


def _may_stand(one: Found, allowed: frozenset[str], ours: frozenset[str]) -> bool:
    if one.kind is FoundKind.NAME:
        return not allowed.isdisjoint(one.actors)
    if one.actors or one.kind not in (FoundKind.PHONE, FoundKind.EMAIL):
        return False
    number = plain_number(one.text)
    return number in ours or (one.kind is FoundKind.PHONE and number.startswith(_OF_NOBODY))


_OF_NOBODY = ("03", "08")
"""Numbers of services and organisations, of no place and no person (Ofcom, National Telephone Numbering Plan, part A)."""
_DIGITS = re.compile(r"\d(?:[ ().,\n/\\'_-]{0,3}\d){6,}")
_NO_DIGIT = re.compile(r"\D+")
