"""In what order the causes of a factor stand, where somebody has put them in one."""

from rca_workbench.analysis.five_whys import causes_of
from rca_workbench.model import Link
from rca_workbench.model.order import keys_for
from rca_workbench.store import Step


def put_behind(step: Step, link: Link, cause: str) -> None:
    """Have a cause stand right behind another of the same effect; behind nothing ("") it is the first.

    Causes that nobody has ordered stay as they came, as far as they can.
    """
    now = causes_of(step.snapshot, link.target or "")
    wanted = [one for one in now if one.source != link.source]
    sources = [one.source for one in wanted]
    at = sources.index(cause) + 1 if cause in sources else len(wanted) if cause else 0
    among_unordered = at > 0 and not wanted[at - 1].order
    wanted.insert(at, next(one for one in now if one.source == link.source))
    if list(now) == wanted and (wanted[at].order or among_unordered):
        return
    for place, key in keys_for([one.order for one in wanted], at).items():
        step.change(wanted[place], order=key)
