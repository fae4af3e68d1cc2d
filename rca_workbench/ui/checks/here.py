"""What "this place only" means: the findings about what the tab shown holds."""

from collections.abc import Callable

from rca_workbench.checks import Found
from rca_workbench.ui.checks.acting import Acting
from rca_workbench.ui.fields.names import homes
from rca_workbench.ui.places import PLACES

_ADDED = {"action": "improve/actions"}
"""Tabs where what is missing would be added, by what the finding would begin."""


def here(acting: Acting, address: str) -> tuple[str, Callable[[Found], bool] | None]:
    """What the choice is called at an address, and what belongs there; None where nothing has its home there.

    A tab that is the home of something means itself; one that is another view of the same things means its place.
    """
    place = next(one for one in PLACES if one.id == address.partition("/")[0])
    tab = next((one for one in place.tabs if f"{place.id}/{one.id}" == address), None)
    if tab is not None and address in homes():
        return f"{tab.label} only", lambda one: address in (acting.address(one)[0], _ADDED.get(one.at.begin))
    if any(home.partition("/")[0] == place.id for home in homes()):
        return f"{place.label} only", lambda one: acting.address(one)[0].partition("/")[0] == place.id
    return "", None
