"""What the words of a statement show of cause and effect: the signs of breach of the five rules of causation.

Signs only. Whether a rule is broken depends on the map as well: on what leads to a factor, and on its duty.
"""

import re
from functools import lru_cache

from rca_workbench.checks.language_text import prepared

_PERSON = (
    r"(?:(?:ward|staff|agency|night|day|charge|theatre|scrub|triage|resident|on-call|duty|junior|senior|the)\s+)*"
    r"(?:nurses?|midwi(?:fe|ves)|doctors?|registrars?|consultants?|surgeons?|anaesthetists?|pharmacists?|paramedics?|"
    r"radiographers?|radiologists?|physiotherapists?|therapists?|carers?|(?:healthcare|support) (?:assistant|worker)s?|"
    r"hcas?|practitioners?|gps?|clinicians?|sister|matron|technicians?|psychiatrists?|team|staff|crew|pilots?|operators?|"
    r"call handlers?|porters?|he|she|they)(?:\s+(?:[A-Z]|\d{1,2}))?"
)
_BODY = r"(?:ward|unit|care home|nursing home|practice|surgery|hospital|service|department|trust|board|laboratory|home)"
_WILL = (
    "know have see hear want realise expect think understand feel need notice get receive believe work wish mind sleep"
).replace(" ", "|")
"""Verbs after "did not" that tell of what somebody could not do or know, not of something left undone."""

_STATE = (
    "was were is had has could can knew held hold holds own owns owned who else in on at from of".replace(
        " ", "|"
    )
)
"""Words after "nobody" with which no act is told that was left undone: nobody held the task, nobody in the team."""

_EFFECT = re.compile(
    r"\b(?:led to|leads to|leading to|so that|so(?! far\b| called\b|-called\b)|because|since|therefore|thus|hence|"
    r"consequently|as a result|result(?:ed|s|ing) in|mean(?:t|s|ing)(?: that)?|contribut\w+|due to|owing to|"
    r"caus(?:ed|es|ing)|more likely|less likely|"
    r"(?:in|de)creas(?:ed|es|ing)|rais(?:ed|es|ing) the|lower(?:ed|s|ing) the|reduc(?:ed|es|ing)|"
    r"delay(?:ed|s|ing)|prevent(?:ed|s|ing)|gave rise to|ended in|harder|easier|"
    r"(?:which|that|and) (?:\w+ )?(?:left|leaves|made|makes|kept|keeps|hid|hides|put|puts|brought|let|lets|stopped|turned)|"
    r"left (?:the|a|an|no|staff|nobody|him|her|them|patients?)|made it|depend(?:s|ed)? on|until|"
    r"unable to|could not|cannot)\b",
    re.IGNORECASE,
)

_JUDGING = (
    r"(?:poor|bad|weak|careless|inadequate|insufficient|lacking|substandard|unsafe|chaotic|disorganised|disorganized|"
    r"sloppy|slack|lax|unsatisfactory|unacceptable|deficient|ineffective|inappropriate|suboptimal|sub-optimal|haphazard|"
    r"dysfunctional|shambolic|woeful|appalling|dreadful|negligent|unprofessional)"
)
_LABEL = re.compile(
    rf"\b(?:was|were|is|are|been|being|seemed|remained|proved)\s+(?:(?:\w+ly|very|too|rather|quite|so)\s+)?{_JUDGING}\b|"
    r"\b(?:poor|bad|lax|chaotic|sloppy|haphazard|dysfunctional|disorganised|shambolic)\s+(?=[a-z])",
    re.IGNORECASE,
)
_OF_NATURE = re.compile(
    r"\b(?:prognosis|appetite|mobility|pulse|perfusion|intake|vision|sight|eyesight|hearing|circulation|output|tone|"
    r"weather|visibility|light|condition|health|memory|sleep|access|response|saturations?|control|signal|reception|"
    r"historian|outcome|healing|skin|pain|headache|cough|news|dream|fit)\b",
    re.IGNORECASE,
)
"""Of the body, the weather and the like "poor" is a finding, not a verdict."""

