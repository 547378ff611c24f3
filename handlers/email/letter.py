"""What an operator writes to all who want it, once to each."""

from collections.abc import Iterator

from contracts.email import GROUPS, LetterBegun, LetterCounted, SendLetter
from handlers.email.contacts import Contacts
from handlers.email.own import CountReaders, ListReaders, MailDue, ReadersCounted, ReadersListed
from handlers.email.rows import Letter
from handlers.email.service import email

PAGE = 200
"""People."""


@email.step
def send_letter(asked: SendLetter, letter: Letter | None) -> Iterator[CountReaders | LetterBegun]:
    """One that was begun is begun no second time."""
    if letter and not asked.dry:
        yield LetterBegun.of(letter)
    else:
        yield CountReaders.of(asked)


@email.effect("contacts")
async def count_readers(asked: CountReaders, contacts: Contacts) -> ReadersCounted:
    return ReadersCounted.of(asked, people=await contacts.readers(GROUPS[asked.kind]))


@email.step
def readers_counted(
    counted: ReadersCounted, letter: Letter | None
) -> Iterator[Letter | ListReaders | LetterBegun | LetterCounted]:
    if counted.dry:
        yield LetterCounted.of(counted)
    elif letter:
        yield LetterBegun.of(letter)
    else:
        yield (letter := Letter(counted.letter_id, counted.kind, counted.title, counted.text, counted.people))
        yield ListReaders.of(letter, after="")
        yield LetterBegun.of(letter)


@email.effect("contacts")
async def list_readers(asked: ListReaders, contacts: Contacts) -> ReadersListed:
    found = await contacts.page(GROUPS[asked.kind], asked.after, PAGE)
    return ReadersListed.of(asked, accounts=tuple(found))


@email.step
def readers_listed(listed: ReadersListed, letter: Letter) -> Iterator[MailDue | ListReaders]:
    """Who does not want it any more by the time that it is sent is not mailed either."""
    yield from (written(letter, account) for account in listed.accounts)
    if listed.accounts:
        yield ListReaders.of(letter, after=listed.accounts[-1])


def written(letter: Letter, account: str) -> MailDue:
    return MailDue(
        about=letter.letter_id, kind=letter.kind, recipient=account, matter=f"{account}/{letter.letter_id}",
        facts={"heading": letter.title, "text": letter.text},
    )  # fmt: skip
