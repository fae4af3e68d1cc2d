"""How severities and gates are said to people."""

from rca_workbench.checks.rule import Gate, Severity

SEVERITIES: dict[Severity, str] = {
    Severity.ERROR: "Must resolve",
    Severity.WARNING: "Worth resolving",
    Severity.ADVICE: "Worth a look",
}
"""In order of weight."""

GATES: dict[Gate, str] = {
    Gate.ALWAYS: "at any time",
    Gate.MEETING: "for the meeting",
    Gate.BEFORE_REPORT: "before the report",
    Gate.SIGN_OFF: "before sign-off",
    Gate.OPTIONAL: "when there is time",
}
"""When a rule matters, as it stands in a sentence; in the order a case comes to them."""

_WAY = (Gate.ALWAYS, Gate.MEETING, Gate.BEFORE_REPORT, Gate.SIGN_OFF)


def up_to(gate: Gate) -> frozenset[Gate]:
    """The gates a case has to be through by then: that one and those that come before it.

    Optional rules stand at no gate: they are asked for by their own name only.
    """
    return frozenset(_WAY[: _WAY.index(gate) + 1]) if gate in _WAY else frozenset({gate})
