"""Guesses what the columns of a sheet stand for: by their headers first, by what they hold where those say little."""

import re
from itertools import islice, zip_longest

from rca_workbench.exchange.sheet.cells import Row, Sheet, Workbook, shown
from rca_workbench.exchange.sheet.contents import Look, Shape, days_first, shape
from rca_workbench.exchange.sheet.roles import Column, Layout, Role, Zone

_SAMPLE = 300
_TOP = 30
"""Rows among which the headers are looked for: exports print titles, filters and blank rows above them."""

_HEADERS: dict[Role, str] = {
    Role.TIME: """date/time|date & time|date and time|date time|datetime|timestamp|time stamp|date/time of event|when
        |event time|event date and time|event date & time|occurred|occurred at|logged at|start date/time|time and date
        |date & time of event|time/date|event datetime|recorded at|performed at|time stamp utc|timestamp utc|time utc""",
    Role.DATE: "date|day|event date|date of event|start date|date of entry|incident date|entry date",
    Role.CLOCK: """time|clock|hour|time of event|time 24h|time 24 hr|time 24hr|24h time|start|start time|from|began
        |event time|time of entry|local time|clock time|entry time""",
    Role.END: "end|end time|until|to|finish|finished|ended|stop|end date/time|ended at|time ended|end date|finish time",
    Role.WHO: """who|actor|person|people|role|staff|staff role|staff member|by|by whom|user|clinician|caller|speaker
        |person or part|who or what|performed by|agency|professional|recorded by|entered by|author|done by|grade|party
        |name|device|equipment|staff group|job title|role of staff|witness|callsign|unit""",
    Role.WHAT: """what|what happened|event|events|event description|description|description of event|details|entry
        |action|activity|narrative|text|message|observation|summary|incident|log entry|happening|key event|key events
        |event details|detail|what was done|event/action|action taken|content|statement|account|alarm|remarks""",
    Role.EXPECTED: """expected|what should have happened|should have happened|expected practice|standard|policy says
        |work as imagined|what was expected|expected action""",
    Role.NOTE: """note|notes|comment|comments|supplementary information|further information|additional information
        |more information|commentary|outcome|result|analysis|reply|response|value|free text|other information""",
    Role.LANE: """lane|location|ward|area|where|site|department|system|organisation|swimlane|strand|setting|group
        |place|unit/ward|ward/department|team|ward/area""",
    Role.KIND: "type|kind|category|event type|entry type|type of event|class",
    Role.FLAG: """flag|cdp|sdp|cdp/sdp|cdp / sdp|problem|good practice|care delivery problem|service delivery problem
        |care/service delivery problem|issue|good practice?|harm|omission|cdps/sdps|delivery problem|harm?""",
    Role.SOURCE: """source|sources|evidence|source document|where from|document|source of information|taken from
        |information source|evidence source|record""",
    Role.PLACE: "page|paragraph|page/paragraph|page no|page number|para|page/para|folio|source page|page ref",
    Role.REFERENCE: """no|number|#|id|ref|reference|item|row|entry no|seq|sequence|event id|code|event no|event number
        |s/n|ser|serial|line|entry id|ref no|log no|index""",
}
_BY_HEADER = {
    " ".join(said.split()): role
    for role, words in reversed(_HEADERS.items())
    for said in words.replace("\n", " ").split("|")
}
_PARTS = (
    (re.compile(r"\b(?:date|day)\b.*\btime\b|\btime\b.*\bdate\b|timestamp"), Role.TIME),
    (re.compile(r"\b(?:end|finish|until|stop)\w*\b"), Role.END),
    (re.compile(r"\bdate\b"), Role.DATE),
    (re.compile(r"\btime\b"), Role.CLOCK),
    (re.compile(r"should have|expected"), Role.EXPECTED),
    (re.compile(r"good practice|delivery problem|\b[cs]dps?\b"), Role.FLAG),
    (re.compile(r"what happened|description|\bevents?\b(?! type)|narrative|\bdetails?\b"), Role.WHAT),
    (re.compile(r"\bwho\b|\bstaff\b|\brole\b|\bby\b"), Role.WHO),
    (re.compile(r"\b(?:source|evidence)\b"), Role.SOURCE),
    (re.compile(r"\b(?:page|para(?:graph)?)\b"), Role.PLACE),
    (re.compile(r"\b(?:note|comment|remark|information)s?\b"), Role.NOTE),
    (re.compile(r"\b(?:location|ward|department|area)\b"), Role.LANE),
    (re.compile(r"\b(?:type|kind|category)\b"), Role.KIND),
)
_UTC = re.compile(r"\b(?:utc|zulu|gmt)\b", re.IGNORECASE)
_TIMELY = (Role.TIME, Role.DATE, Role.CLOCK, Role.END)
_WHEN = (Shape.BOTH, Shape.DATE, Shape.CLOCK, Shape.SERIAL)


