"""A sound case: a patient on a medical ward becomes more and more unwell overnight. Invented."""

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
    Specificity,
    Strength,
)
from rca_workbench.model.timeline import EntryKind
from tests.checks.seeded.making import Making, when
from tests.checks.seeded.process import Told, around


def ward() -> Snapshot:
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
    made.lane("l2", "Ward 7")
    made.lane("l3", "Hospital")
    made.actor(
        "p",
        "Patient",
        Nature.PATIENT,
        lane="l1",
        name="Margaret Alderwick",
        consent="Asks to be called the patient",
    )
    made.actor("d", "Patient's daughter", Nature.FAMILY, lane="l1", name="Joanna Alderwick")
    made.actor("n1", "Ward nurse 1", Nature.STAFF, lane="l2", name="Precious Nkemelu")
    made.actor("dr", "Resident doctor 1", Nature.STAFF, lane="l3", name="Tomasz Wierzbicki")
    made.actor("o", "Observation tablet", Nature.EQUIPMENT, lane="l2")
    made.actor("b", "Trust board", Nature.ORGANISATION, lane="l3")


def _register(made: Making) -> None:
    made.evidence("e1", "Observation chart, Ward 7", EvidenceKind.RECORD)
    made.evidence("e2", "Bleep log of the switchboard", EvidenceKind.SYSTEM_LOG, origin="Switchboard")
    made.evidence("e3", "Interview with Ward nurse 1", EvidenceKind.INTERVIEW)
    made.evidence("e4", "Interview with Resident doctor 1", EvidenceKind.INTERVIEW)
    made.evidence("e5", "Night roster, March 2025", EvidenceKind.RECORD, origin="Roster system")
    made.evidence("e6", "Deteriorating patient policy", EvidenceKind.POLICY, origin="Intranet")
    made.evidence(
        "e7", "Account of the patient's daughter", EvidenceKind.FAMILY_ACCOUNT, origin="Patient's daughter"
    )
    made.evidence("e8", "Board paper on night cover, 2019", EvidenceKind.DOCUMENT, origin="Board secretary")
    made.evidence(
        "e9", "Walk-through of the night on Ward 7", EvidenceKind.DOCUMENT, origin="Investigation team"
    )
    made.interview(
        "i1", "n1", "e3", "2025-04-02", "She said the board showed the score and no number to call."
    )
    made.interview("i2", "dr", "e4", "2025-04-03", "He said he heard the second bleep on the stairs.")


def _timeline(made: Making) -> None:
    made.entry(
        "t0",
        "2019-11",
        "b",
        "The board agreed night cover by number of beds",
        "e8",
        entry_kind=EntryKind.BACKGROUND,
    )
    made.entry(
        "t1",
        "2025-03-11T20:15",
        "n1",
        "Handover by telephone; oxygen target given as 88 to 92 per cent",
        "e1",
        "e3",
        note="Ward round of the evening; nothing out of the ordinary by the notes",
    )
    made.entry("t2", "2025-03-11T22:00", "n1", "Early warning score of 5 entered", "e1",
               note="Hourly scores of 5, entered late at 02:00; the patient slept")  # fmt: skip
    made.entry("t3", "2025-03-12T02:10", "n1", "Early warning score of 7 entered on the tablet", "e1")
    made.entry("t4", "2025-03-12T02:25", "n1", "First bleep to Resident doctor 1", "e2", "e3")
    made.entry(
        "t5", "2025-03-12T02:26", "dr", "With a patient in resuscitation on the admissions unit", "e4", "e2"
    )
    made.entry(
        "t6", "2025-03-12T03:05", "n1", "Second bleep; ward nurse stays at the bedside", "e2", "e3", "e6",
        problem=Problem.SERVICE, expected="Outreach at the bedside within 30 minutes",
        expected_time=when("2025-03-12T02:40"),
        sense="Somebody had to hold the mask; the bleep had always been answered in the end",
    )  # fmt: skip
    made.entry(
        "t7",
        "2025-03-12T03:20",
        "d",
        "Daughter telephones the ward and is told that the doctor is on the way",
        "e7",
    )
    made.entry(
        "t8",
        "2025-03-12T03:30",
        "n1",
        "Porter brings a second oxygen cylinder unasked",
        "e3",
        "e9",
        good_practice=True,
    )
    made.entry("t9", "2025-03-12T04:05", "dr", "Resident doctor 1 comes to the bedside", "e2", "e4")
    made.entry(
        "t10", "2025-03-12T04:12", "p", "Cardiac arrest; pulse returns after six minutes", "e1", harm=True
    )
    made.entry("t11", "2025-03-12T04:50", "dr", "Moved to intensive care", "e1")
    made.entry(
        "t12", "2025-03-12T05:10", "d", "Daughter told by telephone, and in person at 07:30", "e7", "e1"
    )


