"""What a body is, told from its first bytes: labels lie.

Rule: the bytes decide. A label is asked only where the bytes leave it open.
"""

import re

_MAGIC = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG image"),
    (b"\xff\xd8\xff", "JPEG image"),
    (b"GIF8", "GIF image"),
    (b"RIFF", "RIFF media"),
    (b"OggS", "Ogg media"),
    (b"ID3", "MP3 audio"),
    (b"\x1aE\xdf\xa3", "Matroska video"),
    (b"PK\x03\x04", "ZIP archive"),
    (b"Rar!", "RAR archive"),
    (b"7z\xbc\xaf", "7z archive"),
    (b"\x28\xb5\x2f\xfd", "zstd data"),
    (b"BZh", "bzip2 data"),
    (b"\xd0\xcf\x11\xe0", "Office document"),
    (b"\x7fELF", "program"),
    (b"MZ\x90", "program"),
    (b"wOF2", "font"),
)
_CONTROLS = bytes(byte for byte in range(27) if not 9 <= byte <= 13)
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_MARKUP = re.compile(
    rb"<(!doctype\s+html|html|head|body|title|meta|link|article|main|section|header|div|h[1-6]|p|span|table|script)\b",
    re.IGNORECASE,
)
_FEED = re.compile(rb"<(rss|feed|rdf:RDF|urlset|sitemapindex)\b", re.IGNORECASE)
_HTML_TYPES = ("text/html", "application/xhtml+xml")


def why_not_html(body: bytes, content_type: str) -> str | None:
    """Return what the body is when it is no HTML page; None when it is one or may be."""
    binary = binary_kind(body)
    if binary is not None:
        return binary
    head = _start(body)
    is_markup = _MARKUP.search(head) is not None
    if _FEED.search(head[:1000]) and not re.search(rb"<html\b", head[:1000], re.IGNORECASE):
        return "feed or sitemap"
    if head[:1] in (b"{", b"[") and not is_markup:
        return "JSON"
    media_type = content_type.partition(";")[0].strip().lower()
    if not is_markup and media_type not in ("", *_HTML_TYPES):
        return media_type[:60]
    return None


def binary_kind(body: bytes) -> str | None:
    """Name the binary format of a body; None when it looks like text."""
    for magic, kind in _MAGIC:
        if body.startswith(magic):
            return kind
    if body[4:8] == b"ftyp":
        return "MP4 video"
    head = body[:1024]
    if not head.startswith(_WIDE) and len(head) - len(head.translate(None, _CONTROLS)) > len(head) // 10:
        # A page of NUL bytes only is empty, not binary; the cleaner says so.
        return "binary data" if head.strip(b"\x00") else None
    return None


def _start(body: bytes) -> bytes:
    head = body[:4096]
    if head.startswith(_WIDE):
        head = head.decode("utf-16", "ignore").encode("utf-8", "ignore")
    return head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\x00 \t\r\n\x0c")