def guess(workbook: Workbook, sheet: int | None = None) -> Layout:
    """How a sheet is probably to be read; without `sheet`, the one that looks most like a timeline.

    Headers count most; what a column holds decides between date, time of day and both, and speaks where a header
    says nothing. A user may choose otherwise: see `Layout.with_role`.
    """
    if sheet is None:
        layouts = [guess(workbook, at) for at in range(len(workbook.sheets))]
        return max(layouts, key=lambda layout: _likeness(workbook, layout))
    one = workbook.sheets[sheet]
    header = _header(one)
    names = [shown(cell).strip() for cell in one.rows[header - 1]] if header else []
    width = one.width
    names += [""] * (width - len(names))
    below = list(islice(one.rows, header, header + _SAMPLE))
    looks = [Look.at(row[at] for row in below if at < len(row)) for at in range(width)]
    found = [_column(name, look) for name, look in zip(names, looks, strict=True)]
    roles = _settled(found, looks)
    columns = tuple(Column(name, *pair) for name, pair in zip(names, roles, strict=True))
    when = [at for at, column in enumerate(columns) if column.role in _TIMELY]
    first = days_first(row[at] for row in one.rows[header:] for at in when if at < len(row))
    return Layout(
        sheet,
        header,
        columns,
        day_first=first is not False,
        day_settled=first is not None,
        zone=_zone(one, header, columns),
        since_1904=workbook.since_1904,
    )


def upright(sheet: Sheet) -> Sheet:
    """The sheet with its events in rows: turned where they stand in columns, as in the tabular timelines of the NPSA.

    It is turned only where the first column holds headers, of a time and of what happened among them, and times stand
    behind that of the time.
    """
    filled = [row for row in sheet.rows if any(row)]
    if not 2 <= len(filled) <= _TOP or sheet.width < 3:
        return sheet
    roles: dict[Role, Row] = {}
    for row in filled:
        said = _plain(shown(row[0])) if row else ""
        role = _BY_HEADER.get(said) or (_in_part(said) if said else None)
        if role is not None:
            roles.setdefault(role, row)
    timely = [row for role, row in roles.items() if role in _TIMELY]
    if Role.WHAT not in roles or not any(Look.at(row[1:]).share(*_WHEN) > 0.5 for row in timely):
        return sheet
    rows = [list(column) for column in zip_longest(*sheet.rows, fillvalue="")]
    return Sheet(sheet.name, rows, sideways=True)


def _likeness(workbook: Workbook, layout: Layout) -> tuple[bool, bool, int]:
    timed = any(layout.column(role) is not None for role in (Role.TIME, Role.DATE, Role.CLOCK))
    return layout.column(Role.WHAT) is not None, timed, len(workbook.sheets[layout.sheet].rows)


def _plain(said: str) -> str:
    said = re.sub(r"[_\s]+", " ", said.strip().lower())
    said = re.sub(r"\s*\((?:[^()]*)\)\s*", " ", said).strip() or said
    return said.strip(" :.*?-")


def _header(sheet: Sheet) -> int:
    """The row of the headers, 0 where there is none."""
    best, most = 0, 0
    for number, row in enumerate(islice(sheet.rows, _TOP), 1):
        said = [_plain(shown(cell)) for cell in row if isinstance(cell, str) and cell.strip()]
        known = sum(2 if one in _BY_HEADER else 1 for one in said if one in _BY_HEADER or _in_part(one))
        if known > most and known >= min(2, len(said) + 1) and not _has_moment(row):
            best, most = number, known
    return best or _over_moments(sheet)


def _over_moments(sheet: Sheet) -> int:
    """The first row that is filled, if it has a word where nearly all below are times; else 0."""
    for number, row in enumerate(islice(sheet.rows, _TOP), 1):
        if not any(row):
            continue
        below = list(islice(sheet.rows, number, number + _SAMPLE))
        for at, cell in enumerate(row):
            if shape(cell) is Shape.WORDS:
                look = Look.at(one[at] for one in below if at < len(one))
                if look.share(*_WHEN) > 0.8:
                    return number
        return 0
    return 0


