"""Charts over time that tell a change from chance: run charts, XmR, and T and G for rare events.

`chart(snapshot, measure)` is what screens, pictures, checks and reports are made from. The rules, figures and usual
settings stand in learning_sharing.json.
"""

from rca_workbench.analysis.spc.charting import (
    chart,
    chart_of,
    effect_of,
    effect_words,
    measures_of,
    settings_of,
    together,
    verdict_words,
)
from rca_workbench.analysis.spc.claims import Claim, claims
from rca_workbench.analysis.spc.numbers import number_words, read_number
from rca_workbench.analysis.spc.parts import (
    CHART_WORDS,
    Chart,
    ChartKind,
    Effect,
    Meaning,
    Point,
    Problem,
    ProblemKind,
    Rule,
    Segment,
    Settings,
    Side,
    Signal,
    Verdict,
)
from rca_workbench.analysis.spc.waiting import Wait, how_long, waits

__all__ = [
    "CHART_WORDS",
    "Chart",
    "ChartKind",
    "Claim",
    "Effect",
    "Meaning",
    "Point",
    "Problem",
    "ProblemKind",
    "Rule",
    "Segment",
    "Settings",
    "Side",
    "Signal",
    "Verdict",
    "Wait",
    "chart",
    "chart_of",
    "claims",
    "effect_of",
    "effect_words",
    "how_long",
    "measures_of",
    "number_words",
    "read_number",
    "settings_of",
    "together",
    "verdict_words",
    "waits",
]
