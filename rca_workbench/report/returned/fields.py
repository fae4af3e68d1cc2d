"""Which words of a file that came back belong to which field of the case, and which to none."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rca_workbench.report.document import FieldKey
from rca_workbench.report.returned.alignment import Tag, tags_of
from rca_workbench.report.returned.file import Line, Mark, Piece, stands
from rca_workbench.report.word.tags import EMPTY, plain_text


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One line of a field, as a file has it."""

    part: int | None
    """Which line of the field it was when it went out; None for one that was added."""
    pieces: tuple[Piece, ...]
    end: Piece
    """The end of its paragraph."""
    line: int
    """Number of the paragraph in the file."""


class FieldWords:
    """What a field says in a file, with whatever changes are taken in."""

    def __init__(self, lines: Sequence[FieldLine]) -> None:
        self.lines = tuple(lines)

    @property
    def line(self) -> int:
        """Number of its first paragraph."""
        return self.lines[0].line if self.lines else 0

    def text(self, after: bool = True, *, by: str | None = None) -> str:
        """Its words after all tracked changes, or before them; `by` takes in those of one author only."""

        def there(one: Piece) -> bool:
            if by is None:
                return stands(one, after)
            put, out = one.put_in, one.taken_out
            return (put is None or put.author == by) and (out is None or out.author != by)

        made: list[str] = []
        last: FieldLine | None = None
        joined = True
        for one in self.lines:
            said = "".join(piece.text for piece in one.pieces if there(piece)).strip("\n")
            if said.strip() or not made:
                if made and not joined:
                    made.append("\n" * _lines_between(last, one))
                made.append(said)
                last = one
            joined = (joined or not said.strip()) if not there(one.end) else False
        return "".join(made).strip()

    def marks(self) -> Iterator[Mark]:
        """Everything tracked in it."""
        for one in self._pieces():
            yield from (mark for mark in (one.put_in, one.taken_out) if mark is not None)

    @property
    def is_entangled(self) -> bool:
        """Whether one author took out what another put in: their changes cannot be told apart then."""
        return any(
            one.put_in and one.taken_out and one.put_in.author != one.taken_out.author
            for one in self._pieces()
        )

    @property
    def is_gone(self) -> bool:
        """Whether its paragraphs were taken out whole, and not only their words."""
        return not self.lines or all(one.end.taken_out is not None for one in self.lines)

    def _pieces(self) -> Iterator[Piece]:
        for line in self.lines:
            yield from (one for one in line.pieces if one.text)
            if len(self.lines) > 1:
                yield line.end


@dataclass(slots=True)
class Assigned:
    """All fields of a file, and what belongs to none."""

    words: dict[FieldKey, list[FieldLine]] = field(default_factory=lambda: defaultdict(list))
    keys: dict[int, list[FieldKey]] = field(default_factory=lambda: defaultdict(list))
    """By the number of a paragraph: the fields in it."""
    odd: dict[int, int] = field(default_factory=dict)
    """Paragraphs in which words between the fields were changed: their number, and that in the file that went out."""

    def add(self, key: FieldKey, line: FieldLine) -> None:
        """Note a line of a field."""
        self.words[key].append(line)
        if key not in self.keys[line.line]:
            self.keys[line.line].append(key)


def assigned(
    sent: Sequence[Line],
    back: Sequence[Line],
    pairs: Mapping[int, int],
    copies: Iterable[int],
    marks: Mapping[str, FieldKey],
) -> Assigned:
    """Give each word of the file that came back to its field.

    Args:
        sent: paragraphs of the file that went out.
        back: paragraphs of the file that came back.
        pairs: for those that came back, which of those that went out they are.
        copies: numbers of paragraphs in rows that are copies: what stands in them is no field yet.
        marks: which field stands in which bookmark.
    """
    found = Assigned()
    own = {tag for line in back for tag in tags_of(line)}
    left_out = frozenset(copies)
    for number, line in enumerate(back):
        if number in left_out:
            continue
        before = sent[pairs[number]] if number in pairs else None
        if not tags_of(line):
            _by_bookmark_or_place(found, number, line, before, pairs.get(number), own, marks)
        else:
            _by_tags(found, number, line, before, pairs.get(number))
            _beside_tags(found, number, line, before, own, marks)
    for key, lines in found.words.items():
        lines.sort(key=lambda one: one.line)
        found.words[key] = lines
    return found


def _by_tags(found: Assigned, number: int, line: Line, before: Line | None, at: int | None) -> None:
    """A paragraph with controls: what was typed right beside a control, outside it, is meant for it."""
    groups = _groups(line.pieces)
    tags = _controls(line)
    statics = _gaps(before) if before is not None and _controls(before) == tags else None
    words: dict[int, list[Piece]] = {}
    order: list[Tag] = []
    gaps: list[list[Piece]] = [[]]
    for tag, pieces in groups:
        if tag is None:
            gaps[-1] += pieces
        else:
            words[len(order)] = list(pieces)
            order.append(tag)
            gaps.append([])
    for place, pieces in enumerate(gaps):
        static = statics[place] if statics is not None else None
        if static is None:
            if before is not None and at is not None and any(one.put_in or one.taken_out for one in pieces):
                found.odd[number] = at
            continue
        head, tail, odd = _typed_beside(pieces, static)
        if place > 0:
            words[place - 1] += head
        elif plain_text(_joined(head)):
            tail, head = [*head, *tail], []
        if place < len(order):
            words[place] = [*tail, *words[place]]
        elif plain_text(_joined(tail)):
            odd = True
        if odd and at is not None:
            found.odd[number] = at
    if (
        statics is None
        and before is not None
        and at is not None
        and _static_text(before) != _static_text(line)
    ):
        found.odd[number] = at
    by_tag: dict[Tag, list[Piece]] = {}
    for place, tag in enumerate(order):
        by_tag.setdefault(tag, []).extend(words[place])
    for tag, pieces in by_tag.items():
        found.add(tag[0], FieldLine(tag[1], tuple(pieces), line.end, number))


