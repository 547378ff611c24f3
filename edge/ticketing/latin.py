"""The letters that every PDF reader has, and what becomes of others."""

import unicodedata

MARK = "*"
"""Stands behind a text that is not written as it should be."""
PUNCTUATION = str.maketrans({
    "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u2026": "...", "\u2013": "-",
    "\u2014": "-", "\u20ac": "EUR",
})  # fmt: skip
"""Nobody misses what this changes."""
ALIKE = str.maketrans({
    "\u0142": "l", "\u0141": "L", "\u0111": "d", "\u0110": "D", "\u0131": "i", "\u0153": "oe", "\u0152": "OE",
})  # fmt: skip
UNKNOWN = "?"
AT_MOST = 90
"""Characters of one line of a ticket: longer ones end in dots."""


def latin(text: str) -> str:
    """The text in Latin-1, marked if it is another: accents are left off, other letters are question marks."""
    text = unicodedata.normalize("NFC", " ".join(text.split())).translate(PUNCTUATION)
    text = text if len(text) <= AT_MOST else f"{text[: AT_MOST - 3]}..."
    plain = "".join(_letter(letter) for letter in text.translate(ALIKE))
    return plain if plain == text else f"{plain} {MARK}"


def _letter(letter: str) -> str:
    if letter.isprintable() and letter.encode("latin-1", "ignore"):
        return letter
    bare = unicodedata.normalize("NFKD", letter).encode("ascii", "ignore").decode()
    return bare if bare and bare.isprintable() else UNKNOWN
