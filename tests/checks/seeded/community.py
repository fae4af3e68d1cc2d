"""A sound case: a young man under community mental health care, over fourteen months. Invented."""

from rca_workbench.model import (
    ButFor,
    EvidenceKind,
    FactorKind,
    FactorStatus,
    Finding,
    FindingKind,
    Nature,
    Performance,
    Polarity,
    Problem,
    Profile,
    Recommendation,
    Snapshot,
    Strength,
    Time,
    TimeKind,
)
from rca_workbench.model.timeline import EntryKind
from tests.checks.seeded.making import Making
from tests.checks.seeded.process import Told, around


def community() -> Snapshot:
    """The case."""
    made = Making()
    _people(made)
    _register(made)
    _timeline(made)
    _factors(made)
    _links(made)
    _plan(made)
    around(made, _TOLD)
    return made.snapshot()


def _people(made: Making) -> None:
    made.lane("l1", "Patient and family")
    made.lane("l2", "Community team")
    made.lane("l3", "Other services")
    made.actor("p", "Patient", Nature.PATIENT, lane="l1", name="Callum Prendergast")
    made.actor(
        "m",
        "Patient's mother",
        Nature.FAMILY,
        lane="l1",
        name="Sheila Prendergast",
        consent="May be named in our letters",
    )
    made.actor("c", "Care coordinator 1", Nature.STAFF, lane="l2", name="Dennis Abercrombie")
    made.actor("t", "Community team", Nature.TEAM, lane="l2")
    made.actor("g", "General practice", Nature.ORGANISATION, lane="l3")
    made.actor("r", "Record system of the practice", Nature.EQUIPMENT, lane="l3")


def _register(made: Making) -> None:
    made.evidence("e1", "Mental health record, 2024 to 2025", EvidenceKind.RECORD)
    made.evidence("e2", "Practice record, 2024 to 2025", EvidenceKind.RECORD, origin="General practice")
    made.evidence("e3", "Interview with Care coordinator 1", EvidenceKind.INTERVIEW)
    made.evidence("e4", "Caseload figures of the team", EvidenceKind.DOCUMENT, origin="Service manager")
    made.evidence("e5", "Discharge and transfer standard", EvidenceKind.POLICY, origin="Intranet")
    made.evidence(
        "e6", "Account of the patient's mother", EvidenceKind.FAMILY_ACCOUNT, origin="Patient's mother"
    )
    made.evidence(
        "e7", "Commissioning plan for community care", EvidenceKind.DOCUMENT, origin="Integrated care board"
    )
    made.evidence("e8", "Record of inquest", EvidenceKind.CORONER, origin="Coroner's office")
    made.interview("i1", "c", "e3", "2025-05-12", "He said that 61 people were on his list that winter.")


def _timeline(made: Making) -> None:
    made.entry("t0", "2023", "t", "Two community teams become one; eleven posts become eight", "e7", "e4",
               entry_kind=EntryKind.BACKGROUND)  # fmt: skip
    made.entry(
        "t1", "2024-01-15", "p", "Discharged from hospital to the community team", "e1", note="Seen each week"
    )
    made.entry(
        "t2",
        "2024-03",
        "c",
        "First visits; he speaks of his job and of sleeping badly",
        "e1",
        "e3",
        note="Weekly",
    )
    made.entry(
        "t3",
        "2024-07",
        "t",
        "Care coordinator leaves; the place is empty for eleven weeks",
        "e1",
        "e4",
        note="Duty desk",
    )
    made.entry(
        "t4",
        "2024-10-07",
        "c",
        "Care coordinator 1 takes over by telephone",
        "e1",
        "e3",
        note="Monthly calls",
    )
    made.entry(
        "t5",
        "2025-01-20",
        "g",
        "Practice prescribes a second medicine after a call about sleep",
        "e2",
        note="By phone",
    )
    made.entry(
        "t6",
        "2025-02-24",
        "m",
        "Mother telephones the duty desk: he has stopped eating with them",
        "e6",
        "e1",
    )
    made.entry("t7", "2025-02-26", "c", "Visit moved from Thursday to the next Tuesday", "e1", "e3",
               problem=Problem.SERVICE,
               expected="A visit within 72 hours of a family's call",
               sense="Four people were already to be seen that day")  # fmt: skip
    made.source("t7", "e5")
    made.entry(
        "t8",
        "2025-02-28",
        "m",
        "Mother stays with him overnight and calls the crisis line",
        "e6",
        "e1",
        good_practice=True,
    )
    made.add_time("t9", Time(kind=TimeKind.BETWEEN, start="2025-03-01T22:00", end="2025-03-02T06:00"), "p",
                  "He dies by suicide at home", "e8", harm=True)  # fmt: skip
    made.entry(
        "t10", "2025-03-03", "m", "Team manager visits his mother", "e6", "e1", note="Letters and two calls"
    )
    made.entry(
        "t11", "2025-09-08", "m", "Inquest: the second medicine is spoken of for the first time", "e6", "e8"
    )
    made.entry("t12", "2025-09-09", "t", "Team manager and pharmacist visit his mother", "e6", "e1")


