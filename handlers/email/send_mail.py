from datetime import UTC, datetime

from choreography.keyring import Erased, Keyring, NoKey
from choreography.personal import all_opened
from choreography.sealing import Unopenable
from contracts.email import CAN_WAIT, GROUPS, TO_MANY
from handlers.email.compose import compose
from handlers.email.contacts import Contacts, Reader
from handlers.email.hourly import Hourly
from handlers.email.languages import language_of
from handlers.email.own import MailHeld, MailNotSent, MailSent, SendMail
from handlers.email.pace import Pace
from handlers.email.post import Post, RejectedError
from handlers.email.quiet import quiet_until, unsubscribed
from handlers.email.rows import Contact
from handlers.email.service import email
from handlers.email.settings import MailSettings

SETTINGS = MailSettings()


@email.effect("smtp", deadline=SETTINGS.deadline, lease=SETTINGS.lease)
async def send_mail(
    asked: SendMail, contacts: Contacts, keyring: Keyring, post: Post, pace: Pace, hourly: Hourly
) -> MailSent | MailNotSent | MailHeld:
    """Who registered just now may not have been heard of yet."""
    now = datetime.now(UTC)
    if (reader := await contacts.find(asked.recipient)) is None:
        return MailNotSent.of(asked, reason="no_contact", again=True)
    if held := await held_back(asked, reader, pace, hourly, now):
        return held
    try:
        address, name, secrets = await unsealed(asked, reader.contact, keyring)
        told = asked.model_copy(update={"facts": asked.facts | secrets})
        language = language_of(reader.said, SETTINGS.language)
        await post.send(compose(told, address, name, SETTINGS, now, language))
    except (Erased, NoKey, Unopenable):
        return MailNotSent.of(asked, reason="erased")
    except ValueError:
        return MailNotSent.of(asked, reason="bad_address")
    except RejectedError as rejected:
        return MailNotSent.of(asked, reason=str(rejected))
    return MailSent.of(asked)


async def unsealed(asked: SendMail, contact: Contact, keyring: Keyring) -> tuple[str, str, dict[str, str]]:
    """The address, the name (empty if there is none), and what is for the recipient alone."""
    names = [contact.name] if contact.name else []
    boxes = [asked.sealed.get("address", contact.address), *names, *asked.sealed.values()]
    address, *texts = await all_opened(keyring, boxes)
    return address, "".join(texts[: len(names)]), dict(zip(asked.sealed, texts[len(names) :], strict=True))


async def held_back(
    asked: SendMail, reader: Reader, pace: Pace, hourly: Hourly, now: datetime
) -> MailNotSent | MailHeld | None:
    """Only a lost address of theirs keeps back what is about something that the person did or has.

    All else goes where somebody showed that they read it: a stranger, whose address was given, is written no more.
    """
    if "address" not in asked.sealed and reader.lost:
        return MailNotSent.of(asked, reason="bounced")
    group = GROUPS.get(asked.kind)
    said = reader.said if group else {}
    if group and unsubscribed(said, group):
        return MailNotSent.of(asked, reason="unsubscribed")
    if group and not reader.contact.verified:
        return MailNotSent.of(asked, reason="unverified")
    until = quiet_until(said, now) or await slot(asked, pace, hourly, now)
    return MailHeld.of(asked, until=until) if until else None


async def slot(asked: SendMail, pace: Pace, hourly: Hourly, now: datetime) -> datetime | None:
    """When it may be sent; None: now. The hour comes first, for its slot is kept while the pace gives another."""
    if asked.kind in CAN_WAIT and (at := await hourly.slot(asked.recipient, asked.message_id, now)):
        return at
    return pace.slot(asked.message_id, now) if asked.kind in TO_MANY else None
