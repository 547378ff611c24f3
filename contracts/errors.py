"""Why something was not done, or was undone: the closed list of reasons that a message may give.

Not here: `EventInvalid` and `VenueInvalid` name the field that breaks a limit, by its name in the command; and what the
payment provider (`PaymentFailed`, `RefundFailed`) or a mail server (`EmailFailed`) says keeps their own words.
"""

from dataclasses import dataclass

from contracts.base import Event, Message, Refused
from contracts.bookings import (
    BookingCancellationRefused,
    BookingCancelled,
    BookingRejected,
    ConfirmationNotRepeated,
    HoldersNotNamed,
    RefundNotGranted,
)
from contracts.catalog import EventForbidden, EventRefused, OrganiserRefused, SlotRefused, VenueRefused
from contracts.email import EmailFailed
from contracts.identity import ProofRefused, RegistrationRefused, SessionRefused, SessionRevoked, TokenNotIssued
from contracts.inventory import (
    AdmissionForbidden,
    AdmissionRefused,
    BlockForbidden,
    BlockRefused,
    SeatsRejected,
    SectionChangeForbidden,
    SectionChangeRefused,
    TicketsNotReissued,
)
from contracts.payments import (
    BreakerNotReset,
    CaseNotApplied,
    PaymentMethodNotAwaited,
    PaymentMethodRefused,
    PaymentReturned,
    PayoutRefused,
)
from contracts.promotions import DiscountRefused, PromotionRefused
from contracts.users import AddressNotAdded, MembershipRefused, OrganisationRefused, ProfileRefused
from contracts.waiting_room import QueueClosed, QueueFull, QueueNotLeft, QueueRefused

NO_SEATS = (BookingRejected, SeatsRejected)
NO_DISCOUNT = (BookingRejected, DiscountRefused)
NO_PLACES = (*NO_SEATS, BlockRefused)
IN_USE = (BlockRefused, SectionChangeRefused)
OVER = (SlotRefused, SectionChangeRefused)
NO_SECTION = (EventRefused, SectionChangeRefused)
NO_MEMBER = (MembershipRefused,)
NOT_YOURS = (AdmissionForbidden, BlockForbidden, SectionChangeForbidden)
CHANGING = (*NO_PLACES, SectionChangeRefused)
CALLED_OFF = (*CHANGING, AdmissionRefused, BookingCancelled, QueueClosed)
EXISTS = (EventRefused, PayoutRefused, VenueRefused, BlockRefused, PromotionRefused, OrganisationRefused)
ENDED = (SessionRefused, SessionRevoked)
ERASED = (AddressNotAdded, ProfileRefused, PaymentMethodNotAwaited, PaymentMethodRefused, RegistrationRefused)
NOT_SAVED = (PaymentMethodNotAwaited, PaymentMethodRefused)
AT_THE_DOOR = (ProofRefused, RegistrationRefused, SessionRefused)
PASSWORDS = (ProofRefused, RegistrationRefused)


@dataclass(frozen=True, slots=True)
class Reason:
    """`carriers` are the messages that give it."""

    meaning: str
    carriers: tuple[type[Message], ...]
    refused: int = 0
    """The HTTP status where a `Refused` gives it, which has none of its own."""
    status: int = 0
    """The HTTP status, where it is not that of the message which gives it."""

    @property
    def statuses(self) -> tuple[int, ...]:
        """The HTTP statuses under which it is seen at the edge; empty if it is never the answer to a command."""
        answers = {self.status or one.STATUS for one in self.carriers if issubclass(one, Event) and one.ANSWERS}
        return tuple(sorted(answers | ({self.refused} if self.refused else set())))


