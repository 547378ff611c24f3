"""All that the edge is made of, and what it has running."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING

from litestar.di import NamedDependency

from choreography.blind import BlindSettings
from choreography.tasks import background
from contracts import subjects
from edge.asking.acceptance import Acceptance
from edge.asking.desk import Desk
from edge.asking.waiting import Waiting
from edge.auth.api_tokens import KnownTokens
from edge.auth.devices import Devices
from edge.auth.keys import Keys
from edge.auth.revocations import Revocations
from edge.auth.risks import Risks
from edge.auth.roles import Roles
from edge.auth.sealer import Sealer
from edge.auth.token_use import TokenUse
from edge.auth.tokens import Tokens
from edge.auth.watching import watching
from edge.breaking import Resets
from edge.caching.shared import Shared
from edge.descriptors import room
from edge.door.health import Health
from edge.door.metrics import Metrics
from edge.door.pulse import Pulse
from edge.limits.limit import Limits
from edge.limits.rules import limits
from edge.live.hub import Hub
from edge.live.settings import LiveSettings
from edge.maintenance.maintenance import Maintenance
from edge.maintenance.notice import Notice
from edge.news import News, may_watch
from edge.queueing.newest import Newest
from edge.reading.behind import Behind
from edge.sign_in.identity_desk import IdentityDesk
from edge.sign_in.offered import Offered
from edge.sign_in.states import States
from edge.ticketing.key import ask_for_key
from edge.ticketing.wallet.settings import PassSettings
from edge.ticketing.wallet.wallet import Wallet

if TYPE_CHECKING:
    from edge.outside import Outside
    from edge.settings import EdgeSettings


class World:
    """Made without a loop; `running` is entered before the first request and left after the last."""

    def __init__(self, settings: "EdgeSettings", outside: "Outside") -> None:
        self.settings, self.outside = settings, outside
        self.keyring, self.blind = outside.keyring, BlindSettings().secret
        self.limits = Limits(outside.buckets, limits(settings))
        reading = outside.reading
        self.events, self.bookings, self.people = reading.events, reading.bookings, reading.people
        self.shared, self.joins = Shared(settings.kept_bytes, between=outside.between), outside.joins
        self.queues, self.joining = Newest(reading.queues, reading.feeds), Newest(reading.joining, reading.feeds)
        self.tickets, self.blocks = reading.tickets, reading.blocks
        self.payouts, self.receipts = reading.payouts, reading.receipts
        self.cancellations, self.inbox, self.promotions = reading.cancellations, reading.inbox, reading.promotions
        self.organisations, self.roles = reading.organisations, Roles(reading.organisations.roles)
        self.payment_methods, self.passes = reading.payment_methods, reading.passes
        self.addresses, self.money_cases, self.kept = reading.addresses, reading.money_cases, reading.kept
        self.alerts, self.risks = reading.alerts, Risks(reading.alerts.raised)
        self.waiting, self.sealer = Waiting(), Sealer()
        self.desk = Desk(settings, outside.sender, self.waiting, outside.seen, outside.tracer)
        self.identity = IdentityDesk(self.desk, self.sealer)
        self.acceptance = Acceptance(settings.acceptance_secret.get_secret_value(), settings.acceptance)
        self.devices = Devices(settings.acceptance_secret.get_secret_value())
        self.wallet = Wallet(PassSettings(), self.acceptance)
        self.states, self.offered = States(settings.acceptance_secret.get_secret_value()), Offered()
        self.keys = Keys(self.people.keys)
        self.revocations = Revocations(outside.ended)
        self.tokens = Tokens(self.keys, self.revocations, settings.issuer, settings.audience, settings.tokens_cached)
        self.listed_tokens, note = reading.api_tokens, TokenUse(self.desk).note
        self.api_tokens = KnownTokens(reading.api_tokens, self.revocations, settings.tokens_cached, note)
        live = LiveSettings(settings.origins, settings.missing_origin, min(LiveSettings.sockets, room().sockets))
        verify = watching(self.tokens, self.api_tokens, self.limits, settings.second_factor_required)
        watches = may_watch(self.bookings, self.cancellations, self.roles)
        self.hub = Hub(live, verify, watches, reading.feeds.after, self.people.standing)
        self.revocations.ended = self.hub.revoke
        self.news = News(self.hub, outside.tracer)
        self.maintenance = Maintenance(outside.board, self._announce)
        self.pulse = Pulse()
        self.health = Health({**outside.checks, "keys": self._has_keys})
        self.behind = Behind(outside.behind, settings.behind_told)
        self.metrics = Metrics(
            self.hub.metrics, lambda: self.desk.open, self.shared.counts, self.waiting, outside.breakers
        )

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(self.outside.opened())
            await self._listen()
            runs = [
                self.pulse.run(),
                self.keys.run(),
                self.identity.run(),
                self.health.run(),
                self.behind.run(),
                self.revocations.run(),
                self.maintenance.run(),
                ask_for_key(self.desk),
            ]
            if self.settings.step_up_raised:
                runs.append(self.risks.run())
            for run in runs:
                await stack.enter_async_context(background(run))
            await stack.enter_async_context(self.hub)
            yield

    async def _listen(self) -> None:
        ear = self.outside.ear
        await ear.listen(subjects.ANSWERS, self.waiting.hear)
        await ear.listen(subjects.LIVE, self.news.live)
        await ear.listen(subjects.HEADS, self.news.heads)
        await ear.listen(subjects.REVOKED, self.revocations.hear)
        await ear.listen(subjects.MEMBERS, self.roles.hear)
        await ear.listen(subjects.RISKS, self.risks.hear)
        await ear.listen(subjects.breaker_reset("edge", "*"), Resets(self.outside.breakers).hear)
        self.outside.reconnected.append(self._again)

    async def _again(self) -> None:
        self.hub.resync_all()

    def _announce(self, notice: Notice) -> None:
        self.hub.announce(notice.frame(), stands=notice.mode != "off")

    async def _has_keys(self) -> bool:
        return bool(self.keys.loaded) and self.sealer.newest is not None


Here = NamedDependency[World]
"""How a route asks for it."""
