"""What a person said of mails, and what follows from it."""

from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest

from choreography.testing import START, Bench
from contracts.users import MailGroup, PersonErased, ProfileUpdated
from handlers.email.pace import Pace
from handlers.email.quiet import quiet_until, unsubscribed
from handlers.email.rows import Preferences

NIGHT = {"quiet.from": "22:00", "quiet.until": "07:30"}


def updated(**said: str) -> ProfileUpdated:
    named = {name.replace("_", "."): text for name, text in said.items()}
    return ProfileUpdated(account_id="ann", name=None, preferences=named, created=START)


def utc(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 6, day, hour, minute, tzinfo=UTC)


def test_what_is_said_of_mails_is_remembered_and_nothing_else(email: Bench) -> None:
    email.when(updated(mail_news="off", language="de", theme="dark"))
    email.then_rows(Preferences("ann", {"mail.news": "off", "language": "de"}))


@pytest.mark.parametrize("group", get_args(MailGroup))
def test_each_group_is_given_up_alone_and_an_old_profile_gives_up_none(email: Bench, group: MailGroup) -> None:
    email.when(updated(**{f"mail_{group}": "off"}))
    row = email.row(Preferences, "ann")
    assert row and [one for one in get_args(MailGroup) if unsubscribed(row.said, one)] == [group]
    assert not unsubscribed({"language": "de"}, group)


def test_what_is_said_later_takes_its_place(email: Bench) -> None:
    email.given(updated(mail_news="off"))
    email.when(updated(mail_news="on"))
    email.then_rows(Preferences("ann", {"mail.news": "on"}))


def test_a_second_copy_changes_nothing(email: Bench) -> None:
    email.when(updated(mail_news="off"), id="one")
    email.when(updated(mail_news="off"), id="one")
    email.then_nothing()


def test_of_who_is_erased_no_preferences_stay(email: Bench) -> None:
    email.given(updated(mail_news="off"))
    email.when(PersonErased(account_id="ann"))
    assert not email.books.rows[Preferences]
    email.when(PersonErased(account_id="ben"))
    email.then_nothing()


@pytest.mark.parametrize(
    ("zone", "now", "until"),
    [
        ("UTC", utc(1, 12), None),
        ("UTC", utc(1, 22), utc(2, 7, 30)),
        ("UTC", utc(2, 3), utc(2, 7, 30)),
        ("UTC", utc(2, 7, 30), None),
        ("Europe/Vienna", utc(1, 20, 30), utc(2, 5, 30)),
        ("Europe/Vienna", utc(2, 5, 45), None),
        ("America/New_York", utc(1, 12), None),
    ],
)
def test_news_wait_until_the_quiet_hours_of_the_persons_zone_end(
    zone: str, now: datetime, until: datetime | None
) -> None:
    assert quiet_until(NIGHT | {"time_zone": zone}, now) == until


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"quiet.from": "22:00"},
        NIGHT | {"quiet.from": "late"},
        NIGHT | {"time_zone": "../etc/passwd"},
        NIGHT | {"quiet.from": "22:00Z"},
        NIGHT | {"quiet.until": "07:30+02:00"},
        NIGHT | {"time_zone": "\0"},
    ],
)
def test_what_cannot_be_read_keeps_nothing_back(said: dict[str, str]) -> None:
    assert quiet_until(said, utc(1, 23)) is None and not unsubscribed(said, "news")


def test_each_mail_keeps_the_slot_that_it_was_given() -> None:
    pace = Pace(per_minute=60)
    assert [pace.slot(name, START) for name in "abc"] == [None, *(START + timedelta(seconds=n) for n in (1, 2))]
    assert pace.slot("c", START + timedelta(seconds=1)) == START + timedelta(seconds=2)
    assert pace.slot("c", START + timedelta(seconds=2)) is None and pace.slot("b", START + timedelta(seconds=2)) is None
