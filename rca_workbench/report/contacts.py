"""The record of contact with those affected and of the Duty of Candour, by role: decision, steps with content, promises."""

from datetime import date

from rca_workbench.analysis.candour import (
    CandourLine,
    StepState,
    candour_lines,
    candour_reading,
    candour_state,
    letter_contents,
    step_id,
)
from rca_workbench.analysis.contacts import (
    contacts_in_order,
    days_words,
    open_promises,
    plan_states,
    promise_late,
)
from rca_workbench.analysis.reaching import attempts_rule, reaching
from rca_workbench.model import (
    Actor,
    Answer,
    CandourStep,
    CandourTest,
    Contact,
    ContactPlan,
    EvidenceItem,
    Snapshot,
)
from rca_workbench.model.time import Time, short_label
from rca_workbench.model.time_said import date_words
from rca_workbench.model.words import word
from rca_workbench.reference.candour import candour_steps, no_contact, provider_type, relevant_persons
from rca_workbench.reference.versions import list_words
from rca_workbench.report.document import (
    Block,
    Bullets,
    Cell,
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
from rca_workbench.report.telling import cell, ended, fact, field_detail, stacked

STATES = {
    StepState.OPEN: "Not recorded",
    StepState.PART: "In part",
    StepState.DONE: "Done",
    StepState.DECLINED: "Declined by them",
    StepState.UNREACHABLE: "Could not be reached",
    StepState.TRYING: "Not yet shown",
    StepState.EXCUSED: "Falls away",
}
"""How far a step has come, as papers say it."""
_APPLIES = {
    Answer.YES: "Regulation 20 applies.",
    Answer.NO: "Regulation 20 was found not to apply.",
    Answer.NOT_KNOWN: "Whether regulation 20 applies is not known yet; until it is, the steps are taken as though it did.",
    Answer.NOT_APPLICABLE: "Regulation 20 was found not to apply.",
}


# -- sections of documents ----------------------------------------------------------------------------------


def decision(snapshot: Snapshot) -> list[Block]:
    """Whether regulation 20 applies: the test, the decision with its reason, and apart from both the professional duty."""
    test = snapshot.one(CandourTest)
    made: list[Block] = []
    if test.applies is None:
        made.append(missing("Whether regulation 20 applies is not decided yet."))
    else:
        made.append(Paragraph((Span(_APPLIES[test.applies], bold=True),)))
        made += told_in_paragraphs(test, "reason")
    reading = candour_reading(snapshot)
    answered: tuple[tuple[Cell, ...], ...] = tuple(
        (one.part.test[:1].upper() + one.part.test[1:], word(one.answer) or "Not answered",
         cell(one.given, "reason") if one.given is not None else "")
        for one in reading.parts
    )  # fmt: skip
    if any(one.given is not None for one in reading.parts):
        columns = (Column("Part of the test", 5), Column("Answer", 2), Column("Why", 6))
        made.append(TableBlock("The test of regulation 20: all three parts have to hold", columns, answered))
    kind = provider_type(test.provider_type)
    basis = next((one for one in relevant_persons() if one.id == test.basis), None)
    facts: tuple[tuple[str, Cell], ...] = (
        ("Kind of provider", kind.label if kind is not None else ""),
        ("Harm that counts, or could result", cell(test, "harms")),
        ("Whose opinion", test.opinion),
        ("Aware since", _when(test.aware) if test.aware != Time() else ""),
        ("Decided by", ", ".join(part for part in (test.by, date_words(test.on) if test.on else "") if part)),
        ("Relevant person", _role(snapshot, test.person)),
        ("Why it is them", _marked(basis.who, basis.mark) if basis is not None else ""),
        ("Lead contact", test.lead),
        ("Judged by", list_words(test.list_version)),
    )
    rows = tuple((name, said) for name, said in facts if said)
    if rows:
        made.append(TableBlock("The decision", (Column("What", 4), Column("As recorded", 9)), rows))
    return [*made, *_professional(test)]


def steps(snapshot: Snapshot) -> list[Block]:
    """Each step with its content: when, by whom, how, who was there, what was said, the apology in the words used."""
    state = candour_state(snapshot)
    own = tuple(one for one in snapshot.of(CandourStep).values() if not step_id(one))
    lines = [one for one in candour_lines(snapshot) if state.owed or one.steps]
    if not lines and not own:
        return (
            [] if state.applies is Answer.NO else [missing("No step of the Duty of Candour is recorded yet.")]
        )
    columns = (Column("Step", 5), Column("State", 3), Column("When", 3), Column("By, and how", 4))
    made: list[Block] = [
        TableBlock("Steps of the Duty of Candour", columns, tuple(_brief(one) for one in lines))
    ]
    for line in lines:
        for one in line.steps:
            made += _content(snapshot, line.label, one)
    for one in own:
        made += _content(snapshot, one.step or "Record", one)
    return [*made, *_letter(snapshot), *_no_contact(snapshot)]


def contacts(snapshot: Snapshot, day: date) -> list[Block]:
    """Who is kept in touch with and how, and every contact in order, with what was said and promised."""
    made = _plans(snapshot, day)
    found = list(reversed(contacts_in_order(snapshot)))
    if not found and snapshot.of(CandourStep):
        said = "No contact is in the log beside what is recorded of the Duty of Candour above."
        return [*made, plain(said)]
    if not found:
        return [*made, missing("No contact is recorded yet.")]
    columns = (
        Column("When", 3), Column("With, by whom", 4), Column("How, and what came of it", 4), Column("What was said", 7),
        Column("Promised", 4),
    )  # fmt: skip
    return [*made, TableBlock("Contacts", columns, tuple(_contact(snapshot, one) for one in found))]


def promises(snapshot: Snapshot, day: date) -> list[Block]:
    """What was promised and is still open, with what is past its day said."""
    found = open_promises(snapshot)
    if not found:
        promised = any(one.promised.strip() for one in snapshot.of(Contact).values())
        return [plain("No promise is open." if promised else "Nothing was promised, as far as is recorded.")]
    rows: list[tuple[Cell, ...]] = []
    for one in found:
        late = promise_late(one, day)
        due = date_words(one.next) if one.next else "No day given"
        past = f", {late} day{'s' if late > 1 else ''} late" if late else ""
        rows.append((cell(one, "promised"), _role(snapshot, one.person), _when(one.when), f"{due}{past}"))
    columns = (Column("What was promised", 7), Column("To", 3), Column("When", 3), Column("For", 4))
    return [TableBlock("Promises still open", columns, tuple(rows))]


# -- what the investigation report says of both --------------------------------------------------------------


def in_brief(snapshot: Snapshot) -> list[Block]:
    """Contacts, contact plans and candour as a reader of the report needs them; what was said stays in the case."""
    made: list[Block] = []
    plans = tuple(_plan(snapshot, one) for one in snapshot.of(ContactPlan).values())
    log: tuple[tuple[Cell, ...], ...] = tuple(
        (_when(one.when), _role(snapshot, one.person), one.by, one.means, cell(one, "promised"))
        for one in reversed(contacts_in_order(snapshot))
    )
    if plans or log:
        made.append(Heading(2, "Contacts", "contacts"))
    if plans:
        made.append(TableBlock("How they were kept in touch with", _PLAN_COLUMNS, plans))
    if log:
        columns = (
            Column("When", 3), Column("With", 3), Column("By, by role", 3), Column("How", 2),
            Column("What was promised", 5),
        )  # fmt: skip
        made.append(TableBlock("Contacts", columns, log))
    return [*made, *_candour_in_brief(snapshot)]


def _candour_in_brief(snapshot: Snapshot) -> list[Block]:
    state, test = candour_state(snapshot), snapshot.one(CandourTest)
    recorded = list(snapshot.of(CandourStep).values())
    if not recorded and state.applies is None:
        return []
    made: list[Block] = [Heading(2, "Duty of Candour", "candour")]
    if state.applies is not None:
        reason = (Span(" "), *ended(told(test, "reason"))) if test.reason.strip() else ()
        made.append(Paragraph((Span(_APPLIES[state.applies]), *reason)))
    lines = [one for one in candour_lines(snapshot) if one.steps or (state.owed and one.required)]
    rows = [_brief(one) for one in lines]
    rows += [(one.step, word(one.became), _when(one.when), _by(one)) for one in recorded if not step_id(one)]
    columns = (Column("Step", 5), Column("State", 3), Column("When", 3), Column("By, and how", 4))
    if rows:
        made.append(TableBlock("Duty of Candour", columns, tuple(rows)))
    return [*made, *_no_contact(snapshot)]


# -- inside -------------------------------------------------------------------------------------------------

_PLAN_COLUMNS = (
    Column("With", 4),
    Column("Who of us keeps contact", 4),
    Column("How far they take part", 4),
    Column("News", 3),
)


def _plan(snapshot: Snapshot, one: ContactPlan) -> tuple[str, ...]:
    every = f"At least every {days_words(one.every)}" if one.every else ""
    return _role(snapshot, one.person), one.lead, word(one.involved_as) or "Not said", every


def _plans(snapshot: Snapshot, day: date) -> list[Block]:
    states = plan_states(snapshot, day)
    if not states:
        return [missing("Nobody is named yet who keeps in touch with them.")]
    made: list[Block] = []
    rows = []
    for state in states:
        news = state.words or f"By {date_words(state.due)}"
        rows.append((*_plan(snapshot, state.plan), news))
    made.append(
        TableBlock("How they are kept in touch with", (*_PLAN_COLUMNS, Column("Next", 4)), tuple(rows))
    )
    offers = [one.plan for one in states if one.plan.support.strip()]
    if offers:
        made.append(Bullets(tuple(_support(snapshot, one) for one in offers)))
    return made


def _support(snapshot: Snapshot, one: ContactPlan) -> tuple[Span, ...]:
    who = _role(snapshot, one.person) or "them"
    return Span(f"Support for {who}: ", bold=True), told(one, "support")


def _contact(snapshot: Snapshot, one: Contact) -> tuple[Cell, ...]:
    who = "\n".join(part for part in (_role(snapshot, one.person), f"by {one.by}" if one.by else "") if part)
    how = "\n".join(part for part in (one.means, word(one.reached)) if part)
    kept = (f"kept {date_words(one.kept)}" if one.kept else "open") if one.promised.strip() else ""
    return _when(one.when), who, how, cell(one, "said"), stacked(cell(one, "promised"), kept)


def _brief(line: CandourLine) -> tuple[str, ...]:
    last = line.steps[-1] if line.steps else None
    state = STATES[line.state]
    if line.state is StepState.PART and line.lacking:
        letter = any(one.startswith("that the letter") for one in line.lacking)
        rest = [one for one in line.lacking if not one.startswith("that the letter")]
        state = f"{state}, still missing: {'; '.join([*rest, *(['all that the letter has to hold'] if letter else [])])}"
    when = _when(last.when) if last is not None and last.when != Time() else ""
    rule = next((one for one in candour_steps() if one.id == line.id), None)
    label = _marked(line.label, rule.mark) if rule is not None else line.label
    return label, state, when, _by(last) if last is not None else ""


def _by(one: CandourStep) -> str:
    return ", ".join(part for part in (one.by, one.means) if part)


def _content(snapshot: Snapshot, title: str, one: CandourStep) -> list[Block]:
    """One record in words; nothing where it says no more than the table above it."""
    item = snapshot.get(EvidenceItem, one.document)
    letter = f"{item.code} {item.name}".strip() if item is not None else ""
    if not any(part.strip() for part in (one.present, one.said, one.apology, letter, one.outcome)):
        return []
    return [
        Paragraph((Span(f"{title}, {_when(one.when)}", bold=True),)),
        *fact("With", _role(snapshot, one.person)),
        *fact("Who was there", one.present),
        *field_detail("What was said", one, "said", style="Normal"),
        *field_detail("Apology, in the words used", one, "apology", style="Normal"),
        *fact("Letter or record", letter),
        *fact("What became of it", word(one.became)),
        *field_detail("Outcome, or attempts made", one, "outcome", style="Normal"),
    ]


def _letter(snapshot: Snapshot) -> list[Block]:
    """What the written notification holds of what the law asks, where one was recorded."""
    if not any(step_id(one) == "DC-09" for one in snapshot.of(CandourStep).values()):
        return []
    rows = tuple(
        (said[:1].upper() + said[1:], word(answer) or "Not said")
        for _, said, answer in letter_contents(snapshot)
    )
    columns = (Column("What the law asks the written notification to hold", 8), Column("In it", 3))
    return [TableBlock("The written notification", columns, rows)]


def _no_contact(snapshot: Snapshot) -> list[Block]:
    """Each attempt, where the person declined or could not be reached: paragraph 5 asks for a record of them."""
    line = next((one for one in candour_lines(snapshot) if one.id == "DC-03"), None)
    if line is None or line.state not in (StepState.DECLINED, StepState.UNREACHABLE, StepState.TRYING):
        return []
    found, rule = reaching(snapshot), no_contact()
    tried = [*found.attempts, *([found.declined] if found.declined is not None else [])]
    law = f"Paragraph {rule.paragraph}: where the {rule.trigger}, {_begun(rule.effect)}."
    made: list[Block] = [plain(f"{law} {found.words}")]
    rows = tuple(
        (
            _when(one.when),
            one.means,
            one.by,
            ", ".join(part for part in (word(one.reached), one.said) if part),
        )
        for one in tried
    )
    if rows:
        columns = (
            Column("When", 3),
            Column("How", 3),
            Column("By, by role", 3),
            Column("What came of it", 6),
        )
        made.append(TableBlock("Attempts to reach them", columns, rows))
    return [*made, plain(attempts_rule())] if line.state is not StepState.DECLINED else made


def _professional(test: CandourTest) -> list[Block]:
    if test.professional is None and not test.professional_note.strip():
        return []
    met = word(test.professional) or "Not said"
    said = f"Met by the clinicians: {met[:1].lower()}{met[1:]}. It changes nothing in the statutory duty."
    return [
        Paragraph((Span("The professional duty, apart. ", bold=True), Span(said))),
        *told_in_paragraphs(test, "professional_note"),
    ]


def _marked(said: str, mark: str) -> str:
    words = said[:1].upper() + said[1:]
    return f"{words} ({mark[:1].lower()}{mark[1:]})" if mark else words


def _begun(text: str) -> str:
    return f"{text[:1].lower()}{text[1:]}"


def _role(snapshot: Snapshot, id: str | None) -> str:
    actor = snapshot.get(Actor, id)
    return actor.role if actor else ""


def _when(time: Time) -> str:
    return short_label(time) if time != Time() else "Not recorded"
