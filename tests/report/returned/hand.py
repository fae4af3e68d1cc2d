"""Edits Word files in a running LibreOffice, as its user would. Runs under the system's Python, which knows UNO.

Reads one order a line as JSON from standard input, answers each with a line: {"done": ...} or {"fault": "..."}.
Arguments: the name of the pipe on which LibreOffice listens.
"""

import json
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.util import DateTime

FILTERS = {
    ".docx": "MS Word 2007 XML",
    ".odt": "writer8",
    ".doc": "MS Word 97",
}


def setting(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


class Hand:
    """One user at one LibreOffice."""

    def __init__(self, pipe):
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        for _ in range(300):
            try:
                self.context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
                break
            except Exception:
                time.sleep(0.1)
        manager = self.context.ServiceManager
        self.desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", self.context)
        self.config = manager.createInstanceWithContext(
            "com.sun.star.configuration.ConfigurationProvider", self.context
        )
        self.word = None
        self.written = 0

    def who(self, given, family=""):
        self.name = f"{given} {family}".strip()
        access = self.config.createInstanceWithArguments(
            "com.sun.star.configuration.ConfigurationUpdateAccess",
            (setting("nodepath", "/org.openoffice.UserProfile/Data"),),
        )
        access.setPropertyValue("givenname", given)
        access.setPropertyValue("sn", family)
        access.commitChanges()

    def open(self, path):
        self.word = self.desktop.loadComponentFromURL(
            Path(path).as_uri(), "_blank", 0, (setting("Hidden", True),)
        )
        return self.word is not None

    def track(self, on):
        self.word.setPropertyValue("RecordChanges", on)

    def save(self, path):
        self.word.storeToURL(Path(path).as_uri(), (setting("FilterName", FILTERS[Path(path).suffix]),))

    def close(self):
        self.word.close(True)
        self.word = None

    def quit(self):
        self.desktop.terminate()

    def replace(self, words, by):
        """Type over words, wherever they first stand."""
        self._find(words).setString(by)

    def type_behind(self, words, more):
        """Type behind words."""
        end = self._find(words).getEnd()
        end.getText().insertString(end, more, False)

    def type_at_end(self, words, more):
        """Go to the end of the paragraph in which words stand, and type."""
        cursor = self._cursor(words)
        cursor.gotoEndOfParagraph(False)
        cursor.getText().insertString(cursor, more, False)

    def new_paragraph(self, words, more):
        """Enter at the end of the paragraph in which words stand, and type."""
        cursor = self._cursor(words)
        cursor.gotoEndOfParagraph(False)
        text = cursor.getText()
        text.insertControlCharacter(cursor, 0, False)
        text.insertString(cursor, more, False)

    def delete_paragraph(self, words):
        """Take out the paragraph in which words stand, with its end."""
        cursor = self._cursor(words)
        cursor.gotoStartOfParagraph(False)
        cursor.gotoEndOfParagraph(True)
        cursor.goRight(1, True)
        cursor.setString("")

    def comment(self, words, said):
        """Comment on words."""
        found = self._find(words)
        found.getText().insertTextContent(found, self._written(said), True)

    def reply(self, to, said):
        """Answer the comment that says something. LibreOffice ties the two when it reads them from an .odt."""
        answered = self._note(to)
        note = self._written(said)
        note.setPropertyValue("ParentName", answered.getPropertyValue("Name"))
        anchor = answered.getAnchor()
        anchor.getText().insertTextContent(anchor.getEnd(), note, False)

    def resolve(self, said):
        self._note(said).setPropertyValue("Resolved", True)

    def add_row(self, words, cells):
        """Add a row behind that in which words stand, and fill it in."""
        table, row = self._row(words)
        table.getRows().insertByIndex(row + 1, 1)
        for number, said in enumerate(cells):
            table.getCellByPosition(number, row + 1).setString(said)

    def delete_row(self, words):
        """Take out the row in which words stand, as the menu does: tracked where tracking is on."""
        found = self._find(words)
        self.word.getCurrentController().getViewCursor().gotoRange(found.getStart(), False)
        self._dispatch(".uno:DeleteRows")

    def strip_controls(self):
        """Take every content control away and leave its words."""
        controls = self.word.getContentControls()
        for number in reversed(range(controls.getCount())):
            controls.getByIndex(number).dispose()

    def _find(self, words):
        search = self.word.createSearchDescriptor()
        search.setSearchString(words)
        search.SearchCaseSensitive = True
        found = self.word.findFirst(search)
        if found is None:
            raise ValueError(f"not in the file: {words}")
        return found

    def _cursor(self, words):
        found = self._find(words)
        return found.getText().createTextCursorByRange(found.getEnd())

    def _row(self, words):
        found = self._find(words)
        table = found.getPropertyValue("TextTable")
        cell = found.getPropertyValue("Cell").getPropertyValue("CellName")
        return table, int("".join(sign for sign in cell if sign.isdigit())) - 1

    def _written(self, said):
        note = self.word.createInstance("com.sun.star.text.textfield.Annotation")
        note.setPropertyValue("Author", self.name)
        note.setPropertyValue("Content", said)
        self.written += 1
        now = datetime.now() + timedelta(minutes=self.written)  # each in a minute of its own, as people write
        at = DateTime(0, now.second, now.minute, now.hour, now.day, now.month, now.year, False)
        note.setPropertyValue("DateTimeValue", at)
        return note

    def _notes(self):
        fields = self.word.getTextFields().createEnumeration()
        while fields.hasMoreElements():
            one = fields.nextElement()
            if one.supportsService("com.sun.star.text.textfield.Annotation"):
                yield one

    def _note(self, said):
        return next(one for one in self._notes() if one.getPropertyValue("Content") == said)

    def _dispatch(self, order):
        helper = self.context.ServiceManager.createInstanceWithContext(
            "com.sun.star.frame.DispatchHelper", self.context
        )
        helper.executeDispatch(self.word.getCurrentController().getFrame(), order, "", 0, ())


def main():
    hand = Hand(sys.argv[1])
    print(json.dumps({"done": "ready"}), flush=True)
    for line in sys.stdin:
        name, arguments = json.loads(line)
        try:
            answer = {"done": getattr(hand, name)(*arguments)}
        except Exception as fault:
            answer = {"fault": f"{type(fault).__name__}: {fault}"}
        print(json.dumps(answer), flush=True)
        if name == "quit":
            return


main()
