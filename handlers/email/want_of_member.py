import re
from collections.abc import Iterator
from datetime import datetime

from contracts.users import MemberInvited
from handlers.email.own import MailDue
from handlers.email.service import email
from handlers.email.want_of_account import NEWS

LINKING = re.compile(r"(?<=\w)([./:@]+)(?=\w)")
"""What makes mailboxes take a name for an address."""


@email.step
def member_invited(said: MemberInvited, asked_at: datetime, now: datetime) -> Iterator[MailDue]:
    """Once a day for each organisation: nobody's mailbox is filled by others."""
    if now - asked_at < NEWS:
        matter = f"{said.organisation_id} {asked_at:%Y-%m-%d}"
        facts = {"organisation": linkless(said.name), "role": said.role}
        yield MailDue(about=said.account_id, kind="invited", recipient=said.account_id, matter=matter, facts=facts)


def linkless(name: str) -> str:
    """On one line, and with no address in it: whoever founds an organisation names it, and may invite anybody."""
    return LINKING.sub(r"\1 ", " ".join(name.split()))
