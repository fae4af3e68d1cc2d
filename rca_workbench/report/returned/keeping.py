"""The copy of a file that came back as the case keeps it: with roles where it had the names of its authors."""

import io
import re
import zipfile
from collections.abc import Callable
from html import escape, unescape

from lxml import etree

from rca_workbench.report.returned.package import parsed

NAME = "Reviewed draft.docx"
"""The file's own name may say whose it is."""
COVERED = "A draft as a reader sent it back. What was typed in it may name people."

_TAG = re.compile(rb"""<\w(?:[^<>"']|"[^"<]*"|'[^'<]*')*>""")
"""The start of an element: what is typed in a text may look like an attribute as well."""
_AUTHOR = re.compile(rb"""\b(author)\s*=\s*(["'])(.*?)\2""", re.DOTALL)
_INITIALS = re.compile(rb"""\b(initials)\s*=\s*(["']).*?\2""", re.DOTALL)
_ACCOUNT = re.compile(rb"""\b(userId|providerId)\s*=\s*(["']).*?\2""", re.DOTALL)
_PATH = re.compile(rb"""\b(Target)\s*=\s*(["'])(?:file:|[A-Za-z]:\\|\\\\).*?\2""", re.IGNORECASE | re.DOTALL)
"""Where a template or a picture lies on somebody's computer, often in a folder that is called after them."""

_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_PROGRAM = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}",
    "{http://purl.org/ooxml/officeDocument/extendedProperties}",
)
_WHOSE = frozenset(
    (
        "{http://purl.org/dc/elements/1.1/}creator",
        f"{_CORE}lastModifiedBy",
        *(f"{one}{name}" for one in _PROGRAM for name in ("Manager", "Company")),
    )
)
"""Properties that say whose a file is (ECMA-376 part 2, core properties; part 1, extended properties, both forms)."""


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
                if not name.lower().startswith("word/"):
                    content = _of_nobody(content)
            elif name.lower().endswith(".rels"):
                content = _PATH.sub(rb'\1="file:///"', content)
            info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            written.writestr(info, content)
    return out.getvalue()


def _without_names(content: bytes, role: Callable[[str], str]) -> bytes:
    def named(hit: re.Match[bytes]) -> bytes:
        said = role(unescape(hit[3].decode("utf-8", "replace"))) or "Reader"
        return hit[1] + b'="' + escape(said).encode() + b'"'

    def covered(hit: re.Match[bytes]) -> bytes:
        tag = _INITIALS.sub(rb'\1="R"', _AUTHOR.sub(named, hit[0]))
        return _ACCOUNT.sub(rb'\1=""', tag)

    return _TAG.sub(covered, content)


def _of_nobody(content: bytes) -> bytes:
    """Properties of a file without those that say whose it is; any other part as it was."""
    try:
        root = parsed(content, recover=True)
    except etree.XMLSyntaxError:
        return content
    said = [one for one in root.iter("*") if one.tag in _WHOSE and (one.text or len(one))]
    if not said:
        return content
    for one in said:
        del one[:]
        one.text = ""
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
