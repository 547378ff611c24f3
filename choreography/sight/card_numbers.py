"""What looks like a card's number, however it is written: nothing else that is said here does."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import unquote_plus

GAP = r"[\s-]{0,3}"
WORLD, NATIONAL, SHORT = r"(?:2[2-7]|[3-6]\d)", r"[89]\d", r"(?:1\d\d\d|2131|2149)"
"""Numbers begin so: 13 to 19 digits of most networks; 16 to 19 of Troy, RuPay, UnionPay; 15 of UATP and older JCB."""
WAYS = (
    rf"{WORLD}(?:{GAP}\d){{11,17}}",
    rf"{NATIONAL}\d\d(?:{GAP}\d{{4}}){{3}}(?:{GAP}\d{{1,3}})?",
    rf"{SHORT}(?:{GAP}\d{{5}}{GAP}\d{{6}}|{GAP}\d{{6}}{GAP}\d{{5}}|(?:{GAP}\d{{4}}){{2}}{GAP}\d{{3}})",
    rf"(?:{WORLD}|{NATIONAL})\d\d([._/])\d{{4}}\2\d{{4}}\2\d{{4}}",
)
RUN = re.compile(rf"(?<![\w.+-])(?=({'|'.join(WAYS)}))")
"""As the networks give them out: no moment, phone number, book's number or decimal fraction is one."""
GOES_ON = re.compile(r"[\w-]")
SHORTEST = 13
VALUES = {str(digit): digit for digit in range(10)}
DOUBLED = 0, 2, 4, 6, 8, 1, 3, 5, 7, 9
"""Two digits become their sum."""
ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)
BLANK = {"n": " ", "r": " ", "t": " ", "b": " ", "f": " "}
SPACES, DASHES, DOTS = ("Zs", "Zl", "Zp", "Cc", "Cf"), "\u2043\u2212", "\u00b7\u2022\u2024\u3002\uff0e"
LAYERS = 3
"""How often a text may be percent-encoded."""


class Plain(dict[int, str]):
    """Digits, spaces, dashes and dots of all scripts, each as the one of ASCII."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = found = self._plain(char, unicodedata.category(char))
        return found

    @staticmethod
    def _plain(char: str, kind: str) -> str:
        if (digit := unicodedata.digit(char, -1)) >= 0:
            return str(digit)
        if kind in SPACES:
            return " "
        return "-" if kind == "Pd" or char in DASHES else "." if char in DOTS else char


PLAIN = Plain()


def has_card(text: str) -> bool:
    return any(True for form in forms(text) for _ in _spans(form))


def masked(text: str) -> str:
    """The same where there is none; what was escaped to hide one is shown without its escapes."""
    for form in forms(text):
        if spans := list(_spans(form)):
            edges = [0, *(edge for span in spans for edge in span), len(form)]
            return "[card]".join(form[start:end] for start, end in list(pairwise(edges))[::2])
    return text


def forms(text: str) -> Iterator[str]:
    """The text, and what it is for whoever undoes the escapes of JSON, or of an address."""
    yield text
    if "\\" in text:
        yield ESCAPE.sub(_unescaped, text).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    for _ in range(LAYERS):
        if "%" not in text or (further := unquote_plus(text)) == text:
            return
        yield (text := further)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Where they begin and end; what follows a number, as its month and year, is none of it."""
    plain, done = text if text.isascii() else text.translate(PLAIN), 0
    for run in RUN.finditer(plain):
        start = run.start(1)
        if start >= done and (found := _end(plain, start, run.end(1))):
            done = found
            yield start, found


def _end(plain: str, start: int, end: int) -> int:
    """Where the shortest number ends that begins here, by its check digit (Luhn); 0 if none does.

    The sums of all lengths are made in one pass: whoever sends nothing but digits must not keep the others waiting.
    """
    known, sums = 0, [0, 0]
    for at in range(start, end):
        if (digit := VALUES.get(plain[at])) is None:
            continue
        known += 1
        sums[known % 2] += digit
        sums[1 - known % 2] += DOUBLED[digit]
        if known >= SHORTEST and sums[known % 2] % 10 == 0 and not GOES_ON.match(plain, at + 1):
            return at + 1
    return 0


def _unescaped(found: re.Match[str]) -> str:
    code, char = found.groups()
    return chr(int(code, 16)) if code else BLANK.get(char, char)
