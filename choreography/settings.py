"""The shell's bounds. Each is stated, and each can be set."""

from pydantic_settings import BaseSettings, SettingsConfigDict


class ShellSettings(BaseSettings):
    """Environment variables `BOXOFFICE_<NAME>`."""

    model_config = SettingsConfigDict(env_prefix="BOXOFFICE_")

    due_at_most: int = 200
    """Waiting rows in one batch."""
    poll: float = 1.0
    """Seconds between two looks at the table for what became due without this process knowing."""
    backoff_first: float = 0.05
    """Seconds before the first retry after a failure of store or bus; doubled each time."""
    backoff_most: float = 5.0
    outbox_at_most: int = 5_000
    """Unpublished rows of a lane at which it stops fetching, until less than half are left."""
    effects_at_most: int = 5_000
    """Effects not done, likewise."""
    pool: int = 16
    """Effects of one service that call one dependency at the same time."""
    effect_backoff_most: float = 60.0
    """Seconds between two tries of one effect."""
    breaker_failures: int = 5
    """Failures in a row that open a dependency's circuit breaker."""
    breaker_wait: float = 5.0
    """Seconds until an open breaker lets one probe through."""
    retry_share: float = 0.1
    """Repetitions that each new call of a dependency allows..."""
    retry_least: float = 1.0
    """...and each second, however few are called..."""
    retry_burst: float = 20.0
    """...and that are allowed at once."""
    bad_release_deaths: int = 20
    """Deaths of one error among the last `bad_release_window` messages at which a lane stops..."""
    bad_release_subjects: int = 5
    """...if they are of at least so many subjects."""
    bad_release_window: int = 200
    forget_after: float = 1.0
    """Seconds of idleness after which acknowledged outbox rows are deleted."""
    settle_after: float = 0.5
    """Seconds for which what changes nothing, or nobody hears, waits for a batch that is saved anyway: so far are the
    books behind the log, and so much is read anew after a death."""
