"""What a reader has to know of a document before reading it: which version it is, who made it, where it went.

People appear by role only.
"""

from rca_workbench.model import (
    Profile,
    Review,
    ReviewedDraft,
    ReviewKind,
    SignOff,
    Snapshot,
    TeamMember,
    TeamPart,
)
from rca_workbench.model.fault import Fault
from rca_workbench.model.time_said import date_words
from rca_workbench.model.words import counted
from rca_workbench.reference import profile
from rca_workbench.report.document import (
    Block,
    Column,
    Copy,
    Edition,
    TableBlock,
    missing,
    plain,
)
from rca_workbench.report.telling import ROOM
from rca_workbench.report.template import title_of

_STATUS = {
    Copy.REVIEW: "Draft for comment",
    Copy.READING: "Draft, not signed off",
    Copy.SIGNED: "Made to be signed off",
}


def document_control(snapshot: Snapshot, edition: Edition) -> list[Block]:
    """Which document this is: reference, version, date, status, who led the work, and how it can be checked."""
    case = snapshot.case
    rows = (
        ("Incident reference", case.reference),
        ("Version", edition.version),
        ("Date", date_words(edition.day.isoformat())),
        ("Status", _STATUS[edition.copy]),
        ("Organisation", case.organisation),
        ("Framework", profile(case.profile).name),
        ("Led by", _roles(snapshot, TeamPart.LEAD)),
        ("Contact with those affected", _roles(snapshot, TeamPart.ENGAGEMENT_LEAD)),
        ("Overseen by", _roles(snapshot, TeamPart.OVERSIGHT_LEAD)),
        ("Marking", case.marking),
    )
    known = tuple((name, said) for name, said in rows if said)
    return [TableBlock("", (Column("What", 3), Column("As it stands", 8)), known)]


def distribution(snapshot: Snapshot) -> list[Block]:
    """Who has had a draft of this case's documents, each once, by role."""
    to = [one.to.strip() for one in snapshot.of(Review).values() if one.review_kind is ReviewKind.DRAFT]
    found = list(dict.fromkeys(role for role in to if role))
    return [plain(f"Drafts have gone to: {', '.join(found)}.")] if found else []


def history(snapshot: Snapshot) -> list[Block]:
    """Every version that went out and every file that was signed, in order of time."""
    rows = [
        (
            one.sent,
            title(one.template, snapshot),
            one.version or "Not said",
            f"Sent to {_to(one)}",
            _came(snapshot, one),
        )
        for one in snapshot.of(Review).values()
        if one.sent and one.review_kind is ReviewKind.DRAFT
    ]
    rows += [
        (one.on, title(one.template, snapshot), one.version, f"Signed off by {one.role or 'a role not said'}",
         f"Journal head {one.head[:16]}" if one.head else "")
        for one in snapshot.of(SignOff).values()
    ]  # fmt: skip
    rows.sort(key=lambda row: row[0] or "9")
    if not rows:
        return []
    columns = (
        Column("Date", 3), Column("Document", 5), Column("Version", 3), Column("What happened", 6),
        Column("What came of it", 5),
    )  # fmt: skip
    return [
        TableBlock(
            "Versions that went out or were signed",
            columns,
            tuple((date_words(day) if day else "Not said", *rest) for day, *rest in rows),
            "versions_table",
        )
    ]


def sign_off(snapshot: Snapshot) -> list[Block]:
    """Who signed, or room for those who have to: author, contact with those affected, executive, commissioner.

    The block is the one that report_structures.json asks of every export.
    """
    signed = list(snapshot.of(SignOff).values())
    if signed:
        rows = tuple(
            (
                one.role,
                title(one.template, snapshot),
                one.version,
                date_words(one.on) if one.on else "",
                one.head[:16],
            )
            for one in signed
        )
        columns = (
            Column("Role", 5), Column("Document", 5), Column("Version", 3), Column("Date", 3),
            Column("Journal head, first part", 4),
        )  # fmt: skip
        return [TableBlock("Sign-off", columns, rows)]
    asked = (
        ("Author", _roles(snapshot, TeamPart.LEAD)),
        ("Lead for contact with those affected", _roles(snapshot, TeamPart.ENGAGEMENT_LEAD)),
        ("Executive", _roles(snapshot, TeamPart.OVERSIGHT_LEAD)),
        (
            "Commissioner's outcome" if snapshot.case.profile is Profile.SIF2015 else "Integrated care board",
            "",
        ),
    )
    room = (Column("Signs as", 4), Column("Role", 4), Column("Signature", 4), Column("Date", 3))
    return [
        missing("This report is a draft. Nobody has signed it off yet."),
        TableBlock("", room, tuple((name, role, ROOM, "") for name, role in asked)),
    ]


def changes_since(snapshot: Snapshot, edition: Edition) -> list[Block]:
    """What changed since the version that was signed before; nothing in a first version."""
    since = edition.since
    if since is None:
        return []
    on = f", signed on {date_words(since.on)}" if since.on else ""
    if not since.known:
        since_when = f"{since.version}{on}," if on else since.version
        return [
            plain(
                f"What has changed since {since_when} is not listed: this case holds no history back to that version."
            )
        ]
    if not since.changes:
        return [plain(f"Nothing that this document prints has changed since {since.version}{on}.")]
    columns = (Column("What", 4), Column("Before", 5), Column("Now", 5))
    rows = tuple((name, before or "–", now or "–") for name, before, now in since.changes)
    return [
        plain(f"{counted(len(rows), 'change')} since {since.version}{on}."),
        TableBlock("What changed", columns, rows),
    ]


def title(template: str, snapshot: Snapshot) -> str:
    """What a document is called; its template's name where that is not known here."""
    try:
        return title_of(template, snapshot.case.profile) if template else "Not said"
    except Fault:
        return template


def _roles(snapshot: Snapshot, part: TeamPart) -> str:
    members = sorted(snapshot.of(TeamMember).values(), key=lambda one: (one.order, one.id))
    return ", ".join(one.role.strip() for one in members if one.part is part and one.role.strip())


def _to(one: Review) -> str:
    return one.to.strip() or "readers not named"


def _came(snapshot: Snapshot, one: Review) -> str:
    if one.declined:
        return "They did not wish to read it"
    drafts = snapshot.pointed_from(ReviewedDraft, "review", one.id)
    if one.returned:
        return f"Returned on {date_words(one.returned)}"
    return "Returned" if drafts else "Not back yet"