_SLIP = re.compile(
    rf"\b{_PERSON}(?:\s+\w+ly)?\s+(?:mis(?:read|heard|took|counted|calculated|interpreted|judged|identified|diagnosed|"
    r"labelled|placed|programmed|keyed|dialled)|forgot|confused|mixed up|"
    r"\w+(?:ed|t|ve|ck|w)?\s+(?:[\w’'-]+\s+){0,4}?wrong(?:ly)?)\b|"
    r"\b(?:human|nursing|medical|prescribing|dispensing|operator|user)\s+error\W*$",
    re.IGNORECASE,
)
_RULE = (
    r"(?:polic(?:y|ies)|protocols?|procedures?|guidelines?|guidance|checklists?|pathways?|standards?|pauses?|time out|"
    r"checks?|plans?|rules?|instructions?|steps?|bundles?|sop)"
)
_DEPARTURE = re.compile(
    rf"\b(?:not|n[’']t|never)\s+(?:\w+\s+)?(?:follow(?:ed)?|adher\w+|compl(?:y|ied)|us(?:e|ed)|do|done|complet(?:e|ed)|"
    rf"carr(?:y|ied) out|perform(?:ed)?)\b[^.]{{0,50}}\b{_RULE}\b|"
    rf"\b(?:skipped|bypassed|by-passed|left out|overrode|worked around|cut short|departed from|deviated from|omitted)\b"
    rf"[^.]{{0,50}}\b{_RULE}\b|"
    rf"\b{_RULE}\b[^.]{{0,40}}\b(?:was|were)\s+(?:not\s+(?:followed|used|done|completed|carried out)|skipped|bypassed|"
    r"left out|breached)\b",
    re.IGNORECASE,
)
_OMISSION = re.compile(
    rf"\b(?:nobody|no one|no-one|none of the \w+)\s+(?!(?:{_STATE})\b)\w+|"
    rf"\b(?:{_PERSON}|{_BODY})(?:\s+\w+)?\s+(?:did not|didn[’']t|never)\s+(?!{_WILL})\w+",
    re.IGNORECASE,
)

_VERB = re.compile(
    r"\b(?:am|is|are|was|were|be|been|being|has|have|had|having|do|does|did|can|could|may|might|must|shall|should|will|"
    r"would|cannot|\w+n[’']t|\w{2,}ed|took|takes|gave|gives|went|goes|came|comes|made|makes|got|gets|saw|sees|"
    r"said|says|told|tells|kept|keeps|left|leaves|let|lets|put|puts|set|sets|sent|sends|held|holds|led|leads|lost|loses|"
    r"met|meets|paid|pays|ran|runs|sat|sits|stood|stands|thought|thinks|wrote|writes|began|begins|broke|breaks|"
    r"brought|brings|built|builds|bought|buys|chose|chooses|drew|draws|fell|falls|felt|feels|found|finds|grew|grows|"
    r"heard|hears|hid|hides|knew|knows|lay|lies|meant|means|read|reads|rose|rises|shows|shown|spoke|speaks|spent|spends|"
    r"spread|taught|understood|wore|won|works|covers|depends|needs|asks|calls|relies|uses|allows|requires|includes|"
    r"differs|starts|stops|ends|changes|sounds|looks|stays|remains|varies|lacks|exists|applies|shares|carries|serves|"
    r"flows|moves|sleeps|waits|arrives|contains|gives|leaves|follows|happens|occurs|expects|opens|closes|serves|"
    r"depend|cover|rely|require|include|contain|differ|remain|exist|apply|serve|occur|expect|become|belong|receive|carry|"
    r"provides?|offers?|hold|keep|take|give|know|sees?|stand|tell|"
    r"reaches|rests|belongs|becomes|became|mis\w{3,}|struck|strikes|hit|cut|shut|cost|beat|bore|bears|shook|swung|flew|flies|sank)\b",
    re.IGNORECASE,
)
_FEW = 5
"""Words up to which an ending in s is taken for a plural, not for a verb."""


def shows_effect(text: str) -> bool:
    """Whether a statement says how one thing led to another (rule 1)."""
    return _EFFECT.search(_read(text)) is not None


def label(text: str) -> str:
    """The word that judges in place of a description (rule 2); empty where there is none."""
    read = _read(text)
    for hit in _LABEL.finditer(read):
        if not _OF_NATURE.search(read, max(0, hit.start() - 40), min(len(read), hit.end() + 25)):
            return hit.group().strip()
    return ""


def slip(text: str) -> bool:
    """Whether a statement tells of an act or slip of a person (rule 3)."""
    return _SLIP.search(_read(text)) is not None


def departure(text: str) -> bool:
    """Whether a statement says that a procedure was not kept to (rule 4)."""
    return _DEPARTURE.search(_read(text)) is not None


def omission(text: str) -> bool:
    """Whether a statement says that somebody did not act (rule 5)."""
    return _OMISSION.search(_read(text)) is not None


def has_verb(text: str) -> bool:
    """Whether a text seems to be a sentence. It errs towards yes: a label of a few words has none."""
    read = _read(text)
    if _VERB.search(read):
        return True
    words = read.split()
    return len(words) > _FEW and any(word.rstrip(".,;").endswith("s") for word in words[1:])


@lru_cache(maxsize=8_192)
def _read(text: str) -> str:
    """The writer's own words of a text."""
    return prepared(text[:2_000]).read
