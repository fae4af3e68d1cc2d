"""Learning in the full report: each lesson with where it comes from, where it went, and whether it is seen in practice."""

from rca_workbench.analysis.learning import Lesson
from rca_workbench.analysis.learning import learning as read
from rca_workbench.model import Answer, Sharing, Snapshot, shortened
from rca_workbench.model.time_said import date_words
from rca_workbench.reference.learning import form_label
from rca_workbench.report.document import Block, Heading, Paragraph, Span, missing, plain, told
from rca_workbench.report.telling import ended, field_detail


def learning(snapshot: Snapshot) -> list[Block]:
    """Lessons and how they are passed on; then whether those affected, and who reported, have heard."""
    found = read(snapshot)
    if not found.lessons:
        return []
    made = [block for one in found.lessons for block in _lesson(snapshot, one)]
    if found.bulletins:
        went = "; ".join(_went(one) for one in found.bulletins)
        made.append(plain(f"All of this went out together: {went}."))
    if found.unnamed:
        went = "; ".join(_went(one) for one in found.unnamed)
        made.append(plain(f"Which lesson it was for is not said: {went}."))
    made.append(Heading(3, "Feedback", "learning_feedback"))
    for sharings, who in (
        (found.to_affected, "Those affected"),
        (found.to_reporter, "Who reported the incident"),
    ):
        told = "; ".join(_went(one) for one in sharings)
        made.append(_detail(f"{who}: ", told) if told else missing(f"{who}: no feedback is recorded yet."))
    return made


def _lesson(snapshot: Snapshot, one: Lesson) -> list[Block]:
    item = one.item
    about = [each for each in (snapshot.find(id) for id in item.about) if each is not None]
    lines = (
        ("Comes from", "; ".join(shortened(each.title, 90).rstrip(".") for each in about)),
        ("Went out", "; ".join(_went(each) for each in one.sharings)),
        ("Seen in practice", _seen(one)),
    )
    comes, went, seen = ([_detail(f"{name}: ", said)] if said else [] for name, said in lines)
    return [
        Paragraph(ended(told(item, bold=True)), "Finding"),
        *comes,
        *field_detail("Shared with", item, "audience"),
        *field_detail("By way of", item, "route"),
        *went,
        *field_detail("Training and supervision", item, "practice"),
        *seen,
    ]


def _went(one: Sharing) -> str:
    """One sharing in words: its form, to whom, when and how many it reached. What came back stays in the case."""
    to = f" to {one.to}" if one.to else ""
    more = [date_words(one.on)] if one.on else []
    more += [one.reference] if one.reference else []
    more += [f"reached {one.reach}"] if one.reach else []
    more += ["beyond the team"] if one.beyond else []
    brackets = f" ({', '.join(more)})" if more else ""
    return f"{form_label(one.form) or 'shared'}{to}{brackets}"


def _seen(one: Lesson) -> str:
    on = f", {date_words(one.item.seen_on)}" if one.item.seen_on else ""
    if one.item.seen is Answer.YES and not one.seen:
        return f"said to be seen{on}; where and how is not said"
    how = f": {one.item.seen_how}" if one.item.seen_how else ""
    match one.item.seen:
        case Answer.YES:
            return f"yes{on}{how}"
        case Answer.NO:
            return f"looked at, and not seen{on}{how}"
        case Answer.NOT_APPLICABLE:
            return f"does not apply{how}"
    return f"not looked at yet, to be reviewed on {date_words(one.item.review)}" if one.item.review else ""


def _detail(name: str, said: str) -> Paragraph:
    return Paragraph((Span(name, quiet=True), Span(said.rstrip(".") + ".")), "Finding Detail")
