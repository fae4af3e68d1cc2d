"""The days that cases in these tests are judged by: rules never ask the clock."""

from datetime import date

TODAY = date(2027, 1, 15)
"""For the small cases, each of which says for itself what has passed by then."""
SEEDED_ON = date(2025, 11, 26)
"""For the sound cases and their faulty copies: the day after the last that they tell of."""