def _factors(made: Making) -> None:
    problem, condition = FactorKind.PROBLEM, FactorKind.CONTRIBUTORY_FACTOR
    made.factor("h1", FactorKind.HARM, "ACC.OUT", "Cardiac arrest, then eleven days in intensive care", "e1",
                entry="t10", actual_harm=True)  # fmt: skip
    made.factor("v1", FactorKind.EVENT, "ACC.ACT", "The doctor came to the bedside at 04:05", entry="t9")
    made.factor("p1", problem, "ACC.ACT", "A score of 7 at 02:10 was seen by a doctor 115 minutes later", "e1", "e2",
                entries=("t3", "t9"), problem=Problem.CARE)  # fmt: skip
    made.factor("p2", problem, "ACC.ACT", "Outreach was not among those called at a score of 7", "e2", "e3",
                entries=("t6",), is_omission=True, duty="Deteriorating patient policy, 4.2: outreach at 7 or more",
                problem=Problem.SERVICE, tags="NPSA.TASK.AIDS")  # fmt: skip
    made.factor("a1", condition, "ACC.ACT", "Ward nurse 1 bleeped twice and stayed at the bedside", "e2", "e3",
                entry="t6",
                is_act=True, sense="The mask had to be held, and a bleep had always been answered in the end",
                tags="NPSA.TASK.DESIGN")  # fmt: skip
    made.factor("a2", condition, "ACC.ACT",
                "Scores of 5 and 6 are repeated hourly, where the policy asks for half-hourly",
                "e1", "e9", is_departure=True, tags="NPSA.TASK.GUIDE")  # fmt: skip
    made.factor("c1", condition, "ACC.ACT",
                "The patient's long-standing lung disease made a score of 5 usual for her",
                "e1", entry="t2", stop_reason="Patient's condition", tags="NPSA.PAT.CLIN",
                no_action_reason="Her illness is treated by her own team")  # fmt: skip
    made.factor("f1", condition, "ACC.TECH", "One doctor covers four wards and the admissions unit at night",
                "e4", "e5",
                entry="t5", tags="NPSA.WORK.STAFF")  # fmt: skip
    made.factor("f2", condition, "ACC.TECH", "The outreach number stands on page 9 of a policy of 31 pages", "e6",
                tags="NPSA.TASK.GUIDE")  # fmt: skip
    made.factor("f3", condition, "ACC.ENV", "The tablet shows a score without saying whom to call", "e3", "e9",
                tags="NPSA.EQUIP.DISP")  # fmt: skip
    made.factor("f4", condition, "ACC.TECH",
                "Two nurses look after 26 patients from midnight, against a plan of three",
                "e5", "e9", tags="NPSA.WORK.STAFF")  # fmt: skip
    made.system("s1", "ACC.ORG", "Night cover follows the number of beds in 2019, not how ill patients are",
                "e5", "e8",
                tags="NPSA.ORG.STRUC", entry="t0")  # fmt: skip
    made.system("s2", "ACC.ORG", "Policies are agreed in a group that ward staff are not part of", "e6", "e8",
                tags="NPSA.ORG.CULT")  # fmt: skip
    made.system("s3", "ACC.ORG", "Tablets are bought by a specification without a part on escalation", "e8", "e9",
                tags="NPSA.ORG.PRIO", specificity=Specificity.GENERAL)  # fmt: skip
    made.system("s4", "ACC.REG", "The contract pays night cover by bed", "e8", "e5", tags="NPSA.ORG.EXT")
    made.factor("b1", FactorKind.BARRIER, "ACC.ACT", "Observations entered on the tablet", "e1",
                performed=Performance.HELD,
                stop_reason="It held", meant_to="Show that a patient is more unwell",
                barrier_kind="Monitoring")  # fmt: skip
    made.factor("b2", FactorKind.BARRIER, "ACC.ACT", "Call to the outreach team", "e2",
                performed=Performance.NOT_DONE,
                meant_to="Bring intensive care skills to the ward", barrier_kind="Escalation")  # fmt: skip
    made.factor("g1", FactorKind.EVENT, "ACC.ACT", "The porter brought a second oxygen cylinder unasked", entry="t8",
                status=FactorStatus.GOOD_PRACTICE, polarity=Polarity.HELPED)  # fmt: skip
    made.factor("r1", condition, "ACC.ENV", "The bleep had a flat battery", "e2", status=FactorStatus.REJECTED,
                reason="The log shows that both bleeps were received")  # fmt: skip


