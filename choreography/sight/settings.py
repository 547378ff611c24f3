"""What is shown of this process, and where."""

from pydantic_settings import BaseSettings, SettingsConfigDict


class SightSettings(BaseSettings):
    """Environment variables `BOXOFFICE_<NAME>`. Times are in seconds."""

    model_config = SettingsConfigDict(env_prefix="BOXOFFICE_")

    otlp_endpoint: str = ""
    """Where spans go, as `http://collector:4318`, the same for the edge and all workers. Empty: nothing is traced."""
    trace_ratio: float = 0.01
    """The share of the edge's requests that is traced; what follows from a request is traced if it is."""
    trace_trust: bool = False
    """Is a client's own `traceparent` obeyed when it says that it is sampled? Then any client can have all traced."""
    trace_waiting: int = 8192
    """Spans that wait to be sent; further ones are lost."""
    trace_every: float = 2.0
    """Between two sendings."""
    health_port: int = 0
    """Where `/metrics`, `/health/live` and `/health/ready` are served. 0: nowhere."""
    health_host: str = "127.0.0.1"
    look_every: float = 5.0
    """Between two looks at lag, waiting messages and open effects; only while there is a health port."""
    log_level: str = "INFO"
