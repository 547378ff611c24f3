"""The application: routes, guards, errors, and the door around them."""

from litestar import Litestar
from litestar.config.cors import CORSConfig
from litestar.di import Provide

from choreography.sight.settings import SightSettings
from edge.door.answers import described
from edge.door.crowded import Crowded
from edge.door.door import Door
from edge.door.errors import HANDLERS
from edge.door.exact import Exact
from edge.door.openapi import openapi
from edge.door.traced import Traced
from edge.limits.guard import let_in
from edge.live.route import live_route
from edge.outside import Outside
from edge.reading.behind import HEADER
from edge.routes import (
    accounts,
    admissions,
    blocks,
    booking_desk,
    bookings,
    documents,
    event_life,
    events,
    holders,
    inbox,
    mail,
    me,
    members,
    money,
    my_addresses,
    my_export,
    my_mail,
    my_payment_methods,
    my_providers,
    my_sessions,
    my_tokens,
    ops,
    organisations,
    organisers,
    organising,
    passes,
    passwords,
    payouts,
    plans,
    promotions,
    providers,
    queues,
    receipts,
    returns,
    second_factor,
    security,
    service,
    sessions,
    ticket_links,
    tickets,
    venues,
    webhooks,
)
from edge.settings import EdgeSettings
from edge.world import World

ROUTES = [
    accounts.register,
    passwords.send_code, passwords.verify_mail, passwords.reset_password, passwords.change_password,
    sessions.log_in, sessions.refresh, sessions.log_out,
    providers.providers, providers.begin, providers.come_back, providers.log_in_vouched,
    my_providers.my_providers, my_providers.link_provider, my_providers.unlink_provider,
    mail.way_out, mail.unsubscribe,
    second_factor.enrol_second_factor, second_factor.confirm_second_factor, second_factor.remove_second_factor,
    second_factor.renew_spare_codes,
    me.me, me.update_me, me.erase_me, my_export.export_me, inbox.inbox, inbox.read_inbox,
    my_sessions.my_sessions, my_sessions.end_session, my_sessions.end_others,
    organisations.create_organisation, organisations.my_organisations, organisations.accept_invitation,
    organisations.leave_organisation,
    members.members, members.invite_member, members.change_member, members.remove_member,
    my_mail.change_mail, my_mail.confirm_mail, my_mail.undo_mail,
    my_tokens.issue_token, my_tokens.my_tokens, my_tokens.revoke_token,
    my_addresses.my_addresses, my_addresses.add_address, my_addresses.change_address, my_addresses.remove_address,
    my_payment_methods.my_payment_methods, my_payment_methods.save_payment_method,
    my_payment_methods.pay_with_method,
    my_payment_methods.choose_payment_method, my_payment_methods.remove_payment_method,
    venues.create_venue, venues.venue,
    organising.create_event, organising.add_section, organising.change_event, organising.delete_event,
    event_life.publish_event, event_life.postpone_event, event_life.reschedule_event, event_life.cancel_event,
    event_life.cancellation_of_event, event_life.make_announcement, event_life.change_queue,
    events.events, events.event, events.availability, events.seats,
    plans.import_plan, plans.plan, plans.change_section,
    blocks.block_seats, blocks.unblock_seats, blocks.unblock_some_seats, blocks.blocks,
    bookings.request_booking, bookings.bookings, bookings.booking, bookings.cancel_booking,
        bookings.accept_offer,
    bookings.quote_cancellation,
    booking_desk.bookings_of_event, booking_desk.mark_paid, booking_desk.repeat_confirmation,
    booking_desk.give_booking, booking_desk.refund_booking, returns.quote_return, returns.return_tickets,
    promotions.create_promotion, promotions.promotions, promotions.deactivate_promotion, promotions.quote_tickets,
    queues.queue, queues.receipts, queues.join_queue, queues.place, queues.leave_queue,
    tickets.tickets, tickets.tickets_pdf, tickets.reissue, tickets.keys, tickets.void,
    ticket_links.open_link, ticket_links.linked_tickets, ticket_links.linked_pdf, ticket_links.linked_pass,
    admissions.admit_ticket, admissions.admission, admissions.take_back_admission,
    passes.ticket_pass, passes.register_pass, passes.unregister_pass, passes.changed_passes, passes.changed_pass,
    passes.note_troubles,
    holders.name_holders, holders.holders,
    payouts.payouts, payouts.payouts_of_event, payouts.request_payout, payouts.confirm_payout,
    money.cases, money.apply_case,
    organisers.organiser, organisers.verify_organiser, organisers.suspend_organiser, organisers.reinstate_organiser,
    receipts.receipt, receipts.receipt_pdf, receipts.invoices,
    webhooks.stripe, webhooks.mail,
    service.live, service.ready, service.metrics, service.jwks,
    documents.problem, documents.asyncapi, documents.said,
    ops.lanes, ops.reset_breaker,
    security.alerts, security.acknowledge_alert, security.resolve_alert, security.incidents,
    security.acknowledge_incident, security.close_incident, security.risk, security.set_risk,
]  # fmt: skip
described(ROUTES)
SAID = [
    "ETag", "Location", "Retry-After", "RateLimit", "RateLimit-Policy", "X-Correlation-Id", "Preference-Applied",
    HEADER,
]  # fmt: skip


def create_app(settings: EdgeSettings | None = None, outside: Outside | None = None) -> Litestar:
    """Without `outside` the servers are those that the environment names."""
    settings = settings or EdgeSettings()
    world = World(settings, outside or real(settings))
    app = Litestar(
        route_handlers=[*ROUTES, live_route(world.hub)],
        dependencies={"world": Provide(lambda: world, sync_to_thread=False)},
        guards=[let_in],
        request_class=Exact,
        exception_handlers=HANDLERS,
        cors_config=CORSConfig(allow_origins=sorted(settings.origins), expose_headers=SAID, allow_credentials=True),
        lifespan=[lambda _: world.running()],
        openapi_config=openapi(),
        request_max_body_size=settings.body,
        logging_config=None,
    )
    app.state.world = world
    door = Door(app.asgi_handler, world.metrics.seen, world.behind.header)
    traced = Traced(door, world.outside.tracer, SightSettings())
    app.asgi_handler = crowded = Crowded(traced, world.pulse, settings)
    world.metrics.watch(world.pulse, crowded)
    world.metrics.count_sign_ins(world.identity.line)
    return app


def real(settings: EdgeSettings) -> Outside:
    """What the environment names."""
    from choreography.kafka.settings import KafkaSettings  # noqa: PLC0415 who is given all of it needs no clients
    from choreography.mesh import MeshSettings  # noqa: PLC0415
    from edge.real import real as made  # noqa: PLC0415

    return made(settings, MeshSettings(), KafkaSettings())
