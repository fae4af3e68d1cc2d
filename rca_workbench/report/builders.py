"""Every section a structure file can ask for by name, and the function that makes it from the case."""

from collections.abc import Callable, Mapping
from datetime import date

from rca_workbench.model import Snapshot
from rca_workbench.report import (
    action_plan,
    analysis,
    assurance,
    bulletin,
    closing,
    contacts,
    control,
    deciding,
    executive,
    family,
    findings,
    incident,
    initial,
    learning,
    linking,
    measures,
    people,
    questions,
    registers,
    responses,
    sbar,
    sections,
    timeline,
    timescales,
)
from rca_workbench.report.document import Block, Edition

Builder = Callable[[Snapshot], list[Block]]
DatedBuilder = Callable[[Snapshot, date], list[Block]]
EditionBuilder = Callable[[Snapshot, Edition], list[Block]]

BUILDERS: Mapping[str, Builder] = {
    "summary": executive.summary,
    "distribution": control.distribution,
    "history": control.history,
    "consequences": incident.consequences,
    "detection": incident.detection,
    "gathered": incident.gathered,
    "involvement": people.involvement,
    "method": sections.method,
    "decision": deciding.decision,
    "incident": sections.incident,
    "key_events": registers.key_events,
    "timeline": timeline.timeline,
    "timeline_upright": timeline.timeline_upright,
    "timeline_pictures": timeline.timeline_pictures,
    "uncertain": timeline.uncertain,
    "problems": linking.problems,
    "findings": findings.findings,
    "findings_brief": findings.brief,
    "root_causes": linking.root_causes,
    "links": linking.links,
    **analysis.DRAWN,
    "barriers": analysis.barriers,
    "differences": analysis.differences,
    "shown": analysis.shown,
    "reach": analysis.reach,
    "good_practice": findings.good_practice,
    "actions": action_plan.actions,
    "plan_mixes": action_plan.mixes,
    "plan_table": action_plan.table,
    "plan_measures": action_plan.measures,
    "plan_signatures": action_plan.signatures,
    "measures": measures.measures,
    "questions": questions.questions,
    "learning": learning.learning,
    "bulletin_before": bulletin.before,
    "bulletin_happened": bulletin.happened,
    "bulletin_matters": bulletin.matters,
    "bulletin_learned": bulletin.learned,
    "bulletin_differently": bulletin.differently,
    "bulletin_changes": bulletin.changes,
    "bulletin_ask": bulletin.ask,
    "sbar_situation": sbar.situation,
    "sbar_background": sbar.background,
    "sbar_assessment": sbar.assessment,
    "sbar_recommendation": sbar.recommendation,
    "initial_facts": initial.facts,
    "initial_account": initial.account,
    "initial_harm": initial.harm,
    "initial_concerns": initial.concerns,
    "initial_approval": initial.approval,
    "family_opening": family.opening,
    "family_happened": family.happened,
    "family_questions": family.questions,
    "family_found": family.found,
    "family_not_found": family.not_found,
    "family_differing": family.differing,
    "family_changes": family.changes,
    "family_contact": family.contact,
    "candour_decision": contacts.decision,
    "candour": contacts.steps,
    "approval": control.sign_off,
    "responses": responses.responses,
    "evidence_table": registers.evidence_table,
    "evidence_list": registers.evidence_list,
    "custody": registers.custody,
    "glossary": sections.words_used,
    "appendix": sections.appendix,
}
"""Sections that look the same whatever day it is."""

DATED: Mapping[str, DatedBuilder] = {
    "closure": closing.criteria,
    "closure_appendix": closing.appendix,
    "assurance": assurance.assurance,
    "plan_standing": action_plan.standing,
    "timescales": timescales.timescales,
    "initial_actions": initial.actions,
    "initial_candour": initial.candour,
    "initial_wider": initial.wider,
    "initial_evidence": initial.evidence,
    "initial_staff": initial.staff,
    "initial_told": initial.told,
    "initial_unknown": initial.unknown,
    "initial_next": initial.next_steps,
    "initial_clocks": initial.clocks,
    "family_next": family.next_steps,
    "contacts": contacts.contacts,
    "promises": contacts.promises,
}
"""Sections that ask which day it is: what is late, what is due."""

OF_EDITION: Mapping[str, EditionBuilder] = {
    "document_control": control.document_control,
    "changes_since": control.changes_since,
}
"""Sections that ask which edition it is: its version, and what changed since the one before."""

GREETINGS: Mapping[str, Builder] = {"family_opening": family.greeting}
"""What stays first in a section when the team's own words stand in place of all else the case makes of it."""

PICTURES = ("timeline_pictures", "plan_mixes", "measures", "assurance", *analysis.DRAWN)
"""Those that draw or run the checks, and can be left out where time matters more."""


def known(name: str) -> bool:
    """Whether there is a section of that name."""
    return name in BUILDERS or name in DATED or name in OF_EDITION


def names() -> tuple[str, ...]:
    """The names of all sections there are."""
    return (*BUILDERS, *DATED, *OF_EDITION)


def built(name: str, snapshot: Snapshot, edition: Edition) -> list[Block]:
    """What a section holds in an edition. Raises KeyError for a name that is not known."""
    if name in OF_EDITION:
        return OF_EDITION[name](snapshot, edition)
    return DATED[name](snapshot, edition.day) if name in DATED else BUILDERS[name](snapshot)
