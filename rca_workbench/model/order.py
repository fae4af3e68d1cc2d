"""Manual order as text: a key between its neighbours', so that moving one thing writes one thing.

Keys compare as plain text. A key is four digits of base 62, then a fraction where neighbours stand close. Equal
keys are allowed: two laptops may put two things in one place, and ids decide between them.
"""

from collections.abc import Sequence

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_BASE = len(_DIGITS)
_WIDTH = 4
_ROOM = _BASE**_WIDTH
_STRIDE = _BASE
"""How far behind the last key the next one stands: near enough for 200,000 without growing, with room between."""
_VALUE = {digit: value for value, digit in enumerate(_DIGITS)}


def key_between(before: str | None, after: str | None) -> str:
    """A key behind `before` and in front of `after`; None or empty leaves that side open.

    Where the two are equal, or so written by another program that nothing fits between, the answer is `before`:
    a tie. Raises ValueError where `before` stands behind `after`.
    """
    if before and after:
        if before > after:
            raise ValueError("the order keys stand the wrong way round")
        made = _inside(before, after)
        return made if before < made < after else before
    if before:
        return _behind(before)
    if after:
        return min(_in_front(after), after)
    return _written(_ROOM // 2)


def keys(count: int, after: str = "") -> list[str]:
    """That many keys in rising order, evenly spread over all there is, or one after the other behind `after`."""
    if not after:
        return [_written(_ROOM * (place + 1) // (count + 1)) for place in range(count)]
    made: list[str] = []
    for _ in range(count):
        after = _behind(after)
        made.append(after)
    return made


def keys_for(held: Sequence[str], at: int) -> dict[int, str]:
    """The keys to write so that what was put at a place stays there, by place: as a rule one alone.

    Args:
        held: the keys in the order wanted. What has none stands behind all that have one.
        at: place of what was put there; what it held before does not count.
    """
    made: dict[int, str] = {}
    before = ""
    for place, key in enumerate(held[:at]):
        before = key or key_between(before, None)
        if not key:
            made[place] = before
    after = held[at + 1] if at + 1 < len(held) else ""
    key = key_between(before, after) if not after or before < after else before
    if key in (before, after):  # two laptops gave one place twice: only new keys for all put anything between
        return dict(enumerate(keys(len(held))))
    return {**made, at: key}


def _behind(key: str) -> str:
    whole = _whole(key)
    if whole is None:
        return key + _DIGITS[_BASE // 2]
    for stride in (_STRIDE, 1):
        if whole + stride < _ROOM:
            return _written(whole + stride)
    return key[:_WIDTH] + _middle(key[_WIDTH:], "")


def _in_front(key: str) -> str:
    whole = _whole(key)
    if whole is None:
        return _middle("", key)
    for stride in (_STRIDE, 1):
        if whole > stride:
            return _written(whole - stride)
    return _written(0) + _middle("", key[_WIDTH:] if whole == 0 else "")


def _inside(before: str, after: str) -> str:
    low, high = _whole(before), _whole(after)
    if low is None or high is None:
        return _middle(before, after)
    if high - low > 1:
        return _written((low + high) // 2)
    if high > low:
        return before[:_WIDTH] + _middle(before[_WIDTH:], "")
    return before[:_WIDTH] + _middle(before[_WIDTH:], after[_WIDTH:])


def _middle(low: str, high: str) -> str:
    """Digits strictly between two fractions that never end in the lowest digit; an empty `high` is open."""
    shared = 0
    while shared < len(high) and (low[shared : shared + 1] or _DIGITS[0]) == high[shared]:
        shared += 1
    made, low, high = high[:shared], low[shared:], high[shared:]
    first, last = _VALUE.get(low[:1], 0), _VALUE.get(high[:1], _BASE)
    if last - first > 1:
        return made + _DIGITS[(first + last) // 2]
    if len(high) > 1:
        return made + high[0]
    full = 1
    while low[full : full + 1] == _DIGITS[-1]:
        full += 1
    rest = _VALUE.get(low[full : full + 1], 0)
    return made + (low[:full] or _DIGITS[0]) + _DIGITS[(rest + _BASE) // 2]


def _whole(key: str) -> int | None:
    """The four digits in front as a number; None for a key this module did not make."""
    number = 0
    for place in range(_WIDTH):
        value = _VALUE.get(key[place : place + 1])
        if value is None:
            return None
        number = number * _BASE + value
    return number


def _written(number: int) -> str:
    front, back = divmod(number, len(_PAIRS))
    return _PAIRS[front] + _PAIRS[back]


_PAIRS = [one + other for one in _DIGITS for other in _DIGITS]
"""Two digits at a time: half of `_WIDTH`."""
