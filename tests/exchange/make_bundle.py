"""Writes `bundle/`: one invented night as twelve sources tell it, each in a format and date convention of its own.

Run it again only to change the bundle: `python -m tests.exchange.make_bundle`.
"""

from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
from openpyxl.utils.datetime import CALENDAR_MAC_1904

BUNDLE = Path(__file__).with_name("bundle")


def text(name: str, body: str, encoding: str = "utf-8", end: str = "\n") -> None:
    (BUNDLE / name).write_bytes(body.lstrip("\n").replace("\n", end).encode(encoding))


def book(name: str, *rows: Sequence[object], merge: Sequence[str] = (), mac: bool = False) -> None:
    made = openpyxl.Workbook()
    if mac:
        made.epoch = CALENDAR_MAC_1904
    for row in rows:
        made.active.append(list(row))
    for cells in merge:
        made.active.merge_cells(cells)
    made.save(BUNDLE / name)


def main() -> None:
    BUNDLE.mkdir(exist_ok=True)
    # UK order, the day only where it changes
    text(
        "nursing notes.csv",
        """
Date,Time,Who,What happened,Comments
08/07/2025,2130,Night nurse,Took over the bay of six,"short by one, agency booked"
,23:50,Night nurse,"Observations taken, early warning score 5",escalation due
09/07/2025,0020,Night nurse,Bleeped the night doctor for review,
,c 0150,Night nurse,"Observations taken, early warning score 8",
,0252,Night nurse,Crash call put out to 2222,
14/07/2025,,Ward manager,Notes reviewed for the investigation,
""",
    )
    # Dates and times of day as Excel keeps them, in two columns
    book(
        "observations chart.xlsx",
        ("Date", "Time", "Staff role", "Observation", "Value"),
        (date(2025, 7, 8), time(21, 40), "Night nurse", "Early warning score charted", 3),
        (date(2025, 7, 8), time(23, 50), "Night nurse", "Observations taken, early warning score 5", "RR 24"),
        (date(2025, 7, 9), time(1, 45), "Healthcare assistant", "Early warning score charted as 8", "RR 32"),
    )
    # Windows text, semicolons, full stops in the dates, seconds
    text(
        "switchboard bleep log.csv",
        """
Logged at;Role;Event
09.07.2025 00:21:14;Switchboard;Bleep 1742 sent – “review Ward 6”
09.07.2025 00:35:02;Switchboard;Bleep 1742 sent again, no answer
09.07.2025 02:53:40;Switchboard;2222 call received, Ward 6
13.07.2025 10:00:00;Switchboard;Log printed
""",
        "cp1252",
        "\r\n",
    )
    # UTF-16, tabs, UTC with its mark: an hour behind the wall clock in July
    text(
        "monitor alarms.tsv",
        "Timestamp\tDevice\tAlarm\n"
        "2025-07-09T00:58:03Z\tBedside monitor\tSpO2 low, 84 %\n"
        "2025-07-09T01:12:40Z\tBedside monitor\tAlarm silenced\n"
        "2025-07-09T01:51:55Z\tBedside monitor\tAsystole\n",
        "utf-16",
    )
    # Month first, twelve hours
    text(
        "critical care outreach export.csv",
        """
Event Date/Time,Caller,Description,Type
7/9/2025 12:41 AM,Night doctor,Telephone advice asked for,Event
7/9/2025 2:58 AM,Outreach nurse,Arrived at the crash call,Response
7/13/2025 9:00 AM,Outreach nurse,Record exported,Investigation
""",
    )
    # Bare numbers of days, counted from 1904
    book(
        "laboratory system.xlsx",
        ("Date/Time", "Who", "What happened"),
        (_mac(datetime(2025, 7, 8, 22, 5)), "Laboratory", "Blood sample received"),
        (_mac(datetime(2025, 7, 8, 23, 20)), "Laboratory", "Lactate 4.1 released to the ward system"),
        mac=True,
    )
    # UTC said in the header only
    text(
        "door access log.csv",
        """
sep=,
Time (UTC),Card holder role,Event
2025-07-08 23:44:10,Night doctor,Entered the doctors' mess
2025-07-09 01:56:31,Night doctor,Entered Ward 6
""",
    )
    # Names of months, bars between the cells, four digits for the clock
    text(
        "pharmacy cabinet.csv",
        """
When|Who|Action
8-Jul-2025 2215|Night nurse|Antibiotic taken from the cabinet
9-Jul-2025 0301|Outreach nurse|Adrenaline taken from the cabinet
""",
    )
    # Paragraphs
    text(
        "family account.txt",
        """
Tuesday 8 July 2025

About 7pm - We left. He was sitting up and talking.
He asked for water.

9 July 2025, 03:20: The ward rang and asked us to come.

c. 4 am – A doctor told us he had died.
""",
        "utf-8-sig",
    )
    # Titles above the headers, merged days, times counted from other rows of the sheet
    book(
        "doctor statement.xlsx",
        ("Statement of the night doctor", None, None, None),
        (None, None, None, None),
        ("No", "Date", "Time", "What happened"),
        ("S1", date(2025, 7, 9), "between 0100 and 0200", "With another patient in resuscitation"),
        ("S2", None, "02:30", "Finished in resuscitation"),
        ("S3", None, "15 minutes after S2", "Answered the second bleep"),
        ("S4", None, "02:40, 10 minutes after S3", "Walked to the ward"),
        ("S5", None, "02:57", "Entered the ward"),
        merge=("A1:D1", "B4:B8"),
    )
    # A mark at the start, years of two digits, hours in words
    text(
        "handover sheet.csv",
        '''
Date,Time,Staff member,Event
08/07/25,2015hrs,Day nurse,"Handover: ""watch his breathing"""
09/07/25,0730hrs,Night nurse,Handover of the night
15/07/25,0900hrs,Ward manager,Handover sheet secured
''',
        "utf-8-sig",
    )
    # ISO text, flags, sources the form itself names; tells the crash call otherwise
    book(
        "incident form.xlsx",
        ("Date and time", "Who", "What happened", "What should have happened", "CDP/SDP", "Source", "Page"),
        (
            "2025-07-08 23:50",
            "Night nurse",
            "Score of 5 not escalated",
            "Review within 30 minutes",
            "CDP",
            "Policy",
            "4",
        ),
        (
            "2025-07-09 00:35",
            "Switchboard",
            "Only one doctor on the bleep rota",
            "Two doctors",
            "SDP",
            "Rota",
            "1",
        ),
        ("2025-07-09 02:57", "Night nurse", "Crash call put out to 2222", None, None, "Incident form", None),
        ("2025-07-09 09:10", "Ward manager", '=HYPERLINK("http://intranet","Form")', None, None, None, None),
    )


def _mac(at: datetime) -> float:
    return (at - datetime(1904, 1, 1)).total_seconds() / 86_400


if __name__ == "__main__":
    main()
