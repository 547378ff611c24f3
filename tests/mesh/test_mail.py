"""Mails, on the memory mesh and on the real servers alike."""

import asyncio
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from contracts.bookings import CancelBooking, RequestBooking
from contracts.catalog import AnnouncementMade, EventCreated
from contracts.email import LiftBounce, RecordBounce
from contracts.identity import AccountClosed
from contracts.inventory import TicketsIssued
from contracts.users import Unsubscribe
from handlers.bookings.rows import Booking
from handlers.email.remind import BEFORE
from handlers.email.rows import Contact, Delivery, Happening, Letter, Preferences
from tests.eventually import eventually
from tests.mesh.mailbox import Mailbox
from tests.mesh.operator import Operator
from tests.mesh.processes import Fleet
from tests.mesh.profiles import Mesh
from tests.mesh.test_audit import recorded
from tests.mesh.test_purchase import on_sale, wish


async def booked(mesh: Mesh, account: str) -> RequestBooking:
    event = await on_sale(mesh)
    await mesh.becomes("email", Happening, event, name="Opera")
    asked = wish(event, "stalls-A1").model_copy(update={"buyer_id": account})
    await mesh.ask(asked)
    return asked


def near(event: str, starts: datetime) -> EventCreated:
    times = {"starts_at": starts, "ends_at": starts, "sale_opens": starts, "sale_closes": starts}
    return EventCreated(event_id=event, organiser_id="org", name="Opera", currency="EUR", ticket_types=(), **times)


async def sent(mesh: Mesh, asked: RequestBooking, kind: str = "confirmed") -> Delivery:
    key = asked.event_id, kind, asked.buyer_id, asked.booking_id
    return await mesh.becomes("email", Delivery, *key, state="sent", within=30)


def about_event(copies: list[tuple[str, str]]) -> list[str]:
    """The Message-IDs of what is not a welcome."""
    return [id_ for id_, subject in copies if "Welcome" not in subject]


async def test_a_confirmed_booking_is_mailed_to_its_buyer(mesh: Mesh, mailbox: Mailbox) -> None:
    account, address = await mailbox.opened()
    delivery = await sent(mesh, await booked(mesh, account))
    copies = await mailbox.copies(address)
    assert (f"<{delivery.message_id}@boxoffice.example>", "Your tickets for Opera") in copies


async def test_who_registers_is_welcomed_once(mesh: Mesh, mailbox: Mailbox) -> None:
    account, address = await mailbox.opened()
    await mesh.becomes("email", Delivery, account, "welcome", account, account, state="sent", within=30)
    assert [subject for _, subject in await mailbox.copies(address)] == ["Welcome to Boxoffice"]


async def test_tickets_that_are_issued_again_and_again_are_one_mail(mesh: Mesh, mailbox: Mailbox) -> None:
    account, address = await mailbox.opened()
    asked = await booked(mesh, account)
    await sent(mesh, asked)
    for _ in range(3):
        await mesh.say(TicketsIssued.of(asked, codes=("c",), stock_seq=9))
    await mesh.ask(CancelBooking.of(asked))
    await sent(mesh, asked, "cancelled")
    ids = about_event(await mailbox.copies(address))
    assert len(ids) == len(set(ids)) == 2, "a confirmation and a cancellation"


async def test_that_a_mail_was_sent_is_part_of_its_saga(mesh: Mesh, mailbox: Mailbox) -> None:
    account, address = await mailbox.opened()
    asked = await booked(mesh, account)
    entries = await recorded(mesh, asked.booking_id, ["EmailSent"])
    told = next(entry for entry in entries if entry.type == "EmailSent")
    assert told.source == "email" and address not in str(told)


async def test_an_address_from_which_a_mail_came_back_is_mailed_no_more_until_that_is_lifted(
    mesh: Mesh, mailbox: Mailbox
) -> None:
    account, address = await mailbox.opened()
    await mesh.becomes("email", Delivery, account, "welcome", account, account, state="sent", within=30)
    await mesh.ask(RecordBounce(account_id=account, hard=True, code="5.1.1"))
    asked = await booked(mesh, account)
    key = asked.event_id, "confirmed", account, asked.booking_id
    await mesh.becomes("email", Delivery, *key, state="failed", reason="bounced", within=30)
    await mesh.ask(LiftBounce(account_id=account))
    await sent(mesh, await booked(mesh, account))
    assert len(about_event(await mailbox.copies(address))) == 1


