"""The copy of a file that came back as the case keeps it: with roles where it had the names of its authors."""

import io
import re
import zipfile
from collections.abc import Callable
from html import escape, unescape

NAME = "Reviewed draft.docx"
"""The file's own name may say whose it is."""
COVERED = "A draft as a reader sent it back. What was typed in it may name people."

_AUTHOR = re.compile(rb"""\b((?:w:|w15:)?author)\s*=\s*(["'])(.*?)\2""", re.DOTALL)
_INITIALS = re.compile(rb"""\bw:initials\s*=\s*(["']).*?\1""", re.DOTALL)
_ACCOUNT = re.compile(rb'\b(w15:userId|w15:providerId)="[^"]*"')
_SAID = (
    re.compile(rb"(<dc:creator[^>]*>)[^<]*(</dc:creator>)"),
    re.compile(rb"(<cp:lastModifiedBy[^>]*>)[^<]*(</cp:lastModifiedBy>)"),
    re.compile(rb"(<Manager[^>]*>)[^<]*(</Manager>)"),
)


def kept_copy(data: bytes, role: Callable[[str], str]) -> bytes:
    """A Word file without the names of those who wrote in it. The same file gives the same bytes.

    Args:
        data: the file as it came back.
        role: what stands for an author.
    """
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as held,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written,
    ):
        for name in held.namelist():
            content = held.read(name)
            if name.lower().endswith(".xml"):
                content = _without_names(content, role)
            info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            written.writestr(info, content)
    return out.getvalue()


def _without_names(content: bytes, role: Callable[[str], str]) -> bytes:
    def named(hit: re.Match[bytes]) -> bytes:
        said = role(unescape(hit[3].decode("utf-8", "replace"))) or "Reader"
        return hit[1] + b'="' + escape(said).encode() + b'"'

    content = _AUTHOR.sub(named, content)
    content = _INITIALS.sub(b'w:initials="R"', content)
    content = _ACCOUNT.sub(rb'\1=""', content)
    for one in _SAID:
        content = one.sub(rb"\1\2", content)
    return content
