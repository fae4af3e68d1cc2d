"""Who wrote in a file that came back, by role: names of people do not enter the case."""

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import TypeVar

from rca_workbench.analysis.naming import Register, with_roles
from rca_workbench.model import Actor, Comment, Proposal, ReviewedDraft, Snapshot
from rca_workbench.model.words import listed

Author = TypeVar("Author", bound=Hashable)
"""What tells one author from another: a name, or a name in a file."""

_READER = re.compile(r"Reader (\d{1,6})")


class Authors:
    """The roles of those who wrote in one file, and roles in place of the names registered in the case."""

    def __init__(self, snapshot: Snapshot, authors: Sequence[str], roles: Mapping[str, str]) -> None:
        self._register = Register(snapshot.of(Actor).values())
        self._roles = dict(default_roles(snapshot, authors)) | {
            name: role.strip() for name, role in roles.items() if role.strip()
        }
        self._named = 0

    def role(self, author: str) -> str:
        """What the case calls an author; empty for nobody."""
        return self._roles.get(author, "")

    def roles(self, authors: Iterator[str] | Sequence[str]) -> str:
        """What the case calls several authors, in words."""
        return listed(list(dict.fromkeys(role for one in authors if (role := self.role(one)))))

    def without_names(self, text: str) -> str:
        """A text with roles in place of names, and of what else identifies somebody of the people register."""
        found = self._register.find(text)
        if not found:
            return text
        self._named += 1
        return with_roles(text, found)

    def notes(self) -> Iterator[str]:
        """That names were replaced, in a sentence."""
        if self._named:
            place = "one place" if self._named == 1 else f"{self._named} places"
            yield (
                f"Readers named somebody of the people register in {place}. The case keeps the role there instead, and the "
                "file that came back, covered."
            )


def default_roles(snapshot: Snapshot, authors: Sequence[Author]) -> Mapping[Author, str]:
    """What authors are called whom nobody gave a role: "Reader 1" and so on, counted on from those the case has."""
    said = (
        *(one.by for one in snapshot.of(ReviewedDraft).values()),
        *(one.by for one in snapshot.of(Proposal).values()),
        *(one.by for one in snapshot.of(Comment).values()),
    )
    last = max((int(hit[1]) for text in said for hit in _READER.finditer(text)), default=0)
    return {author: f"Reader {last + number}" for number, author in enumerate(authors, 1)}