async def test_who_unsubscribed_is_mailed_their_tickets(mesh: Mesh, mailbox: Mailbox) -> None:
    account, address = await mailbox.opened()
    await mesh.ask(Unsubscribe(account_id=account))
    await mesh.becomes("email", Preferences, account, said={"mail.news": "off"}, within=30)
    await sent(mesh, await booked(mesh, account))
    assert about_event(await mailbox.copies(address))


async def test_a_buyer_who_is_heard_of_later_is_mailed_then(mesh: Mesh, mailbox: Mailbox) -> None:
    account = str(uuid.uuid4())
    asked = await booked(mesh, account)
    key = asked.event_id, "confirmed", account, asked.booking_id
    await mesh.becomes("email", Delivery, *key, state="due", reason="no_contact", within=30)
    _, address = await mailbox.opened(account=account)
    await sent(mesh, asked)
    assert "Your tickets for Opera" in [subject for _, subject in await mailbox.copies(address)]


async def test_a_booking_that_was_asked_for_before_an_erasure_and_is_heard_after_it_counts_and_is_mailed_to_nobody(
    mesh: Mesh, mailbox: Mailbox
) -> None:
    account, address = await mailbox.opened()
    await mesh.say(AccountClosed(account_id=account))
    await mesh.becomes("email", Contact, account, erased=True, within=30)
    late = await booked(mesh, account)
    await mesh.becomes("bookings", Booking, late.event_id, late.booking_id, state="confirmed", buyer_id=account)
    key = late.event_id, "confirmed", account, late.booking_id
    await mesh.becomes("email", Delivery, *key, state="failed", reason="erased", within=30)
    assert not about_event(await mailbox.copies(address))


async def test_who_has_tickets_is_reminded_before_the_start_and_told_what_the_organiser_says(
    mesh: Mesh, mailbox: Mailbox
) -> None:
    account, address = await mailbox.opened()
    await sent(mesh, asked := await booked(mesh, account))
    starts = datetime.now(UTC) + BEFORE + timedelta(seconds=2)
    await mesh.say(near(asked.event_id, starts))
    for word in (made := AnnouncementMade(event_id=asked.event_id, number=1, text="Doors open early."), made):
        await mesh.say(word)
    for kind, matter in (("announcement", "1"), ("reminder", starts.isoformat())):
        key = asked.event_id, kind, account, f"{account}/{matter}"
        await mesh.becomes("email", Delivery, *key, state="sent", within=30)
    subjects = [subject for _, subject in await mailbox.copies(address)]
    assert [subjects.count(one) for one in ("Opera: the organiser writes", "Soon: Opera")] == [1, 1]


@pytest.mark.real
@pytest.mark.parametrize("mesh", ["real"], indirect=True)
async def test_a_refused_address_is_told_and_not_tried_again(mesh: Mesh, mailbox: Mailbox) -> None:
    account, address = await mailbox.opened("refused")
    asked = await booked(mesh, account)
    await recorded(mesh, asked.booking_id, ["EmailFailed"])
    assert not await mailbox.copies(address)


@pytest.mark.real
@pytest.mark.parametrize("mesh", ["real"], indirect=True)
async def test_a_worker_killed_between_sending_and_recording_sends_the_same_mail_again(
    fleet: Fleet, mesh: Mesh, mailbox: Mailbox
) -> None:
    account, address = await mailbox.opened("slow")
    asked = await booked(mesh, account)
    await eventually(lambda: has_copies(mailbox, address, 1), within=30)
    fleet.restart("all")
    delivery = await sent(mesh, asked)
    ids = about_event(await mailbox.copies(address))
    assert set(ids) == {f"<{delivery.message_id}@boxoffice.example>"} and len(ids) == 2


async def has_copies(mailbox: Mailbox, address: str, count: int) -> bool:
    return len(about_event(await mailbox.copies(address))) >= count