def _factors(made: Making) -> None:
    problem, condition = FactorKind.PROBLEM, FactorKind.CONTRIBUTORY_FACTOR
    made.factor(
        "h1", FactorKind.HARM, "ACC.OUT", "He died by suicide at home", "e8", entry="t9", actual_harm=True
    )
    made.factor("h2", FactorKind.HARM, "ACC.OUT", "His mother learnt of the second medicine at the inquest",
                "e6", "e8",
                entry="t11", actual_harm=True)  # fmt: skip
    made.factor("p1", problem, "ACC.ACT", "The visit after his mother's call was set eight days later", "e1", "e6",
                entries=("t6", "t7"), problem=Problem.SERVICE, is_omission=True,
                duty="Discharge and transfer standard, 6: visit within 72 hours of a call")  # fmt: skip
    made.factor("p2", problem, "ACC.ACT", "He had contact by telephone only from October to February", "e1", "e3",
                entries=("t4",), problem=Problem.CARE)  # fmt: skip
    made.factor("p3", problem, "ACC.ACT", "The second medicine was known to the practice and not to the team",
                "e1", "e2",
                entries=("t5",), problem=Problem.SERVICE)  # fmt: skip
    made.factor("a1", condition, "ACC.ACT", "Care coordinator 1 moved the visit to the next Tuesday", "e1",
                "e3", entry="t7",
                is_act=True, sense="Four people were already to be seen, two of them just out of hospital",
                tags="NPSA.TASK.DESIGN")  # fmt: skip
    made.factor("a2", condition, "ACC.ACT",
                "Handover between coordinators is by telephone, where the standard asks for a visit",
                "e3", "e5", is_departure=True, entries=("t4",), tags="NPSA.COMM.VERB")  # fmt: skip
    made.factor("f1", condition, "ACC.TECH", "Each coordinator looks after 61 people, against a plan of 35",
                "e3", "e4",
                tags="NPSA.WORK.LOAD")  # fmt: skip
    made.factor("f2", condition, "ACC.TECH",
                "The duty desk writes calls in a list that coordinators open once a day", "e1", "e3",
                tags="NPSA.COMM.WRIT")  # fmt: skip
    made.factor("f3", condition, "ACC.ENV",
                "The practice and the trust keep records that cannot be seen by each other", "e1",
                "e2", tags="NPSA.EQUIP.USE")  # fmt: skip
    made.factor("f4", condition, "ACC.TECH",
                "Supervision takes place every ten weeks and is about the longest waits", "e3", "e4",
                tags="NPSA.EDU.SUPER")  # fmt: skip
    made.factor("c1", condition, "ACC.ACT", "He worked nights and was hard to reach by day", "e1", "e6", entry="t2",
                stop_reason="Outside what the service can change", tags="NPSA.PAT.SOC",
                no_action_reason="His work was his own choice; the service adapts to it")  # fmt: skip
    made.system("s1", "ACC.ORG", "Eleven posts became eight when two teams were joined", "e4", "e7",
                tags="NPSA.ORG.STRUC",
                entry="t0")  # fmt: skip
    made.system("s2", "ACC.ORG", "Nobody holds the task of joining the duty list with the visits of the week",
                "e3", "e5",
                tags="NPSA.ORG.STRUC")  # fmt: skip
    made.system("s3", "ACC.REG", "The commissioning plan counts people seen, not how often they are seen", "e4", "e7",
                tags="NPSA.ORG.EXT")  # fmt: skip
    made.system("s4", "ACC.GOV", "No national rule joins records of practices and mental health trusts", "e2", "e7",
                tags="NPSA.ORG.EXT", note="Read in the plan; the department was not asked")  # fmt: skip
    made.factor("f5", condition, "ACC.TECH", "Letters between practice and team are written at discharge only",
                "e2", "e5",
                tags="NPSA.COMM.MGT")  # fmt: skip
    made.system("s5", "ACC.ORG", "The trust bought its record system without a link to practices", "e7", "e1",
                tags="NPSA.ORG.PRIO")  # fmt: skip
    made.system("s6", "ACC.REG", "The care board asks for no exchange of records in its contracts", "e7", "e2",
                tags="NPSA.ORG.EXT")  # fmt: skip
    made.factor("b1", FactorKind.BARRIER, "ACC.ACT", "Crisis line", "e6", performed=Performance.HELD,
                stop_reason="It held",
                meant_to="Give an answer by night", barrier_kind="Access")  # fmt: skip
    made.factor("b2", FactorKind.BARRIER, "ACC.ACT", "Visit within 72 hours of a family's call", "e1",
                meant_to="See for oneself",
                performed=Performance.NOT_DONE, barrier_kind="Follow-up")  # fmt: skip
    made.factor("g1", FactorKind.EVENT, "ACC.ACT", "His mother stayed with him and called the crisis line",
                entry="t8",
                status=FactorStatus.GOOD_PRACTICE, polarity=Polarity.HELPED)  # fmt: skip


