"""Roles: what people are called in a case, suggested, kept apart from each other, and found again in its texts.

A reference to a person in a text is the role itself, in the words: "Ward nurse 1". So a role belongs to one person
alone, and where a role is changed, the texts that say it are changed with it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from rca_workbench.analysis.naming import Found, Register, fold, with_roles
from rca_workbench.model import KINDS, Actor, Entity, Nature, Snapshot
from rca_workbench.model.fields import Text

_NUMBERED = re.compile(r"(.*\S)\s+(\d{1,4})")
_NO_WORDS = frozenset({"order", "imported_id", "code", "lists", "timezone"})
"""Fields of text in which nobody writes."""

_USUAL: tuple[tuple[str, Nature], ...] = (
    ("Patient", Nature.PATIENT),
    ("Patient's daughter", Nature.FAMILY),
    ("Patient's son", Nature.FAMILY),
    ("Patient's partner", Nature.FAMILY),
    ("Patient's wife", Nature.FAMILY),
    ("Patient's husband", Nature.FAMILY),
    ("Patient's mother", Nature.FAMILY),
    ("Patient's father", Nature.FAMILY),
    ("Ward nurse 1", Nature.STAFF),
    ("Nurse in charge", Nature.STAFF),
    ("Healthcare assistant 1", Nature.STAFF),
    ("Resident doctor 1", Nature.STAFF),
    ("Registrar 1", Nature.STAFF),
    ("Consultant 1", Nature.STAFF),
    ("Midwife 1", Nature.STAFF),
    ("Paramedic 1", Nature.STAFF),
    ("Pharmacist 1", Nature.STAFF),
    ("Anaesthetist 1", Nature.STAFF),
    ("Surgeon 1", Nature.STAFF),
    ("Radiographer 1", Nature.STAFF),
    ("Physiotherapist 1", Nature.STAFF),
    ("Porter 1", Nature.STAFF),
    ("Site manager 1", Nature.STAFF),
    ("Visitor 1", Nature.OTHER_PERSON),
    ("Ward team", Nature.TEAM),
    ("Results system", Nature.EQUIPMENT),
)
"""Roles most cases have, a person's own number behind those that several may hold."""

_TELLING: tuple[tuple[str, Nature], ...] = (
    (r"(patient|resident|baby|infant|child|service user|mother|father|parent)['’]s \w", Nature.FAMILY),
    (
        r"daughter|son|wife|husband|partner|mother|father|parent|sister of|brother|carer|relative|family|next of kin",
        Nature.FAMILY,
    ),
    (r"patient|service user|baby|infant|newborn|resident(?! doctor)", Nature.PATIENT),
    (r"team|crew|service|department|unit|on-call rota", Nature.TEAM),
    (r"trust|hospital|board|organisation|council|agency|company|supplier|practice", Nature.ORGANISATION),
    (r"system|monitor|pump|ventilator|device|machine|scanner|alarm|software|record|bleep", Nature.EQUIPMENT),
    (
        r"nurse|sister|matron|midwife|doctor|registrar|consultant|surgeon|anaesthetist|paramedic|assistant|"
        r"practitioner|pharmacist|therapist|physiotherapist|radiographer|radiologist|porter|clerk|receptionist|"
        r"manager|physician|psychiatrist|technician|pilot|student|trainee|investigator|lead|gp|clinician|"
        r"coordinator|dispatcher|call handler",
        Nature.STAFF,
    ),
    (r"visitor|bystander|witness|volunteer|police", Nature.OTHER_PERSON),
)
"""Words of a role that tell who or what it is, asked from first to last."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A role nobody holds yet."""

    role: str
    nature: Nature | None


@dataclass(frozen=True, slots=True)
class Mention:
    """A text of the case that says a role or holds a name."""

    entity: Entity
    field: str
    text: str
    """What the field holds now."""
    becomes: str
    """What it would hold without that."""
    count: int
    """How often it stands there."""

    @property
    def where(self) -> str:
        """The field's label."""
        return self.entity.kind.by_name[self.field].type.label


