"""What the edge's own codes mean; those of the services stand in `contracts.errors`."""

CODES = {
    "bad_request": "The request cannot be read.",
    "bad_signature": "The webhook is not signed by who it says, or was signed too long ago.",
    "busy": "Too many requests wait already: try again, with the same Idempotency-Key.",
    "forbidden": "It is not for you.",
    "internal": "Something went wrong here; the correlation id finds it.",
    "invalid": "`errors` names each field that is wrong.",
    "limits_unavailable": "Nobody can say how often you asked, so nothing is held and nobody signs in: try again.",
    "method_not_allowed": "`Allow` names the methods that there are.",
    "role_missing": "The user has none of `roles`.",
    "session_revoked": "The session was ended: sign in again.",
    "sign_in_slow": "Nobody answered in time: try again.",
    "starting": "The edge does not know the keys yet: try again.",
    "token_expired": "The access token is past its five minutes: refresh it.",
    "token_invalid": "The access token is not genuine, or not for here.",
    "token_missing": "Send `Authorization: Bearer` and an access token.",
    "too_large": "The body is larger than this route takes.",
    "too_many_requests": "`RateLimit-Policy` says how many are allowed, `Retry-After` when to come back.",
    "unavailable": "A server that is needed is away. Nothing is certain: try again, with the same Idempotency-Key.",
    "unsupported_media_type": "Send JSON.",
    "account_erased": "The account was erased, and its mail with it.",
}
