"""Snapshot and template to a document; and how far each section has come."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rca_workbench.analysis.invented import invented_notice
from rca_workbench.analysis.prose import pieces, rendered
from rca_workbench.model import ReportText, Snapshot
from rca_workbench.model.time_said import date_words
from rca_workbench.model.words import word
from rca_workbench.report.builders import GREETINGS, PICTURES, built
from rca_workbench.report.document import (
    Block,
    Copy,
    Document,
    Edition,
    FieldKey,
    Heading,
    Paragraph,
    PictureBlock,
    Span,
    StandsAt,
    TableBlock,
    Turn,
    key_of,
    missing,
    paragraphs,
    plain,
    spans_of,
)
from rca_workbench.report.inline import filled, inline, whole_title
from rca_workbench.report.standing import Stretch, sections_of, stretches
from rca_workbench.report.template import SectionPlan, Template, template

Maker = Callable[[str, Snapshot, Edition], list[Block]]
"""Makes what a section holds: `built`, or one that keeps what it made (`remaking.py`)."""


@dataclass(frozen=True, slots=True)
class Section:
    """One section in the outline of a draft."""

    id: str
    heading: str
    level: int
    state: str
    """"written" (the team wrote in it), "made" (from the case) or "missing"."""
    said: str
    instead: bool = False
    """What the team writes stands in place of what the case makes."""


def build(
    snapshot: Snapshot,
    name: str | Template,
    edition: Edition,
    *,
    pictures: bool = True,
    make: Maker = built,
) -> Document:
    """The report of a case as a document. `pictures` False leaves the drawn ones out; `make` makes what sections hold."""
    plan = template(name) if isinstance(name, str) else name
    if edition.head:  # the appendix prints the same head as the footer
        snapshot = snapshot.changed((), (), edition.head)
    case, incident = snapshot.case, snapshot.incident
    values = inline(snapshot, plan, edition)
    blocks: list[Block] = []
    parts = stretches(plan)
    for part in parts:
        if part.name != "report" or len(parts) > 1:
            blocks.append(StandsAt(part.name))
        if part.heading:
            blocks.append(Heading(part.level, filled(part.heading, values), part.name.replace(" ", "_")))
        blocks += _stretch(snapshot, plan, part, edition, values, pictures, make)
    if notice := invented_notice(snapshot):
        # Under the first heading, which may begin a page: above it the notice would stand on a page of its own.
        begins = next((at for at, one in enumerate(blocks) if not isinstance(one, StandsAt | Turn)), 0)
        headed = begins < len(blocks) and isinstance(blocks[begins], Heading)
        blocks.insert(begins + headed, plain(notice))
    if edition.copy is Copy.SIGNED:
        blocks.insert(len(blocks) - (parts[-1].name == ""), _last_line(edition, snapshot.head))
    facts = (
        ("Reference", case.reference),
        ("Framework", word(case.profile)),
        ("Organisation", case.organisation),
        ("Service", incident.service),
        ("Version", edition.version),
        ("Date", date_words(edition.day.isoformat())),
    )
    return Document(
        title=plan.titles.get(case.profile, plan.title),
        subtitle=whole_title(case.title, incident.summary),
        reference=case.reference,
        organisation=case.organisation,
        marking=case.marking,
        edition=edition,
        date=date_words(edition.day.isoformat()),
        head=snapshot.head,
        facts=tuple((name, said) for name, said in facts if said),
        acknowledgement=case.acknowledgement,
        blocks=tuple(blocks),
        template=plan.name,
        inline=tuple(values.items()),
    )


def _stretch(
    snapshot: Snapshot,
    plan: Template,
    part: Stretch,
    edition: Edition,
    values: Mapping[str, str],
    pictures: bool,
    make: Maker,
) -> list[Block]:
    """The sections that stand at one place, upright again at its end."""
    made: list[Block] = []
    across = False
    contents = [_content(snapshot, plan, section, edition, pictures, make) for section in part.sections]
    for number, (section, content) in enumerate(zip(part.sections, contents, strict=True)):
        if not content and not _is_fixed(section) and not _heads_others(part.sections, contents, number):
            continue
        if section.landscape != across:
            across = section.landscape
            made.append(Turn(across))
        made.append(
            Heading(section.level, filled(section.heading(snapshot.case.profile), values), section.id)
        )
        if section.text:
            made += paragraphs(filled(section.text, values))
        made += content
    if across:
        made.append(Turn(False))
    return made


def _last_line(edition: Edition, head: str) -> Paragraph:
    """What the last page of a signed file says: with it the history of the case can be held against the file."""
    return plain(
        f"{edition.version}, made to be signed off on {date_words(edition.day.isoformat())}. Journal head of the case it "
        f"was made from: {head}"
    )


def outline(
    snapshot: Snapshot,
    name: str,
    today: date,
    *,
    known: Sequence[Section] = (),
    rewritten: Collection[str] | None = None,
    make: Maker = built,
) -> list[Section]:
    """How far each section has come.

    Where nothing changed but what the team wrote in the sections `rewritten`, the others are taken over from `known`, the
    outline before: to make a section only to see that it is there takes long in a large case.
    """
    plan = template(name)
    before = {one.id: one for one in known} if rewritten is not None else {}
    return [
        before[section.id]
        if section.id in before and section.id not in (rewritten or ())
        else _outlined(snapshot, plan, section, Edition(today), make)
        for section in sections_of(plan)
    ]


def _outlined(
    snapshot: Snapshot, plan: Template, section: SectionPlan, edition: Edition, make: Maker
) -> Section:
    written = bool(_written(snapshot, plan, section, edition))
    content = _content(snapshot, plan, section, edition, False, make)
    gaps = [one for one in content if isinstance(one, Paragraph) and one.style == "Placeholder"]
    if written:
        state, said = "written", ""
    elif gaps:
        state, said = "missing", gaps[0].spans[0].text
    elif section.required and not content:
        state, said = "missing", section.asks
    else:
        state, said = "made", section.asks and f"Made from the case. {section.asks}"
    heading = section.heading(snapshot.case.profile)
    return Section(section.id, heading, section.level, state, said, section.instead)


def _heads_others(sections: Sequence[SectionPlan], contents: Sequence[list[Block]], number: int) -> bool:
    """Whether a section has something under it, in sections of a deeper level that follow."""
    below = zip(sections[number + 1 :], contents[number + 1 :], strict=True)
    for section, content in below:
        if section.level <= sections[number].level:
            return False
        if content:
            return True
    return False


def _content(
    snapshot: Snapshot, plan: Template, section: SectionPlan, edition: Edition, pictures: bool, make: Maker
) -> list[Block]:
    content: list[Block] = list(_written(snapshot, plan, section, edition))
    greeting = GREETINGS.get(section.made_by) if content else None
    replaced = bool(content) and (section.instead or greeting is not None)
    if greeting is not None and not _greets(content[0]):
        content = [*greeting(snapshot), *content]
    if section.made_by and not replaced and (pictures or section.made_by not in PICTURES):
        made = _with_ids(section.id, make(section.made_by, snapshot, edition))
        content += _without_gaps(made) if content else made
    if not content and section.required:
        content.append(_to_write(plan, section) if edition.copy is Copy.REVIEW else missing())
    return content


def _greets(first: Block) -> bool:
    """Whether the team's own words begin with a greeting already."""
    return "".join(span.text for span in spans_of(first)).lstrip().casefold().startswith("dear ")


