"""Which paragraph of a file that came back is which of the file that went out."""

from collections.abc import Container, Sequence
from difflib import SequenceMatcher

from rca_workbench.report.document import FieldKey
from rca_workbench.report.returned.file import Line
from rca_workbench.report.word.tags import EMPTY, plain_text

Tag = tuple[FieldKey, int]
_ALIKE = 0.5
"""Share of letters from which two paragraphs in one place are taken for the same, reworded."""
_PAIRS = 2_000
"""Pairs of paragraphs that are compared letter by letter in one stretch; beyond that only their order tells."""


def tags_of(line: Line) -> list[Tag]:
    """The tags of a paragraph's controls, in order."""
    return list(dict.fromkeys(one.tag for one in line.pieces if one.tag is not None))


def aligned(sent: Sequence[Line], back: Sequence[Line], copies: Container[int] = ()) -> dict[int, int]:
    """For paragraphs of the file that came back, by number: the number of the one that went out.

    Tags tell first; then equal words in the same order; then, between those, words that are alike. Empty paragraphs are
    left out, and so are `copies`: paragraphs that came back and are copies of others.
    """
    there = {tag for number, line in enumerate(back) if number not in copies for tag in tags_of(line)}
    known = {tag for line in sent for tag in tags_of(line)} & there
    first_of: dict[Tag, Tag] = {}
    for line in sent:
        own = [tag for tag in tags_of(line) if tag in known]
        first_of |= dict.fromkeys(own, own[0]) if own else {}
    old = _tokens(sent, first_of)
    new = _tokens(back, first_of, copies)
    pairs: dict[int, int] = {}
    rest: list[tuple[list[int], list[int]]] = []
    matcher = SequenceMatcher(None, [token for _, token in old], [token for _, token in new], autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        ours, theirs = [number for number, _ in old[i:j]], [number for number, _ in new[k:m]]
        if kind == "equal":
            pairs |= dict(zip(theirs, ours, strict=True))
        elif ours and theirs:
            rest.append((ours, theirs))
    for ours, theirs in rest:
        pairs |= _reworded(sent, back, ours, theirs)
    return pairs


def _tokens(
    lines: Sequence[Line], first_of: dict[Tag, Tag], left_out: Container[int] = ()
) -> list[tuple[int, object]]:
    rows: dict[tuple[str, int, int], Tag] = {}
    for line in lines:
        for tag in tags_of(line):
            if line.row and tag in first_of:
                rows.setdefault((line.story, line.row.table, line.row.number), first_of[tag])
    found: list[tuple[int, object]] = []
    seen: set[Tag] = set()
    for number, line in enumerate(lines):
        if number in left_out:
            continue
        own = [first_of[one] for one in tags_of(line) if one in first_of]
        if own and own[0] not in seen:
            seen.add(own[0])
            found.append((number, own[0]))
            continue
        text = plain_text(line.text(after=False)) or plain_text(line.text())
        if not text and tags_of(line):
            text = EMPTY  # what is left of the control of an empty field where the control is gone
        if text:
            # What stands beside a field in a row is told apart by it: "Yes" stands in a thousand rows.
            beside = rows.get((line.story, line.row.table, line.row.number)) if line.row else None
            found.append((number, (line.story, text, beside)))
    return found


def _reworded(
    sent: Sequence[Line], back: Sequence[Line], ours: list[int], theirs: list[int]
) -> dict[int, int]:
    """Paragraphs that stand in one place and are alike, in order."""
    pairs: dict[int, int] = {}
    if len(ours) * len(theirs) > _PAIRS:
        return dict(zip(theirs, ours, strict=False)) if len(ours) == len(theirs) else pairs
    begun = 0
    for number in theirs:
        best, found = _ALIKE, None
        for at in range(begun, len(ours)):
            if not _may_pair(sent[ours[at]], back[number]):
                continue
            likeness = _likeness(sent[ours[at]], back[number])
            if likeness > best:
                best, found = likeness, at
        if found is not None:
            pairs[number] = ours[found]
            begun = found + 1
    return pairs


def _may_pair(one: Line, other: Line) -> bool:
    """Whether they can be the same: in the same part, both in a table or both not, not two different fields."""
    tags, others = tags_of(one), tags_of(other)
    both = bool(tags and others) and not set(tags) & set(others)
    return one.story == other.story and bool(one.row) == bool(other.row) and not both


def _likeness(one: Line, other: Line) -> float:
    ours = plain_text(one.text())
    texts = {plain_text(other.text(after=False)), plain_text(other.text())} - {""}
    return max((SequenceMatcher(None, ours, each, autojunk=False).ratio() for each in texts), default=0.0)
