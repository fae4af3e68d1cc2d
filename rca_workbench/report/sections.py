"""What the sections of the investigation report hold, made from the case: one function a section.

People appear by role only. Nothing here reads a field that could identify a person.
"""

import re
from collections.abc import Iterator

from rca_workbench.analysis.methods_done import MethodTrace, traces
from rca_workbench.analysis.questions import is_in_terms
from rca_workbench.model import (
    Action,
    Factor,
    GraphNote,
    Involvement,
    LearningItem,
    Profile,
    Question,
    Recommendation,
    ReportText,
    Snapshot,
    TimelineEntry,
    shortened,
)
from rca_workbench.model.referring import said_plainly
from rca_workbench.model.words import counted
from rca_workbench.reference import glossary, profile
from rca_workbench.report import record, registers
from rca_workbench.report.accepted import accepted_checks
from rca_workbench.report.document import (
    Block,
    Bullets,
    Column,
    Heading,
    Paragraph,
    Span,
    TableBlock,
    missing,
    paragraphs,
    plain,
    told,
    told_in_paragraphs,
)
from rca_workbench.report.telling import ended


def method(snapshot: Snapshot) -> list[Block]:
    """Terms of reference, scope, and a statement of what was really done."""
    incident = snapshot.incident
    made: list[Block] = [Heading(2, "Terms of reference", "terms")]
    made += told_in_paragraphs(incident, "terms_of_reference") or [
        missing("The terms of reference are not yet written.")
    ]
    asked = sum(is_in_terms(snapshot, one) for one in snapshot.of(Question).values())
    if asked:
        said = f"{counted(asked, 'question')} of those affected {'is' if asked == 1 else 'are'} among them; see “"
        made.append(Paragraph((Span(said), Span("Questions and answers", to="questions"), Span("”."))))
    if incident.scope:
        made += [Heading(2, "Scope and limits", "scope"), *told_in_paragraphs(incident, "scope")]
    made.append(Heading(2, "What was done", "methods"))
    done = [one for one in traces(snapshot) if one.used or one.shown]
    seen = [one for one in done if one.used and not one.recorded]
    noted = [one for one in done if one not in seen]
    if noted:
        made.append(Bullets(tuple(_method_used(one) for one in noted)))
    if seen:
        these, them = ("This method", "it was") if len(seen) == 1 else ("These methods", "they were")
        made.append(plain(f"{these} can be seen in the work; the team has not written down how {them} used."))
        made.append(Bullets(tuple(_method_used(one) for one in seen)))
    if not done:
        made.append(missing("Nothing has been done yet that this report could describe."))
    made += told_in_paragraphs(snapshot.one(GraphNote), "note")
    return made


def _method_used(one: MethodTrace) -> tuple[Span, ...]:
    """One method with what the team wrote of it and what the case holds of it; neither stands for the other."""
    if not one.used:
        return (Span(one.shown),)
    said = [Span(one.label, bold=True), Span(".")]
    for used in one.recorded:
        when = f" ({used.on.strip()})" if used.on.strip() else ""
        note = told(used, "note") if used.note.strip() else Span("Recorded as used")
        said += [Span(" "), note, *([Span(f"{when}.")] if when else ended(note)[1:])]
    if one.shown:
        said.append(Span(f" {one.shown}"))
    elif one.leaves_trace:
        said.append(Span(" The case holds no rows of it."))
    return tuple(said)


def incident(snapshot: Snapshot) -> list[Block]:
    """The story before the timeline: only what the team writes."""
    made = told_in_paragraphs(snapshot.incident, "family_summary")
    if made or not snapshot.of(TimelineEntry):
        return made
    return [plain("What happened is set out below in order.")]


def words_used(snapshot: Snapshot) -> list[Block]:
    """The field's terms that this report uses, with their meaning. Under PSIRF those of root cause analysis stay out."""
    said = "\n".join(_texts(snapshot))
    lower = said.casefold()
    sif = snapshot.case.profile is Profile.SIF2015
    found = [one for one in glossary() if (sif or one.usage != "RCA") and _stands_in(one.term, said, lower)]
    rows = tuple(
        (
            one.term,
            (f"{one.stands_for}. " if one.stands_for else "")
            + one.meaning
            + (f" ({one.mark})" if one.mark else ""),
        )
        for one in found
    )
    return [TableBlock("Words used", (Column("Word", 3), Column("Meaning", 9)), rows)] if rows else []


def _texts(snapshot: Snapshot) -> Iterator[str]:
    """What the report prints of the case and the words of the framework it prints with it."""
    incident, words = snapshot.incident, profile(snapshot.case.profile)
    yield from (incident.summary, incident.terms_of_reference, incident.scope, snapshot.one(Involvement).note)
    yield from words.terms.values()
    for table in (TimelineEntry, Factor, Recommendation, Action, Question, LearningItem, ReportText):
        yield from (said_plainly(str(getattr(one, "text", ""))) for one in snapshot.of(table).values())


def _stands_in(term: str, said: str, lower: str) -> bool:
    """Whether a term stands in a text as a word of its own: as written if it has capitals inside, else in any case."""
    for form in re.split(r"\s*/\s*", re.sub(r"\s*\(.*\)$", "", term)):
        shout = any(letter.isupper() for letter in form[1:])
        needle, text = (form, said) if shout else (form.casefold(), lower)
        if needle in text and re.search(rf"(?<!\w){re.escape(needle)}s?(?!\w)", text):
            return True
    return False


def appendix(snapshot: Snapshot) -> list[Block]:
    """The evidence, what is not verified, and how to check the record."""
    made: list[Block] = []
    made += registers.evidence_table(snapshot)
    unverified = [one for one in snapshot.of(TimelineEntry).values() if one.verified is not True]
    if unverified:
        shown = ", ".join(one.code or shortened(one.text, 30) for one in unverified[:_NAMED])
        more = f" and {len(unverified) - _NAMED:,} more" if len(unverified) > _NAMED else ""
        made.append(
            plain(
                f"{counted(len(unverified), 'timeline entry is', 'timeline entries are')} not marked as checked against "
                f"the source: {shown}{more}."
            )
        )
    made += accepted_checks(snapshot)
    made += record.unplaced(snapshot)
    made.append(Heading(2, "The record behind this report", "record"))
    made.append(
        plain(
            "This report was made from a case file whose every step is kept in a chained journal. The head of the journal "
            f"when it was made is {snapshot.head}. Anyone who holds the case file can show with this line that its history "
            "has not been altered since: rca-workbench verify CASE --head HEAD."
        )
    )
    if snapshot.case.acknowledgement:
        made.append(Heading(2, "Source and licence", "licence"))
        made += paragraphs(snapshot.case.acknowledgement)
    return made


_NAMED = 60
"""Entries named in a row; more would be a page of codes nobody reads."""