def _has_moment(row: Row) -> bool:
    look = Look.at(row)
    return look.share(Shape.BOTH, Shape.DATE, Shape.CLOCK) > 0


def _in_part(said: str) -> Role | None:
    if len(said) > 50:
        return None
    return next((role for pattern, role in _PARTS if pattern.search(said)), None)


def _column(name: str, look: Look) -> tuple[Role, float]:
    """What one column says of itself, and how sure that is."""
    said = _plain(name)
    role = _BY_HEADER.get(said)
    sure = 0.95 if role else 0.0
    if role is None and said:
        role = _in_part(said)
        sure = 0.75 if role else 0.0
    if not look.filled:
        return (role or Role.IGNORE), (sure if role else 1.0)
    return _by_contents(role, sure, look)


def _by_contents(role: Role | None, sure: float, look: Look) -> tuple[Role, float]:
    both, day, clock = look.share(Shape.BOTH), look.share(Shape.DATE), look.share(Shape.CLOCK)
    serial = look.share(Shape.SERIAL)
    if role in (Role.TIME, Role.DATE, Role.CLOCK):
        if both > 0.5 or (both and clock + day < 0.5):
            return Role.TIME, sure
        if role is not Role.DATE and clock > 0.5 and not day:
            return Role.CLOCK, sure
        if day > 0.5 or (serial > 0.5 and role is Role.DATE):
            return Role.DATE, sure
        return role, sure
    if role is not None:
        return role, sure
    if both + day + clock + serial < 0.8:
        return Role.IGNORE, 0.3
    if both > 0.5 or serial > 0.5:
        return Role.TIME, 0.6
    return (Role.DATE if day >= clock else Role.CLOCK), 0.6


def _settled(found: list[tuple[Role, float]], looks: list[Look]) -> list[tuple[Role, float]]:
    """One column a role where only one can have it; then the words nobody claimed find theirs."""
    roles = list(found)
    for role in Role:
        if role.several:
            continue
        claiming = [at for at, one in enumerate(roles) if one[0] is role]
        claiming.sort(key=lambda at: (bool(looks[at].filled), roles[at][1]), reverse=True)
        for at in claiming[1:]:
            roles[at] = (
                (Role.NOTE, 0.4)
                if looks[at].share(Shape.WORDS) > 0.5 and looks[at].length > 15
                else (Role.IGNORE, 0.4)
            )
    held = {role for role, _ in roles}
    if Role.TIME in held and Role.CLOCK in held and Role.DATE not in held:
        at = next(at for at, one in enumerate(roles) if one[0] is Role.TIME)
        if looks[at].share(Shape.DATE) > 0.5:
            roles[at] = (Role.DATE, roles[at][1])
    held = {role for role, _ in roles}
    if Role.TIME in held and (Role.DATE in held or Role.CLOCK in held):
        roles = [(Role.IGNORE, 0.4) if one[0] in (Role.DATE, Role.CLOCK) else one for one in roles]
    if Role.WHAT not in held:
        _find_what(roles, looks)
    if Role.WHO not in {role for role, _ in roles}:
        _find_who(roles, looks)
    return roles


def _find_what(roles: list[tuple[Role, float]], looks: list[Look]) -> None:
    """The longest words nobody claimed say what happened; failing those, a note does."""
    for wanted in (Role.IGNORE, Role.NOTE):
        open_to = [
            at for at, one in enumerate(roles) if one[0] is wanted and looks[at].share(Shape.WORDS) > 0.5
        ]
        if open_to:
            roles[max(open_to, key=lambda at: looks[at].length)] = (Role.WHAT, 0.5)
            return


def _find_who(roles: list[tuple[Role, float]], looks: list[Look]) -> None:
    """Short words without a header that come again and again are probably roles."""
    for at, (role, sure) in enumerate(roles):
        look = looks[at]
        again = look.distinct < 0.6 and look.filled > 3
        if (
            role is Role.IGNORE
            and sure == 0.3
            and look.share(Shape.WORDS) > 0.8
            and look.length < 30
            and again
        ):
            roles[at] = (Role.WHO, 0.4)
            return


def _zone(sheet: Sheet, header: int, columns: tuple[Column, ...]) -> Zone:
    """UTC where a header of a time, or a line above the headers, says so."""
    said = [column.name for column in columns if column.role in _TIMELY]
    said += [shown(cell) for row in islice(sheet.rows, max(header - 1, 0)) for cell in row]
    return Zone.UTC if any(_UTC.search(one) for one in said) else Zone.UK
