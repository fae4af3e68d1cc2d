"""Finds where in a JSON text something stands that a case cannot hold.

The quick parser says that it met such a thing, not where. This slow walk over the same text finds the place,
so that the message can name it; it runs only once something is wrong.
"""

import re
from dataclasses import dataclass, field
from math import isinf

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{},:]|[^\s\[\]{},:"]+')

_NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?")

MOST_DIGITS = 300
"""Digits beyond which a number is certainly no fact of a case."""


@dataclass(slots=True)
class _Level:
    is_object: bool
    key: str = ""
    index: int = 0
    keys: set[str] = field(default_factory=set)


def first_flaw(text: str) -> str:
    """A sentence without its full stop: the line, the place and the first flaw there.

    Flaws are: a key given twice in one object, NaN and Infinity, a number beyond all bounds.
    """
    levels: list[_Level] = []
    awaiting_key = False
    for match in _TOKEN.finditer(text):
        token = match[0]
        top = levels[-1] if levels else None
        flaw = ""
        if token in "{[":
            levels.append(_Level(token == "{"))
            awaiting_key = token == "{"
        elif token in "}]":
            del levels[-1:]
            awaiting_key = False
        elif token == ",":
            if top is not None:
                awaiting_key = top.is_object
                top.index += 1
        elif token == ":":
            awaiting_key = False
        elif awaiting_key and top is not None:
            top.key = token[1:-1]
            if top.key in top.keys:
                flaw = "this is given twice"
            top.keys.add(top.key)
        elif token.lstrip("-") in ("NaN", "Infinity"):
            flaw = f"{token} is not a value"
        elif _is_boundless(token):
            flaw = f"the number {token[:20]} is too large"
        if flaw:
            return f"line {text.count(chr(10), 0, match.start()) + 1}, {_place(levels)}: {flaw}"
    return "it holds a number or a key that a case cannot hold"


def _is_boundless(token: str) -> bool:
    number = _NUMBER.match(token)
    return number is not None and (len(number[0]) > MOST_DIGITS or isinf(float(number[0])))


def _place(levels: list[_Level]) -> str:
    parts: list[str] = []
    for level in levels:
        parts.append(level.key[:60] if level.is_object else f"number {level.index + 1}")
    return ", ".join(part for part in parts if part) or "the beginning"
