"""What the reading of language found, counted for the criteria of closure that ask after it.

The patterns and their categories are those of `resources/domain/blame_language.json`; what the team let stand with a
reason does not count.
"""

from collections.abc import Iterable
from functools import cache

from rca_workbench.analysis.closure_judged import Wording
from rca_workbench.checks.engine import Checks, all_rules
from rca_workbench.checks.found import Found
from rca_workbench.checks.language import patterns
from rca_workbench.model import Snapshot

_BLAME = frozenset(
    (
        "normative_judgement",
        "individual_stop",
        "violation_label",
        "intent_ascription",
        "patient_or_family_blame",
        "culpability",
    )
)
_HINDSIGHT = frozenset(("counterfactual", "hindsight"))


def wording_found(found: Iterable[Found]) -> Wording:
    """The counts of what checks found that are there already."""
    kinds = [_categories().get(one.rule.id, "") for one in found]
    return Wording(sum(kind in _BLAME for kind in kinds), sum(kind in _HINDSIGHT for kind in kinds))


def wording_of(snapshot: Snapshot) -> Wording:
    """The same, read anew from a case."""
    rules = [one for one in all_rules() if one.id in _categories()]
    return wording_found(Checks(snapshot, rules).found)


@cache
def _categories() -> dict[str, str]:
    return {one.id: one.category for one in patterns()}
