"""What performing the effect comes to."""

from datetime import UTC, datetime, timedelta
from email.header import decode_header, make_header

import pytest

from choreography.effects import TryAgain
from choreography.keyring import MemoryKeyring
from choreography.memory.books import Books
from choreography.memory.store import wall_clock
from choreography.personal import sealed
from contracts.email import NEWS as NEWS_KINDS
from contracts.email import Kind
from handlers.email.contacts import MemoryContacts
from handlers.email.hourly import MemoryHourly
from handlers.email.own import MailHeld, MailNotSent, MailSent, SendMail
from handlers.email.pace import Pace
from handlers.email.post import MemoryPost, RejectedError
from handlers.email.rows import Bounce, Contact, Preferences
from handlers.email.send_mail import send_mail
from tests.handlers.email.saying import message_id, not_sent, send, sent

NEWS = send("welcome")
INVITED = {"organisation": "The Old House", "role": "door"}
ASKED = send(event="Tosca", place="", starts="", places="stalls-A1")


class Office:
    """Knows ann, and a mail server."""

    def __init__(self) -> None:
        self.books, self.keyring, self.post = Books(wall_clock), MemoryKeyring(), MemoryPost()
        self.pace, self.hourly = Pace(per_minute=60), MemoryHourly(2)

    async def knows(self, address: str, verified: bool = True) -> None:
        mail, name = await sealed(self.keyring, "ann", address), await sealed(self.keyring, "ann", "Ann")
        contact = Contact("ann", mail, name, verified=verified)
        self.books.rows[Contact] = {contact.key: contact}

    def prefers(self, **said: str) -> None:
        preferences = Preferences("ann", {name.replace("_", "."): text for name, text in said.items()})
        self.books.rows[Preferences] = {preferences.key: preferences}

    async def send(self, asked: SendMail = ASKED) -> MailSent | MailNotSent | MailHeld:
        return await send_mail(asked, MemoryContacts(self.books), self.keyring, self.post, self.pace, self.hourly)


@pytest.fixture
async def office() -> Office:
    office = Office()
    await office.knows("ann@example.org")
    return office


async def test_the_sealed_address_is_opened_for_the_mail_alone(office: Office) -> None:
    assert await office.send() == sent()
    (mail,) = office.post.taken
    assert (mail["To"], mail["Message-ID"]) == ("ann@example.org", f"<{message_id()}@boxoffice.example>")
    assert "ann@example.org" not in sent().model_dump_json() + ASKED.model_dump_json()


async def test_a_person_is_mailed_in_the_language_they_prefer(office: Office) -> None:
    office.prefers(language="de-AT")
    await office.send()
    (mail,) = office.post.taken
    assert mail["Content-Language"] == "de" and "Karten" in str(make_header(decode_header(mail["Subject"])))


async def test_what_is_sealed_for_the_recipient_is_opened_for_the_mail_alone(office: Office) -> None:
    asked = send("reset").model_copy(update={"sealed": {"code": await sealed(office.keyring, "ann", "c0de")}})
    await office.send(asked)
    (mail,) = office.post.taken
    assert (
        all(b"c0de" in part.get_payload(decode=True) for part in mail.get_payload())
        and "c0de" not in asked.model_dump_json()
    )


async def test_an_erased_person_gets_no_mail(office: Office) -> None:
    await office.keyring.erase("ann")
    assert await office.send() == not_sent("erased") and not office.post.taken


async def test_who_is_not_known_yet_may_be_known_later(office: Office) -> None:
    office.books.rows.clear()
    assert await office.send() == not_sent("no_contact", again=True)


async def test_what_is_no_address_is_final(office: Office) -> None:
    await office.knows("ann@example.org\r\nBcc: eve@example.org")
    assert await office.send() == not_sent("bad_address") and not office.post.taken


async def test_a_refusal_is_final(office: Office) -> None:
    office.post.said = [RejectedError("550")]
    assert await office.send() == not_sent("550")


async def test_servers_that_are_away_are_not(office: Office) -> None:
    office.post.said = [TryAgain("away")]
    with pytest.raises(TryAgain):
        await office.send()


async def test_who_unsubscribed_gets_no_news_but_their_tickets(office: Office) -> None:
    office.prefers(mail_news="off")
    refused = await office.send(NEWS)
    assert isinstance(refused, MailNotSent) and (refused.reason, refused.again) == ("unsubscribed", False)
    assert await office.send() == sent()


@pytest.mark.parametrize("kind", sorted(NEWS_KINDS))
async def test_what_one_may_want_none_of_goes_to_no_address_that_nobody_verified(office: Office, kind: Kind) -> None:
    await office.knows("ann@example.org", verified=False)
    refused = await office.send(send(kind, event="Tosca", text="-", heading="-"))
    assert isinstance(refused, MailNotSent) and (refused.reason, refused.again) == ("unverified", False)
    assert not office.post.taken


@pytest.mark.parametrize(("verified", "said", "reason"), [(False, "", "unverified"), (True, "off", "unsubscribed")])
async def test_an_invitation_reaches_only_who_reads_there_and_wants_some(
    office: Office, verified: bool, said: str, reason: str
) -> None:
    await office.knows("ann@example.org", verified=verified)
    office.prefers(mail_invitations=said)
    refused = await office.send(send("invited", **INVITED))
    assert isinstance(refused, MailNotSent) and refused.reason == reason and not office.post.taken


async def test_tickets_and_codes_go_to_an_address_that_nobody_verified(office: Office) -> None:
    await office.knows("ann@example.org", verified=False)
    assert await office.send() == sent()
    asked = send("verify").model_copy(update={"sealed": {"code": await sealed(office.keyring, "ann", "c0de")}})
    assert isinstance(await office.send(asked), MailSent)


async def test_in_quiet_hours_news_wait_and_tickets_do_not(office: Office) -> None:
    office.prefers(quiet_from="00:00", quiet_until="23:59:59.999999")
    held = await office.send(NEWS)
    assert isinstance(held, MailHeld) and held.until > datetime.now(UTC) and not office.post.taken
    assert await office.send() == sent()


async def test_of_news_so_many_a_minute_are_sent_and_tickets_never_wait(office: Office) -> None:
    first, second = NEWS, NEWS.model_copy(update={"message_id": "second"})
    assert isinstance(await office.send(first), MailSent)
    assert isinstance(await office.send(second), MailHeld)
    assert await office.send() == sent()


async def test_more_invitations_than_an_hour_has_room_for_wait_and_tickets_do_not(office: Office) -> None:
    first, second, third = (send("invited", **INVITED).model_copy(update={"message_id": str(n)}) for n in range(3))
    for asked in (first, second, first):
        assert isinstance(await office.send(asked), MailSent)
    held = await office.send(third)
    assert isinstance(held, MailHeld) and held.until > datetime.now(UTC) + timedelta(minutes=59)
    assert await office.send(third) == held and await office.send() == sent()


async def test_a_lost_address_is_mailed_nothing_and_a_full_one_as_before(office: Office) -> None:
    for hard, answer in ((True, not_sent("bounced")), (False, sent())):
        bounce = Bounce("ann", hard)
        office.books.rows[Bounce] = {bounce.key: bounce}
        assert await office.send() == answer
