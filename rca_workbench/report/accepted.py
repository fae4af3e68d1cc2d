"""The checks a team let stand, as a reader of the report is told of them: what each asks, of what, and why it stands."""

from typing import TYPE_CHECKING

from rca_workbench.leaks import NAMES
from rca_workbench.model import CheckOverride, Entity, Factor, Link, Snapshot, shortened
from rca_workbench.model.fields import Text
from rca_workbench.model.time_said import date_words
from rca_workbench.report.document import Block, Bullets, Heading, Span, plain

if TYPE_CHECKING:
    from rca_workbench.checks import Rule

_LONGEST = 120


def accepted_checks(snapshot: Snapshot) -> list[Block]:
    """Checks the team let stand, with the reason, who gave it and when."""
    overrides = [one for one in snapshot.of(CheckOverride).values() if not one.rule.startswith(NAMES)]
    if not overrides:
        return []
    from rca_workbench.checks import all_rules  # the window starts with the report, and without the linter

    rules = {one.id: one for one in all_rules()}
    items = tuple(_item(one, rules.get(one.rule), snapshot) for one in overrides)
    return [
        Heading(2, "Checks let stand", "accepted_checks"),
        plain("The program checks how a case is argued and worded. These points the team has let stand, with its reasons."),
        Bullets(items),
    ]  # fmt: skip


def _item(one: CheckOverride, rule: "Rule | None", snapshot: Snapshot) -> tuple[Span, ...]:
    about = snapshot.find(one.subject)
    title = Span(rule.title, bold=True) if rule is not None else Span(one.rule, bold=True)
    named = f" ({one.rule})" if rule is not None else ""
    of = f", of {_called(about, snapshot)}" if about is not None else ", of the case as a whole"
    said = (
        f", about the words “{shortened(one.said, _LONGEST)}”" if one.said and not _is_all(one, about) else ""
    )
    reason = one.reason.strip().rstrip(".") or "no reason given, so it is not settled"
    return title, Span(f"{named}{of}{said}: {reason}. {_by(one)}".rstrip())


def _by(one: CheckOverride) -> str:
    by = f" by {one.by}" if one.by else ""
    on = f" on {date_words(one.on)}" if one.on else ""
    return f"Accepted{by}{on}." if by or on else ""


def _called(one: Entity, snapshot: Snapshot) -> str:
    if isinstance(one, Link):
        ends = (snapshot.get(Factor, id) for id in (one.source, one.target))
        cause, effect = (shortened(end.text, 60) if end else "something removed" for end in ends)
        return f"the link from “{cause}” to “{effect}”"
    words = shortened(str(getattr(one, one.kind.title_field, "") or ""), _LONGEST)
    code = f" {getattr(one, 'code', '')}".rstrip()
    return f"{one.kind.word}{code} “{words}”" if words else f"{one.kind.word}{code}"


def _is_all(one: CheckOverride, about: Entity | None) -> bool:
    """Whether the words it is about are those that name the thing already."""
    field = about.kind.by_name.get(about.kind.title_field) if about is not None else None
    return (
        about is not None
        and field is not None
        and isinstance(field.type, Text)
        and getattr(about, field.name) == one.said
    )
