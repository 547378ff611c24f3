"""What a message of users is about: one person."""

from contracts.base import Message


class OfPerson(Message, key="account_id", carries=("account_id",)):
    """About one person."""

    account_id: str
