"""A sound case: a strong painkiller runs ten times too fast through a pump. Invented; 2015 framework."""

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
)
from rca_workbench.model.timeline import EntryKind
from tests.checks.seeded.making import Making
from tests.checks.seeded.process import Told, around


def medication() -> Snapshot:
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
    made.lane("l2", "Surgical unit")
    made.lane("l3", "Trust")
    made.actor(
        "p",
        "Patient",
        Nature.PATIENT,
        lane="l1",
        name="Geoffrey Thistlewood",
        consent="Agrees to be called Mr T",
    )
    made.actor("w", "Patient's wife", Nature.FAMILY, lane="l1", name="Maureen Thistlewood")
    made.actor("n1", "Recovery nurse 1", Nature.STAFF, lane="l2", name="Ifeoma Chukwudi")
    made.actor("n2", "Ward nurse 2", Nature.STAFF, lane="l2", name="Bethan Llewellyn")
    made.actor("u", "Syringe pump", Nature.EQUIPMENT, lane="l2")
    made.actor("x", "Medical devices group", Nature.TEAM, lane="l3")


def _register(made: Making) -> None:
    made.evidence("e1", "Drug chart and anaesthetic record", EvidenceKind.RECORD)
    made.evidence("e2", "Log of the syringe pump", EvidenceKind.DEVICE_LOG, origin="Medical engineering")
    made.evidence("e3", "Interview with Recovery nurse 1", EvidenceKind.INTERVIEW)
    made.evidence("e4", "Interview with Ward nurse 2", EvidenceKind.INTERVIEW)
    made.evidence(
        "e5", "Asset list of pumps, April 2025", EvidenceKind.DOCUMENT, origin="Medical engineering"
    )
    made.evidence("e6", "Infusion policy", EvidenceKind.POLICY, origin="Intranet")
    made.evidence("e7", "Account of the patient's wife", EvidenceKind.FAMILY_ACCOUNT, origin="Patient's wife")
    made.evidence(
        "e8", "Minutes of the devices group, 2022 to 2024", EvidenceKind.DOCUMENT, origin="Devices group"
    )
    made.evidence(
        "e9", "Photographs of both pumps side by side", EvidenceKind.PHOTOGRAPH, origin="Investigation team"
    )
    made.hands("e2", "2025-04-09", "Taken off the unit and handed to medical engineering", "Matron")
    made.interview("i1", "n1", "e3", "2025-04-22", "She said both pumps were in use in recovery that day.")
    made.interview("i2", "n2", "e4", "2025-04-23", "She said the rate looked right to her for that pump.")


def _timeline(made: Making) -> None:
    made.entry("t0", "2022-06", "x", "The devices group buys 40 pumps of a second make to end a shortage", "e8",
               entry_kind=EntryKind.BACKGROUND)  # fmt: skip
    made.entry("t1", "2025-04-08T13:40", "n1", "Morphine prescribed at 1 ml an hour after surgery", "e1")
    made.entry("t2", "2025-04-08T14:05", "n1", "Pump set up in recovery; rate entered as 10", "e2", "e3", "e6",
               problem=Problem.CARE, expected="Rate of 1 ml an hour, read aloud by two",
               sense="The pump used that morning takes the rate in tenths of a millilitre")  # fmt: skip
    made.entry(
        "t3", "2025-04-08T14:20", "n2", "Handover to the ward at the bedside, pump running", "e1", "e4"
    )
    made.entry("t4", "2025-04-08T14:45", "n2", "Breathing rate 14 entered", "e1")
    made.entry(
        "t5",
        "2025-04-08T15:10",
        "w",
        "Wife tells a nurse that he is hard to wake",
        "e7",
        "e4",
        good_practice=True,
    )
    made.entry(
        "t6",
        "2025-04-08T15:12",
        "n2",
        "Breathing rate 5; pump stopped, naloxone given",
        "e1",
        "e2",
        harm=True,
    )
    made.entry(
        "t7",
        "2025-04-08T15:40",
        "p",
        "Moved to high dependency, awake by evening",
        "e1",
        note="In the care of high dependency",
    )
    made.entry("t8", "2025-04-08T17:00", "w", "Surgeon and matron speak with patient and wife", "e1", "e7")


