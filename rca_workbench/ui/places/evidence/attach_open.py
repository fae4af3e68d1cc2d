"""Showing attached files: which stay covered, which other programs may open, and handing them over."""

from pathlib import Path, PurePath

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QImageReader, QPixmap

from rca_workbench.model import Attachment
from rca_workbench.model.fault import Fault

LARGEST_PICTURE = 60_000_000
"""Bytes of a picture that is still drawn here."""

# A laptop runs these, or runs what is in them, when they are opened.
_RUN = frozenset(
    "appimage application appref-ms bat bin chm class cmd com command cpl desktop dll exe gadget hta iso jar js jse"
    " lnk mjs msc msi msp pif ps1 ps2 psm1 py pyw reg run scf scr sct settingcontent-ms sh url vb vbe vbs vhd vhdx"
    " workflow ws wsc wsf wsh xll".split()
)
_COVERED = {"image": "Photograph or picture", "video": "Film", "audio": "Sound recording"}


def is_covered(attachment: Attachment) -> bool:
    """Whether it is shown only when somebody asks: pictures, films, sound, and what has a description in its place."""
    return bool(attachment.covered) or attachment.media_type.partition("/")[0] in _COVERED


def cover_words(attachment: Attachment) -> str:
    """What stands in place of a covered file."""
    main = attachment.media_type.partition("/")[0]
    return (
        attachment.covered or f"{_COVERED.get(main, 'File')}, covered. Say below in plain words what is on it"
    )


def icon_of_file(attachment: Attachment) -> str:
    """Name of the icon of an attached file."""
    main = attachment.media_type.partition("/")[0]
    return {"image": "image", "video": "video", "audio": "mic", "text": "file-text"}.get(main, "file")


def refuse_programs(attachment: Attachment) -> None:
    """Keep what a laptop would run from being opened.

    Raises:
        Fault: it is a program, or may hold one.
    """
    ending = PurePath(attachment.name.rstrip(" .")).suffix.casefold().removeprefix(".")
    if ending in _RUN:
        raise Fault(
            f"{attachment.name} is a program, or may hold one: opening it would run it.",
            "It was not opened.",
            "Save a copy and give it to your information security team.",
        )


def hand_over(path: Path) -> None:
    """Show a file with the program the laptop has for it.

    Raises:
        Fault: there is none.
    """
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        raise Fault(
            f"No program on this laptop shows {path.name}.",
            "It is in the case, unchanged.",
            "Save a copy and open it where there is one.",
        )


def picture(path: Path, width: int, height: int) -> QPixmap | None:
    """A picture, drawn no larger than that; None where it is not one or too large to draw here."""
    if path.stat().st_size > LARGEST_PICTURE:
        return None
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    size = reader.size()
    room = QSize(width, height)
    if size.isValid() and (size.width() > width or size.height() > height):
        reader.setScaledSize(size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        return None
    if image.width() > width or image.height() > height:
        image = image.scaled(
            room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
    return QPixmap.fromImage(image)
