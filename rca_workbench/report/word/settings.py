"""What the file asks of the program that opens it: its language, how Word lays it out, and what may be done to it."""

import re

from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import etree

from rca_workbench.report.document import Copy
from rca_workbench.report.word import xml
from rca_workbench.report.word.words_held import parts_of

LANGUAGE = "en-GB"

_BEFORE_TRACKING = (
    "writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries "
    "displayBackgroundShape printPostScriptOverText printFractionalCharacterWidth printFormsData embedTrueTypeFonts "
    "embedSystemFonts saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader "
    "bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors hideGrammaticalErrors activeWritingStyle proofState "
    "formsDesign attachedTemplate linkStyles stylePaneFormatFilter stylePaneSortMethod documentType mailMerge "
    "revisionView"
).split()
"""Elements of the settings that Word wants before those on tracking."""
_BEFORE_NOTES = (
    "trackRevisions doNotTrackMoves doNotTrackFormatting documentProtection autoFormatOverride styleLockTheme "
    "styleLockQFSet defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps showEnvelope "
    "summaryLength clickAndTypeStyle defaultTableStyle evenAndOddHeaders bookFoldRevPrinting bookFoldPrinting "
    "bookFoldPrintingSheets drawingGridHorizontalSpacing drawingGridVerticalSpacing displayHorizontalDrawingGridEvery "
    "displayVerticalDrawingGridEvery doNotUseMarginsForDrawingGridOrigin drawingGridHorizontalOrigin "
    "drawingGridVerticalOrigin doNotShadeFormData noPunctuationKerning characterSpacingControl printTwoOnOne "
    "strictFirstAndLastChars noLineBreaksAfter noLineBreaksBefore savePreviewPicture doNotValidateAgainstSchema "
    "saveInvalidXml ignoreMixedContent alwaysShowPlaceholderText doNotDemarcateInvalidXml saveXmlDataOnly "
    "useXSLTWhenSaving saveThroughXslt showXMLTags alwaysMergeEmptyNamespace updateFields hdrShapeDefaults"
).split()
"""And those between tracking and footnotes."""


def allow(word: WordDocument, copy: Copy) -> None:
    """What readers may do to the file.

    A review copy records every change. A signed copy asks programs to open it read-only: that guards against a slip of the
    hand, not against intent, for anyone can lift it; what shows a change is the file's SHA-256, which the case keeps.
    """
    settings = word.settings.element
    for name in ("trackRevisions", "documentProtection", "updateFields"):
        for one in settings.findall(qn(f"w:{name}")):
            settings.remove(one)
    if copy is Copy.REVIEW:
        _insert(settings, "<w:trackRevisions/>", _BEFORE_TRACKING)
        protection = '<w:documentProtection w:edit="trackedChanges" w:enforcement="1"/>'
        _insert(settings, protection, [*_BEFORE_TRACKING, "trackRevisions"])
    elif copy is Copy.SIGNED:
        _insert(settings, '<w:documentProtection w:edit="readOnly" w:enforcement="1"/>', _BEFORE_TRACKING)


def name_separators(word: WordDocument) -> None:
    """Say which footnotes are the lines above the others."""
    settings = word.settings.element
    for one in settings.findall(qn("w:footnotePr")):
        settings.remove(one)
    named = '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
    _insert(settings, named, _BEFORE_TRACKING + _BEFORE_NOTES)


def speak_british(word: WordDocument) -> None:
    """British English throughout, whatever English the template was written in; another language stays what it is."""
    for root in (word.styles.element, *parts_of(word)):
        for lang in root.iter(qn("w:lang")):
            if str(lang.get(qn("w:val"), "en")).lower().startswith("en"):
                lang.set(qn("w:val"), LANGUAGE)
            for key in ("w:eastAsia", "w:bidi"):
                lang.attrib.pop(qn(key), None)
    _default_language(word.styles.element)
    settings = word.settings.element
    for theme in settings.findall(qn("w:themeFontLang")):
        theme.set(qn("w:val"), LANGUAGE)
        for key in ("w:eastAsia", "w:bidi"):
            theme.attrib.pop(qn(key), None)
    _lay_out_as_word_2013(settings)


def _default_language(styles: etree._Element) -> None:
    """The language of every word that names none."""
    defaults = styles.find(qn("w:docDefaults"))
    if defaults is None:
        defaults = parse_xml(f"<w:docDefaults {xml.NAMES}/>")
        styles.insert(0, defaults)
    run = defaults.find(qn("w:rPrDefault"))
    if run is None:
        run = parse_xml(f"<w:rPrDefault {xml.NAMES}/>")
        defaults.insert(0, run)
    look = run.find(qn("w:rPr"))
    if look is None:
        look = parse_xml(f"<w:rPr {xml.NAMES}/>")
        run.append(look)
    if look.find(qn("w:lang")) is None:
        look.append(parse_xml(f'<w:lang {xml.NAMES} w:val="{LANGUAGE}"/>'))


def _lay_out_as_word_2013(settings: etree._Element) -> None:
    """Compatibility mode 15: without it Word opens the file as one of Word 2007, and says so."""
    compat = settings.find(qn("w:compat"))
    if compat is None:
        compat = _insert(
            settings,
            "<w:compat/>",
            [*_BEFORE_TRACKING, *_BEFORE_NOTES, "footnotePr", "endnotePr"],
        )
    for one in list(compat):
        if one.get(qn("w:name")) == "compatibilityMode":
            compat.remove(one)
    mode = 'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"'
    compat.append(parse_xml(f"<w:compatSetting {xml.NAMES} {mode}/>"))


def _insert(settings: etree._Element, made: str, before: list[str]) -> etree._Element:
    """Put an element behind all those that come before it in Word's order."""
    element = parse_xml(re.sub(r"^<[\w:]+", rf"\g<0> {xml.NAMES}", made))
    earlier = {qn(f"w:{one}") for one in before}
    at = 0
    for number, one in enumerate(settings):
        if one.tag in earlier:
            at = number + 1
    settings.insert(at, element)
    return element
