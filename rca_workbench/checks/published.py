"""Who published what the rules on the rest of the case rest on, and how sure we are of having it right.

Figures stand in the rules' reasons. What was read only in somebody's report of it, or is from knowledge, says so.
"""

from dataclasses import dataclass

from rca_workbench.reference import Checked, unchecked_mark


@dataclass(frozen=True, slots=True)
class Published:
    """One publication, or the project's own judgement."""

    words: str
    checked: Checked = Checked.YES

    @property
    def mark(self) -> str:
        """What to show beside it where it was not read, or only in part."""
        return unchecked_mark(self.checked)


PEERALLY_2024 = Published("Peerally and others 2024, J Patient Saf 20(6), 440-447")
PEERALLY_2022 = Published("Peerally and others 2022, East Midlands repository 20.500.12904/16930")
PEERALLY_2017 = Published("Peerally and others 2017, BMJ Qual Saf 26(5), 417-422", Checked.PART)
HIBBERT_2018 = Published("Hibbert and others 2018, Int J Qual Health Care 30(2), 124-131", Checked.PART)
HONG_KONG_2020 = Published("BMC Health Serv Res 2020, s12913-020-05356-6, on 214 reports in Hong Kong")
KELLOGG_2017 = Published("Kellogg and others 2017, BMJ Qual Saf 26(5), 381-387", Checked.PART)
CQC_2016 = Published(
    "Care Quality Commission 2016, review of 74 serious incident investigation reports", Checked.PART
)
EACH_BABY_2015 = Published("Royal College of Obstetricians, Each Baby Counts 2015, local reviews")
EACH_BABY_2016 = Published("Royal College of Obstetricians, Each Baby Counts 2016, reviews", Checked.PART)
SANDS_2016 = Published("Sands 2016, on parents' part in local reviews")
OMBUDSMAN_2015 = Published(
    "Parliamentary and Health Service Ombudsman 2015, review of 150 NHS investigations"
)
BOWIE_2013 = Published("Bowie and others 2013, BMC Health Serv Res 13, 50", Checked.PART)
MARTIN_2020 = Published("Martin-Delgado and others 2020, Med Princ Pract 29(6), 524-531", Checked.PART)
WRIGSTAD = Published("Wrigstad and others 2014, BMJ Open 4, e005326", Checked.PART)
HSSIB_2024 = Published("HSSIB 2024, Recommendations but no action")
HSSIB_2025 = Published("HSSIB 2025, Investigating under PSIRF")
LEARN_TOGETHER = Published("Learn Together 2025, Front Health Serv, frhs.2025.1520816, on 29 investigations")
CANDOUR_2024 = Published(
    "Department of Health and Social Care 2024, call for evidence on the duty of candour"
)
REGULATION_20 = Published(
    "Regulation 20, Health and Social Care Act 2008 (Regulated Activities) Regulations 2014"
)
VERITA = Published("Verita, How to put right serious incident investigations")
NPSA_REPORT = Published(
    "National Patient Safety Agency, guide to investigation report writing, contents", Checked.PART
)
NPSA_TOOLS = Published("National Patient Safety Agency, root cause analysis tools 2008", Checked.PART)
NPSA_HINDSIGHT = Published(
    "Fischhoff 1975, J Exp Psychol Hum Percept Perform 1; National Patient Safety Agency, guide to report writing",
    Checked.PART,
)
LONDON = Published("London Protocol 2004 and 2024", Checked.PART)
RCA2 = Published("RCA2, National Patient Safety Foundation 2015", Checked.PART)
SIGN_OFF_BLOCK = Published(
    "Sign-off block: author, engagement lead, executive, commissioner outcome (list of report structures)",
    Checked.NO,
)
SIF_CLOSURE = Published("Serious Incident Framework 2015, closure checklist", Checked.NO)
SIF_EXTENSION = Published("Serious Incident Framework 2015, extensions and pauses", Checked.NO)
CLOCKS = Published(
    "Regulation 20; NHS Standard Contract; each row of the list of timescales names its own source",
    Checked.PART,
)
SIF_TIMES = Published("Serious Incident Framework 2015, timescales", Checked.NO)
ASSURANCE = Published("Serious Incident Framework 2015, commissioner's assurance", Checked.NO)
NEVER_EVENTS = Published("Never Events list 2018, revised February 2021", Checked.PART)
REVIEW_TOOL = Published(
    "Learning response review and improvement tool, NHS Scotland with HSSIB and NHS England", Checked.NO
)
PSIRF = Published("Patient Safety Incident Response Framework and its guides, NHS England 2022", Checked.PART)
ENGAGEMENT = Published(
    "PSIRF guide to engaging and involving patients, families and staff, NHS England 2022", Checked.PART
)
SAFETY_ACTIONS = Published("PSIRF safety action development guide, NHS England 2022", Checked.PART)
SAFETY_STRATEGY = Published(
    "NHS Patient Safety Strategy and LFPSE, NHS England, on sharing learning; rules for sharing restated",
    Checked.PART,
)
CHART_RULES = Published(
    "Making Data Count, NHS England: rules and limits of XmR charts, as in its Single Chart Tool v5.0"
)
RARE_EVENTS = Published("Anhøj, SPC for healthcare, chapter 13, on rare events", Checked.PART)
KROLL_2026 = Published(
    "Kroll and others 2026, UCL discovery 10221289, on 99 statements in board papers", Checked.PART
)
NHS_MANUAL = Published("NHS digital service manual, content style guide: How we write; readability")
PROJECT = Published("The project's own rule")
