"""Text as it enters a case: cleaned once, at the door.

NUL and lone surrogates (half an emoji left by a text field) break SQLite, JSON, Word and PostgreSQL in
turn; other control characters break Word. They carry no meaning for a reader, so they are dropped here
and nowhere else has to think of them.
"""

import re

LONGEST_TEXT = 1_000_000
"""Characters one field may hold: five times the longest text anyone has been seen to paste."""

_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def clean_text(text: str) -> str:
    """The text with line ends as newlines and without characters that no file format can carry.

    Surrogate pairs, which some toolkits hand over for one emoji, are joined again first.

    Raises:
        ValueError: longer than `LONGEST_TEXT`.
    """
    if not isinstance(text, str):
        raise ValueError("must be text")
    if len(text) > LONGEST_TEXT:
        raise ValueError(f"holds {len(text):,} characters; the most that can be kept is {LONGEST_TEXT:,}")
    if text.isprintable() and text.isascii():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    return _UNSAFE.sub("", text)


def shortened(text: str, most: int = 60) -> str:
    """The first line of a text, cut at a word with an ellipsis when longer than `most` characters."""
    line = text.strip().split("\n", 1)[0].strip()
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > most // 2 else cut).rstrip(" ,;:.") + "…"