def _beside_tags(
    found: Assigned,
    number: int,
    line: Line,
    before: Line | None,
    own: set[Tag],
    marks: Mapping[str, FieldKey],
) -> None:
    """A paragraph that kept some of its controls: what lost its own is known by its bookmark."""
    for tag in tags_of(before) if before is not None else ():
        if tag not in own:
            pieces = [
                one
                for one in line.pieces
                if one.tag is None and any(marks.get(name) == tag[0] for name in one.marks)
            ]
            if pieces:
                found.add(tag[0], FieldLine(tag[1], tuple(pieces), line.end, number))


def _by_bookmark_or_place(
    found: Assigned,
    number: int,
    line: Line,
    before: Line | None,
    at: int | None,
    own: set[Tag],
    marks: Mapping[str, FieldKey],
) -> None:
    """A paragraph whose controls are gone, or never were: the bookmark tells, otherwise what it was when it went out."""
    lost = [tag for tag in tags_of(before) if tag not in own] if before is not None else []
    marked = [
        key for name in dict.fromkeys(m for one in line.pieces for m in one.marks) if (key := marks.get(name))
    ]
    if before is None and len(marked) == 1:
        # Inside a field's bookmark, but in none of its controls: a paragraph that was added to it.
        found.add(marked[0], FieldLine(None, line.pieces, line.end, number))
        return
    if not lost or before is None or at is None:
        return
    parts = _by_bookmark(line, lost, marks) or _by_shape(line, before, lost)
    if parts is None:
        found.odd[number] = at
        return
    for tag, pieces in parts:
        if _joined(pieces).strip() == EMPTY:
            pieces = []
        found.add(tag[0], FieldLine(tag[1], tuple(pieces), line.end, number))


def _by_bookmark(
    line: Line, lost: Sequence[Tag], marks: Mapping[str, FieldKey]
) -> list[tuple[Tag, list[Piece]]] | None:
    parts = [
        (tag, [one for one in line.pieces if any(marks.get(name) == tag[0] for name in one.marks)])
        for tag in lost
    ]
    return parts if all(pieces for _, pieces in parts) else None


def _by_shape(line: Line, before: Line, lost: Sequence[Tag]) -> list[tuple[Tag, list[Piece]]] | None:
    """By the words around the fields, which the reader left as they were."""
    shape = "".join(
        r"(.*)" if tag is not None else re.escape(_joined(pieces)) for tag, pieces in _groups(before.pieces)
    )
    if len(tags_of(before)) != len(lost):
        return None
    if shape == "(.*)":
        return [(lost[0], list(line.pieces))]
    signs = [one._replace(text=sign) for one in line.pieces for sign in one.text]
    standing = [place for place, one in enumerate(signs) if stands(one, False)]
    hit = re.fullmatch(shape, "".join(signs[place].text for place in standing), re.DOTALL)
    if hit is None:
        return None
    standing.append(len(signs))
    return [(tag, signs[standing[hit.start(n)] : standing[hit.end(n)]]) for n, tag in enumerate(lost, 1)]


def _controls(line: Line) -> list[Tag]:
    """The tags of a paragraph's controls, each as often as it stands there."""
    return [tag for tag, _ in _groups(line.pieces) if tag is not None]


def _gaps(line: Line) -> list[str]:
    """The words before, between and behind the controls of the paragraph that went out."""
    texts = [""]
    for tag, pieces in _groups(line.pieces):
        if tag is None:
            texts[-1] += _joined(pieces)
        else:
            texts.append("")
    return texts


def _groups(pieces: Sequence[Piece]) -> list[tuple[Tag | None, list[Piece]]]:
    """Runs of pieces in one control, and runs in none."""
    made: list[tuple[Tag | None, list[Piece]]] = []
    for one in pieces:
        if made and made[-1][0] == one.tag:
            made[-1][1].append(one)
        else:
            made.append((one.tag, [one]))
    return made


def _typed_beside(pieces: Sequence[Piece], static: str) -> tuple[list[Piece], list[Piece], bool]:
    """What of the words between two controls was typed behind the first, and what before the second.

    The last answer is whether the program's own words between them were changed.
    """
    if not plain_text(_joined(pieces)):
        return [], [], bool(plain_text(static))
    if not static:
        return list(pieces), [], False
    signs = [one._replace(text=sign) for one in pieces for sign in one.text]
    whole = "".join(one.text for one in signs)
    at = whole.find(static)
    while at >= 0:
        stretch = signs[at : at + len(static)]
        if all(one.put_in is None and one.taken_out is None for one in stretch):
            return signs[:at], signs[at + len(static) :], False
        at = whole.find(static, at + 1)
    return (
        [],
        [],
        plain_text(whole) != plain_text(static) or any(one.put_in or one.taken_out for one in signs),
    )


def _static_text(line: Line) -> str:
    return plain_text("".join(one.text for one in line.pieces if one.tag is None and stands(one, False)))


def _joined(pieces: Iterable[Piece]) -> str:
    return "".join(one.text for one in pieces)


def _lines_between(one: FieldLine | None, other: FieldLine) -> int:
    """Newlines between two lines of a field: more than one where it has empty lines, which are not printed."""
    if one is None or one.part is None or other.part is None:
        return 1
    return max(1, other.part - one.part)
