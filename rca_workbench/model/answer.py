"""A plain-fact answer: yes, no, not known yet, or not applicable."""

from enum import StrEnum


class Answer(StrEnum):
    """A plain-fact answer to a criterion."""

    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not_known"
    NOT_APPLICABLE = "not_applicable"
