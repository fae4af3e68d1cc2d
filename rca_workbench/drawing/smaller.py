"""A picture made smaller, for a screen: the files of a report are drawn for paper and take long to unpack."""

from functools import lru_cache

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage


@lru_cache(maxsize=64)
def smaller_png(png: bytes, width: int) -> bytes:
    """A PNG not wider than `width` pixels; the same where it is narrow already or cannot be read."""
    image = QImage.fromData(png)
    if image.isNull() or image.width() <= width:
        return png
    made = image.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    made.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(held.data())