def _without_gaps(made: Sequence[Block]) -> Iterator[Block]:
    """What the case makes beside the team's own words, which stand for what it could not say.

    A gap right under a heading stays: a heading over nothing would say less.
    """
    before: Block | None = None
    for one in made:
        gap = isinstance(one, Paragraph) and one.style == "Placeholder"
        if not gap or isinstance(before, Heading):
            yield one
        before = one


def _to_write(plan: Template, section: SectionPlan) -> Paragraph:
    """Where a reader can write what the team has not."""
    return Paragraph((Span("", of=FieldKey(ReportText.kind.name, f"{plan.name}:{section.id}", "text")),))


def _with_ids(section: str, made: Sequence[Block]) -> list[Block]:
    """Tables and figures with a caption under a name of their own, so that the team's words can refer to each."""
    taken = {one.id for one in made if isinstance(one, TableBlock | PictureBlock)}
    named: list[Block] = []
    for one in made:
        if isinstance(one, TableBlock | PictureBlock) and one.caption and not one.id:
            words = re.sub(r"\W+", "_", one.caption.casefold())[:_LONGEST_NAME].strip("_")
            name, number = f"{section}_{words}", 1
            while name in taken:
                number += 1
                name = f"{section}_{words}_{number}"
            taken.add(name)
            named.append(replace(one, id=name))
        else:
            named.append(one)
    return named


_LONGEST_NAME = 40
"""Letters of a caption that its place is named by."""


def _is_fixed(section: SectionPlan) -> bool:
    """Whether a section holds nothing but fixed words: it stands though neither case nor team adds to it."""
    return bool(section.text) and not section.made_by and not section.required


def _written(snapshot: Snapshot, plan: Template, section: SectionPlan, edition: Edition) -> list[Block]:
    """What the team wrote, references in words; of a copy that is only read, references to its parts lead there."""
    found = snapshot.pointed_from(ReportText, "section", section.id)
    text = next((one for one in found if one.template in ("", plan.name)), None)
    if text is None:
        return []
    key = key_of(text, "text")
    return [
        Paragraph(_line(snapshot, line, key, part, whole=edition.copy is Copy.REVIEW))
        for part, line in enumerate(text.text.split("\n"))
        if line.strip()
    ]


def _line(snapshot: Snapshot, line: str, key: FieldKey, part: int, *, whole: bool) -> tuple[Span, ...]:
    """A line of the team's. `whole`: in one span, so that it can be given one control and compared as it comes back."""
    if whole:
        return (Span(rendered(snapshot, line), of=key, part=part),)
    return tuple(
        Span(one, of=key, part=part)
        if isinstance(one, str)
        else Span(one.words, of=key, part=part, to=one.to)
        for one in pieces(snapshot, line)
    )
