"""Signing a document off: the file, its hash and who signed it are kept in the case, in one step.

The file is made and taken in first, which takes a while and can be stopped; then one step names it and who signed.
A hash of a file cannot stand in the file itself. What is printed in it is the head of the journal, which proves the
case it was made from; the hash of the file is kept in the case.
"""

import hashlib
import hmac
import io
import os
import tempfile
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from rca_workbench.analysis.naming import naming_roles
from rca_workbench.analysis.sign_off import plain_role
from rca_workbench.analysis.signed import SignedVersion, latest_signed, signed_versions
from rca_workbench.leaks import check_clean
from rca_workbench.model import AttachmentUse, SignOff, Snapshot, new_id
from rca_workbench.model.fault import Fault
from rca_workbench.model.fields import canonical
from rca_workbench.model.time_said import date_words
from rca_workbench.model.words import listed
from rca_workbench.report.builders import built
from rca_workbench.report.changes import since
from rca_workbench.report.compose import Maker, outline
from rca_workbench.report.document import Copy, Edition
from rca_workbench.report.export import Progress, docx_of, stoppable
from rca_workbench.report.leaving import check_document
from rca_workbench.report.template import names_nothing, title_of
from rca_workbench.report.template import template as template_named
from rca_workbench.report.versions import given_out, next_version
from rca_workbench.store import Case, Incoming
from rca_workbench.store.file_names import safe_file_name

NOTHING = "Nothing was signed. The case is as it was."

_SALT_BYTES = 16
_COST = 2**15
_BLOCK = 8
_MEMORY = 128 * _COST * _BLOCK * 2
"""What scrypt may use, in bytes: it takes 128 times cost times block size, 32 MB."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody who signs: in which role, and with which password if they want a seal."""

    role: str
    person: str | None = None
    note: str = ""
    password: str = field(default="", repr=False)


_ANYBODY = Signer("Somebody")
"""Stands for whoever will sign, to see what the file would say."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file that is made and taken in, to be named by the step that signs it."""

    template: str
    title: str
    version: str
    head: str
    """Journal head that is printed in it."""
    on: date
    """The day printed in it."""
    signers: tuple[Signer, ...]
    """Who signs it, as printed in it."""
    incoming: Incoming
    content: bytes = field(repr=False)


def prepare(
    case: Case,
    template: str,
    signers: Iterable[Signer],
    *,
    today: date,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    pictures: bool = True,
    unwritten_stands: bool = False,
) -> Prepared:
    """Make the file to be signed and take its bytes into the case. Can run in a thread of its own.

    Args:
        case: the case.
        template: the document.
        signers: who signs; the file says it.
        today: the day it is dated.
        progress: told what is being done.
        cancelled: asked again and again whether to stop.
        pictures: draw them; without, it is quicker.
        unwritten_stands: whoever signs has decided that sections may say in the file that words are missing.

    Raises:
        Fault: nobody signs, sections are `unwritten`, the template is not right, an identity is in the file, or it was
            stopped. The case is as it was.
    """
    snapshot = case.snapshot
    chosen = _checked(signers, snapshot)
    lacking = () if unwritten_stands else unwritten(snapshot, template, today, make=stoppable(cancelled))
    if lacking:
        raise Fault(
            f"The signed file would say that words are missing under: {listed(lacking, 4)}.",
            NOTHING,
            "Write them, or say above Sign that they stand so.",
        )
    version = next_version(snapshot, template, Copy.SIGNED, given_out(case, template))
    last = latest_signed(snapshot, template)
    edition = Edition(
        today,
        version,
        Copy.SIGNED,
        snapshot.head,
        since(case, last.sign_offs[0]) if last is not None else None,
        case_id=case.id,
    )
    as_signed = _as_signed(snapshot, chosen, today, template, version)
    made = docx_of(
        as_signed, edition, template=template, progress=progress, cancelled=cancelled, pictures=pictures
    )
    title = title_of(template, snapshot.case.profile)
    incoming = _taken_in(case, made, _name(snapshot, template, title, version), progress, cancelled)
    return Prepared(template, title, version, snapshot.head, today, chosen, incoming, made)


def unwritten(snapshot: Snapshot, template: str, today: date, *, make: Maker = built) -> tuple[str, ...]:
    """Headings of a document's sections that would say in the file to be signed that something is missing.

    That nobody has signed is none of it: once it is signed, the file says who did.
    """
    as_signed = _as_signed(
        snapshot, (_ANYBODY,), today, template, next_version(snapshot, template, Copy.SIGNED)
    )
    return tuple(
        one.heading for one in outline(as_signed, template, today, make=make) if one.state == "missing"
    )


