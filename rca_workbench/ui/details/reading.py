"""A factor's claim read out as one sentence, so that anyone can say whether it is true."""

from rca_workbench.model import ButFor, Factor, Link, LinkType, Performance, Snapshot, shortened
from rca_workbench.model.words import word

_MORE = {ButFor.LESS_SEVERE: "more severe", ButFor.LATER: "come sooner"}
_LONGEST = 100


def reading_of(snapshot: Snapshot, factor: Factor) -> str:
    """What the graph says of a factor and what follows from it; empty where it leads to nothing."""
    first = _link_from(snapshot, factor)
    effect = snapshot.get(Factor, first.target) if first else None
    if first is None or effect is None:
        return ""
    if first.link_type is LinkType.INTENDED_TO_STOP:
        how = f" It {word(factor.performed).lower()}." if factor.performed else ""
        if factor.performed in (Performance.NOT_DONE, Performance.DISABLED, Performance.NOT_CALLED_ON):
            how = f" It was {word(factor.performed).lower()}."
        return f"{_said(factor)} was meant to stop {_said(effect)}.{how}"
    if first.but_for is ButFor.NO_DIFFERENT:
        return f"{_said(effect)} would have been no different without {_said(factor)}."
    then = _link_from(snapshot, effect)
    last = snapshot.get(Factor, then.target) if then else None
    if then is None or last is None or last.id == factor.id:
        return f"With {_said(factor)}, {_said(effect)} {_was(first)}."
    more = _MORE.get(then.but_for or ButFor.YES, "more likely")
    return f"With {_said(factor)}, there was {_said(effect)}. This made {_said(last)} {more}."


def _link_from(snapshot: Snapshot, factor: Factor) -> Link | None:
    links = snapshot.pointed_from(Link, "source", factor.id)
    causal = [one for one in links if one.link_type in (LinkType.CONTRIBUTED_TO, LinkType.INTENDED_TO_STOP)]
    return causal[0] if causal else None


def _was(link: Link) -> str:
    how = _MORE.get(link.but_for or ButFor.YES, "more likely")
    return f"was {how}" if how != "come sooner" else "came sooner"


def _said(factor: Factor) -> str:
    return f"“{shortened(factor.short_label or factor.text, _LONGEST).rstrip('.')}”"
