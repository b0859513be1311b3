"""Which characters may stand in a text, a title or a name, and how they are written.

Rule: what leaves here is valid UTF-8 in NFC with no NUL, control, direction-override or invisible character,
and cleaning it again changes nothing. Quotation marks, dashes and letters are never touched.
"""

import re
import unicodedata

# A page that declares Latin-1 means Windows-1252: U+0080-U+009F are its quotes and dashes, not controls.
_WINDOWS = {
    code: bytes([code]).decode("cp1252")
    for code in range(0x80, 0xA0)
    if code not in (0x81, 0x85, 0x8D, 0x8F, 0x90, 0x9D)
}
_DROPPED = (
    *(code for code in range(0x20) if code not in (0x09, 0x0A, 0x0B, 0x0C, 0x0D)),
    *(0x7F, 0x81, 0x8D, 0x8F, 0x90, 0x9D),
    0x00AD,  # soft hyphen
    0x061C,
    0x180E,
    0x200B,
    0x200E,
    0x200F,
    *range(0x202A, 0x202F),  # direction overrides
    *range(0x2060, 0x2070),
    0xFEFF,
    *range(0xFFF9, 0xFFFC),
    *range(0xFDD0, 0xFDF0),
    0xFFFE,
    0xFFFF,
    *range(0xE0000, 0xE0080),  # "tag" characters: text that only a machine sees
)
_TABLE: dict[int, str | None] = {
    **_WINDOWS,
    **dict.fromkeys(_DROPPED),
    **dict.fromkeys((0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029), "\n"),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
}
# Joiners shape letters of some scripts and emoji; between Latin letters they only hide.
_LATIN_JOINERS = re.compile(
    r"(?<=[\x00-\u024f])[\u200c\u200d]+|[\u200c\u200d]+(?=[\x00-\u024f])|^[\u200c\u200d]+|[\u200c\u200d]+$"
)
# Letters and signs of most languages in Latin script, which stay as they are; what else is looked at is rare.
_SUSPECT = re.compile(
    r"[^\x20-\x7e\n\u00a1-\u00ac\u00ae-\u02af\u1e00-\u1eff\u2010-\u2027\u2030-\u203a\u20a0-\u20bf]"
)


def clean_text(text: str) -> str:
    r"""Return the text with one paragraph a line: no empty line, no space at a line's ends or doubled."""
    lines = (" ".join(line.split()) for line in _clean(text).split("\n"))
    return "\n".join(filter(None, lines))


def clean_line(text: str) -> str:
    """Return the text as one line: for titles, names and sections."""
    return " ".join(_clean(text).split())


def _clean(text: str) -> str:
    if not _SUSPECT.search(text):
        return text
    text = text.replace("\r\n", "\n").translate(_TABLE)
    text = _LATIN_JOINERS.sub("", text)
    return unicodedata.normalize("NFC", text)
