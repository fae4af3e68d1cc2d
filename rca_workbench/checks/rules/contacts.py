"""What was promised to those affected, and whether somebody keeps in touch with them."""

from collections.abc import Iterator

from rca_workbench.analysis.contacts import open_promises, plan_states, promise_late, unplanned
from rca_workbench.analysis.quoting import in_quotes
from rca_workbench.checks.case_rule import case_rule
from rca_workbench.checks.facts import Facts
from rca_workbench.checks.published import ENGAGEMENT, LEARN_TOGETHER, SANDS_2016
from rca_workbench.checks.rule import At, Gate, Severity
from rca_workbench.model.time_said import date_words

GROUP = "people"


@case_rule(
    "C-135",
    "No promise is past its day",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.BEFORE_REPORT,
    why="A quarter of parents were not told that a review was under way; a promise not kept is a second harm.",
    how="Mark the promise as kept with its day; or tell them why it is late, and give a new day.",
    rests_on=(SANDS_2016, ENGAGEMENT),
    reads=("contact",),
    needs=("contact",),
    example="“A call by 27 March”; that day has passed, and the promise is open.",
    sound="The same, kept on 26 March.",
    by_day=True,
)
def promises_are_in_time(case: Facts) -> Iterator[At]:
    for one in open_promises(case.snapshot):
        if promise_late(one, case.today):
            yield At(
                one,
                f"{in_quotes(one.promised, 80)} was promised for {date_words(one.next)} and is not marked as kept.",
                field="kept",
                said=one.promised,
                begin="kept",
            )


@case_rule(
    "C-136",
    "Patient or family have a contact plan",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.BEFORE_REPORT,
    why="Finding out whom to contact, and how, is work in itself; without one named contact nobody keeps it up.",
    how="Add a contact plan: a named contact, how far they wish to take part, how often they hear.",
    rests_on=(LEARN_TOGETHER, ENGAGEMENT),
    reads=("actor", "contact_plan", "timeline_entry"),
    needs=("actor", "timeline_entry"),
    example="A daughter stands on People, and nobody is named who speaks with her.",
    sound="“Family liaison lead, news every two weeks, also reads the draft.”",
)
def family_has_a_plan(case: Facts) -> Iterator[At]:
    without = unplanned(case.snapshot)
    if without:
        first = without[0]
        yield At(
            first,
            f"Nobody is named who keeps in touch with {first.role or 'the patient or family'}. Add a contact plan under "
            "People, Contacts.",
            tuple(one.id for one in without[1:]),
        )


@case_rule(
    "C-137",
    "Nobody waits for news longer than was agreed",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.BEFORE_REPORT,
    why="News at the agreed interval is owed even if there is none to tell; silence is heard as hiding.",
    how="Speak or write to them, and note it; or agree another interval.",
    rests_on=(ENGAGEMENT, SANDS_2016),
    reads=("contact", "contact_plan", "actor", "decision"),
    needs=("contact_plan",),
    example="News every 14 days was agreed; the last was in March, and it is May.",
    sound="A contact in each fortnight.",
    by_day=True,
)
def news_is_in_time(case: Facts) -> Iterator[At]:
    for state in plan_states(case.snapshot, case.today):
        if state.late:
            yield At(
                state.plan,
                f"{state.who} was to hear by {date_words(state.due)}, and no contact is recorded since.",
                (state.last.id,) if state.last is not None else (),
                field="next",
                begin="next",
            )