def _links(made: Making) -> None:
    made.link("p1", "h1", "By her account he spoke of being alone in those days")
    made.link("p2", "h1", "Changes in how he looked and ate were not to be heard on the telephone")
    made.link("p3", "h1", "The two medicines together disturb sleep, by the pharmacist's letter")
    made.link("p3", "h2", "The practice told the coroner; the team had not known")
    made.link("a1", "p1", "The diary shows the change on the 26th")
    made.link("f1", "a1", "Four visits in one day are the most that can be made")
    made.link("f2", "p1", "The call of Monday was opened on Wednesday", ButFor.LATER)
    made.link("a2", "p2", "What he looked like when well was not handed on")
    made.link("f1", "a2", "Joint visits take two coordinators half a day")
    made.link("f1", "p2", "Visits to people who answer the telephone are made last")
    made.link("f4", "p2", "Supervision spoke of those who waited longest")
    made.link("c1", "p2", "His calls were at seven in the evening", ButFor.LESS_LIKELY)
    made.link("f5", "p3", "No letter passed between them after March 2024")
    made.link("f5", "h2", "The practice had no address to write to about the medicine", reviewed=True)
    made.link("s2", "f5", "The standard names nobody for letters after discharge")
    made.link("f3", "p3", "The prescription was in one record only")
    made.link("s1", "f1", "Eight posts for the people of eleven", reviewed=True)
    made.link("s1", "f4", "Supervision moved from four to ten weeks in the same plan", reviewed=True)
    made.link("s2", "f2", "Neither standard nor job plan names it")
    made.link("s3", "s1", "The plan gives the number of people seen as the reason", reviewed=True)
    made.link("s4", "s6", "The plan says that no rule asks for it")
    made.link("s6", "s5", "The contract of 2022 is silent on it")
    made.link("s5", "f3", "The link was left out of the order", reviewed=True)
    made.link("s2", "b2", "Neither standard nor job plan names it", reviewed=True)
    made.link("b2", "h1", "A visit is what the standard relies on")
    made.guards("b1", "h1", "She reached it at the second ring")


