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


def luhn(text: str) -> bool:
    """Could the digits be a card's number?"""
    digits = [int(one) for one in reversed(text) if one.isdigit()]
    doubled = (2 * one - 9 * (one > 4) for one in digits[1::2])  # noqa: PLR2004 two digits become their sum
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Where they begin and end; what follows a number, as its month and year, is none of it."""
    plain, done = text if text.isascii() else text.translate(PLAIN), 0
    for run in RUN.finditer(plain):
        ends = range(run.start(1) + SHORTEST, run.end(1) + 1)
        whole = (end for end in ends if plain[end - 1].isdigit() and not GOES_ON.match(plain, end))
        found = next((end for end in whole if _is_card(plain[run.start(1) : end])), 0)
        if found and run.start(1) >= done:
            done = found
            yield run.start(1), found


def _is_card(text: str) -> bool:
    return sum(one.isdigit() for one in text) >= SHORTEST and luhn(text)


def _unescaped(found: re.Match[str]) -> str:
    code, char = found.groups()
    return chr(int(code, 16)) if code else BLANK.get(char, char)
