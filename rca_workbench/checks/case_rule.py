"""Rules on the rest of the case: declared with the publications they rest on."""

from collections.abc import Callable, Iterable

from rca_workbench.checks.published import Published
from rca_workbench.checks.rule import Gate, Run, Severity, rule
from rca_workbench.reference import Checked, unchecked_mark


def case_rule(
    id: str,
    title: str,
    *,
    group: str,
    severity: Severity,
    gate: Gate,
    why: str,
    how: str,
    rests_on: Iterable[Published],
    reads: Iterable[str],
    needs: Iterable[str],
    example: str,
    sound: str,
    override: bool = True,
    by_day: bool = False,
) -> Callable[[Run], Run]:
    """Declare a rule. The least sure of what it rests on is what is shown beside it."""
    sources = tuple(rests_on)
    worst = max((one.checked for one in sources), key=(Checked.YES, Checked.PART, Checked.NO).index)
    return rule(
        id,
        title=title,
        severity=severity,
        gate=gate,
        group=group,
        why=why,
        how=how,
        source="; ".join(one.words for one in sources),
        reads=reads,
        mark=unchecked_mark(worst),
        override=override,
        needs=needs,
        example=example,
        sound=sound,
        by_day=by_day,
    )
