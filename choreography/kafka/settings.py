"""How this process speaks with Kafka. Each bound is stated, and each can be set."""

from pydantic_settings import BaseSettings, SettingsConfigDict


class KafkaSettings(BaseSettings):
    """Environment variables `BOXOFFICE_KAFKA_<NAME>`. Times are in seconds, sizes in bytes."""

    model_config = SettingsConfigDict(env_prefix="BOXOFFICE_KAFKA_")

    bootstrap: str = "127.0.0.1:9092"
    partitions: int = 12
    """Of every topic. A worker whose topics differ refuses to start."""
    worker: str = ""
    """Names this process within a fixed fleet: restarted after a crash, it has its partitions again at once. Two
    living processes must never bear one name. Empty: membership is dynamic."""
    session_fixed: float = 30.0
    """How long the partitions of a dead process with a name wait for it..."""
    session: float = 6.0
    """...and of one without."""
    heartbeat: float = 0.5
    """A joiner waits for the others' next heartbeat."""
    rebalance: float = 30.0
    """How long a member may take to finish its batch when partitions are taken away; below the request timeout."""
    batch: int = 500
    """Records handed over at once."""
    fetch_bytes: int = 1024 * 1024
    """Of one fetch, about."""
    fetch_wait: float = 0.5
    """How long the broker holds a fetch for which there is nothing; a hearer that may be behind says so itself."""
    poll: float = 0.5
    """How long a poll waits for the first record that its hearer hears; what is for others comes then, too."""
    poll_full: float = 0.02
    """How often a hearer that is full is asked again."""
    commit: float = 0.5
    """Age at which handled offsets are committed, for those who look at the lag."""
    retry: float = 0.5
    """Pause after a failed poll."""
    restart: float = 60.0
    """A consumer whose polls have failed for so long is thrown away, and a new one is made."""
    patience: float = 15.0
    """A producer that acknowledged nothing for so long is thrown away."""
    batch_bytes: int = 1024 * 1024
    """Of one produced batch, and so of one record."""