REASONS = {
    # the shell
    "idempotency_key_reused": Reason("The command's id was used for one that says something else.", (Refused,), 422),
    "not_found": Reason("What the command is about does not exist.", (Refused,), 404),
    # seats and bookings
    "add_on_sold_out": Reason(
        "There are not as many of an add-on left, of its own or of what it shares; `lost` names it.", NO_SEATS
    ),
    "blocked": Reason("At least one of the seats is not for sale; `lost` names those that are not free.", NO_SEATS),
    "buyer": Reason("The buyer gave the booking up.", (BookingCancelled,)),
    "books_differ": Reason("It and its money did not agree, and two operators ended it.", (BookingCancelled,)),
    "declined": Reason("No money will come for the booking.", (BookingCancelled,)),
    "event_cancelled": Reason("The event will not take place.", CALLED_OFF),
    "organiser": Reason("The event's organiser gave the money back, and the tickets are void.", (BookingCancelled,)),
    "more_than_paid": Reason("Less is left of what was paid: `left`.", (RefundNotGranted,)),
    "holds_lapsed": Reason("Seats that were held were not paid: pay or give up those that are.", (BookingRejected,)),
    "too_many_accounts": Reason("Too many accounts book at this event from the same place.", (BookingRejected,)),
    "nothing_paid": Reason("Nothing was paid for the booking that could go back.", (RefundNotGranted,)),
    "no_seats_together": Reason("Nowhere are so many seats of this type free side by side: ask for fewer.", NO_SEATS),
    "not_chargeable": Reason(
        "The payment provider would not begin this payment: no card will do.", (BookingCancelled,)
    ),
    "not_offline": Reason("The event takes no money another way.", (BookingRejected,), status=422),
    "not_on_sale": Reason("The sale has not opened yet, or is over, or the event is postponed.", (BookingRejected,)),
    "only_by_name": Reason("The event was put on sale before seats were picked: name the seats.", NO_SEATS),
    "offer_lapsed": Reason("The other seats that were offered were not taken in time.", (BookingCancelled,)),
    "card_limit": Reason(
        "One card has paid as many tickets of the event as it may: the money goes back.",
        (BookingCancelled, PaymentReturned),
    ),
    "paid_too_late": Reason("The money came after the deadline, and seats or code are another's.", (BookingCancelled,)),
    "single_seat": Reason("A seat would be left alone, which the event does not allow; `lost` names it.", NO_SEATS),
    "quote_changed": Reason(
        "What goes back is another sum: `refund`.", (BookingCancellationRefused, RefundNotGranted)
    ),
    "sold_out": Reason("There are not as many places left, of the type or of what it shares.", NO_SEATS),
    "taken": Reason("At least one of the seats is another's; `lost` names them.", NO_SEATS),
    "too_few": Reason("One order has to be for more tickets of this type.", NO_SEATS, status=422),
    "too_many_add_ons": Reason("So many tickets take fewer of an add-on; `lost` names it.", NO_SEATS, status=422),
    "too_many": Reason("One order may not be for so many tickets of this type.", NO_SEATS, status=422),
    "too_many_of_buyer": Reason("With others of the buyer's it would be too many of this type.", NO_SEATS, status=422),
    "ticket_refunded": Reason("The money of one of the tickets went back before.", (RefundNotGranted,)),
    "ticket_used": Reason(
        "Somebody came in by a ticket of it, which its buyer gives back no more: `used` has the numbers.",
        (BookingCancellationRefused, RefundNotGranted),
    ),
    "too_late_to_cancel": Reason(
        "What is paid could be cancelled until a time that is over.", (BookingCancellationRefused, RefundNotGranted)
    ),
    "type_not_on_sale": Reason("This type of ticket is not sold now.", NO_SEATS, status=422),
    "unknown_add_on": Reason("The event sells no add-on of this name; `lost` names it.", NO_SEATS, status=422),
    "unknown_seat": Reason("A seat does not exist or is named twice, or nothing was asked for.", NO_PLACES),
    "unknown_ticket": Reason("The booking has no such ticket any more.", (RefundNotGranted,), status=422),
    "unknown_ticket_type": Reason("The event sells no places of this type.", CHANGING),
    # blocks
    "not_blocked": Reason("It is not blocked, or not any more; `lost` names the seats.", (BlockRefused,)),
    "places_in_use": Reason("Not as many places are free.", (BlockRefused,)),
    "seats_in_use": Reason("At least one of the seats is not free; `lost` names them.", IN_USE),
    "unknown_section": Reason("The event has no such section.", (SectionChangeRefused,)),
    # tickets
    "already_admitted": Reason(
        "Somebody came in by this ticket: `gate` and `admitted_at` say where and when.", (AdmissionRefused,)
    ),
    "not_admitted": Reason("Nobody came in by this ticket.", (AdmissionRefused,)),
    "void": Reason("The ticket was given up, or there is a newer one for its place.", (AdmissionRefused,)),
    "no_tickets": Reason("The booking has no tickets.", (TicketsNotReissued, ConfirmationNotRepeated, HoldersNotNamed)),
    "other_count": Reason("There is to be one name, or none, for each ticket.", (HoldersNotNamed,), status=422),
    "repeated_too_often": Reason("So many mails within an hour are enough.", (ConfirmationNotRepeated,), status=429),
    "reissued_too_often": Reason("The booking had as many tickets as it may.", (TicketsNotReissued,)),
    # money
    "more_than_owed": Reason("The organiser is not owed so much.", (PayoutRefused,)),
    "paid": Reason("It was paid before.", (PayoutRefused,)),
    "signed_in_only": Reason(
        "Operators have to sign in and ask at the door: of a case two, at POST /money/cases/{case_id}/application, "
        "of a breaker one, at POST /ops/breakers/{dependency}/reset.",
        (CaseNotApplied, BreakerNotReset),
    ),
    "same_operator": Reason("Whoever asks for a payout does not confirm it.", (PayoutRefused,)),
    "account_erased": Reason("The account was erased.", ERASED),
    "method_expired": Reason("The card has expired: use another.", (PaymentMethodRefused,), status=422),
    "unknown_method": Reason("No such payment method is saved.", (PaymentMethodRefused,), status=422),
    "too_many_methods": Reason("As many payment methods are saved as may be: remove one.", NOT_SAVED),
    "nothing_due": Reason("The booking does not wait for money, or not yet.", (PaymentMethodRefused,)),
    # the waiting room
    "no_turn": Reason("The event has a queue, and it is not the buyer's turn.", (BookingRejected,)),
    "not_open_yet": Reason("The queue takes nobody yet.", (QueueRefused,)),
    "queue_closed": Reason("Nobody's turn comes any more.", (QueueRefused,)),
    "queue_full": Reason("As many wait as may.", (QueueFull,)),
    "turn_spent": Reason("The turn led to a booking: that is to be cancelled.", (QueueNotLeft,)),
    "sale_over": Reason("The sale is over.", (QueueClosed,)),
    # promotions
    "code_unknown": Reason("The organiser has no such code, or not yet.", NO_DISCOUNT),
    "code_expired": Reason("The code is good no more.", NO_DISCOUNT),
    "code_used_up": Reason("As many bookings have the code as may.", NO_DISCOUNT),
    "code_used_by_you": Reason("As many of the buyer's bookings have the code as may.", NO_DISCOUNT),
    "code_not_for_this": Reason(
        "The code is for another event, other or more tickets, or another currency.", (*NO_SEATS, DiscountRefused)
    ),
    # catalog
    "exists": Reason("The id is in use.", EXISTS),
    "foreign_event": Reason("The event is another organiser's.", (EventForbidden, *NOT_YOURS)),
    "already_suspended": Reason("The organiser is suspended.", (OrganiserRefused,)),
    "already_verified": Reason("The organiser is verified.", (OrganiserRefused,)),
    "not_suspended": Reason("The organiser is not suspended.", (OrganiserRefused,)),
    "organiser_suspended": Reason("The organiser sells nothing at present.", (BookingRejected, PayoutRefused)),
    "has_sections": Reason("A draft with sections keeps its ticket types.", (EventRefused,)),
    "announced_today": Reason("Who has tickets was told something within a day: wait that long.", (EventRefused,)),
    "no_queue": Reason("The event has no queue whose rate could change.", (EventRefused,)),
    "nobody_to_tell": Reason("Nobody has tickets for a draft, or for what is called off.", (EventRefused,)),
    "illegal_move": Reason("From its present state the event does not go there.", (EventRefused,)),
    "not_a_draft": Reason("Sections, and what is sold, are for drafts alone.", (EventRefused,)),
    "nothing_to_sell": Reason("The event has neither seats nor places.", (EventRefused,)),
    "plan_incomplete": Reason("Parts of the plan are missing, or another was begun: send it again.", NO_SECTION),
    "section_exists": Reason("The event has a section of this name.", NO_SECTION),
    "over_capacity": Reason("The event has more places than the venue holds people.", OVER),
    "venue_asked": Reason("The venue is being asked whether it is free: try again.", (EventRefused,)),
    "venue_full": Reason("The venue has as many events to come as it may have.", (EventRefused, SlotRefused)),
    "venue_taken": Reason("Another event is at the venue at the time.", (EventRefused, SlotRefused)),
    "too_many_sections": Reason("The event has as many sections as it may have.", NO_SECTION),
    # organisations
    "invited_too_often": Reason(
        "The organisation has invited as many people today as it may: go on tomorrow.", (MembershipRefused,), status=429
    ),
    "last_owner": Reason("An organisation keeps one owner at least.", NO_MEMBER),
    "member": Reason("The person is a member already.", NO_MEMBER),
    "not_invited": Reason("There is no invitation, or not any more.", NO_MEMBER, status=404),
    "not_member": Reason("The person is no member.", NO_MEMBER),
    "organisation_full": Reason("The organisation has as many members and invitations as it may.", NO_MEMBER),
    # addresses
    "too_many_addresses": Reason("There are as many addresses as may be: remove one.", (AddressNotAdded,)),
    # identity
    "account_exists": Reason("The mail address has an account.", (RegistrationRefused,)),
    "bad_credentials": Reason("The mail address, the password or the token is wrong.", (SessionRefused,)),
    "bad_proof": Reason("The code is wrong, spent or too old; or the old password is wrong.", (ProofRefused,)),
    "bad_code": Reason("The code is wrong, or was used before.", (SessionRefused,)),
    "banned": Reason("The account was banned by an operator.", (*ENDED, TokenNotIssued)),
    "breached_password": Reason("The password is one that everybody tries first.", PASSWORDS, status=422),
    "code_needed": Reason("The account asks for a code beside the password: send both.", (SessionRefused,)),
    "closed": Reason("The account was closed by its owner.", ENDED),
    "expired": Reason("The session is past its thirty days.", ENDED),
    "locked": Reason(
        "Too many wrong passwords or codes came: wait, or reset the password.",
        (SessionRefused, ProofRefused),
        status=429,
    ),
    "logged_out": Reason("The session was ended by its owner.", (SessionRevoked,)),
    "mail_changed_back": Reason("A change of the mail address was taken back.", (SessionRevoked,)),
    "password_changed": Reason("The password that opened the session was changed.", (SessionRevoked,)),
    "reused": Reason("An old refresh token was used again: two hands hold it.", ENDED),
    "revoked": Reason("There is no such session any more.", (SessionRefused,)),
    "second_factor_on": Reason(
        "A second factor is on: to have another, remove it; to stay signed in, sign in by it.",
        (ProofRefused, SessionRevoked),
    ),
    "role_withdrawn": Reason("The person has lost a role: sign in again.", (SessionRevoked,)),
    "too_late": Reason("Whoever asked waits no longer; nothing was changed.", (SessionRefused,)),
    "too_many_tokens": Reason("The account has as many API tokens as it may: revoke one.", (TokenNotIssued,)),
    "unacceptable_password": Reason("The password is too short or too long.", PASSWORDS, status=422),
    "second_factor_lifted": Reason("An operator has removed the second factor: sign in again.", (SessionRevoked,)),
    "too_many_sessions": Reason("The person signed in too often since then.", (SessionRevoked,)),
    "signed_in_again": Reason("The person has signed in anew on the same device.", (SessionRevoked,)),
    # providers that vouch for people
    "attempt_spent": Reason("Somebody came back from the provider with this before: begin anew.", (ProofRefused,)),
    "last_way_in": Reason("Nothing else opens the account: have a password first.", (ProofRefused,), status=409),
    "link_needed": Reason(
        "The mail address has an account: sign in to it, and link the provider by the `voucher`.",
        (SessionRefused,),
        status=409,
    ),
    "mail_unverified": Reason("The mail address was not shown to reach the person.", (ProofRefused,)),
    "provider_away": Reason("The provider does not answer: begin anew, later.", (ProofRefused,), status=503),
    "provider_linked": Reason(
        "The account has another link to the provider, or another account has this one.",
        (ProofRefused, SessionRefused),
        status=409,
    ),
    "provider_refused": Reason("The provider does not vouch for whoever came: begin anew.", (ProofRefused,)),
    "unknown_key": Reason("The key that sealed the secret is not in use: seal again, with the newest.", AT_THE_DOOR),
    "unreadable": Reason("The secret does not open, or is bound to another request.", AT_THE_DOOR),
    # email
    "bad_address": Reason("The mail address is none.", (EmailFailed,)),
    "bounced": Reason("The address does not exist: an earlier mail came back for good.", (EmailFailed,)),
    "erased": Reason("The person's data was erased, and with it the address.", (EmailFailed,)),
    "no_contact": Reason("Nothing was heard of the person.", (EmailFailed,)),
    "unsubscribed": Reason("The person wants no mail of this kind.", (EmailFailed,)),
    "unverified": Reason("Nobody has shown that they read the mail at this address.", (EmailFailed,)),
}  # fmt: skip