def _plan(made: Making) -> None:
    made.action("k1", "The duty list opens in each coordinator's diary, with the day a visit is due", ("f2",
                "s2", "p1"),
                Strength.STRONGER, "Service manager", "Visits more than 72 hours after a call")  # fmt: skip
    made.action("k2", "Three posts return to the team, and lists close at 35", ("f1", "s1", "a1", "a2"),
                Strength.INTERMEDIATE,
                "Chief operating officer", "People on each list")  # fmt: skip
    made.action("k3", "Supervision every four weeks, beginning with those heard by telephone only", ("f4", "p2"),
                Strength.INTERMEDIATE, "Lead psychologist", "People without a visit for eight weeks")  # fmt: skip
    made.action("k4", "Both records open side by side for the team and the practice", ("f3", "f5", "s5", "p3"),
                Strength.STRONGER,
                "Chief information officer", "Medicines known to one record only")  # fmt: skip
    made.add(
        Recommendation(
            id="k5", code="K5", text="Count how often people are seen, from the next plan",
            to="Integrated care board",
            on="2025-07-15", addresses=("s3", "s6"), strength=Strength.INTERMEDIATE,
            response="Agreed for April", order="e",
        ),
        Recommendation(
            id="k6", code="K6", text="Make one rule for records of practices and mental health trusts",
            to="Department of Health and Social Care", on="2025-07-15", addresses=("s4",), strength=Strength.STRONGER,
            response="Read and passed on", order="f",
        ),
        Finding(
            id="z1", code="Z1", order="a", factors=("p1", "a1", "f2", "s2", "b2"),
            text="Calls of families were written in a list that nobody had the task of joining with visits, so a visit "
            "came later than 72 hours.",
        ),
        Finding(
            id="z2", code="Z2", order="b", factors=("p2", "a2", "f1", "f4", "s1", "s3", "c1"),
            text="Each coordinator looked after 61 people, which meant that those who answered the telephone were not "
            "visited.",
        ),
        Finding(
            id="z3", code="Z3", order="c", factors=("p3", "f3", "f5", "s4", "s5", "s6"),
            text="Two records that cannot be seen by each other left the team without the second medicine.",
        ),
        Finding(
            id="z4", code="Z4", order="d", factors=("g1", "b1"), finding_kind=FindingKind.GOOD_PRACTICE,
            text="The crisis line answered at the second ring.",
        ),
    )  # fmt: skip


_TOLD = Told(
    title="Fourteen months of community care",
    reference="NM-2025-052",
    profile=Profile.PSIRF,
    summary="A man of 24 under a community team had contact by telephone only for five months. Five days after his "
    "mother's call to the duty desk he died by suicide.",
    family_summary="He was looked after by the community team for more than a year. In the last months they spoke with him "
    "by telephone. When his mother called, a visit was planned for eight days later.",
    start="2024-01-15",
    found="2025-03-02T08:00",
    setting="Community mental health team, north",
    harm="One man of 24 died; his mother learnt of a medicine at the inquest",
    harm_level="P4",
    safe_now="All on the list of Care coordinator 1 were seen by 20 March; the duty list is read twice a day.",
    terms="How was contact kept with him over the year?\nHow are calls of families joined with visits?",
    scope="From discharge in January 2024. The inquest looks at the cause of death.",
    related="Deaths in the team's area since 2022: four, two of them with contact by telephone only.",
    reasons="Contact by telephone and lists above the plan are known across the area and little understood.",
    made_safe="The duty list is read at nine and at two by a named coordinator",
    patient="p",
    relative="m",
    staff=("c",),
    question="I rang on the Monday. Who read what I said?",
    answer="Your call was put on a list on Monday and opened on Wednesday. Nobody had the task of reading it sooner.",
    answered_by=("f2", "s2"),
    lesson="What a family says reaches the diary of the person who visits, on the same day.",
    approach="A lead, a nurse consultant of another trust and a man who has used such services met five times.",
)