def _factors(made: Making) -> None:
    problem, condition = FactorKind.PROBLEM, FactorKind.CONTRIBUTORY_FACTOR
    made.factor("h1", FactorKind.HARM, "ACC.OUT", "Breathing slowed to 5 a minute; two days in high dependency", "e1",
                entry="t6", actual_harm=True)  # fmt: skip
    made.factor("p1", problem, "ACC.ACT", "Morphine ran at 10 ml an hour from 14:05 to 15:12", "e1", "e2",
                entries=("t2", "t6"), problem=Problem.CARE)  # fmt: skip
    made.factor("p2", problem, "ACC.ACT", "The slower breathing was seen 25 minutes after the last reading",
                "e1", "e4",
                entries=("t4", "t6"), problem=Problem.SERVICE)  # fmt: skip
    made.factor("a1", condition, "ACC.ACT", "Recovery nurse 1 entered 10 on the pump", "e2", "e3", entry="t2",
                is_act=True,
                sense="On the pump used all morning 10 means one millilitre", tags="NPSA.TASK.DESIGN")  # fmt: skip
    made.factor("a2", condition, "ACC.ACT",
                "The second signature was given at the ward desk, away from the pump", "e3", "e4",
                is_departure=True, entries=("t3",), tags="NPSA.TASK.GUIDE")  # fmt: skip
    made.factor("f1", condition, "ACC.ENV", "Two makes of pump on the unit show the rate in different units",
                "e5", "e9",
                tags="NPSA.EQUIP.DISP")  # fmt: skip
    made.factor("f2", condition, "ACC.TECH",
                "One nurse receives three patients from theatre at the same time on Tuesdays",
                "e1", "e3", tags="NPSA.WORK.LOAD")  # fmt: skip
    made.factor("f3", condition, "ACC.TECH",
                "Ward staff work with one make only and had no session on the other", "e4", "e8",
                tags="NPSA.EDU.AVAIL")  # fmt: skip
    made.factor("f4", condition, "ACC.TECH",
                "Breathing is counted half-hourly on the ward, and there is no monitor for it",
                "e1", "e6", tags="NPSA.EQUIP.USE")  # fmt: skip
    made.factor("f5", condition, "ACC.ACT",
                "The patient takes a sleeping tablet at home, which is not on the chart", "e1",
                "e7", entry="t1", stop_reason="Patient's condition", tags="NPSA.PAT.CLIN",
                no_action_reason="His practice changed the tablet in May")  # fmt: skip
    made.system("s1", "ACC.ORG", "Pumps are bought by price and number, and no trial with nurses is part of it",
                "e5", "e8",
                tags="NPSA.ORG.PRIO", entry="t0")  # fmt: skip
    made.system("s2", "ACC.ORG", "The theatre list of Tuesdays is planned without the beds in recovery", "e1", "e8",
                tags="NPSA.ORG.STRUC")  # fmt: skip
    made.system("s3", "ACC.ORG", "Monitors of breathing are kept for intensive care by the capital plan", "e8", "e5",
                tags="NPSA.ORG.PRIO")  # fmt: skip
    made.factor("b1", FactorKind.BARRIER, "ACC.ACT", "Second signature beside the pump", "e4",
                meant_to="Find a rate that is off",
                performed=Performance.PARTLY_HELD, barrier_kind="Check")  # fmt: skip
    made.factor("b2", FactorKind.BARRIER, "ACC.ENV", "Highest rate the pump accepts for morphine", "e2",
                meant_to="Refuse a rate that is too high", performed=Performance.DISABLED,
                barrier_kind="Forcing function")  # fmt: skip
    made.factor("g1", condition, "ACC.ACT",
                "The patient's wife was asked to stay, and said that he was hard to wake", "e7",
                status=FactorStatus.GOOD_PRACTICE, entry="t5", polarity=Polarity.HELPED,
                tags="NPSA.PAT.INTER")  # fmt: skip
    made.factor("o1", condition, "ACC.TECH", "Charts of recovery and ward print the rate in two places", "e1", "e6",
                status=FactorStatus.OTHER_FINDING, tags="NPSA.COMM.WRIT")  # fmt: skip


def _links(made: Making) -> None:
    made.link("p1", "h1", "The log gives 11 ml in 67 minutes", ButFor.YES)
    made.link("p2", "h1", "Naloxone worked within two minutes of being given", ButFor.LESS_SEVERE)
    made.link("a1", "p1", "The log shows the entry at 14:05", ButFor.YES)
    made.link("a2", "p1", "At the pump both numbers stand side by side")
    made.link("f5", "p2", "A sleeping tablet adds to the effect and looks like rest", ButFor.LATER)
    made.link("f1", "a1", "The pump of the morning takes tenths, this one whole millilitres")
    made.link("f2", "a2", "At 14:10 three patients arrived within eleven minutes")
    made.link("f2", "a1", "The set-up took place between two arrivals")
    made.link("f3", "p2", "Ward nurse 2 read the 10 as the ward's own pump shows it")
    made.link("f4", "p2", "The reading of 14:45 was on time by the ward's standard", ButFor.LATER)
    made.link("s1", "f1", "Minutes of June 2022 give price and number", reviewed=True)
    made.link("s1", "f3", "No session was bought with the second make", reviewed=True)
    made.link("s2", "f2", "The list put three short operations at the end of the morning")
    made.link("s3", "f4", "The plan of 2023 moved six monitors to intensive care")
    made.link("f2", "b1", "At 14:10 three patients arrived within eleven minutes")
    made.link("b1", "p1", "The signature was given for the chart, not for the pump")
    made.link("s4", "b2", "The library of limits is loaded by engineering once a year", reviewed=True)
    made.link("b2", "p1", "The first make refuses more than 4 ml of morphine an hour", ButFor.YES)
    made.system("s4", "ACC.TECH", "Limits for each drug are loaded on one make of pump only", "e5", "e2",
                tags="NPSA.EQUIP.INTEG")  # fmt: skip


