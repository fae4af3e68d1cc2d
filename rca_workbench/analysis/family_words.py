"""What of a text a family may not read with ease: the field's words, roles with numbers, codes. And how to say it.

Words of the field are those of the glossary and of the list of plain words. A word counts as explained where it stands
in brackets behind plain ones or is followed by its meaning, as the NHS content style guide asks: "piles (haemorrhoids)".
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from rca_workbench.model import Actor, Profile, Snapshot
from rca_workbench.model.entity import KINDS
from rca_workbench.reference import glossary
from rca_workbench.reference.plain_words import plain_words


@dataclass(frozen=True, slots=True)
class Unfamiliar:
    """A word of the field in a text."""

    said: str
    """As it stands in the text."""
    plain: str
    """What a family could read instead, or what it stands for."""
    explained: bool
    mark: str
    """What to show beside it where the plain words were not read in a source."""


_ORDINALS = ("first", "second", "third", "fourth", "fifth")
_NUMBERED = re.compile(r"(.*\S)\s+(\d{1,4})")
_EXPLAINED_BEHIND = re.compile(
    r"[”\"’]?\s*(?:\((?![A-Z]{1,3}\d)|,? (?:which|that) (?:is|means)\b|,? or\b|,? meaning\b| means\b"
    r"| is (?:a|an|the|when|what)\b|:)"
)
_CODES = re.compile(r"\s*[(\[](?:see )?((?:[A-Z]{1,3}\d{1,4})(?:(?:, | and |; |/)[A-Z]{1,3}\d{1,4})*)[)\]]")
_CODE = re.compile(r"[A-Z]{1,3}\d{1,4}")
_CODED = tuple(kind for kind in KINDS.values() if "code" in kind.by_name)
_SENTENCE_ENDS = re.compile(r"(?:^|[.!?:]\s+|\n\s*)$")


def unfamiliar(text: str, profile: Profile | None = None) -> tuple[Unfamiliar, ...]:
    """The words of the field in a text, each once, in the order in which they stand there.

    Under PSIRF the words of root cause analysis are not asked after: they have no place in the case at all.
    """
    found: dict[str, tuple[int, Unfamiliar]] = {}
    known, words = _known(profile is Profile.SIF2015 or profile is None)
    for at, end, said in _stand_in(text, words):
        key, plain, mark = known[said] if said in known else known[said.casefold()]
        explained = _is_explained(text, at, end)
        before = found.get(key)
        if before is None:
            found[key] = at, Unfamiliar(said, plain, explained, mark)
        elif explained and not before[1].explained:
            found[key] = before[0], Unfamiliar(before[1].said, plain, True, mark)
    return tuple(one for _, one in sorted(found.values(), key=lambda pair: pair[0]))


def as_a_family_says_it(snapshot: Snapshot, text: str) -> str:
    """A text of the case without codes in brackets and with roles as one would speak of people.

    "Ward nurse 1" becomes "the ward nurse"; where the case knows several, "the first ward nurse".
    """

    def without(hit: re.Match[str]) -> str:
        return "" if all(_is_code(snapshot, one) for one in _CODE.findall(hit[1])) else hit[0]

    text = _CODES.sub(without, text)
    spoken, pattern = _spoken(tuple(one.role for one in snapshot.of(Actor).values()))
    if not spoken:
        return text

    def said(hit: re.Match[str]) -> str:
        words = f"the {spoken[hit[1].casefold()]}"
        return (
            words[:1].upper() + words[1:] if _SENTENCE_ENDS.search(text[: hit.start()]) is not None else words
        )

    return pattern.sub(said, text)


@lru_cache(maxsize=4)
def _spoken(roles: tuple[str, ...]) -> tuple[Mapping[str, str], "re.Pattern[str]"]:
    """Numbered roles, folded, with how one would say them; and what finds them in a text."""
    numbers: dict[str, list[tuple[int, str]]] = {}
    for role in roles:
        if hit := _NUMBERED.fullmatch(role.strip()):
            numbers.setdefault(hit[1].casefold(), []).append((int(hit[2]), role.strip()))
    made: dict[str, str] = {}
    for several in numbers.values():
        for place, (_, role) in enumerate(sorted(several)):
            stem = role.rsplit(None, 1)[0]
            stem = stem if stem[1:2].isupper() else stem[:1].lower() + stem[1:]
            if len(several) == 1:
                made[role.casefold()] = stem
            elif place < len(_ORDINALS):
                made[role.casefold()] = f"{_ORDINALS[place]} {stem}"
    words = "|".join(re.escape(one) for one in sorted(made, key=len, reverse=True))
    return made, re.compile(rf"(?<!\w)(?:the\s+)?({words})(?!\w)", re.I)


def _is_code(snapshot: Snapshot, code: str) -> bool:
    """Whether something in the case has that short number."""
    return any(code in snapshot.by(kind.cls, "code") for kind in _CODED)


def _is_explained(text: str, at: int, end: int) -> bool:
    in_brackets = text[:at].rstrip().endswith("(") and text[end:].lstrip().startswith(")")
    return in_brackets or _EXPLAINED_BEHIND.match(text, end) is not None


def _stand_in(
    text: str, words: tuple["re.Pattern[str]", "re.Pattern[str]"]
) -> Iterator[tuple[int, int, str]]:
    for pattern in words:
        for hit in pattern.finditer(text):
            yield hit.start(), hit.end(1), hit[1]


@cache
def _known(
    all_of_them: bool,
) -> tuple[Mapping[str, tuple[str, str, str]], tuple["re.Pattern[str]", "re.Pattern[str]"]]:
    """By each form: what it counts as, its plain words and their mark. And two patterns: as written, and in any case."""
    known: dict[str, tuple[str, str, str]] = {}
    exact: set[str] = set()
    folded: set[str] = set()

    def take(form: str, key: str, plain: str, mark: str) -> None:
        form = form.strip()
        # A word with capitals inside is one only as it is written: NEWS is a score, news is none.
        if any(letter.isupper() for letter in form[1:]):
            exact.add(form)
            known.setdefault(form, (key, plain, mark))
        elif form:
            folded.add(form.casefold())
            known.setdefault(form.casefold(), (key, plain, mark))

    for word in plain_words():
        for form in (word.said, *word.forms):
            take(form, word.said, word.plain, word.mark)
    for term in glossary():
        if not all_of_them and term.usage == "RCA":
            continue
        for form in re.split(r"\s*/\s*", re.sub(r"\s*\(.*\)$", "", term.term)):
            take(form, term.term, term.stands_for or term.meaning.rstrip("."), term.mark)
    return known, (_pattern(exact), _pattern(folded, re.I))


def _pattern(forms: Iterable[str], flags: "re.RegexFlag" = re.NOFLAG) -> "re.Pattern[str]":
    several = "|".join(re.escape(one) for one in sorted(forms, key=len, reverse=True))
    return re.compile(rf"(?<!\w)({several})(?:s)?(?!\w)", flags)