def _links(made: Making) -> None:
    made.link("p1", "v1", "The doctor was free at 04:00 and came at once")
    made.link("v1", "h1", "Treatment began seven minutes before the arrest", ButFor.LESS_SEVERE)
    made.link("p2", "h1", "Outreach begins treatment within ten minutes of arriving, by their log of 2024")
    made.link("a1", "p1", "Both calls went to one bleep that was in use elsewhere")
    made.link("a2", "p1", "A half-hourly score would have shown 7 by 01:30", ButFor.LATER)
    made.link("c1", "p1", "Staff on the ward know her at a score of 5", ButFor.LATER)
    made.link("f1", "p1", "The doctor was in resuscitation from 02:26 to 03:58", ButFor.YES)
    made.link("f2", "p2", "None of five nurses asked could say the number")
    made.link("f3", "p2", "The walk-through showed the score and no name or number")
    made.link("f3", "a1", "The tablet offered nothing beyond the bleep that staff know")
    made.link("f4", "a1", "The second nurse was on the far side of the ward with two patients")
    made.link("f4", "a2", "Half-hourly scores for nine patients take 40 minutes of each hour")
    made.link("s1", "f1", "The roster follows the plan of 2019", reviewed=True)
    made.link("s1", "f4", "The plan of 2019 sets two nurses for 24 beds")
    made.link("s2", "f2", "The number was moved to page 9 when two policies were joined")
    made.link("s3", "f3", "The supplier delivered what was asked for", reviewed=True)
    made.link("s4", "s1", "The board paper gives the contract as its reason")
    made.link("f2", "b2", "None of five nurses asked could say the number")
    made.link("b2", "h1", "Their log of 2024 shows treatment within ten minutes", ButFor.LESS_SEVERE)
    made.guards("b1", "h1", "Scores were entered at each round")


def _plan(made: Making) -> None:
    made.action("k1", "A second doctor covers admissions at night from June", ("f1", "s1"), Strength.INTERMEDIATE,
                "Medical director", "Calls at 7 or more that are seen after 30 minutes")  # fmt: skip
    made.action("k2", "The tablet shows whom to call beside each score, and dials at a touch", ("f3", "p2",
                "s3", "a1"),
                Strength.STRONGER, "Chief nursing information officer",
                "Scores of 7 without an outreach call")  # fmt: skip
    made.action("k3", "One page with three numbers hangs at each bed, drawn up and tried by ward staff", ("f2", "s2"),
                Strength.INTERMEDIATE, "Deputy chief nurse", "Nurses who can say the outreach number")  # fmt: skip
    made.action("k4", "A third nurse works on Ward 7 from midnight", ("f4", "a2"), Strength.INTERMEDIATE, "Matron",
                "Half-hourly scores that are late")  # fmt: skip
    made.add(
        Recommendation(
            id="k5", code="K5", text="Pay night cover by how ill patients are, from the contract of 2026",
            to="Integrated care board", on="2025-06-30", addresses=("s4",),
            strength=Strength.INTERMEDIATE, response="Taken into the contract round",
            order="e",
        ),
        Finding(
            id="z1", code="Z1", order="a", factors=("p1", "f1", "s1", "s4", "v1"),
            text="One doctor covered four wards and the admissions unit, so a call at 02:25 was answered at 04:05, which "
            "made cardiac arrest more likely.",
        ),
        Finding(
            id="z2", code="Z2", order="b", factors=("p2", "f2", "f3", "s2", "s3", "b2"),
            text="Neither tablet nor policy put the outreach number before the nurse, so that outreach was less likely to "
            "be called.",
        ),
        Finding(
            id="z3", code="Z3", order="c", factors=("f4", "a1", "a2", "c1"),
            text="Two nurses looked after 26 patients, which meant that scores were repeated hourly and one nurse could "
            "not leave the bedside.",
        ),
        Finding(
            id="z4", code="Z4", order="d", factors=("g1", "b1"), finding_kind=FindingKind.GOOD_PRACTICE,
            text="A porter saw the need and brought a second cylinder unasked.",
        ),
    )  # fmt: skip


_TOLD = Told(
    title="A night of rising scores on Ward 7",
    reference="NM-2025-041",
    profile=Profile.PSIRF,
    summary="A patient on a medical ward became more unwell overnight. A doctor came 115 minutes after a score of 7. She "
    "had a cardiac arrest and spent eleven days in intensive care.",
    family_summary="During the night she became more and more unwell. The nurse called for a doctor twice. The doctor was "
    "with another very ill patient and came after nearly two hours.",
    start="2025-03-11T20:15",
    found="2025-03-12T04:12",
    setting="Ward 7, medical",
    harm="One patient: cardiac arrest, eleven days in intensive care",
    harm_level="P3",
    safe_now="A second doctor is on call on Ward 7 since 13 March; the outreach number is on each tablet.",
    terms="How were the rising scores seen, and what made it hard to act on them?\nHow is night cover planned?",
    scope="From handover on 11 March to transfer on 12 March. The ambulance service was not part of it.",
    related="LFPSE for 24 months: two similar nights on other wards, both with one doctor on call.",
    reasons="Little is understood about how night cover and escalation work together; three earlier nights were alike.",
    made_safe="The outreach number was put on all tablets",
    patient="p",
    relative="d",
    staff=("n1", "dr"),
    question="Why did nobody come when she needed help?",
    answer="The one doctor on call was with another very ill patient. The nurse had no second number before her.",
    answered_by=("f1", "f3"),
    lesson="A score helps only where it says whom to call, so show the number with the score.",
    approach="A lead, a ward nurse from another site and a consultant of another trust met four times, April to June.",
)
