"""Details of a measure: what is counted, how it is read, when something changed; and measures in an action's Details."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtWidgets import QLabel

from rca_workbench.analysis.spc import (
    CHART_WORDS,
    ChartKind,
    chart,
    effect_of,
    how_long,
    verdict_words,
    waits,
)
from rca_workbench.analysis.spc.parts import Chart
from rca_workbench.model import (
    Action,
    Changes,
    Entity,
    Measure,
    MeasureChange,
    MeasureKind,
    Snapshot,
    shortened,
)
from rca_workbench.model.time_said import date_words
from rca_workbench.reference.measuring import (
    chart_contradictions,
    rare_charts,
    run_chart,
    setting_choices,
    usual_settings,
)
from rca_workbench.ui import style
from rca_workbench.ui.details.facts import Fact, FactsSection
from rca_workbench.ui.details.page import Chip, Page
from rca_workbench.ui.fields import ChoiceEditor, DayEditor, Line, RefChoice, Row, WordsEditor, clear
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.fields.section import Section
from rca_workbench.ui.fields.taking import taking
from rca_workbench.ui.places.improve.measures_edits import MeasureEdits
from rca_workbench.ui.places.improve.measures_rows import EFFECT_LOOKS
from rca_workbench.ui.session import Session

EVERY = (
    ("day", "Day"),
    ("week", "Week"),
    ("month", "Month"),
    ("quarter", "Quarter"),
    ("each event", "Each event"),
)
BETTER = (("lower", "Lower"), ("higher", "Higher"))
_TOUCHED = ("measure", "data_point", "measure_change", "action")


class NumberChoice(ChoiceEditor):
    """One of a few numbers, each with who uses it; none for the usual one."""

    def __init__(self, session: Session, name: str, rule: str, usual: int, label: str) -> None:
        self._offered: list[tuple[object, str]] = [(None, f"{usual}, as is usual here")]
        self._offered += [(number, f"{number}: {who}") for number, who in setting_choices(rule)]
        super().__init__(session, Measure.kind, name, label=label)

    def choices(self) -> Sequence[tuple[object, str]]:
        return self._offered


class YesNoChoice(ChoiceEditor):
    """Yes, no, or as is usual."""

    def __init__(self, session: Session, name: str, usual: bool, label: str) -> None:
        said = "Yes" if usual else "No"
        self._offered: list[tuple[object, str]] = [
            (None, f"{said}, as is usual here"),
            (True, "Yes"),
            (False, "No"),
        ]
        super().__init__(session, Measure.kind, name, label=label)

    def choices(self) -> Sequence[tuple[object, str]]:
        return self._offered


class MeasurePage(Page):
    """All about a measure, with what its chart says at the head."""

    shows = ("data_point",)

    def __init__(self, session: Session) -> None:
        super().__init__(session, Measure.kind)

    def fill(self) -> None:
        self._verdict = self._small("small")
        self.own(RefChoice(self.session, self.kind, "action", Action, label="For action"))
        self.field("measure_kind", label="Shows")
        self.field("definition")
        self.own(WordsEditor(self.session, self.kind, "every", EVERY, label="How often"))
        self.field("unit")
        self.own(WordsEditor(self.session, self.kind, "better", BETTER, label="Better is"))
        self.line()
        self.field("source")
        self.field("owner", label="Collected by")
        self.line()
        self.field("baseline")
        self.field("expected", label="Expected")
        self.field("target")
        self._wait = self._small("caption")
        self.line()
        self._settings()
        self.line()
        self.part(
            FactsSection(
                self.session, "Changes marked on the chart", "None yet. Shift+C on the Measures page marks one.",
                changes_of, ("measure_change",),
            )
        )  # fmt: skip
        self.line()
        self.field("invented")

    def chips(self, entity: Entity) -> Sequence[Chip]:
        assert isinstance(entity, Measure)
        drawn = chart(self.session.snapshot, entity)
        icon = EFFECT_LOOKS[drawn.verdict.effect][0]
        count = len(drawn.points)
        values = "No values" if not count else "1 value" if count == 1 else f"{count} values"
        return ((icon, verdict_words(drawn.verdict), None), ("table", values, None))

    def foot(self, entity: Entity) -> Sequence[tuple[str, str, Callable[[], object], str]]:
        return (
            ("Show its chart", "chart-spline", lambda: self.go_to.emit("improve/measures", entity.id), ""),
        )

    def refresh(self, changes: Changes | None) -> None:
        super().refresh(changes)
        entity = self.entity
        if entity is not None:
            self.changed(entity)

    def changed(self, entity: Entity) -> None:
        assert isinstance(entity, Measure)
        drawn = chart(self.session.snapshot, entity)
        self._verdict.setText(drawn.verdict.words)
        wait = how_long(self.session.snapshot, entity, self.session.today()).words if waits(drawn) else ""
        self._wait.setText(wait)
        self._wait.setVisible(bool(wait))
        self._why.setText(drawn.why)
        self._mark.setText(_mark_of(drawn))
        self._mark.setVisible(bool(self._mark.text()))

    def _settings(self) -> None:
        """How the chart is made, in plain words, each with what is usual."""
        usual = usual_settings()
        self.heading("How the chart is made")
        kinds = [(str(kind), said) for kind, said in CHART_WORDS.items()]
        self.own(WordsEditor(self.session, self.kind, "chart", kinds, label="Chart"))
        self._why = self._small("caption")
        self._mark = self._small("unchecked")
        self.own(DayEditor(self.session, self.kind, "baseline_until", label="Hold limits up to"))
        self.own(NumberChoice(self.session, "shift_points", "R2", usual.shift_points, "A shift is"))
        self.own(NumberChoice(self.session, "trend_points", "R3", usual.trend_points, "A trend is"))
        beyond = "Points beyond a limit count in two of three"
        self.own(YesNoChoice(self.session, "beyond_counts", usual.beyond_counts, beyond))
        large = "Leave very large moving ranges out"
        self.own(YesNoChoice(self.session, "screened", usual.screened, large))
        note = self._small("caption")
        note.setText(f"Published tools differ: {chart_contradictions()[0]} Here: {usual.reason}.")

    def _small(self, role: str) -> QLabel:
        label = style.role(QLabel(), role)
        wrapped(label)
        self.add(label)
        return label


class ActionMeasures(Section):
    """The measures of an action with what their charts say; a line to add one."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "Measures", "Add measure")
        self._new = Line()
        self._new.returnPressed.connect(self._keep)
        self._add_with(self._new, "New measure", "What would you count? Enter adds it")
        self._missing = wrapped(style.role(QLabel(), "caption"))
        self._box.insertWidget(self._box.count() - 1, self._missing)

    def refresh(self, changes: Changes | None) -> None:
        """Show the measures as they are now."""
        if changes is not None and not changes.touches(*_TOUCHED):
            return
        snapshot = self.session.snapshot
        action = snapshot.get(Action, self.id)
        if action is None:
            return
        charts = [chart(snapshot, one) for one in snapshot.pointed_from(Measure, "action", action.id)]
        verdict = effect_of(snapshot, action).words
        found = ([(one.measure, one.verdict) for one in charts], verdict)
        if found == self._shown:
            return
        self._shown = found
        clear(self._rows)
        self._under.setText(verdict if charts else "No measure belongs to it yet.")
        self._missing.setText(missing_sorts(charts))
        self._missing.setVisible(bool(self._missing.text()))
        for one in charts:
            icon, ink = EFFECT_LOOKS[one.verdict.effect]
            stood = one.measure.baseline.strip().rstrip(".")
            before = f"Before: {shortened(stood, 60)}. " if stood else "No baseline said yet. "
            row = Row(icon, ink, one.measure.name or "No name yet", f"{before}{one.verdict.words}")
            row.opened.connect(partial(self.go_to.emit, "improve/measures", one.measure.id))
            self._rows.addWidget(row)

    def _keep(self) -> None:
        text = self._new.text().strip()
        if text and self.id is not None:
            with taking(self.session, self._new):
                MeasureEdits(self.session).add(text, self.id)


