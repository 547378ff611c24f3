"""Somebody comes back from a provider: it is asked once who that is."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Annotated

from choreography.vocabulary import Gone, Timer, at
from contracts.identity import AskProvider, ProofRefused, Provider, ProviderVouched
from handlers.identity.own import AskFacebook, AskGithub, AskGoogle, ForgetAttempt, ProviderAsked
from handlers.identity.prove_factor import Sealing
from handlers.identity.rows import Attempt, ProviderLink
from handlers.identity.service import identity

REMEMBERED = timedelta(hours=1)
"""Longer than a state counts at the edge."""
ASKING: dict[Provider, type[AskGoogle | AskGithub | AskFacebook]] = {
    "google": AskGoogle,
    "github": AskGithub,
    "facebook": AskFacebook,
}


@identity.step
def ask_provider(
    asked: AskProvider, attempt: Attempt | None, sealing: Sealing, now: datetime
) -> Iterator[Attempt | Timer | AskGoogle | AskGithub | AskFacebook | ProofRefused]:
    if attempt:
        yield ProofRefused.of(asked, reason="attempt_spent")
    elif (key := sealing.find(asked.key_id)) is None:
        yield ProofRefused.of(asked, reason="unknown_key")
    else:
        yield Attempt(asked.account, now)
        yield Timer("forget", now + REMEMBERED, ForgetAttempt.of(asked))
        yield ASKING[asked.provider].of(asked, sealing=key, at=now)


@identity.step
def provider_asked(
    asked: ProviderAsked, link: Annotated[ProviderLink | None, at("login")]
) -> Iterator[ProviderVouched | ProofRefused]:
    if asked.reason:
        yield ProofRefused.of(asked, reason=asked.reason)
    else:
        yield ProviderVouched.of(asked, box=asked.box, linked=link.account if link else "")


@identity.step
def forget_attempt(due: ForgetAttempt, attempt: Attempt | None) -> Iterator[Gone]:
    if attempt:
        yield Gone(attempt)
