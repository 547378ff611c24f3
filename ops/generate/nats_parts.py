"""Who tells and who hears a NATS subject: what their rights there are written from."""

from itertools import zip_longest

from contracts import subjects


def said_by(address: str) -> tuple[str, ...]:
    """The services that tell it, by name."""
    if _matches(subjects.ANSWERS, address):
        return ("every service",)
    return tuple(name for name, told in subjects.TOLD.items() if any(_matches(one, address) for one in told))


def heard_by(address: str) -> tuple[str, ...]:
    """A service hears of the breakers that are its own."""
    own = {name: (subjects.breaker_reset(name, "*"),) for name in subjects.TOLD}
    heard = subjects.HEARD | {name: one for name, one in own.items() if one[0] in subjects.TOLD[name]}
    return tuple(name for name, some in heard.items() if any(_matches(one, address) for one in some))


def _matches(pattern: str, address: str) -> bool:
    """As NATS matches; a parameter of the address may be anything."""
    for wanted, there in zip_longest(pattern.split("."), address.split(".")):
        if wanted == ">":
            return True
        if None in (wanted, there) or not (wanted in ("*", there) or there.startswith("{")):
            return False
    return True
