"""Edits of measures, their values and the days on which something changed, each one step."""

from collections.abc import Sequence
from datetime import date, timedelta

from rca_workbench.analysis.spc.series import for_each_event, step_days
from rca_workbench.exchange.measure_values import ValueRow
from rca_workbench.model import Action, DataPoint, Measure, MeasureChange, Snapshot, new_id
from rca_workbench.model.order import key_between
from rca_workbench.ui.session import Session


class MeasureEdits:
    """What can be done to the measures of one case."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def add(self, name: str, action: str | None) -> str:
        """Add a measure of an action, or of none yet; returns its id."""
        id = new_id()
        with self.session.step("Add measure") as step:
            orders = (one.order for one in step.snapshot.of(Measure).values())
            order = key_between(max(orders, default="") or None, None)
            step.add(Measure(id=id, name=name, action=action, order=order))
        return id

    def add_value(self, measure: Measure, on: str, value: str, denominator: str = "", note: str = "") -> str:
        """Add one value; returns its id."""
        id = new_id()
        with self.session.step("Add value") as step:
            step.add(
                DataPoint(id=id, measure=measure.id, on=on, value=value, denominator=denominator, note=note)
            )
        return id

    def add_values(self, measure: Measure, rows: Sequence[ValueRow]) -> int:
        """Add what was pasted or brought in as one step; returns how many came in."""
        new = [one for one in rows if one.comes_in]
        if new:
            with self.session.step(f"Add {len(new)} {'value' if len(new) == 1 else 'values'}") as step:
                for one in new:
                    step.add(
                        DataPoint(
                            id=new_id(), measure=measure.id, on=one.on, value=one.value,
                            denominator=one.denominator, note=one.note,
                        )
                    )  # fmt: skip
        return len(new)

    def add_change(self, measure: Measure, on: str, what: str, reason: str = "") -> str:
        """Note a day on which something changed; with a reason, limits are worked out anew from it. Returns its id."""
        id = new_id()
        with self.session.step("Mark a change") as step:
            step.add(
                MeasureChange(
                    id=id,
                    measure=measure.id,
                    on=on,
                    what=what,
                    recalculate=True if reason else None,
                    reason=reason,
                )
            )
        return id


def values_of(snapshot: Snapshot, measure: Measure | None) -> list[DataPoint]:
    """The values of a measure in order of time; those without a date last."""
    found = snapshot.pointed_from(DataPoint, "measure", measure.id) if measure is not None else ()
    return sorted(found, key=lambda one: one.on or "9")


def next_day(snapshot: Snapshot, measure: Measure, today: date) -> str:
    """The day on which the next value is to be expected, as ISO text; empty where that cannot be told."""
    days = [date.fromisoformat(one.on) for one in values_of(snapshot, measure) if one.on]
    if not days or for_each_event(measure):
        return ""
    last, step = days[-1], step_days(measure, days)
    if not step:
        return ""
    said = measure.every.casefold()
    months = 3 if "quarter" in said else 1 if "month" in said or 28 <= step <= 31 else 0
    if months:
        year, month = divmod(last.year * 12 + last.month - 1 + months, 12)
        at_the_end = (last + timedelta(days=1)).day == 1  # after 28 February comes the end of March
        for day in (31 if at_the_end and max(one.day for one in days) > 28 else last.day, 30, 29, 28):
            try:
                return date(year, month + 1, day).isoformat()
            except ValueError:
                continue
    return (last + timedelta(days=round(step))).isoformat()


def actions_in_order(snapshot: Snapshot) -> list[Action]:
    """The actions as they were put in order."""
    return sorted(snapshot.of(Action).values(), key=lambda one: one.order)
