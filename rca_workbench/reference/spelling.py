"""The dictionary of British English that comes with the program, and words of the field it does not hold."""

from functools import cache
from pathlib import Path

from rca_workbench.reference.locate import resource

DICTIONARY = "en_GB"
"""Name of the dictionary's two files, without their endings."""


def spelling_folder() -> Path:
    """The folder of the dictionary."""
    return resource("spelling")


@cache
def field_words() -> frozenset[str]:
    """Words of care and of investigating that the dictionary does not hold."""
    lines = (spelling_folder() / "field_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
