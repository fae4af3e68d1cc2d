"""Things that say nearly the same, kept up to date from step to step.

How near two texts are is judged by `likeness`. Here stands only which of them are held against each other, so that a
case of ten thousand texts stays quick and an edit costs one comparison each.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from rca_workbench.analysis.likeness import likeness
from rca_workbench.model import Entity, Factor

Text = tuple[Entity, str, str]
"""A thing, what it can be compared with (only the like of it), and its text."""
_Key = tuple[str, str]
"""What something can be compared with, and its words plainly."""

_FEW = 12
"""New texts up to which each is compared with all others; beyond, all are sorted by their words again."""
_ALL = 400
"""Texts up to which each is compared with each."""
_BESIDE = 12
"""Beyond that, how many earlier texts that share one of its rarer words a text is held against."""
_SHARED = 5
"""Two texts are not looked at where the words they share are less than a fifth of the words of both."""


def pairs_alike(factors: Iterable[Factor]) -> tuple[tuple[Factor, Factor], ...]:
    """Each factor that says nearly the same as an earlier one, of whatever kind, behind the first such one."""
    by_id = {one.id: one for one in factors}
    found = Twins({id: (one, "", one.text) for id, one in by_id.items()}).pairs
    return tuple((by_id[first.id], by_id[one.id]) for first, one in found)


class Twins:
    """Which of some things say nearly the same."""

    def __init__(self, texts: Mapping[str, Text], before: "Twins | None" = None) -> None:
        self.texts = texts
        self.capped: bool = False
        """True where there are so many texts that not each was held against each."""
        self._ids: dict[_Key, list[str]] = {}
        for id, (_, group, text) in texts.items():
            if plain := _plain(text):
                self._ids.setdefault((group, plain), []).append(id)
        self._near: dict[_Key, set[_Key]] = {}
        new = [] if before is None else [key for key in self._ids if key not in before._ids]
        if before is not None and len(new) <= _FEW:
            self.capped = before.capped
            for key, several in before._near.items():
                if key in self._ids and (kept := {one for one in several if one in self._ids}):
                    self._near[key] = kept
            pairs = self._against_all(new)
        elif len(self._ids) <= _ALL:
            pairs = self._against_all(list(self._ids))
        else:
            pairs = self._by_rare_words()
        for one, other in pairs:
            self._near.setdefault(one, set()).add(other)
            self._near.setdefault(other, set()).add(one)

    @property
    def pairs(self) -> tuple[tuple[Entity, Entity], ...]:
        """Each thing that says the same as an earlier one, behind the first such one, in order of arrival."""
        place = {id: at for at, id in enumerate(self.texts)}
        found: list[tuple[int, str, str]] = []
        for key, ids in self._ids.items():
            if len(ids) > 1 or key in self._near:
                first = min(
                    (self._ids[one][0] for one in (key, *self._near.get(key, ()))), key=place.__getitem__
                )
                found += [(place[id], first, id) for id in ids if place[id] > place[first]]
        return tuple((self.texts[first][0], self.texts[id][0]) for _, first, id in sorted(found))

    def _against_all(self, new: list[_Key]) -> Iterator[tuple[_Key, _Key]]:
        done: set[_Key] = set()
        for key in new:
            done.add(key)
            for other in self._ids:
                if other[0] == key[0] and other not in done and likeness(key[1], other[1]):
                    yield key, other

    def _by_rare_words(self) -> Iterator[tuple[_Key, _Key]]:
        """Holds a text only against those that share one of its three rarest words."""
        words = {key: frozenset(key[1].split()) for key in self._ids}
        count: dict[str, int] = {}
        for found in words.values():
            for word in found:
                count[word] = count.get(word, 0) + 1
        seen: dict[tuple[str, str], list[_Key]] = {}
        for key in self._ids:
            near: dict[_Key, None] = {}
            rare = sorted(words[key], key=lambda word: (count[word], word))[:3]
            for word in rare:
                there = seen.setdefault((key[0], word), [])
                self.capped = self.capped or len(there) > _BESIDE
                near.update(dict.fromkeys(there[-_BESIDE:]))
                there.append(key)
            near.pop(key, None)
            for other in near:
                # Most that share a rare word share little else; that is told far faster than how near they are.
                shared = len(words[key] & words[other])
                if shared * _SHARED > len(words[key]) + len(words[other]) and likeness(key[1], other[1]):
                    yield key, other


@lru_cache(maxsize=20_000)
def _plain(text: str) -> str:
    """The words of a text, small, without stops, one blank between: as far as two texts are compared."""
    return " ".join(re.findall(r"\w+", text[:2_000].casefold()))
