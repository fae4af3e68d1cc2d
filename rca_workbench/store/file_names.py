"""Names of attached files: as they are shown, and as every system takes them."""

import mimetypes
import re
from pathlib import PurePath

from rca_workbench.model.text import clean_text

MOST = 120
"""Characters of a safe name: paths on Windows end at 260."""

# Marks that turn the direction of writing can make "exe.pdf" read as something else; others are not seen at all.
_UNSEEN = re.compile("[\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_NEVER = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(COM|LPT)[0-9\u00b9\u00b2\u00b3])", re.IGNORECASE)
UNKNOWN_TYPE = "application/octet-stream"


def shown_name(name: str) -> str:
    """A file's name as people see it: one line, without marks that hide or turn around part of it."""
    return " ".join(_UNSEEN.sub("", clean_text(name)).split()) or "File without a name"


def safe_file_name(name: str) -> str:
    """A name that every system takes and that means a file in the folder it is put in, with its ending kept."""
    plain = _NEVER.sub("_", shown_name(name)).strip(" .") or "File"
    stem, suffix = _parts(plain)
    stem = stem[: MOST - len(suffix)].rstrip(" .") or "File"
    while len((stem + suffix).encode()) > 2 * MOST:
        stem = stem[:-1]
    if _RESERVED.fullmatch(stem.split(".")[0].strip()):
        stem = f"_{stem}"
    return stem + suffix


def type_of(name: str) -> str:
    """The media type that a name's ending stands for, as in "image/jpeg"."""
    return mimetypes.guess_type(name, strict=False)[0] or UNKNOWN_TYPE


def _parts(name: str) -> tuple[str, str]:
    suffix = PurePath(name).suffix
    return (name, "") if len(suffix) > 20 else (name[: len(name) - len(suffix)], suffix)
