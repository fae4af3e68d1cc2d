"""Words that somebody said are right: on this laptop for every case, and for one case.

Plain lists, a word a line, beside the other things of this laptop. A convenience, not a record: nothing of a case depends
on them, and a list that cannot be read counts as empty.
"""

import os
import re
from contextlib import suppress
from pathlib import Path

from rca_workbench.store.folder import data_folder


def laptop_words() -> frozenset[str]:
    """Words that are right in every case opened here."""
    return _read(_laptop())


def words_of_case(case_id: str) -> frozenset[str]:
    """Words that are right in one case."""
    return _read(_of_case(case_id))


def add_to_laptop(word: str) -> bool:
    """Take a word as right in every case opened here; False where it could not be kept."""
    return _add(_laptop(), word)


def add_to_case(case_id: str, word: str) -> bool:
    """Take a word as right in one case; False where it could not be kept."""
    return _add(_of_case(case_id), word)


def _laptop() -> Path:
    return data_folder() / "words.txt"


def _of_case(case_id: str) -> Path:
    return data_folder() / "words" / f"{re.sub(r'[^0-9A-Za-z-]', '', case_id)}.txt"


def _read(file: Path) -> frozenset[str]:
    try:
        return frozenset(
            line.strip() for line in file.read_text(encoding="utf-8").splitlines() if line.strip()
        )
    except (OSError, ValueError):
        return frozenset()


def _add(file: Path, word: str) -> bool:
    words = sorted({*_read(file), " ".join(word.split())}, key=str.casefold)
    making = file.with_name(f"{file.name}.{os.getpid()}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        making.write_text("\n".join(words) + "\n", encoding="utf-8")
        making.replace(file)
    except (OSError, ValueError):
        with suppress(OSError):
            making.unlink(missing_ok=True)
        return False
    return True
