"""What will be lost: soonest first, with its day, and counted in one way wherever it is shown."""

from datetime import datetime

import pytest

from rca_workbench.analysis.securing import lost_words, pressing_evidence, risk_words
from rca_workbench.analysis.standing import needs
from rca_workbench.model import EvidenceItem, Incident, Time, TimeKind
from tests.drawing.builders import case

NOW = datetime(2026, 11, 30, 21, 0)


def item(id: str, on: str, *, secured: bool = False) -> EvidenceItem:
    kind = TimeKind.DATETIME if "T" in on else TimeKind.DATE
    return EvidenceItem(id=id, name=id, vanishes=Time(kind=kind, start=on), secured=secured)


@pytest.mark.parametrize(
    ("on", "said"),
    [
        ("2026-12-08", "lost in 8 days"),
        ("2026-12-02", "lost in 2 days"),
        ("2026-12-01", "lost tomorrow"),
        ("2026-11-30T23:00", "lost today"),
        ("2026-11-30T20:00", "may be lost by now"),
        ("2026-11-30", "may be lost by now"),
        ("2026-11-08", "may be lost by now"),
    ],
)
def test_days_are_those_of_the_calendar_whatever_the_hour(on: str, said: str) -> None:
    one = item("CCTV", on)
    assert lost_words(one, NOW) == said
    assert risk_words(one, NOW) == (f"{said} unless secured" if said.startswith("lost") else said)


def test_nothing_is_said_where_nothing_will_be_lost() -> None:
    assert lost_words(EvidenceItem(id="a", name="Notes"), NOW) == ""
    assert lost_words(item("a", "2026-12-08", secured=True), NOW) == ""


def test_the_front_page_has_the_soonest_first_and_says_the_day() -> None:
    said = Time(said="when the ward is cleaned")
    snapshot = case(
        Incident(id="incident", summary="A pump stopped."),
        EvidenceItem(id="tray", name="Tray", vanishes=said),
        item("CCTV", "2026-12-08"),
        item("pen", "2026-12-01"),
        item("phone", "2026-12-02", secured=True),
    )
    assert [id for _, _, id in pressing_evidence(snapshot, NOW)] == ["pen", "CCTV", "tray"]
    shown = [(one.what, one.why) for one in needs(snapshot, NOW) if one.what.startswith("Secure")]
    assert shown[:2] == [
        ("Secure “pen”", "Lost tomorrow unless secured: 1 Dec 2026."),
        ("Secure “CCTV”", "Lost in 8 days unless secured: 8 Dec 2026."),
    ]
    whys = {id: why for _, why, id in pressing_evidence(snapshot, NOW)}
    assert whys["tray"] == "It will be lost: When the ward is cleaned."
