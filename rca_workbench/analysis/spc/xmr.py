"""Limits of a chart of individual values and moving ranges (XmR), as NHS England's Making Data Count works them out."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from math import lcm
from typing import TypeVar

from rca_workbench.analysis.spc.parts import Limits, Number
from rca_workbench.reference.measuring import xmr_constants

N = TypeVar("N", Fraction, float)


def xmr_limits(values: Sequence[N], *, screened: bool = False) -> Limits:
    """The limits of at least two values: exact where the values are.

    Never from the ordinary standard deviation, which a shift inflates. `screened` leaves out moving ranges at or above
    the upper range limit, once, and works the average out anew (an option of NHSRplotthedots).
    """
    constants = xmr_constants()
    if isinstance(values[0], Fraction):
        mean, average = _exact(values, screened)
    else:
        mean, average = _plain(values, screened)
    reach = _as(constants.limit, average) * average
    near = _as(constants.near, average) * reach
    return Limits(mean, average, mean + reach, mean - reach, mean + near, mean - near)


def median(values: Sequence[Number]) -> Number:
    """The middle value, or the mean of the two in the middle."""
    ordered = sorted(values)
    half, odd = divmod(len(ordered), 2)
    return ordered[half] if odd else (ordered[half - 1] + ordered[half]) / 2


def _plain(values: Sequence[N], screened: bool) -> tuple[N, N]:
    """Mean and average moving range."""
    ranges = [abs(after - before) for before, after in pairwise(values)]
    average = _mean(ranges)
    if screened:
        most = _as(xmr_constants().range_limit, average) * average
        average = _mean([one for one in ranges if one < most] or ranges)
    return _mean(values), average


def _exact(values: Sequence[Fraction], screened: bool) -> tuple[Fraction, Fraction]:
    """The same of fractions, as whole numbers over their common denominator: as exact, and several times as fast."""
    times = lcm(*(one.denominator for one in values))
    whole = [one.numerator * (times // one.denominator) for one in values]
    ranges = [abs(after - before) for before, after in pairwise(whole)]
    average = Fraction(sum(ranges), len(ranges))
    if screened:
        most = xmr_constants().range_limit * average
        kept = [one for one in ranges if one < most] or ranges
        average = Fraction(sum(kept), len(kept))
    return Fraction(sum(whole), times * len(whole)), average / times


def _mean(values: Sequence[N]) -> N:
    return sum(values[1:], values[0]) / len(values)


def _as(constant: Fraction, like: N) -> N:
    """A printed constant in the kind of number one works with."""
    return type(like)(constant)
