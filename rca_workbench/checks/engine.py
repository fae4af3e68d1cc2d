"""Runs the rules on a case, and after a step only those that look at something the step changed."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from rca_workbench.checks.facts import Facts
from rca_workbench.checks.found import Accepted, Found
from rca_workbench.checks.rule import RULES, At, Gate, Rule
from rca_workbench.model import CheckOverride, Snapshot


class ChecksStopped(Exception):
    """The answer was no longer wanted."""


class Checks:
    """What the rules say of one snapshot. Never changes; `after` gives what they say of a later one.

    Args:
        rules: those to ask; None for all there are.
        before: what they said of an earlier snapshot of the same case.
        on_defect: told of a rule that raised, which is then listed in `not_run` and asked again next time. Without
            it the defect goes to the caller.
        stop: asked before each rule whether the answer is still wanted; where it is not, `ChecksStopped` is raised.
        today: the day that what is due is judged by; None for that of `before`. Without one, the rules that go by the
            day are not asked.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        rules: Iterable[Rule] | None = None,
        before: "Checks | None" = None,
        on_defect: Callable[[Rule, Exception], object] | None = None,
        stop: Callable[[], bool] | None = None,
        *,
        today: date | None = None,
    ) -> None:
        self.snapshot = snapshot
        self.today: date | None = today if today is not None or before is None else before.today
        self.not_run: tuple[Rule, ...] = ()
        """The rules that could not be asked, since something in them broke."""
        self._on_defect: Callable[[Rule, Exception], object] | None = (
            on_defect if before is None or on_defect is not None else before._on_defect
        )
        self.rules: tuple[Rule, ...] = tuple(
            rules if rules is not None else before.rules if before is not None else all_rules()
        )
        self.facts: Facts = Facts(snapshot, before.facts if before is not None else None, self.today)
        self._at: dict[str, tuple[Found, ...]] = {}
        for one in self.rules:
            if not _applies(one, snapshot, self.today):
                continue
            if stop is not None and stop():
                raise ChecksStopped
            if before is not None and one.id in before._at and self._same(one, before):
                self._at[one.id] = before._at[one.id]
            else:
                self._ask(one, before._at.get(one.id, ()) if before is not None else ())
        self.found, self.accepted = self._sorted_out()

    def after(
        self, snapshot: Snapshot, stop: Callable[[], bool] | None = None, today: date | None = None
    ) -> "Checks":
        """What the rules say of a later snapshot of the same case, or on another day, worked out from what changed."""
        if snapshot is self.snapshot and today in (None, self.today):
            return self
        return Checks(snapshot, before=self, stop=stop, today=today)

    @property
    def met(self) -> tuple[Rule, ...]:
        """The rules that have something to say of this case and nothing to fault."""
        return tuple(one for one in self.rules if one.id in self._at and not self._at[one.id])

    def at(self, gates: Iterable[Gate]) -> tuple[Found, ...]:
        """What was found that matters at these gates."""
        wanted = frozenset(gates)
        return tuple(one for one in self.found if one.gate in wanted)

    def _same(self, one: Rule, before: "Checks") -> bool:
        """Whether nothing changed that the rule looks at: a later snapshot shares what a step left alone."""
        if one.by_day and self.today != before.today:
            return False
        return all(before.snapshot.table(kind) is self.snapshot.table(kind) for kind in one.reads)

    def _ask(self, one: Rule, before: tuple[Found, ...]) -> None:
        try:
            self._at[one.id] = tuple(_found(one, one.run(self.facts), before))
        except Exception as defect:
            if self._on_defect is None:
                raise
            self._on_defect(one, defect)
            self.not_run = (*self.not_run, one)

    def _sorted_out(self) -> tuple[tuple[Found, ...], tuple[Accepted, ...]]:
        """What stands open, and what the team let stand. What cannot be accepted stays open."""
        held = {
            (one.rule, one.subject or "case", one.said): one
            for one in self.snapshot.of(CheckOverride).values()
            if one.reason.strip()
        }
        ruled = {rule for rule, _, _ in held}
        found: list[Found] = []
        accepted: list[Accepted] = []
        for one in self.rules:
            places = self._at.get(one.id, ())
            if not one.override or one.id not in ruled:
                found += places
                continue
            for place in places:
                override = held.get(place.key)
                if override is None:
                    found.append(place)
                else:
                    accepted.append(Accepted(place, override))
        return tuple(found), tuple(accepted)


def all_rules() -> tuple[Rule, ...]:
    """Every rule there is, in the order they are listed."""
    import rca_workbench.checks.rules  # noqa: F401  declares them

    return tuple(RULES.values())


def _found(one: Rule, places: Iterable[At], before: tuple[Found, ...]) -> Iterator[Found]:
    """The places where a rule speaks up; those it spoke up at before are kept as they were.

    After a step nearly all are: to make them anew would have the memory of hundreds of values turned over each time.
    """
    at = 0
    for place in places:
        for near in (at, at + 1):
            if near < len(before) and before[near].at == place:
                at = near + 1
                yield before[near]
                break
        else:
            yield Found(one, place)


def _applies(one: Rule, snapshot: Snapshot, today: date | None) -> bool:
    if one.by_day and today is None:
        return False
    if one.profiles and snapshot.case.profile not in one.profiles:
        return False
    return all(snapshot.table(kind) for kind in one.needs)
