"""The assurance page as Qt's rich text, in the colours and sizes of the design tokens. Links are `go:TAB#ID`."""

from datetime import date
from html import escape

from rca_workbench.analysis.assurance import Assurance
from rca_workbench.analysis.assured import TONE_WORDS, ActionLine, Line, Part, Tone
from rca_workbench.drawing.spark import HEIGHT, WIDTH
from rca_workbench.model import CaseRecord, shortened
from rca_workbench.model.time_said import date_words
from rca_workbench.reference import tokens
from rca_workbench.ui import style

_TONES = {Tone.GOOD: "ok", Tone.OPEN: "text2", Tone.CONCERN: "warn", Tone.PLAIN: "text2"}
SPARK = "spark"
"""Scheme of the addresses of the small charts."""
_COLUMNS = 3
"""Parts side by side in the summary at the head."""


def page_html(case: CaseRecord, page: Assurance, today: date) -> str:
    """The whole page."""
    head = (
        f"<p class='title'>{escape(case.title or 'This case')}</p>"
        f"<p class='quiet'>What whoever assures this response looks for, as the case shows it on "
        f"{date_words(today.isoformat())}. Every line leads to where it comes from.</p>"
    )
    parts = [_part(one) for one in (page.timeliness, page.quality, page.involvement, page.improvement)]
    rest = [_part(one) for one in (page.learning, page.closure)]
    return f"<style>{_css()}</style><body>{head}{_summary(page)}{''.join(parts)}{_actions(page)}{''.join(rest)}</body>"


def link_of(line: Line) -> str:
    """Where a line leads."""
    return f"go:{line.where}" + (f"#{line.about}" if line.about else "")


def _css() -> str:
    type_, color = tokens()["type"]["app"], lambda name: style.color(name).name()

    def size(role: str) -> int:
        return style.px(type_[role]["px"])

    return (
        f"body{{color:{color('text')};font-size:{size('body')}px}}"
        f".title{{font-size:{size('title')}px;font-weight:600;margin:0}}"
        f".heading{{font-size:{size('heading')}px;margin-top:{style.px(22)}px;margin-bottom:{style.px(4)}px}}"
        f".row td{{border-bottom:1px solid {color('border')}}}"
        f".quiet{{color:{color('text2')};margin-top:2px}}"
        f".small{{font-size:{size('small')}px;color:{color('text2')}}}"
        f"td{{padding:{style.px(5)}px {style.px(8)}px {style.px(5)}px 0}}"
        f"td.tile{{background:{color('sunken')};padding:{style.px(10)}px {style.px(12)}px}}"
        f"a{{color:{color('accent')};text-decoration:none}}"
    )


def _summary(page: Assurance) -> str:
    """The parts at a glance: each with how it stands in a few words."""
    rows = []
    for at in range(0, len(page.parts), _COLUMNS):
        cells = "".join(
            f"<td class='tile' width='{100 // _COLUMNS}%'><span class='small'>{escape(one.title)}</span><br>"
            f"<b>{escape(one.headline)}</b></td>"
            for one in page.parts[at : at + _COLUMNS]
        )
        rows.append(f"<tr>{cells}</tr>")
    return f"<table width='100%' cellspacing='{style.px(6)}'>{''.join(rows)}</table>"


def _part(one: Part) -> str:
    rows = "".join(_line(line) for line in one.lines)
    table = f"<table width='100%' cellspacing='0'>{rows}</table>" if rows else ""
    more = f"<p class='small'>{escape(one.more)}</p>" if one.more else ""
    head = f"<b>{escape(one.title)}</b> <span class='small'>&nbsp; {escape(one.headline)}</span>"
    return f"<p class='heading'>{head}</p>{table}{more}"


def _line(line: Line) -> str:
    return (
        f"<tr class='row'><td width='34%'><a href='{escape(link_of(line))}'>{escape(line.label)}</a></td>"
        f"<td width='52%'>{escape(line.said)}</td><td width='14%' align='right'>{_tone(line.tone)}</td></tr>"
    )


def _tone(tone: Tone) -> str:
    said = TONE_WORDS[tone]
    return _inked(said, tone) if said else "&nbsp;"


def _inked(said: str, tone: Tone) -> str:
    """Words in the colour of how they stand; the words say it without."""
    return f"<span style='color:{style.color(_TONES[tone]).name()}'>{escape(said)}</span>"


def _actions(page: Assurance) -> str:
    """Each action in three states, with its measure in the height of a line."""
    if not page.actions:
        return ""
    head = "".join(
        f"<td width='{width}%'><span class='small'>{said}</span></td>"
        for width, said in (
            (33, "Action"),
            (20, "Implemented"),
            (31, "What data show of its effect"),
            (16, "Measure"),
        )
    )
    rows = "".join(_action(one) for one in page.actions)
    more = f"<p class='small'>{escape(page.more_actions)}</p>" if page.more_actions else ""
    return f"<table width='100%' cellspacing='0'><tr>{head}</tr>{rows}</table>{more}"


def _action(one: ActionLine) -> str:
    code = f"{escape(one.action.code)} " if one.action.code else ""
    text = escape(shortened(one.action.text, 90) or "No words yet")
    invented = f"<br><span class='small'>{escape(one.invented)}</span>" if one.invented else ""
    made, effect = one.implemented, one.effect
    drawn = "&nbsp;"  # a cell with nothing in it takes the room above the next heading
    if one.chart is not None and one.chart.points:
        wide, high = style.px(WIDTH), style.px(HEIGHT)
        image = f"<img src='{SPARK}:{one.action.id}' width='{wide}' height='{high}'>"
        drawn = f"<a href='{escape(link_of(effect))}'>{image}</a>"
    return (
        f"<tr class='row'><td><a href='{escape(link_of(made))}'>{code}{text}</a>{invented}</td>"
        f"<td>{_inked(made.said, made.tone)}</td><td>{_inked(shortened(effect.said, 150), effect.tone)}</td>"
        f"<td>{drawn}</td></tr>"
    )
