"""The questions of those affected with their answers, the factual-accuracy round, and support for staff, as printed.

People appear by role only; of staff it is said how many were supported, never who.
"""

from rca_workbench.analysis.accuracy import is_answered, shared, still_differing
from rca_workbench.analysis.invented import invented_words
from rca_workbench.analysis.questions import (
    QuestionStanding,
    QuestionState,
    asker,
    counted,
    is_in_terms,
    standing_of,
)
from rca_workbench.analysis.staff import for_nobody_named, staff, was_offered
from rca_workbench.model import Answer, Question, ReportText, Snapshot, shortened
from rca_workbench.model.entity import Entity
from rca_workbench.model.referring import said_plainly
from rca_workbench.model.time import Time, short_label
from rca_workbench.model.time_said import date_words
from rca_workbench.model.words import counted as count_of
from rca_workbench.model.words import word
from rca_workbench.report.document import (
    Block,
    Bullets,
    Column,
    Heading,
    Paragraph,
    Span,
    TableBlock,
    missing,
    plain,
    told,
    told_in_paragraphs,
)
from rca_workbench.report.telling import cell, ended


def questions(snapshot: Snapshot) -> list[Block]:
    """Each question in its own words: who asked and when, the answer, what bears it out, or why nobody can tell."""
    made: list[Block] = []
    for one in snapshot.of(Question).values():
        made.append(Paragraph((Span("“", bold=True), told(one, bold=True), Span("”", bold=True)), "Quote"))
        said = _asked(snapshot, one)
        if said:
            made.append(Paragraph((Span(said, quiet=True),), "Finding Detail"))
        made += _answer(standing_of(snapshot, one))
    return made


def in_brief(snapshot: Snapshot) -> list[Block]:
    """How many questions there are and how they stand, in a sentence."""
    found = counted(snapshot)
    total = sum(found.values())
    if not total:
        return []
    parts = []
    for state, said in (
        (QuestionState.ANSWERED, "answered in words in this report"),
        (QuestionState.POINTED, "answered by pointing to where the answer is"),
        (QuestionState.CANNOT, "that cannot be answered, as was agreed"),
        (QuestionState.OPEN, "not yet answered"),
    ):
        if found[state]:
            parts.append(f"{found[state]} {said}")
    return [plain(f"{count_of(total, 'question')} from those affected: {', '.join(parts)}.")]


def accuracy(snapshot: Snapshot) -> list[Block]:
    """Who was asked whether the facts are right, what came back, and where views still differ."""
    found = shared(snapshot)
    if not found:
        return []
    made: list[Block] = [Heading(2, "Factual accuracy", "accuracy")]
    rows = tuple(
        (
            one.to or "Not said",
            date_words(one.review.sent) if one.review.sent else "",
            one.review.means,
            one.words,
            str(len(one.comments)) if one.comments else "",
        )
        for one in found
    )
    columns = (
        Column("To whom, by role", 4), Column("Sent", 3), Column("How", 4), Column("What came of it", 4),
        Column("Comments", 2),
    )  # fmt: skip
    made.append(TableBlock("Who was asked whether the facts are right", columns, rows))
    comments = tuple(
        (
            each.by or one.to,
            f"“{each.quote}”" if each.quote else "",
            each.text,
            word(each.state),
            cell(each, "reply"),
        )
        for one in found
        for each in one.comments
    )
    if comments:
        columns = (
            Column("From", 3), Column("About the words", 4), Column("What they say", 5), Column("Outcome", 2),
            Column("Reply", 5),
        )  # fmt: skip
        made.append(TableBlock("What they say, and the replies", columns, comments))
    differing = [one for one in still_differing(snapshot) if is_answered(one)]
    if differing:
        views = "view still differs" if len(differing) == 1 else "views still differ"
        made.append(
            plain(f"{len(differing)} {views} from this report. Both are printed above, with the reason.")
        )
    return made


def staff_support(snapshot: Snapshot) -> list[Block]:
    """That support was offered to staff, and that they were heard and told: how many, never who."""
    people = staff(snapshot)
    known = [one for each in people for one in each.offers] + list(for_nobody_named(snapshot))
    offers = [one for one in known if was_offered(one)]
    if not known:
        return []
    made = f"{count_of(len(offers), 'offer')} of support to staff {'is' if len(offers) == 1 else 'are'} recorded."
    said = [made if offers else "That support was offered to staff is not recorded yet."]
    offered = sum(one.offered for one in people)
    if people:
        said.append(f"{offered} of {len(people)} members of staff known to this report had one.")
    for count, words in (
        (sum(one.taken_up is Answer.YES for one in offers), "taken up"),
        (sum(one.taken_up is Answer.NO for one in offers), "not taken up"),
    ):
        if count:
            said.append(f"{count_of(count, 'offer')} {'was' if count == 1 else 'were'} {words}.")
    invited = sum(one.invited for one in people)
    if invited:
        said.append(f"{invited} {'was' if invited == 1 else 'were'} invited to contribute.")
    told = sum(one.told for one in people)
    if told:
        said.append(f"The findings were shared with {told} of {count_of(len(people), 'member')} of staff.")
    if groups := sum(bool(one.feedback) for one in for_nobody_named(snapshot)):
        said.append(f"They were shared with {count_of(groups, 'group')} of staff as a whole.")
    return [Heading(2, "Support for staff", "support"), plain(" ".join(said))]


def _asked(snapshot: Snapshot, one: Question) -> str:
    who = asker(snapshot, one)
    said = [who[:1].upper() + who[1:]] if who else []
    said += [short_label(one.asked)] if one.asked != Time() else []
    said += ["in the terms of reference"] if is_in_terms(snapshot, one) else []
    said += [invented_words(one).lower()] if one.invented else []
    told = ", ".join(said)
    return f"{told[:1].upper()}{told[1:]}." if told else ""


def _answer(there: QuestionStanding) -> list[Block]:
    question = there.question
    made: list[Block] = told_in_paragraphs(question, "answer")
    if question.replied:
        made.append(
            Paragraph((Span(f"This answer was given on {date_words(question.replied)}.", quiet=True),))
        )
    if question.cannot_answer.strip():
        agreed = f" This was agreed with {question.agreed.strip()}." if question.agreed.strip() else ""
        why = ended(told(question, "cannot_answer"))
        made.append(Paragraph((Span("This cannot be answered: "), *why, Span(agreed))))
    if there.stands:
        made.append(Bullets(tuple((Span(shortened(_titled(one), 240)),) for one in there.stands)))
    if there.state is QuestionState.OPEN:
        made.append(missing(there.why or "Not yet answered."))
    return made


def _titled(one: Entity) -> str:
    if isinstance(one, ReportText):
        return f"This report, {one.section.replace('_', ' ')}: {said_plainly(one.text)}"
    return one.title
