"""The kinds of message, and what every contract declares about itself."""

from typing import Annotated, Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field

TICKETS_AT_MOST = 20
"""Tickets of one booking."""
MESSAGES: dict[str, type["Message"]] = {}
"""Every message that may be said, by its name, filled as the contract modules are imported."""


class Message(BaseModel):
    """Something said. `key` names the field that chooses the partition, `subject` the one that names the saga.

    A reader ignores fields that it does not know, so that an old worker reads what a newer one says.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    CARRIED: ClassVar[tuple[str, ...]] = ()
    KEY: ClassVar[str] = ""
    SUBJECT: ClassVar[str] = ""
    SERVICE: ClassVar[str] = ""
    TOPIC: ClassVar[str] = ""

    def __init_subclass__(
        cls, key: str = "", subject: str = "", carries: tuple[str, ...] = (), topic: str = "", **kwargs: Any
    ) -> None:
        super().__init_subclass__(**kwargs)
        cls.KEY = key or _inherited(cls, "KEY")
        cls.SUBJECT = subject or key or _inherited(cls, "SUBJECT")
        cls.CARRIED = tuple(
            dict.fromkeys((*(f for base in cls.__bases__ for f in getattr(base, "CARRIED", ())), *carries))
        )
        cls.SERVICE = cls.__module__.split(".")[1] if "." in cls.__module__ else cls.__module__
        cls.TOPIC = topic

    @property
    def key(self) -> str:
        """What chooses the partition: messages with one key are heard in the order in which they were said."""
        return str(getattr(self, self.KEY))

    @property
    def subject(self) -> str:
        """What the message is about: the saga whose messages wait for one another."""
        return str(getattr(self, self.SUBJECT))

    @classmethod
    def of(cls, *sources: object, **said: Any) -> Self:
        """Carried fields come from the first source that has them; everything else is written out.

        Raises TypeError if no source has a carried field.
        """
        fields = cls.model_fields
        for name in cls.CARRIED:
            if name in fields and name not in said:
                said[name] = _first(cls, name, sources)
        return cls(**said)


def _inherited(cls: type[Message], name: str) -> str:
    return next((value for base in cls.__bases__ if (value := getattr(base, name, ""))), "")


def _first(cls: type[Message], name: str, sources: tuple[object, ...]) -> object:
    for source in sources:
        if hasattr(source, name):
            return getattr(source, name)
    raise TypeError(f"{cls.__name__}.of: none of {[type(s).__name__ for s in sources]} has {name!r}")


class Command(Message):
    """A wish, in the imperative, to the one service in whose module it stands. It is answered, at latest by Refused."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        _register(cls, "commands")


class Event(Message):
    """A fact, in the past tense, said by the service in whose module it stands.

    `answers` names the commands that it answers, `status` the HTTP status which that answer has at the edge.
    """

    ANSWERS: ClassVar[tuple[type[Command], ...]] = ()
    STATUS: ClassVar[int] = 200

    def __init_subclass__(
        cls, answers: type[Command] | tuple[type[Command], ...] = (), status: int = 200, **kwargs: Any
    ) -> None:
        super().__init_subclass__(**kwargs)
        cls.ANSWERS = answers if isinstance(answers, tuple) else (answers,)
        cls.STATUS = status
        for command in cls.ANSWERS:
            if command.SERVICE != cls.SERVICE:
                raise TypeError(
                    f"{cls.__name__} of {cls.SERVICE} may not answer {command.__name__} of {command.SERVICE}"
                )
        _register(cls, "events")


def _register(cls: type[Message], channel: str) -> None:
    cls.TOPIC = cls.TOPIC or f"{cls.SERVICE}.{channel}"
    if not cls.KEY or not cls.SUBJECT:
        raise TypeError(f"{cls.__name__} names no key or no subject")
    other = MESSAGES.setdefault(cls.__name__, cls)
    if other.__module__ != cls.__module__:
        raise TypeError(f"{cls.__name__} is said by {other.__module__} and by {cls.__module__}")


class Refused(Message, key="about", subject="about"):
    """The service will not do what a command asks, and why; said on the service's own events topic."""

    command: str
    """The id of the refused command."""
    name: str
    """The refused command's message name."""
    about: str
    reason: str
    """A code of `contracts.errors`."""
    detail: str = ""

    @property
    def event_id(self) -> str:
        """The event of the booking that was asked for, whose id begins with it; of anything else it says nothing."""
        return self.about.rpartition("-")[0]


MESSAGES["Refused"] = Refused


class OfEvent(Message, key="event_id", carries=("event_id",)):
    """About one event (a concert, not a message); its sales stand in one order."""

    event_id: str


class OfBooking(OfEvent, key="event_id", subject="booking_id", carries=("booking_id", "buyer_id")):
    """About one booking, in the partition of its event."""

    booking_id: str
    buyer_id: str


class Choice(Message, carries=("seats", "ticket_type", "quantity")):
    """What a buyer asks for: seats by name, or a quantity of one ticket type.

    Of a type that is sold by seat it is the best seats together, whose names stand in `seats` once they are picked.
    """

    seats: tuple[str, ...] = ()
    ticket_type: str = ""
    quantity: int = 0

    @property
    def sections(self) -> tuple[str, ...]:
        """The sections of the seats asked for: a seat is named `section-row+number`, as in `stalls-A12`."""
        return tuple(sorted({seat.rpartition("-")[0] for seat in self.seats}))

    @property
    def size(self) -> int:
        """How many tickets this is."""
        return len(self.seats) or self.quantity


ADD_ONS_AT_MOST = 20
"""Kinds of add-ons in one booking."""
OF_ONE_AT_MOST = 20
"""Of one kind of them."""


class Basket(Choice, carries=("add_ons",)):
    """The tickets of a booking, and by name how many add-ons go with them: all of it or nothing."""

    add_ons: Annotated[dict[str, Annotated[int, Field(ge=1, le=OF_ONE_AT_MOST)]], Field(max_length=ADD_ONS_AT_MOST)] = (
        Field(default_factory=dict, exclude_if=lambda add_ons: not add_ons)
    )
    """Left out where there are none."""