async def test_a_mail_that_was_given_up_is_listed_and_tried_again(
    mesh: Mesh, mailbox: Mailbox, operator: Operator
) -> None:
    account, address = await mailbox.opened()
    await mesh.becomes("email", Delivery, account, "welcome", account, account, state="sent", within=30)
    await mesh.ask(RecordBounce(account_id=account, hard=True, code="5.1.1"))
    asked = await booked(mesh, account)
    key = asked.event_id, "confirmed", account, asked.booking_id
    lost = await mesh.becomes("email", Delivery, *key, state="failed", reason="bounced", within=30)
    listed = await operator.json("mail", "failed", code=1)
    assert (lost.message_id, "bounced") in [(one["message_id"], one["reason"]) for one in listed]
    await mesh.ask(LiftBounce(account_id=account))
    assert (await operator.json("mail", "again", lost.message_id))["type"] == "MailRetried"
    await sent(mesh, asked)
    assert len(about_event(await mailbox.copies(address))) == 1
    assert (await operator.runs("mail", "again", lost.message_id)).exit_code == 1


def letter_to_all(tmp_path: Path, title: str) -> list[str]:
    (text := tmp_path / "text").write_text("Much is new.\n\nCome and see.\n")
    return ["mail", "all", "newsletter", "--title", title, "--text", str(text)]


async def test_an_operator_is_told_first_how_many_want_it_and_none_is_mailed(
    mesh: Mesh, mailbox: Mailbox, operator: Operator, tmp_path: Path
) -> None:
    account, address = await mailbox.opened()
    counted = await operator.json(*letter_to_all(tmp_path, f"News {account}"))
    assert counted["type"] == "LetterCounted" and counted["people"] >= 1
    assert await mesh.row("email", Letter, counted["letter_id"]) is None
    assert not [one for one in await mailbox.copies(address) if one[1].startswith("News")]


@pytest.mark.parametrize("mesh", ["memory"], indirect=True)
async def test_each_who_wants_it_is_mailed_once_however_often_an_operator_says_so(
    mesh: Mesh, mailbox: Mailbox, operator: Operator, tmp_path: Path
) -> None:
    (account, address), (other, unread) = await mailbox.opened(), await mailbox.opened()
    await mesh.ask(Unsubscribe(account_id=other))
    await mesh.becomes("email", Preferences, other, said={"mail.news": "off"}, within=30)
    for _ in range(2):
        said = await operator.json(*letter_to_all(tmp_path, "News"), "--send")
        assert (said["type"], said["people"]) == ("LetterBegun", 1)
    key = said["letter_id"], "newsletter", account, f"{account}/{said['letter_id']}"
    await mesh.becomes("email", Delivery, *key, state="sent", within=30)
    for where, count in ((address, 1), (unread, 0)):
        assert [subject for _, subject in await mailbox.copies(where)].count("News") == count


@asynccontextmanager
async def refusing() -> AsyncIterator[tuple[int, list[str]]]:
    """A mail server that takes nothing now, its port, and who came; after the block it is dead."""
    came: list[str] = []

    async def greet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        came.append(str(writer.get_extra_info("peername")))
        writer.write(b"421 not now\r\n")
        writer.close()

    server = await asyncio.start_server(greet, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1], came


@pytest.mark.real
@pytest.mark.parametrize("mesh", ["real"], indirect=True)
async def test_what_the_first_server_refuses_and_what_comes_while_it_is_dead_the_second_sends_once(
    fleet: Fleet, mesh: Mesh, mailbox: Mailbox, sink: dict[str, str]
) -> None:
    account, address = await mailbox.opened()
    async with refusing() as (first, came):
        second = sink["smtp"].split(":")[1]
        env = {"BOXOFFICE_MAIL_SECOND_HOST": "127.0.0.1", "BOXOFFICE_MAIL_SECOND_PORT": second}
        fleet.only("two servers", BOXOFFICE_MAIL_PORT=str(first), **env)
        one = await sent(mesh, await booked(mesh, account))
        assert came
    other = await sent(mesh, await booked(mesh, account))
    ids = about_event(await mailbox.copies(address))
    assert sorted(ids) == sorted(f"<{mail.message_id}@boxoffice.example>" for mail in (one, other))