def _plan(made: Making) -> None:
    made.action("k1", "All pumps of the second make leave the unit and are exchanged for the first make", ("f1",
                "s1", "a1"),
                Strength.STRONGER, "Head of medical engineering",
                "Rates changed within five minutes of set-up")  # fmt: skip
    made.action("k2", "Limits for morphine are loaded on every pump before it leaves engineering", ("s4", "b2", "p1"),
                Strength.STRONGER, "Head of medical engineering", "Pumps in use without limits")  # fmt: skip
    made.action("k3", "The theatre list leaves fifteen minutes between arrivals in recovery", ("s2", "f2", "a2"),
                Strength.INTERMEDIATE, "Theatre manager",
                "Arrivals within fifteen minutes of each other")  # fmt: skip
    made.action("k4", "Four monitors of breathing come to the ward", ("f4", "s3", "p2"), Strength.INTERMEDIATE,
                "Director of finance", "Patients on morphine without a monitor")  # fmt: skip
    made.action("k5", "A session on the pump with each new make, before it is used", ("f3",), Strength.INTERMEDIATE,
                "Practice educator", "Staff with a session within a month")  # fmt: skip
    made.add(
        Recommendation(
            id="k6", code="K6", text="Show the rate in millilitres on the chart in one place only",
            to="Chief pharmacist",
            on="2025-06-30", addresses=("o1",), strength=Strength.INTERMEDIATE, response="In the new chart of autumn",
            order="f",
        ),
        Finding(
            id="z1", code="Z1", order="a", factors=("p1", "a1", "f1", "s1", "b2", "s4"),
            text="Two makes of pump show the rate in different units, so a rate that is right on one is ten times too high "
            "on the other.",
        ),
        Finding(
            id="z2", code="Z2", order="b", factors=("a2", "f2", "s2", "b1"),
            text="Three patients reached recovery within eleven minutes, which made it harder for two nurses to stand at "
            "one pump.",
        ),
        Finding(
            id="z3", code="Z3", order="c", factors=("p2", "f3", "f4", "f5", "s3"),
            text="Breathing is counted half-hourly without a monitor, so slower breathing was less likely to be seen.",
        ),
        Finding(
            id="z4", code="Z4", order="d", factors=("g1",), finding_kind=FindingKind.GOOD_PRACTICE,
            text="The patient's wife was asked to stay and was listened to at once.",
        ),
        Finding(
            id="z5", code="Z5", order="e", factors=("o1",), finding_kind=FindingKind.OTHER,
            text="Two charts print the rate in two places.",
        ),
    )  # fmt: skip


_TOLD = Told(
    title="A painkiller that ran too fast after surgery",
    reference="NM-2025-063",
    profile=Profile.SIF2015,
    summary="After surgery morphine ran at ten times the rate on the chart for 67 minutes. The patient's breathing slowed. "
    "His wife said that he was hard to wake, the pump was stopped, and he was awake by evening.",
    family_summary="The pump that gave him his painkiller ran ten times too fast for about an hour. When his wife said "
    "that he was hard to wake, the nurse stopped the pump and gave a medicine that reversed it.",
    start="2025-04-08T13:40",
    found="2025-04-08T15:12",
    setting="Surgical unit, recovery and Ward 3",
    harm="One patient: slowed breathing, two days in high dependency",
    harm_level="P2",
    safe_now="Pumps of the second make are off the unit since 9 April; all patients on pumps were looked at that evening.",
    terms="How was the rate set and looked at?\nHow do two makes of pump come to be on one unit?",
    scope="From the prescription to high dependency. The surgery itself was not part of it.",
    related="StEIS and the local system for 36 months: one similar event in 2023, with the same two makes.",
    reasons="A second event with two makes of pump; how pumps are bought is little understood.",
    made_safe="Pumps of the second make were taken off the unit",
    patient="p",
    relative="w",
    staff=("n1", "n2"),
    question="How can a pump give ten times too much without stopping?",
    answer="Limits are loaded on one make of pump and not on this one. All pumps get them now.",
    answered_by=("s4", "b2"),
    lesson="One make of pump on one unit, with limits loaded before it is used.",
    approach="A lead, a pharmacist, an engineer and a nurse of another trust met three times in April and May.",
)
