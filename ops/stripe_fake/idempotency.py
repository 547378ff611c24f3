"""Idempotency keys: the first answer to a key is the only one, for as long as the key is kept."""

from dataclasses import dataclass

from ops.stripe_fake.errors import invalid, key_in_use, key_reused
from ops.stripe_fake.reply import Reply
from ops.stripe_fake.settings import Settings
from ops.stripe_fake.shelf import Shelf

LONGEST_KEY = 255


@dataclass(slots=True)
class Use:
    """What a key was first used for; no reply as long as that is under way."""

    fingerprint: str
    at: float
    reply: Reply | None = None


class Keys:
    def __init__(self, settings: Settings) -> None:
        self.keep, self.clock = settings.keep_keys, settings.clock
        self.uses = Shelf[Use]("idempotency_key", settings.most_records, forgets=True)

    def begin(self, key: str, fingerprint: str) -> Reply | None:
        """The kept reply, or None when the work is to be done. 400 for other parameters, 409 while in use."""
        if len(key) > LONGEST_KEY:
            raise invalid(f"Idempotency keys may be {LONGEST_KEY} characters long at most.")
        use = self.uses.find(key)
        if use is None or self.clock() - use.at > self.keep:
            self.uses.put(key, Use(fingerprint, self.clock()))
            return None
        if use.fingerprint != fingerprint:
            raise key_reused(f"Keys for idempotent requests can only be used with the same parameters: {key!r}.")
        if use.reply is None:
            raise key_in_use()
        return use.reply.replayed()

    def end(self, key: str, reply: Reply | None) -> None:
        """Without a reply worth keeping the key is free again."""
        use = self.uses.find(key)
        if use is not None and reply is not None and reply.kept:
            self.uses.get(key).reply = reply
        else:
            self.uses.drop(key)

    def forget(self) -> None:
        """As if the time to keep them were over."""
        self.uses.clear()

    def free_unanswered(self) -> None:
        """What was under way when the provider ended was not done, and nobody works at it any more."""
        for key in [key for key, use in self.uses.rows.items() if use.reply is None]:
            self.uses.drop(key)
