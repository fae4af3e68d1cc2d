"""What of contact and candour needs somebody now, in words for the front page."""

from collections.abc import Iterator
from datetime import date

from rca_workbench.analysis.candour import StepState, candour_lines, candour_state
from rca_workbench.analysis.contacts import open_promises, plan_states, promise_late
from rca_workbench.analysis.quoting import in_quotes
from rca_workbench.model import Snapshot
from rca_workbench.model.time_said import date_words

Line = tuple[str, str, str, str | None]
"""What needs somebody, why, the tab where it is done, and the id of what to begin with."""

_CONTACTS, _CANDOUR = "people/contacts", "people/candour"


def pressing_contacts(snapshot: Snapshot, today: date) -> Iterator[Line]:
    """The duty to tell in person first, then news that is overdue, then promises past their day; one line each."""
    if candour_state(snapshot).owed:
        told = next(one for one in candour_lines(snapshot) if one.id == "DC-03")
        if told.state is StepState.OPEN:
            why = "Regulation 20 asks for it in person, as soon as reasonably practicable."
            yield "Tell the relevant person", why, _CANDOUR, None
    overdue = [one for one in plan_states(snapshot, today) if one.late]
    if overdue:
        first = overdue[0]
        more = f", and {len(overdue) - 1} more" if len(overdue) > 1 else ""
        yield (
            f"News for {first.who}{more}",
            f"They were to hear by {date_words(first.due)}. Say so even if there is none.",
            _CONTACTS,
            first.plan.id,
        )
    late = [one for one in open_promises(snapshot) if promise_late(one, today)]
    if late:
        count = f"{len(late)} promise{' is past its' if len(late) == 1 else 's are past their'} day"
        said = f"{in_quotes(late[0].promised, 60)}, for {date_words(late[0].next)}."
        yield count, said, _CONTACTS, late[0].id
