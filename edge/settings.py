"""The edge's bounds and secrets. Each is stated, and each can be set."""

from ipaddress import ip_network
from typing import Any

from pydantic import Field, IPvAnyNetwork, SecretStr, model_validator
from pydantic_settings import SettingsConfigDict

from choreography.secrets import Secrets, Unsaid, Where

INSIDE = ("127.0.0.0/8", "::1/128", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")


class EdgeSettings(Secrets):
    """Environment variables `BOXOFFICE_EDGE_<NAME>`. Times are in seconds, sizes in bytes."""

    model_config = SettingsConfigDict(env_prefix="BOXOFFICE_EDGE_")

    may_be_empty = frozenset({"stripe_old_secret", "mail_secret"})

    origins: frozenset[str] = frozenset({"http://localhost:3000", "http://127.0.0.1:3000"})
    """The pages that may call from a browser, exactly as it says them."""
    missing_origin: bool = True
    """A socket may come without an Origin: as programs do, and no browser."""
    tls_certificate: str = ""
    """A file in PEM form, the whole chain; empty: the door speaks plain HTTP, and TLS ends before it."""
    tls_key: str = ""
    """The file of its key. Both are read again at SIGHUP."""
    issuer: str = "boxoffice"
    audience: str = "boxoffice"
    """Both as identity writes them into its tokens."""
    tokens_cached: int = Field(100_000, ge=1)
    stripe_secret: SecretStr = SecretStr("whsec_local")
    stripe_old_secret: SecretStr = SecretStr("")
    """The one before, while it is being rotated."""
    stripe_live: bool | None = None
    """Whether money is real: an event of the other mode is refused. None: either is taken, which production may not."""
    stripe_tolerance: int = 300
    """How old a webhook's signature may be."""
    mail_secret: SecretStr = SecretStr("")
    """What the mail provider's webhooks are signed with, likewise; empty: none is believed."""
    acceptance_secret: SecretStr = SecretStr("local")
    """The same for all edge processes: with it they know what one of them has accepted."""
    acceptance: int = 600
    """How long an accepted request may be asked for before the views know it."""

    waiting: int = 2_000
    """Requests that wait for Kafka or for an answer; one more is turned away."""
    wait_at_most: int = 30
    send_within: float = 2.0
    """A command that Kafka has not acknowledged by then is answered 503."""
    sign_in_within: float = Field(10.0, gt=0, le=10)
    """Tokens come in the answer alone, so a sign-in always waits; identity answers nobody later."""
    step_up_within: float = 600
    """For so long after a sign-in, by a code where there is a second factor, its owner may move money."""
    step_up_raised: bool = False
    """Whose risk is raised has signed in so short a while ago before seats are held or money goes back."""
    second_factor_for: frozenset[str] = frozenset()
    """Roles of whom those without a second factor may not: `organiser`, `operator`."""
    second_factor_required: frozenset[str] = Field(
        default_factory=lambda: frozenset({"operator"} if Where().production else ())
    )
    """Roles of whom those without a second factor can do no more than turn one on: `buyer`, which is everybody,
    `organiser`, `operator`, and `member` for whatever is done as a member of an organisation. Without a word in
    production it is operators, elsewhere nobody."""
    organisers_register: bool = Field(default_factory=lambda: not Where().production)
    """Who registers may ask to be an organiser; off, as in production without a word, operators make them."""
    verified_organisers: bool = False
    """Only whom an operator has verified puts events on sale."""
    retry_after: int = 5
    late: float = 0.3
    """Where the process is later than this, some who ask are turned away: all of them at twice of it."""
    sign_ins: int = 400
    """Requests that wait for identity at most: fewer, where it answers them too late to be of use."""

    head: int = 16 * 1024
    """Of a request: its address and its headers..."""
    headers: int = 100
    """...of which there are so many at most."""
    head_within: float = 10.0
    """From its first byte, or from the connection's beginning, to its last."""
    body_within: float = 30.0
    """Likewise, of a body; of a large one for each MiB."""
    body: int = 16 * 1024
    """Of a request, unless its route takes more: events, sections, plans and webhooks do."""
    list_kept: float = 1.0
    """How old may be what everybody is shown, as the edge answers: of lists of events..."""
    event_kept: float = 5.0
    """...of an event's page..."""
    stock_kept: float = 1.0
    """...of availability and seats..."""
    queue_kept: float = 1.0
    """...and of a queue."""
    kept_bytes: int = 64 * 1024 * 1024
    """Of all that is kept of these at once."""
    pool: int = 8
    """Connections for reading."""
    read_within: float = 3.0
    replica_within: float = 1.0
    """Of a replica; what it has not answered by then is read from the primary."""
    replica_behind: float = 2.0
    """A replica that is older is not read from, but while the primary is away."""

    behind_told: float = 2.0
    """Views that are further behind say so: `X-Boxoffice-Behind`, in whole seconds."""

    locks: bool = True
    """One process reads for all what all are shown, and how far the views are behind. Off, only speed changes."""
    redis_within: float = 0.5
    keys_remembered: int = 24 * 3600
    """How long Redis remembers an idempotency key; the services remember it for seven days."""
    booking_burst: int = 40
    booking_rate: float = 4.0
    """Bookings a second of one user, once the burst is spent; cancellations likewise, apart from these."""
    admission_burst: int = 200
    admission_rate: float = 20.0
    """Tickets a second that one user scans, or takes back: the gates of a house may share an account, or its token."""
    note_sources: bool = False
    """Bookings say from which device and address they come, as keyed hashes: so accounts are counted."""
    session_burst: int = 20
    session_rate: float = 0.5
    """Sign-ins and registrations a second from one address, likewise."""
    code_burst: int = 5
    code_rate: float = 1 / 300
    """Codes a second that are mailed to one address."""
    account_burst: int = 10
    account_rate: float = 0.1
    """Sign-ins a second to one account, wherever they come from; from a device that is known, apart from these."""
    failure_burst: int = 100
    failure_rate: float = 1 / 60
    """Wrong passwords a second from one address, for whatever accounts, likewise."""
    discount_burst: int = 20
    discount_rate: float = 1 / 30
    """Discount codes a second that one user may give, right or wrong..."""
    guess_burst: int = 200
    guess_rate: float = 1.0
    """...and that may come from one address."""
    refresh_burst: int = 200
    refresh_rate: float = 20.0
    """Sessions refreshed a second from one address."""
    change_burst: int = 120
    change_rate: float = 10.0
    """Any other change of one user."""
    read_burst: int = 2_000
    read_rate: float = 500.0
    """Pages read a second by one user, or from one address by those who are not signed in."""
    webhook_burst: int = 2_000
    webhook_rate: float = 500.0
    """Webhooks a second from one address."""

    metrics_from: tuple[IPvAnyNetwork, ...] = tuple(map(ip_network, INSIDE))
    """Networks that are shown `/metrics`, as JSON: whoever asks from there without a proxy. Nobody else is."""

    @model_validator(mode="after")
    def _says_whether_money_is_real(self) -> Any:
        """Else a payment of the provider's test mode would be one."""
        if self.stripe_live is None and Where().production:
            raise Unsaid("BOXOFFICE_EDGE_STRIPE_LIVE: production must say whether money is real, true or false")
        return self