def suggestions(actors: Iterable[Actor], nature: Nature | None = None) -> list[Suggestion]:
    """Roles that may come next: the next of each numbered role there is, then those most cases have.

    The same people give the same suggestions; a number once given to somebody here is not given again while a
    higher one is in use.
    """
    actors = list(actors)
    taken = {one.role.casefold() for one in actors}
    highest: dict[str, tuple[str, int, Nature | None]] = {}
    for one in actors:
        if hit := _NUMBERED.fullmatch(one.role.strip()):
            stem, number = hit[1], int(hit[2])
            if number >= highest.get(stem.casefold(), ("", 0, None))[1]:
                highest[stem.casefold()] = (stem, number, one.nature)
    found = [
        Suggestion(f"{stem} {number + 1}", kind or nature_of(stem)) for stem, number, kind in highest.values()
    ]
    for role, kind in _USUAL:
        usual = _NUMBERED.fullmatch(role)
        known = usual[1].casefold() in highest if usual else role.casefold() in taken
        if not known:
            found.append(Suggestion(role, kind))
    return [one for one in found if nature is None or one.nature is nature]


def new_role(actors: Iterable[Actor], wanted: str) -> str:
    """The role somebody new gets who asks for `wanted`: a number is added or counted on where it is taken.

    "ward nurse" becomes "Ward nurse 3" where there are Ward nurse 1 and 2; a role that is free stays as typed.
    """
    wanted = " ".join(wanted.split())
    hit = _NUMBERED.fullmatch(wanted)
    stem, number = hit[1] if hit else wanted, 1
    taken: set[str] = set()
    series = False
    for one in actors:
        taken.add(one.role.casefold())
        known = _NUMBERED.fullmatch(one.role.strip())
        if known and known[1].casefold() == stem.casefold():
            stem, number, series = known[1], max(number, int(known[2])), True
    if wanted.casefold() not in taken and (hit or not series):
        return wanted
    return f"{stem} {number + 1}"


def holder(actors: Iterable[Actor], role: str, but: str = "") -> Actor | None:
    """Who holds a role already, whatever the case of its letters; `but` is the id of one who does not count."""
    wanted = " ".join(role.split()).casefold()
    if not wanted:
        return None
    return next(
        (one for one in actors if one.id != but and " ".join(one.role.split()).casefold() == wanted), None
    )


@lru_cache(maxsize=4_096)
def nature_of(role: str) -> Nature | None:
    """Who or what a role is likely to be, by its words; None where they do not tell."""
    said = role.casefold()
    return next((nature for words, nature in _TELLING if re.search(rf"\b(?:{words})", said)), None)


def texts(snapshot: Snapshot) -> Iterator[tuple[Entity, str, str]]:
    """Every text of a case outside the people register: the thing, the field's name, what is written there.

    The role of a person or part is none of them: it is what others refer to.
    """
    for name, kind in KINDS.items():
        fields = [
            field.name
            for field in kind.fields
            if isinstance(field.type, Text) and not field.type.identity and field.name not in _NO_WORDS
        ]
        if kind is Actor.kind:
            fields.remove("role")
        for one in snapshot.table(name).values() if fields else ():
            for field in fields:
                if text := getattr(one, field):
                    yield one, field, text


def role_mentions(snapshot: Snapshot, role: str, becomes: str = "") -> list[Mention]:
    """The texts that say a role, word for word, with what they say once it is called `becomes`.

    Where a longer role holds the words of a shorter one ("Patient's daughter"), only the longer one is meant.
    """
    if not role.strip():
        return []
    longer = {one.role for one in snapshot.of(Actor).values() if role in one.role and one.role != role}
    said = "|".join(re.escape(one) for one in (*sorted(longer, key=len, reverse=True), role))
    pattern = re.compile(rf"(?<!\w)(?:{said})(?!\w)")
    found: list[Mention] = []
    for one, field, text in texts(snapshot):
        if role in text:
            count = sum(hit[0] == role for hit in pattern.finditer(text))
            if count:
                new = pattern.sub(lambda hit: becomes if hit[0] == role else hit[0], text)
                found.append(Mention(one, field, text, new, count))
    return found


def name_mentions(snapshot: Snapshot, actor: Actor) -> list[Mention]:
    """The texts that hold what identifies somebody, with what they say once the role stands there."""
    register = Register(snapshot.of(Actor).values())
    telling = Register([actor]).words()
    found: list[Mention] = []
    for one, field, text in texts(snapshot):
        folded = fold(text)
        if any(word in folded for word in telling):
            hits = [hit for hit in register.find(text) if actor.id in hit.actors]
            if hits:
                found.append(Mention(one, field, text, with_roles(text, _as(actor, hits)), len(hits)))
    return found


def _as(actor: Actor, hits: Iterable[Found]) -> Iterator[Found]:
    """The hits as this person's alone: somebody asked for exactly that."""
    for hit in hits:
        yield Found(hit.start, hit.end, hit.kind, hit.text, (actor.id,), (actor.role,) if actor.role else ())
