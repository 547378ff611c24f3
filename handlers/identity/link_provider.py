from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

from choreography.vocabulary import Gone, at
from contracts.identity import LinkProvider, ProofRefused, ProviderLinked, ProviderUnlinked, UnlinkProvider
from handlers.identity.own import OpenVoucher, VoucherOpened
from handlers.identity.prove_factor import Sealing
from handlers.identity.rows import Account, ProviderLink
from handlers.identity.service import identity

Links = Annotated[list[ProviderLink], at("account", "providers")]


@identity.step
def link_provider(
    asked: LinkProvider, account: Account, sealing: Sealing, now: datetime
) -> Iterator[OpenVoucher | ProofRefused]:
    """Nothing is linked before the mail is verified: a stranger who had made the account would stay in by it."""
    if (key := sealing.find(asked.key_id)) is None:
        yield ProofRefused.of(asked, reason="unknown_key")
    elif not account.verified:
        yield ProofRefused.of(asked, reason="mail_unverified")
    else:
        yield OpenVoucher.of(asked, sealing=key, at=now)


@identity.step
def voucher_opened(
    opened: VoucherOpened,
    account: Account | None,
    links: Links,
    bound: Annotated[ProviderLink | None, at("login")],
) -> Iterator[ProviderLink | ProviderLinked | ProofRefused]:
    """One link to each provider; whose it is already is told so again."""
    link = next((one for one in links if one.provider == opened.provider), None)
    if opened.reason or account is None or link is None:
        yield ProofRefused.of(opened, reason=opened.reason or "bad_proof")
    elif link.login != opened.login and (link.login or bound):
        yield ProofRefused.of(opened, reason="provider_linked")
    else:
        if not link.login:
            yield link.but(login=opened.login)
        yield ProviderLinked.of(opened, provider=link.provider)


@identity.step
def unlink_provider(
    asked: UnlinkProvider, account: Account, link: ProviderLink, links: Links
) -> Iterator[Gone | ProviderUnlinked | ProofRefused]:
    """Where there is neither a password nor another link it stays."""
    others = [one for one in links if one.login and one.provider != asked.provider]
    if not (account.password or others):
        yield ProofRefused.of(asked, reason="last_way_in")
        return
    yield Gone(link)
    yield ProviderUnlinked.of(asked, provider=asked.provider)
