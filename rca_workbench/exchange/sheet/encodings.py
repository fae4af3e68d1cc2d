"""Bytes of a text file as text, whatever wrote them: nothing says which encoding it is, so the bytes must."""

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8", ""),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_LOOKED_AT = 4096


def decoded(raw: bytes) -> tuple[str, tuple[str, ...]]:
    """The text, and what to say of how it was read.

    A mark at the start decides; then UTF-16 by its zero bytes; then UTF-8. What is not UTF-8 is read line by line,
    Windows text (cp1252) where a line cannot be UTF-8, as files put together from two systems hold both.
    """
    for mark, encoding, name in _MARKS:
        if raw.startswith(mark):
            text = raw[len(mark) :].decode(encoding, "replace")
            return text, (*_said(name), *_lost(text))
    if encoding := _zero_bytes(raw):
        text = raw.decode(encoding, "replace")
        return text, (*_said("UTF-16"), *_lost(text))
    try:
        return raw.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _by_line(raw)


def _said(name: str) -> tuple[str, ...]:
    return (f"Read as {name}.",) if name else ()


def _lost(text: str) -> tuple[str, ...]:
    return ("Some of its bytes are no text; “\ufffd” stands for each.",) if "\ufffd" in text else ()


def _zero_bytes(raw: bytes) -> str:
    """UTF-16 without a mark: in text of our letters, every second byte is zero."""
    looked = raw[:_LOOKED_AT]
    pairs = len(looked) // 2
    if pairs < 2:
        return ""
    even, odd = looked[0::2].count(0), looked[1::2].count(0)
    if odd > pairs * 0.6 and even < pairs * 0.1:
        return "utf-16-le"
    if even > pairs * 0.6 and odd < pairs * 0.1:
        return "utf-16-be"
    return ""


def _by_line(raw: bytes) -> tuple[str, tuple[str, ...]]:
    read: list[str] = []
    windows: list[int] = []
    modern = False
    for number, line in enumerate(raw.split(b"\n"), 1):
        try:
            text = line.decode("utf-8")
            modern = modern or not text.isascii()
        except UnicodeDecodeError:
            text = line.decode("cp1252", "replace") if _has_all(line) else line.decode("latin-1")
            windows.append(number)
        read.append(text)
    if not modern:
        return "\n".join(read), ("Read as Windows text (cp1252).",)
    named = ", ".join(str(number) for number in windows[:5])
    more = f" and {len(windows) - 5} more" if len(windows) > 5 else ""
    word = "Line" if len(windows) == 1 else "Lines"
    return "\n".join(read), (
        f"{word} {named}{more} read as Windows text (cp1252), the others as UTF-8: the file mixes them.",
    )


def _has_all(line: bytes) -> bool:
    """True where every byte stands for something in cp1252; five of them stand for nothing."""
    return not any(byte in line for byte in (b"\x81", b"\x8d", b"\x8f", b"\x90", b"\x9d"))
