"""The blocks of a document as they are best printed: no heading alone at the foot of a page or skipped, no empty page."""

from collections.abc import Sequence
from dataclasses import replace

from rca_workbench.report.document import Block, Bullets, Heading, Paragraph, Turn, spans_of


def arranged(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with each turn of the page before the headings it stands behind: none is left alone at a page's foot.

    A turn back at the very end is left out, for nothing would stand on the page it begins.
    """
    made: list[Block] = []
    for one in blocks:
        at = len(made)
        if isinstance(one, Turn):
            while at and isinstance(made[at - 1], Heading):
                at -= 1
        made.insert(at, one)
    while made and isinstance(made[-1], Turn):
        made.pop()
    return _stepped(_needed(_left_across(_needed(made))))


def begun_above(blocks: Sequence[Block], number: int) -> int:
    """How many headings and lines begin a page that a block is to stand on with them; 0 where more stands before it."""
    for above, one in enumerate(blocks[number - 1 :: -1] if number else ()):
        if isinstance(one, Turn):
            return above
        short = isinstance(one, Paragraph) and sum(len(span.text) for span in one.spans) <= _LINE
        if above == _FEW_LINES or not (short or isinstance(one, Heading)):
            return 0
    return 0


_FEW_LINES, _LINE = 4, 120
"""Lines that leave a picture most of the page; signs of one."""


def _needed(blocks: list[Block]) -> list[Block]:
    """The blocks without turns that turn nothing: those followed by another at once, or to where pages lie already."""
    made: list[Block] = []
    across = False
    for one, after in zip(blocks, [*blocks[1:], None], strict=False):
        if isinstance(one, Turn):
            if isinstance(after, Turn) or one.landscape == across:
                continue
            across = one.landscape
        made.append(one)
    return made


_FEW = 1_500
"""Signs of words that do not call for an upright page of their own between two that lie across."""


def _left_across(blocks: list[Block]) -> list[Block]:
    """The blocks without turns upright for a few words, after which pages lie across again: it would be an empty page."""
    made: list[Block] = []
    at = 0
    while at < len(blocks):
        one = blocks[at]
        if isinstance(one, Turn) and not one.landscape and (next_turn := _few_until(blocks, at + 1)):
            made += blocks[at + 1 : next_turn]
            at = next_turn + 1
        else:
            made.append(one)
            at += 1
    return made


def _few_until(blocks: list[Block], start: int) -> int:
    """Where pages lie across again after a few words and nothing else; 0 where there is more, or no such place."""
    signs = 0
    for at in range(start, len(blocks)):
        match blocks[at]:
            case Turn():
                return at
            case Heading() as one:
                signs += len(one.text)
            case Paragraph() | Bullets() as one:
                signs += sum(len(span.text) for span in spans_of(one))
            case _:
                return 0
        if signs > _FEW:
            return 0
    return 0


def _stepped(blocks: list[Block]) -> list[Block]:
    """The blocks with headings that go down one level at a time: a screen reader counts the levels."""
    made: list[Block] = []
    above: list[int] = []
    for one in blocks:
        if isinstance(one, Heading):
            while above and above[-1] >= one.level:
                above.pop()
            above.append(one.level)
            if one.level != len(above):
                one = replace(one, level=len(above))
        made.append(one)
    return made