def missing_sorts(charts: Sequence[Chart]) -> str:
    """What the measures of one action cannot show together; empty where nothing is missing or nothing is there."""
    sorts = {one.measure.measure_kind for one in charts}
    if not charts:
        return ""
    if MeasureKind.OUTCOME not in sorts:
        return "None of them is an outcome measure: whether risk fell cannot be told."
    if MeasureKind.BALANCING not in sorts:
        return "No balancing measure: what might have got worse meanwhile is not watched."
    return ""


def changes_of(snapshot: Snapshot, id: str) -> Iterable[Fact]:
    """The days on which something changed, for a measure."""
    measure = snapshot.get(Measure, id)
    drawn = chart(snapshot, measure) if measure is not None else None
    for one in sorted(snapshot.pointed_from(MeasureChange, "measure", id), key=lambda each: each.on):
        done = {change.id for change in drawn.changes if change.recalculates} if drawn is not None else set()
        anew = "limits worked out anew" if one.id in done else ""
        why = "too few values on a side" if one.reason.strip() else "no reason"
        asked = f"limits not worked out anew: {why}" if one.recalculate else ""
        yield (
            one,
            " · ".join(part for part in (date_words(one.on) if one.on else "No date", anew or asked) if part),
        )


def _mark_of(drawn: Chart) -> str:
    if drawn.kind in (ChartKind.T, ChartKind.G):
        rare = next(one for one in rare_charts() if one.chart.casefold() == drawn.kind)
        return f"{rare.mark}: {rare.method}. Read in {rare.source}." if rare.mark else ""
    if drawn.kind is ChartKind.RUN:
        return f"{run_chart().mark}: {run_chart().source}." if run_chart().mark else ""
    return ""
