"""Three texts to one: what was changed in a draft goes into words that were changed meanwhile as well."""

import re
from difflib import SequenceMatcher

_WORDS = re.compile(r"\n|[^\S\n]+|\w+|[^\w\s]")

_Edit = tuple[int, int, list[str]]


def merged(before: str, after: str, now: str) -> str | None:
    """`now` with the change from `before` to `after` made in it; None where both changed the same words.

    What stood there before only tells what was changed where. Two who put in different words at one point have changed
    the same words: which comes first nobody can say.
    """
    if after == before or now == after:
        return now
    if now == before:
        return after
    old = _WORDS.findall(before)
    ours, theirs = _edits(old, _WORDS.findall(now)), _edits(old, _WORDS.findall(after))
    made: list[str] = []
    at = 0
    while ours or theirs:
        if ours and theirs and ours[0] == theirs[0]:
            theirs.pop(0)  # what both did is done once, and meets nothing else that either did
        elif ours and theirs and _meet(ours[0], theirs[0], old):
            return None
        first = ours if not theirs or (ours and ours[0][:2] <= theirs[0][:2]) else theirs
        start, end, words = first.pop(0)
        made += old[at:start] + words
        at = end
    return "".join(made + old[at:])


def with_both(before: str, after: str, now: str) -> str:
    """The same where no word may be lost: what both changed stands as it is now, with the other's lines beneath."""
    one = merged(before, after, now)
    if one is not None:
        return one
    held = {line.strip() for line in (*before.splitlines(), *now.splitlines())}
    return "\n".join(
        (now, *(line for line in after.splitlines() if line.strip() and line.strip() not in held))
    ).strip("\n")


def _edits(old: list[str], new: list[str]) -> list[_Edit]:
    """Which words of the old text were replaced by which."""
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [(i, j, new[k:m]) for tag, i, j, k, m in blocks if tag != "equal"]


def _meet(one: _Edit, other: _Edit, old: list[str]) -> bool:
    """Whether two edits touch the same words, or stand side by side."""
    first, second = sorted((one, other), key=lambda edit: edit[:2])
    return second[0] < first[1] or not "".join(old[first[1] : second[0]]).strip()
