"""Words of the case that stand in the middle of a line: what an organisation can ask for in its own text and headers."""

import re
from collections.abc import Mapping

from rca_workbench.model import Snapshot, TeamMember
from rca_workbench.model.respond import TeamPart
from rca_workbench.model.time import TimeKind, said_in_words
from rca_workbench.model.time_said import date_words
from rca_workbench.model.words import word
from rca_workbench.report.document import Edition
from rca_workbench.report.template import Template

INLINE: Mapping[str, str] = {
    "title": "what the document is called in the case's framework",
    "case.title": "the title of the case",
    "case.reference": "the number your organisation knows it by",
    "marking": "the marking of the case, such as “Confidential: contains personal data”",
    "organisation": "the organisation",
    "service": "the service it happened in",
    "setting": "where it happened",
    "framework": "the framework of the case",
    "incident.date": "when it happened",
    "incident.found": "when it was found",
    "team": "the team, by role",
    "team.lead": "who leads the response, by role",
    "engagement.lead": "who keeps contact with those affected, by role",
    "oversight.lead": "who oversees the response, by role",
    "audience": "whom the document is for",
    "version": "the version, such as “Draft 2”",
    "date": "the day the document is made",
    "head": "the head of the journal, whole",
    "head.short": "the first 16 letters of the head of the journal",
    "page": "the number of the page",
    "pages": "how many pages there are",
    "acknowledgement": "source and licence, where the facts are not your own",
}
"""Every name, and what stands in its place."""

TYPED = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
"""A name as one types it."""


def inline(snapshot: Snapshot, plan: Template, edition: Edition) -> dict[str, str]:
    """What stands in place of each name, but for those that only a laid-out page knows. People by role only."""
    case, incident = snapshot.case, snapshot.incident
    found = {
        "title": plan.titles.get(case.profile, plan.title),
        "case.title": whole_title(case.title, incident.summary),
        "case.reference": case.reference,
        "marking": case.marking,
        "organisation": case.organisation,
        "service": incident.service,
        "setting": incident.setting,
        "framework": word(case.profile),
        "incident.date": "" if incident.start.kind is TimeKind.UNKNOWN else said_in_words(incident.start),
        "incident.found": "" if incident.found.kind is TimeKind.UNKNOWN else said_in_words(incident.found),
        "team": ", ".join(one.role for one in snapshot.of(TeamMember).values() if one.role),
        "audience": plan.audience,
        "version": edition.version,
        "date": date_words(edition.day.isoformat()),
        "head": snapshot.head,
        "head.short": snapshot.head[:16],
        "acknowledgement": case.acknowledgement,
    }
    for name, part in (
        ("team.lead", TeamPart.LEAD),
        ("engagement.lead", TeamPart.ENGAGEMENT_LEAD),
        ("oversight.lead", TeamPart.OVERSIGHT_LEAD),
    ):
        found[name] = ", ".join(
            one.role for one in snapshot.of(TeamMember).values() if one.part is part and one.role
        )
    return found


def filled(text: str, values: Mapping[str, str]) -> str:
    """Fixed words with the case's words in place of the placeholders in them."""
    return TYPED.sub(lambda found: values.get(found[1].lower(), found[0]), text)


def asked_in(text: str) -> tuple[str, ...]:
    """The names that fixed words ask for."""
    return tuple(name.lower() for name in TYPED.findall(text))


def whole_title(title: str, summary: str) -> str:
    """The title of a case; one that was cut from the account of what happened is printed to the end of its sentence."""
    begun, cut, _ = title.strip().partition("…")
    account = summary.strip().split("\n", 1)[0]
    if not cut or not account.startswith(begun):
        return title
    end = _SENTENCE_END.search(account, len(begun))
    whole = account[: end.start()] if end is not None else account
    return whole.rstrip(". ") if len(whole) <= _LONGEST_TITLE else title


_SENTENCE_END = re.compile(r"[.?!](?=\s|$)")
_LONGEST_TITLE = 280
"""Signs of a title that still stand well on the first page."""
