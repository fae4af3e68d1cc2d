"""One thing that is wrong with a case file."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """What verifying a case found, in a sentence that names no value and no person."""

    sentence: str
    step: int | None = None
    """Number of the step it is about, if it is about one."""

    def __str__(self) -> str:
        return self.sentence
