"""One request, once its sender is known."""

from dataclasses import dataclass

from ops.stripe_fake.books import Books
from ops.stripe_fake.desk import Desk
from ops.stripe_fake.errors import invalid
from ops.stripe_fake.objects import PaymentIntent
from ops.stripe_fake.params import Params, text


@dataclass(frozen=True, slots=True)
class Call:
    """`id` is the object that the path names, empty if none; `secret` says that a server's key was shown."""

    desk: Desk
    params: Params
    id: str
    secret: bool
    base_url: str

    @property
    def books(self) -> Books:
        return self.desk.books

    def intent(self) -> PaymentIntent:
        """The intent of the path. A payer must show its client secret."""
        intent = self.books.intents.get(self.id)
        shown = text(self.params, "client_secret")
        if (shown or not self.secret) and shown != intent.client_secret:
            raise invalid("The client_secret provided does not match this PaymentIntent.", param="client_secret")
        return intent
