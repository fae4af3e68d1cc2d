"""Chains to a harm that share no factor: as many as there are, so many factors it takes to be on every chain (Menger).

Found as a flow by Dinic's method, each factor passed once.
"""

from itertools import pairwise

from rca_workbench.analysis.causal import Causal


def smallest_cut(causal: Causal, harm: int) -> tuple[int, ...]:
    """Numbers of a smallest set of factors on every chain to a harm: the set nearest to where chains begin."""
    return _Flow(causal, harm).cut()


class _Flow:
    """Chains that share no factor.

    Each factor is two nodes, `2n` where it is come to and `2n + 1` where it is left, with room for one chain between.
    """

    def __init__(self, causal: Causal, harm: int) -> None:
        self._causal, self._harm = causal, harm
        self._inside = causal.above(harm) - {harm}
        self._starts = [at for at in causal.starts if at in self._inside]
        self._next: dict[int, int] = {}
        """Factor on a chain -> the one after it; the harm for the last."""
        self._before: dict[int, int] = {}
        """Factor on a chain -> the one before it; -1 for the first."""

    def cut(self) -> tuple[int, ...]:
        """The factors at which there is no more room, once there are as many chains as can be."""
        while True:
            level = self._levels()
            if 2 * self._harm not in level:
                return tuple(sorted(at for at in self._next if 2 * at in level and 2 * at + 1 not in level))
            self._widen(level)

    def _ways(self, node: int) -> list[int]:
        """Where a chain can go on from a node: forward where there is room, back along another chain."""
        at = node >> 1
        on_chain = at in self._next
        if node & 1:
            following = self._next.get(at)
            ways = [
                2 * effect
                for effect in self._causal.out[at]
                if effect != following and (effect == self._harm or effect in self._inside)
            ]
            if on_chain:
                ways.append(2 * at)
            return ways
        if not on_chain:
            return [2 * at + 1]
        before = self._before[at]
        return [2 * before + 1] if before >= 0 else []

    def _levels(self) -> dict[int, int]:
        """How far each node is from where chains begin, as long as there is room."""
        level = {2 * at: 0 for at in self._starts}
        ahead = list(level)
        for node in ahead:
            if node == 2 * self._harm:
                break
            for way in self._ways(node):
                if way not in level:
                    level[way] = level[node] + 1
                    ahead.append(way)
        return level

    def _widen(self, level: dict[int, int]) -> None:
        """Add chains along the levels until there is no more room along them."""
        harm = 2 * self._harm
        done: set[int] = set()
        for start in [node for node in level if level[node] == 0]:
            path = [start]
            ways = [iter(self._ways(start))]
            while path:
                if path[-1] == harm:
                    done.update(path[:-1])
                    self._take(path)
                    break
                step = next(
                    (way for way in ways[-1] if way not in done and level.get(way) == level[path[-1]] + 1),
                    None,
                )
                if step is None:
                    done.add(path.pop())
                    ways.pop()
                else:
                    path.append(step)
                    ways.append(iter(self._ways(step)))

    def _take(self, path: list[int]) -> None:
        """Turn a way with room along it into chains: what runs back along another chain undoes that part of it."""
        forward = [
            (one >> 1, other >> 1)
            for one, other in pairwise(path)
            if one & 1 and not other & 1 and one >> 1 != other >> 1
        ]
        back = [
            (other >> 1, one >> 1)
            for one, other in pairwise(path)
            if other & 1 and not one & 1 and one >> 1 != other >> 1
        ]
        left = {one >> 1 for one, other in pairwise(path) if one & 1 and other == one - 1}
        for cause, effect in back:
            if self._next.get(cause) == effect:
                del self._next[cause]
            if self._before.get(effect) == cause:
                del self._before[effect]
        for at in left:
            self._next.pop(at, None)
            self._before.pop(at, None)
        first = path[0] >> 1
        self._before[first] = -1
        for cause, effect in forward:
            self._next[cause] = effect
            if effect != self._harm:
                self._before[effect] = cause
