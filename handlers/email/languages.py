"""The languages of mails: their words, dates and amounts."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel import negotiate_locale
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import UnknownCurrencyError, format_currency

from contracts.users import LANGUAGE

LANGUAGES = {"en": "en_GB", "de": "de_DE"}
"""By name, the locale of its dates and amounts. The templates are in the first."""
WORDS = Path(__file__).parent / "words"


def language_of(preferences: Mapping[str, str], otherwise: str) -> str:
    """`de-AT` is read as `de`; what we do not speak, as the other."""
    wished = preferences.get(LANGUAGE, "").replace("_", "-").lower()
    return negotiate_locale([wished], list(LANGUAGES), sep="-") or otherwise


@cache
def words(language: str) -> NullTranslations:
    """From `words/LANGUAGE.po`; the first language needs none."""
    path = WORDS / f"{language}.po"
    if not path.exists():
        return NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)


def when(text: str, language: str) -> str:
    """A time of ISO 8601, with its day of the week. What is none is told as it is."""
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        return text
    return f"{format_date(time, 'full', LANGUAGES[language])}, {time:%H:%M} ({time.tzname()})"


def cash(text: str, language: str) -> str:
    """An amount as `contracts.money` says it, with as many places. What is none is told as it is."""
    amount, _, currency = text.partition(" ")
    _, point, places = amount.partition(".")
    shape = f"#,##0{point}{'0' * len(places)} \xa4\xa4"
    try:
        return format_currency(Decimal(amount), currency, shape, LANGUAGES[language], currency_digits=False)
    except (InvalidOperation, UnknownCurrencyError):
        return text
