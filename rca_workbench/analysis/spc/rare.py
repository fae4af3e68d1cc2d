"""Charts for events too rare to count by month: days (T) or cases (G) between one and the next.

The formulae stand in the reference list and carry its mark: they were read in programs that restate them, not in a
national source.
"""

from collections.abc import Sequence
from dataclasses import replace
from math import sqrt

from rca_workbench.analysis.spc.parts import Limits, Number
from rca_workbench.analysis.spc.xmr import median, xmr_limits
from rca_workbench.reference.measuring import rare_charts


def rooted(days: Sequence[Number]) -> list[float]:
    """Days between events on the scale on which their chance variation is even."""
    power = _power()
    return [float(one) ** (1 / power) for one in days]


def t_limits(days: Sequence[Number], *, screened: bool = False) -> tuple[Limits, Limits]:
    """The limits of days between events: on the scale on which signals are looked for, and in days."""
    even, power = xmr_limits(rooted(days), screened=screened), _power()

    def back(one: Number | None) -> float | None:
        # Below 0 there is no root: chance alone may then leave no day at all between two events.
        return None if one is None else max(float(one), 0.0) ** power

    return even, Limits(
        max(float(even.centre), 0.0) ** power, None,
        back(even.upper), back(even.lower), back(even.near_upper), back(even.near_lower),
    )  # fmt: skip


def g_limits(cases: Sequence[Number]) -> Limits:
    """The limits of cases between events. Runs are counted against the median: most gaps are shorter than the mean."""
    mean = sum(float(one) for one in cases) / len(cases)
    reach = 3 * sqrt(mean * (mean + 1))
    limits = Limits(median(cases), None, mean + reach, max(mean - reach, 0.0))
    # Nothing can lie below 0, so a lower limit of 0 says nothing.
    return replace(limits, lower=None) if not limits.lower else limits


def _power() -> float:
    return rare_charts()[0].power
