"""The answer a criterion of a list has: one, also where two copies of a case brought two."""

from collections.abc import Iterable, Mapping

from rca_workbench.model import CriterionAnswer, Snapshot


def newest_answers(snapshot: Snapshot) -> Mapping[str, CriterionAnswer]:
    """Criterion -> its answer: the newest, and one that says something before one that does not."""
    return _newest(snapshot.of(CriterionAnswer).values())


def newest_answer(snapshot: Snapshot, criterion: str) -> CriterionAnswer | None:
    """The same for one criterion; None where nobody has answered it."""
    return _newest(snapshot.pointed_from(CriterionAnswer, "criterion", criterion)).get(criterion)


def _newest(several: Iterable[CriterionAnswer]) -> dict[str, CriterionAnswer]:
    found: dict[str, CriterionAnswer] = {}
    for one in several:
        other = found.get(one.criterion)
        if other is None or _weight(one) > _weight(other):
            found[one.criterion] = one
    return found


def _weight(one: CriterionAnswer) -> tuple[bool, str, str]:
    return one.answer is not None, one.on, one.id
