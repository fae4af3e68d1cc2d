"""Which edition of a list was used: what a case is stamped with, so that a later list changes nothing in it."""

import hashlib
from functools import cache

from rca_workbench.model.wall_clock import MONTHS
from rca_workbench.reference.locate import resource
from rca_workbench.reference.sheet import sheet


@cache
def list_version(name: str) -> str:
    """The edition of `resources/domain/NAME.json`, such as "never_events 2026-06 1f0c2a9e".

    The name says which list, the month up to when its evidence runs, and the rest, the beginning of its SHA-256, tells
    apart two editions of one month.
    """
    written = resource("domain", f"{name}.json").read_bytes().replace(b"\r\n", b"\n")
    month = sheet("domain", f"{name}.json").content.get("evidence_up_to", "undated")
    return f"{name} {month} {hashlib.sha256(written).hexdigest()[:8]}"


def list_named(version: str) -> str:
    """The name of the list in a stamp; empty where the stamp is not one of ours."""
    name, _, rest = version.strip().partition(" ")
    return name if rest and name.isidentifier() else ""


def list_words(stamp: str) -> str:
    """One or several stamps in readers' words: "Duty of Candour, list of June 2026"; what is no stamp stays as it is."""
    return "; ".join(dict.fromkeys(_words(one.strip()) for one in stamp.split(";") if one.strip()))


_SAID = {"duty_of_candour": "Duty of Candour", "never_events": "Never Events"}


def _words(stamp: str) -> str:
    name = list_named(stamp)
    edition = stamp.split()[1] if name else ""
    year, _, month = edition.partition("-")
    if not (year.isdecimal() and month.isdecimal() and 1 <= int(month) <= 12):
        return stamp
    said = _SAID.get(name) or name.replace("_", " ").capitalize()
    return f"{said}, list of {MONTHS[int(month)]} {year}"
