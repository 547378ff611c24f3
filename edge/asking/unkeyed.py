"""Changes for which no idempotency key counts, each with its reason. For all others it does."""

SEALED = "What it tells is sealed for this one answer"
PROVIDERS = "The provider's own id says whether it was told before"
NOTHING = "Nothing changes by it"
UNKEYED = {
    "POST /sessions": SEALED,
    "POST /sessions/refresh": SEALED,
    "POST /sessions/vouched": SEALED,
    "POST /sessions/providers/{provider}": NOTHING,
    "POST /sessions/providers/{provider}/return": SEALED,
    "POST /me/second-factor": SEALED,
    "PUT /me/second-factor": SEALED,
    "POST /me/second-factor/spare": SEALED,
    "POST /events/{event_id}/quote": NOTHING,
    "POST /tickets": NOTHING,
    "POST /tickets/pdf": NOTHING,
    "POST /tickets/{number}/pass": NOTHING,
    "POST /passes/v1/log": NOTHING,
    "POST /webhooks/stripe": PROVIDERS,
    "POST /webhooks/mail": PROVIDERS,
}
