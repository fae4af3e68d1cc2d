"""What the checks say of a case as a whole, as the assurance page counts it: by gate, each rule once."""

from collections.abc import Sequence

from rca_workbench.analysis.assured import Checked, OpenChecks
from rca_workbench.checks.closure_wording import wording_found
from rca_workbench.checks.engine import Checks
from rca_workbench.checks.found import Found
from rca_workbench.checks.rule import Gate, Severity

_GATES = (
    ("at any time", (Gate.ALWAYS, Gate.MEETING)),
    ("before the report", (Gate.BEFORE_REPORT,)),
    ("before sign-off", (Gate.SIGN_OFF,)),
)


def checked(checks: Checks) -> Checked:
    """Open checks by gate. A rule counts once however many places it speaks of: a long case is not a bad one."""
    gates = tuple(_open(words, checks.at(gates)) for words, gates in _GATES)
    accepted = len({one.found.rule.id for one in checks.accepted})
    return Checked(gates, accepted, wording_found(checks.found))


def _open(words: str, found: Sequence[Found]) -> OpenChecks:
    must = {one.rule.id for one in found if one.severity is Severity.ERROR}
    worth = {one.rule.id for one in found if one.severity is Severity.WARNING} - must
    return OpenChecks(words, len(must), len(worth))