def sign_prepared(case: Case, prepared: Prepared) -> SignedVersion:
    """Keep the file and who signed it in the case, as one step.

    Raises:
        Fault: the document was signed elsewhere meanwhile, or the case cannot be changed. The bytes are let go then.
    """
    try:
        given = given_out(case, prepared.template)
        with case.step(f"Sign off {prepared.title}, {prepared.version}") as step:
            if next_version(step.snapshot, prepared.template, Copy.SIGNED, given) != prepared.version:
                raise Fault(
                    f"{prepared.version} of this document was signed meanwhile, in another window.",
                    NOTHING,
                    "Look at what was signed, then sign the next version if there is to be one.",
                )
            kept = step.add(replace(prepared.incoming.attachment(None), use=AttachmentUse.SIGNED))
            for one in prepared.signers:
                row = _row(one, prepared.on, prepared.template, prepared.version, prepared.head)
                step.add(_sealed(replace(row, file=kept.id, file_sha256=kept.sha256), one.password))
    except BaseException:
        case.files.let_go(prepared.incoming)
        raise
    return _found(case.snapshot, prepared.template, kept.sha256)


def sign(
    case: Case,
    template: str,
    signers: Iterable[Signer],
    *,
    today: date,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    pictures: bool = True,
    unwritten_stands: bool = False,
) -> SignedVersion:
    """Sign a document off: make the file, keep it with its hash and who signed it. Raises Fault; see `prepare`."""
    made = prepare(
        case, template, signers, today=today, progress=progress, cancelled=cancelled, pictures=pictures,
        unwritten_stands=unwritten_stands,
    )  # fmt: skip
    return sign_prepared(case, made)


def sign_too(case: Case, signed: SignedVersion, signers: Iterable[Signer], *, today: date) -> SignedVersion:
    """Have others sign the very file that was signed already, as one step. The file stays as it is.

    Raises:
        Fault: nobody signs, somebody has signed in that role already, or the file in the case is not what was signed.
    """
    chosen = _checked(signers, case.snapshot)
    if problems := proof(case, signed):
        raise Fault(problems[0], NOTHING, "Verify this case, or sign a new version.")
    kept = signed.file
    assert kept is not None
    with case.step(f"Sign off {signed.version}") as step:
        # As it is now: others may have signed it, or taken it back, in another window.
        now = [
            one for one in signed_versions(step.snapshot, signed.template) if one.file_sha256 == kept.sha256
        ]
        if not now or now[0].file is None:
            raise Fault(f"{signed.version} was taken back meanwhile.", NOTHING, "Redo brings it back.")
        already = {plain_role(one.role) for one in now[0].sign_offs}
        for one in chosen:
            if plain_role(one.role) in already:
                raise Fault(f"{signed.version} has been signed in the role {one.role} already.", NOTHING)
            row = _row(one, today, signed.template, signed.version, signed.head)
            step.add(_sealed(replace(row, file=kept.id, file_sha256=signed.file_sha256), one.password))
    return _found(case.snapshot, signed.template, signed.file_sha256)


def content_of(case: Case, signed: SignedVersion) -> bytes:
    """The signed file as it is kept. Raises Fault where it is not in the case any more, or not as it was."""
    if signed.file is None:
        raise Fault(
            f"The file of {signed.version} is not in this case any more.",
            todo="Undo brings back what was removed.",
        )
    held = io.BytesIO()
    case.files.write_to(signed.file, held)
    made = held.getvalue()
    if hashlib.sha256(made).hexdigest() != signed.file_sha256:
        raise Fault(
            f"The file kept for {signed.version} is not the one that was signed: its hash is another."
        )
    return made


def check_copy(
    case: Case, signed: SignedVersion, content: bytes, name: str, cancelled: Callable[[], bool] | None = None
) -> None:
    """Look through a copy before it goes out: somebody may have been put on the register since it was signed.

    Raises:
        LeakFault: it says who somebody is.
        Fault: it was stopped.
    """
    try:
        plan = template_named(signed.template)
    except Fault:  # a template of one's own that is gone by now
        check_clean(name, content, case.snapshot, cancelled=cancelled)
    else:
        check_document(case.snapshot, plan, content, name=name, cancelled=cancelled)


def proof(case: Case, signed: SignedVersion) -> tuple[str, ...]:
    """What speaks against a signed version: a sentence each; empty where file, hash and history are as they were."""
    problems: list[str] = []
    try:
        content_of(case, signed)
    except Fault as fault:
        problems.append(fault.what)
    if not any(step.id == signed.head for step in case.history()):
        problems.append(
            f"The journal head printed in {signed.version} is not in the history of this case: its end was cut off, or it "
            "was written anew."
        )
    return tuple(problems)


def holds_seal(sign_off: SignOff, password: str) -> bool:
    """Whether a password made the seal of a sign-off, for that file, role, version and day."""
    if not sign_off.seal or not sign_off.seal_salt:
        return False
    try:
        salt = bytes.fromhex(sign_off.seal_salt)
    except ValueError:
        return False
    return hmac.compare_digest(_seal(sign_off, password, salt), sign_off.seal)


