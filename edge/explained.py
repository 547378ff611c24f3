"""What the door's own refusals mean, for people; those of the services are in `contracts.errors`."""

from typing import Final, get_args

from contracts.errors import REASONS
from contracts.payments import CaseState

OWN: Final = {
    "account_erased": "The account was erased.",
    "another_event": "The ticket is of another event.",
    "bad_request": "The request cannot be read.",
    "bad_signature": "The signature does not fit the body.",
    "busy": "Very many ask at the moment: ask again after the seconds that Retry-After says.",
    "card_number": "It has what looks like a card's number or code, which only the payment provider's page takes.",
    "confirmation_needed": "Look first at what this means: it is done with the `code` that is told with it.",
    "foreign_origin": "The cookie of a session counts only where one of our own pages asks.",
    "forbidden": "This is not allowed.",
    "foreign_event": "The event is another organiser's.",
    "forged": "The code is no ticket's: it is not signed by a key of ours.",
    "head_too_large": "The address and the headers are too large, or the headers too many.",
    "idempotency_key_reused": "The key was used for something else.",
    "internal": "Something failed here, and was noted under the correlation id. Nothing is lost by asking again.",
    "invalid": "The request is not as it must be; `errors` names each field.",
    "limits_unavailable": "Nobody can say at the moment how much you have asked for: ask again shortly.",
    "link_over": "The link is over, or not whole: the booking has a new one each time it is looked at.",
    "maintenance": "Somebody is at work on the box office: ask again after the seconds that Retry-After says.",
    "method_not_allowed": "The address knows no such method; `Allow` names those that it knows.",
    "not_found": "There is nothing at this address.",
    "nothing_due": "The booking does not wait for money, or not yet.",
    "organiser_unverified": "Here only whom an operator has verified may put events on sale.",
    "other_account": "The event is of another account of the provider's, or of its other mode.",
    "pass_token_invalid": "The device does not show what the pass was made with.",
    "passes_off": "Here tickets have no passes: nobody has a certificate for them.",
    "preview_changed": "It means other than you were told: look at the figures here; `confirmation` is their code.",
    "queue_full": "Nobody else can wait at the moment: ask again after the seconds that Retry-After says.",
    "role_missing": "Your account has none of the roles that may do this.",
    "scope_missing": "The API token was not made for this: `scope` is what it lacks.",
    "second_factor_needed": "This is done with a second factor alone: turn yours on, and sign in by it.",
    "session_needed": "No API token opens this: sign in.",
    "session_revoked": "The session was ended: sign in again.",
    "sign_in_slow": "Nobody answered in time: ask again.",
    "starting": "The door is just opening: ask again shortly.",
    "state_invalid": "This browser was not sent to the provider with it, or more than ten minutes ago: begin anew.",
    "step_up_required": "You signed in too long ago for this: sign in again, with a code if you have a second factor.",
    "token_expired": "The token's time is over: refresh it.",
    "token_invalid": "The token is none of ours, or was changed: sign in again.",
    "token_missing": "This takes an access token: sign in, and send it as `Authorization: Bearer`.",
    "too_large": "The body is too large.",
    "too_many_requests": "You ask too often: ask again after the seconds that Retry-After says.",
    "too_new": "The ticket is genuine, but nothing is known here of its booking yet: scan it again.",
    "too_slow": "It took too long until the request was here: ask again.",
    "unsupported_media_type": "The body must be JSON, with the content type application/json.",
    "unavailable": "This is not possible at the moment: ask again after the seconds that Retry-After says.",
}

BOOKING_STATES = ["requested", "held", "settling", "confirmed", "rejected", "expired", "late", "offered", "cancelled"]
STANDING: Final = {
    state: "That cannot be done as it stands: `state`." for state in (*BOOKING_STATES, *get_args(CaseState))
}
"""Where a service refuses by saying how it stands, that is the code."""
LATE: Final = {"booking_expired": "The booking's time was over before it was paid."}


def explained(code: str) -> str:
    """Empty for a code that speaks for itself."""
    known = OWN | STANDING | LATE
    return OWN.get(code) or (REASONS[code].meaning if code in REASONS else known.get(code, ""))
