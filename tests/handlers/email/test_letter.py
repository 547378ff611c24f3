"""What an operator writes to all who want it."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from importlib.resources import files

import asyncpg
import pytest

from choreography.memory.books import Books
from choreography.memory.store import wall_clock
from choreography.postgres.pool import connected
from choreography.postgres.provision import provision
from choreography.testing import Bench
from contracts.email import LetterBegun, LetterCounted, NoticePosted, SendLetter
from contracts.users import PersonErased
from handlers.email import email as service
from handlers.email.contacts import Contacts, MemoryContacts, PostgresContacts
from handlers.email.letter import count_readers, list_readers
from handlers.email.own import CountReaders, ListReaders, ReadersCounted, ReadersListed
from handlers.email.rows import Bounce, Contact, Delivery, Letter, Preferences
from ops.commands.mail import letter
from ops.stack import Addresses
from tests.database import own_database
from tests.handlers.email.saying import ADDRESS
from tests.memory_or import memory_or

NEWS = letter("newsletter", "In autumn", "Much is new.", dry=False)
COUNT = CountReaders.of(NEWS)
COUNTED = ReadersCounted.of(COUNT, people=3)


@pytest.fixture(scope="session")
def letters_dsn(stack: Addresses) -> str:
    """A database of its own, for nobody else's people are to be counted."""
    dsn = asyncio.run(own_database(stack.postgres, "letters"))
    asyncio.run(provision(dsn, service, files("handlers.email") / "sql"))
    return dsn


dsn = memory_or("letters_dsn")


def listed(*accounts: str, asked: SendLetter = NEWS) -> ReadersListed:
    return ReadersListed.of(asked, accounts=accounts)


def mailed(email: Bench) -> list[str]:
    email.passes(timedelta())
    rows = [row for row in email.books.rows.get(Delivery, {}).values() if isinstance(row, Delivery)]
    return sorted(row.recipient for row in rows if row.about == NEWS.letter_id)


def test_without_being_sent_it_is_counted_and_nobody_is_mailed(email: Bench) -> None:
    dry = NEWS.model_copy(update={"dry": True})
    email.when(dry)
    email.then_effects(CountReaders.of(dry))
    email.when(ReadersCounted.of(dry, people=3))
    email.then(LetterCounted(letter_id=NEWS.letter_id, people=3))
    email.then_effects()
    assert email.row(Letter, NEWS.letter_id) is None


def test_it_is_begun_and_those_who_want_it_are_looked_up_page_by_page(email: Bench) -> None:
    email.given(NEWS)
    email.when(COUNTED)
    email.then(LetterBegun(letter_id=NEWS.letter_id, people=3))
    email.then_effects(ListReaders(letter_id=NEWS.letter_id, kind="newsletter", after=""))
    email.when(listed("ann", "ben"))
    email.then_effects(ListReaders(letter_id=NEWS.letter_id, kind="newsletter", after="ben"))
    email.when(listed())
    email.then_effects()
    assert mailed(email) == ["ann", "ben"]


def test_the_same_words_again_are_the_same_letter_and_mail_nobody_twice(email: Bench) -> None:
    email.given(NEWS, COUNTED, listed("ann"))
    email.when(letter("newsletter", "In autumn", "Much is new.", dry=False))
    email.then(LetterBegun(letter_id=NEWS.letter_id, people=3))
    email.then_effects()
    for late in (COUNTED, listed("ann"), listed("ann", "ben")):
        email.given(late)
    assert mailed(email) == ["ann", "ben"]
    assert letter("newsletter", "In autumn", "Little is new.", dry=False).letter_id != NEWS.letter_id


def test_a_second_copy_counts_nobody(email: Bench) -> None:
    email.when(NEWS, id="one")
    email.when(NEWS, id="one")
    email.then_nothing()


@pytest.mark.parametrize(("kind", "told"), [("newsletter", 0), ("maintenance", 1)])
def test_maintenance_stands_in_the_inbox_too_and_a_newsletter_does_not(email: Bench, kind: str, told: int) -> None:
    asked = letter(kind, "Tonight", "We are away.", dry=False)
    email.given(asked, ReadersCounted.of(CountReaders.of(asked), people=1), listed("ann", asked=asked))
    email.passes(timedelta())
    assert [one.envelope.type for one in email.books.outbox.values()].count(NoticePosted.__name__) == told


ROWS = [
    *(Contact(name, ADDRESS, verified=name != "fay") for name in ("ann", "ben", "cat", "dot", "eve", "fay")),
    Preferences("ben", {"mail.news": "off"}), Preferences("cat", {"mail.news": "on", "mail.reminders": "off"}),
    Bounce("dot", hard=True), Bounce("cat", hard=False),
]  # fmt: skip
FILLED = [
    "set search_path = email",
    "delete from contact; delete from preferences; delete from bounce",
    """insert into contact (account_id, mail, erased, verified, version)
       select name, '{}', name = 'eve', name <> 'fay', 1 from unnest('{ann,ben,cat,dot,eve,fay}'::text[]) name""",
    """insert into preferences values ('ben', '{"mail.news": "off"}', 1),
       ('cat', '{"mail.news": "on", "mail.reminders": "off"}', 1)""",
    """insert into bounce (account_id, hard, code, message_id, version)
       values ('dot', true, '', '', 1), ('cat', false, '', '', 1)""",
]


@pytest.fixture
async def contacts(dsn: str) -> AsyncIterator[Contacts]:
    """Ann, cat, and ben who wants no news; dot is not reached, eve is erased, and fay has shown nothing."""
    if not dsn:
        bench = Books(wall_clock)
        for row in ROWS:
            bench.rows.setdefault(type(row), {})[row.key] = row
        bench.rows[Contact]["eve",] = Contact("eve", ADDRESS, erased=True, verified=True)
        yield MemoryContacts(bench)
        return
    admin = await asyncpg.connect(dsn)
    for statement in FILLED:
        await admin.execute(statement.replace("'{}'", f"'{ADDRESS.model_dump_json()}'"))
    await admin.close()
    async with await connected(dsn.replace("boxoffice@", "email@"), "email", size=2, timeout=10) as pool:
        yield PostgresContacts(pool)


async def test_who_wants_it_and_is_reached_is_counted_and_listed(contacts: Contacts) -> None:
    assert (await count_readers(COUNT, contacts)).people == len(["ann", "cat"])
    assert (await list_readers(ListReaders.of(NEWS, after=""), contacts)).accounts == ("ann", "cat")
    assert (await list_readers(ListReaders.of(NEWS, after="ann"), contacts)).accounts == ("cat",)
    assert await contacts.page("news", "", 1) == ["ann"] and await contacts.page("reminders", "", 9) == ["ann", "ben"]


async def test_of_whoever_is_mailed_all_is_known_at_once(contacts: Contacts) -> None:
    ann, ben, dot, nobody = await asyncio.gather(*map(contacts.find, ("ann", "ben", "dot", "zoe")))
    assert nobody is None and ann and ben and dot and ann.contact.mail == ADDRESS and ann.contact.verified
    assert [(one.said.get("mail.news"), one.lost) for one in (ann, ben, dot)] == [
        (None, False), ("off", False), (None, True),
    ]  # fmt: skip


def test_whose_person_is_erased_is_no_reader_any_more(email: Bench) -> None:
    email.given(Contact("ann", ADDRESS))
    email.when(PersonErased(account_id="ann"))
    email.then_rows(Contact("ann", ADDRESS, erased=True))
