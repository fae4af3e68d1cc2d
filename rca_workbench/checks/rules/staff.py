"""Whether staff were looked after, heard and told; and whether those concerned could say if the facts are right."""

from collections.abc import Iterator

from rca_workbench.analysis.accuracy import RoundState, shared
from rca_workbench.analysis.staff import Supported, staff
from rca_workbench.checks.case_rule import case_rule
from rca_workbench.checks.facts import Facts
from rca_workbench.checks.published import CQC_2016, ENGAGEMENT, HSSIB_2025, LEARN_TOGETHER
from rca_workbench.checks.rule import At, Gate, Severity
from rca_workbench.model import CLOSE, Actor, Interview, InterviewState, Review, TimelineEntry

GROUP = "people"
_STAFF = ("actor", "staff_support", "timeline_entry", "interview")


@case_rule(
    "C-146",
    "Staff who were close to what happened were offered support",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.BEFORE_REPORT,
    why="Over 60 % of reports showed nothing about staff in the inquiry; those involved carry the event with them.",
    how="Offer it, name a contact outside line management, and note that it was offered: no clinical notes.",
    rests_on=(CQC_2016, ENGAGEMENT),
    reads=_STAFF,
    needs=("actor", "timeline_entry"),
    example="Two nurses stand on the timeline, and nobody has checked on either.",
    sound="“Time with a peer supporter”, offered to both.",
)
def staff_are_supported(case: Facts) -> Iterator[At]:
    interviewed = _interviewed(case)
    for one in _close(case):
        # Whoever was interviewed is asked after by rule C-20, which takes the support of the interview into account.
        if not one.offered and one.actor.id not in interviewed:
            yield At(
                one.actor,
                f"{_who(one)} stands on the timeline, and no offer of support is recorded.",
                tuple(each.id for each in one.offers),
            )


@case_rule(
    "C-147",
    "Staff who were close to what happened were invited to contribute",
    group=GROUP,
    severity=Severity.ADVICE,
    gate=Gate.BEFORE_REPORT,
    why="Those who do the work know how it is really done; statements in place of talking come of haste.",
    how="Invite them to tell how it was, in an interview or otherwise, and note the day, or that they declined.",
    rests_on=(HSSIB_2025, ENGAGEMENT),
    reads=(*_STAFF, "factor"),
    needs=("actor", "timeline_entry", "factor"),
    example="The nurse who found her was asked nothing.",
    sound="Invited on 1 April; she wrote down what she saw.",
)
def staff_are_invited(case: Facts) -> Iterator[At]:
    asked = {one.person for one in case.snapshot.of(Interview).values() if one.state is not None}
    acting = _acting(case)
    for one in _close(case):
        # Whose acts stand on the map is asked after by rule C-24.
        if not one.invited and one.actor.id not in asked and one.actor.id not in acting:
            yield At(
                one.actor,
                f"{_who(one)} stands on the timeline, and no invitation to contribute is recorded.",
                tuple(each.id for each in one.offers),
            )


@case_rule(
    "C-148",
    "The findings were shared with the staff concerned",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.SIGN_OFF,
    why="Staff who hear nothing back stop reporting; what was learned helps only those who hear of it.",
    how="Go through the findings with them before the report is final, and note the day.",
    rests_on=(CQC_2016, ENGAGEMENT),
    reads=(*_STAFF, "finding"),
    needs=("actor", "timeline_entry", "finding"),
    example="The report is signed, and the ward hears of it from the bulletin.",
    sound="Findings shared with both nurses on 20 June.",
)
def staff_are_told(case: Facts) -> Iterator[At]:
    interviewed = _interviewed(case)
    for one in _close(case):
        # Whoever was interviewed is asked after by rule C-21.
        if not one.told and one.actor.id not in interviewed:
            yield At(
                one.actor,
                f"{_who(one)} has not yet heard what was found, as far as is recorded.",
                tuple(each.id for each in one.offers),
            )


@case_rule(
    "C-149",
    "Those affected and those concerned could say whether the facts are right",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.SIGN_OFF,
    why="36 % of families were offered a chance to discuss the findings; an error they see at once costs their trust.",
    how="Share the draft in a form that suits them; note what came back, or that they did not wish to read it.",
    rests_on=(CQC_2016, ENGAGEMENT, LEARN_TOGETHER),
    reads=("review", "comment", "actor", "finding", "report_text"),
    needs=("review", "finding"),
    example="The draft went to colleagues only; or to the daughter in May, and nothing is noted since.",
    sound="Read through with the daughter on 2 June, two comments answered; the son did not wish to read it.",
)
def facts_were_checked(case: Facts) -> Iterator[At]:
    found = shared(case.snapshot)
    if not found:
        first = next(iter(case.snapshot.of(Review).values()))
        yield At(
            first,
            "A draft went out, and nobody was asked whether the facts are right. Ask patient or family, the staff "
            "concerned and other services, under Questions, Factual accuracy.",
        )
        return
    for one in found:
        if one.state is RoundState.NOT_SENT:
            yield At(
                one.review,
                f"{one.to or 'Somebody'} was to read the draft, and it is not noted as sent.",
                field="sent",
                begin="sent",
            )
        elif one.state is RoundState.WAITING:
            yield At(
                one.review,
                f"The draft went to {one.to or 'somebody'}, and neither an answer is noted nor that they did not wish to "
                "read it.",
                field="returned",
                begin="returned",
            )
    family = [each for each in case.snapshot.of(Actor).values() if each.nature in CLOSE]
    if family and not any(one.close for one in found):
        yield At(
            family[0],
            "Neither patient nor family were asked whether the facts are right, as far as is recorded. Ask them, or note "
            "that they did not wish to read it.",
            tuple(each.id for each in family[1:]),
        )


def _close(case: Facts) -> Iterator[Supported]:
    """Staff who stand on the timeline."""
    return (one for one in staff(case.snapshot) if one.entries)


def _interviewed(case: Facts) -> frozenset[str | None]:
    held = (one for one in case.snapshot.of(Interview).values() if one.state is InterviewState.HELD)
    return frozenset(one.person for one in held)


def _acting(case: Facts) -> frozenset[str | None]:
    """Those whose acts stand on the map."""
    acts = (case.snapshot.get(TimelineEntry, one.entry) for one in case.factors.values() if one.is_act)
    return frozenset(entry.actor for entry in acts if entry is not None)


def _who(one: Supported) -> str:
    return one.actor.role or "Somebody of the staff"
