"""The assurance page of a case with 100 actions, 50 clocks and 24 measures of 60 values, worked out and drawn.

Beside it what Qt takes to lay out and paint the very same page with nothing worked out.
"""

import os
import random
import tempfile
from datetime import date, datetime, timedelta
from pathlib import Path

from benchmarks.table import Row, alternate, ms, timed
from rca_workbench.model import Entity

ACTIONS, CLOCKS, MEASURES, VALUES = 100, 50, 24, 60
MOST = 0.1
"""Seconds."""
RUNS = 9
WHOLE = 4_000
"""Pixels of height in which the whole page is seen at once."""
NOW = datetime(2026, 6, 1, 10, 0)


def measure() -> list[Row]:
    """A page made anew each time, after a step of its own: what counts is until it is painted."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication, QTextBrowser

    from rca_workbench.model import Action
    from rca_workbench.store import Case
    from rca_workbench.ui import style
    from rca_workbench.ui.places.overview.assurance import AssurancePage
    from rca_workbench.ui.session import Session

    QApplication.instance() or QApplication(["benchmark"])
    style.look().choose("light", keep=False)

    class At(Session):
        """The session on a given day."""

        def now(self) -> datetime:
            return NOW

    with tempfile.TemporaryDirectory() as name, Case.create(Path(name) / "case.rca", title="Bench") as case:
        with case.step("Fill") as step:
            for one in entities():
                step.add(one)
        session = At(case)
        pages: list[AssurancePage] = []

        def run(high: int) -> tuple[float, float, float]:
            def ours() -> float:
                with case.step("Edit action") as step:
                    action = step.snapshot.of(Action)["a0"]
                    step.change(action, note=f"Read {len(pages)}")
                page = AssurancePage(session)
                page.resize(1440, high)
                pages.append(page)

                def job() -> None:
                    page.refresh(None)
                    page.grab()

                return timed(job)

            def floor() -> float:
                page = QTextBrowser()
                page.resize(1440, high)
                html = pages[-1].page.toHtml()

                def job() -> None:
                    page.setHtml(html)
                    page.grab()

                return timed(job)

            return alternate(ours, floor, RUNS)

        rows = []
        for high, said in ((900, "as the window shows it"), (WHOLE, "to its foot, with every chart")):
            a, b, ratio = run(high)
            whole = pages[-1].page.verticalScrollBar().maximum() == 0
            assert whole is (high == WHOLE), "the page is of another length than is measured here"
            what = f"assurance page of {ACTIONS} actions, {CLOCKS} clocks, {MEASURES} measures of {VALUES} values, {said}"
            beside = f"Qt's layout and painting of that text: {ms(b)}"
            rows.append(Row(what, ms(a), beside, f"{ratio:.2f}", "100 ms", a <= MOST))
    return rows


def entities() -> list[Entity]:
    """The case, the same each time: clocks met, late and paused; measures that rise after the change."""
    from rca_workbench.model import (
        Action,
        ActionStatus,
        Clock,
        ClockChange,
        ClockChangeKind,
        ClockUnit,
        DataPoint,
        Measure,
        Strength,
        Time,
        TimeKind,
    )

    chance, start = random.Random(7), date(2026, 1, 5)
    made: list[Entity] = []

    def day(after: float) -> str:
        return (start + timedelta(days=after)).isoformat()

    for at in range(CLOCKS):
        met = Time(kind=TimeKind.DATETIME, start=f"{day(3 * at + 12)}T12:00") if at % 3 else Time()
        made.append(
            Clock(
                id=f"c{at}", what=f"Report {at} to the commissioner", to="Commissioner", met=met,
                started=Time(kind=TimeKind.DATETIME, start=f"{day(3 * at)}T09:30"),
                length=chance.choice((2, 10, 20, 60)),
                unit=chance.choice((ClockUnit.WORKING_DAYS, ClockUnit.CALENDAR_DAYS)),
            )
        )  # fmt: skip
        if at % 5 == 0:
            made.append(
                ClockChange(
                    id=f"cc{at}", clock=f"c{at}", change=ClockChangeKind.PAUSE, since=day(3 * at + 2),
                    until=day(3 * at + 9), reason="At the request of the police",
                )
            )  # fmt: skip
    for at in range(ACTIONS):
        made.append(
            Action(
                id=f"a{at}", code=f"A{at}", order=f"a{at:03}", owner=f"Matron {at % 12}", due=day(2 * at),
                text=f"Form {at} of the ward shows the number to call, and so does the board at the bedside",
                status=chance.choice(list(ActionStatus)), strength=chance.choice(list(Strength)), done=day(60),
            )
        )  # fmt: skip
    for at in range(MEASURES):
        made.append(
            Measure(
                id=f"m{at}", name=f"Answered within 30 minutes, ward {at}", action=f"a{at}", better="higher",
                every="week", chart="xmr", order=f"m{at:02}",
            )
        )  # fmt: skip
        for point in range(VALUES):
            value = 60 + chance.gauss(0, 6) + (14 if point > 35 else 0)
            on = day(7 * point - 240)
            made.append(DataPoint(id=f"p{at}-{point}", measure=f"m{at}", on=on, value=f"{value:.1f}"))
    return made