def signed_at(snapshot: Snapshot, head: str) -> tuple[SignedVersion, ...]:
    """The signed versions in which a journal head is printed; `head` may be its first digits."""
    wanted = "".join(head.split()).lower()
    return tuple(one for one in signed_versions(snapshot) if wanted and one.head.startswith(wanted))


def signed_words(snapshot: Snapshot, head: str) -> tuple[str, ...]:
    """Which signed versions a printed head belongs to, who signed them and the hash of the file: a line each."""
    found = signed_at(snapshot, head)
    if not found:
        return (
            "No signed version in this case has that head printed in it: it is from a draft, or the sign-off was undone.",
        )
    return tuple(
        f"It is printed in {one.version} of {title_of_signed(snapshot, one)}, signed off by {signers_words(one)}. "
        f"SHA-256 of the file: {one.file_sha256 or 'not kept'}"
        for one in found
    )


def signers_words(signed: SignedVersion) -> str:
    """Who signed a version and when: "Lead investigator on 1 December 2026 and Executive on 3 December 2026"."""
    return listed(
        [
            f"{one.role or 'somebody'}{f' on {date_words(one.on)}' if one.on else ''}"
            for one in signed.sign_offs
        ]
    )


def title_of_signed(snapshot: Snapshot, signed: SignedVersion) -> str:
    """What the document of a signed version is called; the name of its template where that is gone."""
    try:
        return title_of(signed.template, snapshot.case.profile)
    except Fault:
        return signed.template or "a document"


# -- parts ------------------------------------------------------------------------------------------------


def _checked(signers: Iterable[Signer], snapshot: Snapshot) -> tuple[Signer, ...]:
    chosen = tuple(replace(one, role=one.role.strip()) for one in signers if one.role.strip())
    if not chosen:
        raise Fault("Nobody signs yet.", NOTHING, "Say in which role you sign.")
    roles = [plain_role(one.role) for one in chosen]
    if len(set(roles)) < len(roles):
        raise Fault("Two sign in the same role.", NOTHING, "Say for each in which role they sign.")
    without_names = naming_roles(snapshot)
    for one in chosen:
        # A role and a note cannot be put right once they are signed, and would stop every export.
        if without_names(one.role) != one.role or without_names(one.note) != one.note:
            raise Fault(
                "A name that is in People stands in the role or the note.", NOTHING, "Say the role instead."
            )
    return chosen


def _as_signed(
    snapshot: Snapshot, signers: Iterable[Signer], today: date, template: str, version: str
) -> Snapshot:
    """The case as the file tells it, which says who signs it; the case holds the same once it is signed."""
    rows = [_row(one, today, template, version, snapshot.head) for one in signers]
    return snapshot.changed(rows, (), snapshot.head)


def _row(one: Signer, today: date, template: str, version: str, head: str) -> SignOff:
    return SignOff(
        id=new_id(), role=one.role, person=one.person, on=today.isoformat(), template=template, version=version,
        head=head, note=one.note.strip(),
    )  # fmt: skip


def _name(snapshot: Snapshot, template: str, title: str, version: str) -> str:
    of = "" if names_nothing(template) else snapshot.case.reference.strip()
    return safe_file_name(f"{of + ', ' if of else ''}{title}, {version}, signed.docx")


def _taken_in(
    case: Case,
    content: bytes,
    name: str,
    progress: Progress | None,
    cancelled: Callable[[], bool] | None,
) -> Incoming:
    with tempfile.TemporaryDirectory(prefix="rca-signing-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        incoming = case.files.take_in(path, progress, cancelled)
    if incoming is None or (cancelled and cancelled()):
        if incoming is not None:
            case.files.let_go(incoming)
        raise Fault("Stopped.", NOTHING)
    return incoming


def _found(snapshot: Snapshot, template: str, sha256: str) -> SignedVersion:
    return next(one for one in reversed(signed_versions(snapshot, template)) if one.file_sha256 == sha256)


def _sealed(row: SignOff, password: str) -> SignOff:
    if not password:
        return row
    salt = os.urandom(_SALT_BYTES)
    return replace(row, seal=_seal(row, password, salt), seal_salt=salt.hex())


def _seal(row: SignOff, password: str, salt: bytes) -> str:
    """A key is made of the password, slowly so that guessing costs; the seal is that key's mark on what was signed."""
    said = unicodedata.normalize("NFC", password).encode(
        "utf-8", "surrogatepass"
    )  # half a letter may be pasted
    key = hashlib.scrypt(said, salt=salt, n=_COST, r=_BLOCK, p=1, maxmem=_MEMORY, dklen=32)
    signed = canonical([row.file_sha256, row.template, row.version, row.head, row.role, row.on])
    return hmac.new(key, signed.encode(), hashlib.sha256).hexdigest()
