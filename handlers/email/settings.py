"""What email is told from outside."""

from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import SettingsConfigDict

from choreography.files import FromFiles
from choreography.secrets import Where


class MailSettings(FromFiles):
    """Environment variables `BOXOFFICE_MAIL_...`. Times are in seconds."""

    model_config = SettingsConfigDict(env_prefix="BOXOFFICE_MAIL_", populate_by_name=True)

    host: str = "127.0.0.1"
    port: int = 3025
    second_host: str = ""
    """Tried when the first server does not take a mail; empty: there is none."""
    second_port: int = 25
    tls: bool = False
    """TLS from the first byte; without it STARTTLS is used where a server offers it, and in production it has to..."""
    plain: bool = False
    """...unless this says that a mail may go in plain text there, too."""
    user: str = ""
    password: SecretStr = SecretStr("")
    sender: str = "Boxoffice <tickets@boxoffice.example>"
    language: Literal["en", "de"] = "en"
    """Of mails to whoever has not said in which."""
    domain: str = "boxoffice.example"
    """Message-IDs end in it: it must never change, or a second copy looks like another mail."""
    public_url: str = Field("http://127.0.0.1:3000", validation_alias="BOXOFFICE_PUBLIC_URL")
    """Where links lead; nothing that a person sends has a say in it."""
    api_url: str = Field("http://127.0.0.1:3000", validation_alias="BOXOFFICE_API_URL")
    """Where the edge is reached from outside: a link to unsubscribe leads there."""
    news_per_minute: int = 600
    """Mails that are not about what a person did or has, of one worker; more wait, so that tickets never do."""
    hourly: int = Field(20, ge=1)
    """Mails to one person in an hour that can wait (`CAN_WAIT`); more wait until it has room."""
    server_within: float = 12.0
    """One server may take so long."""
    deadline: float = 30.0
    """Sending one mail may take so long, all servers together..."""
    lease: float = 45.0
    """...and for so long nobody else sends it; longer than the deadline."""

    @property
    def start_tls(self) -> bool | None:
        """None: where it is offered."""
        return True if Where().production and not (self.tls or self.plain) else None

    @property
    def servers(self) -> tuple[tuple[str, int], ...]:
        first, second = (self.host, self.port), (self.second_host, self.second_port)
        return (first, second) if self.second_host else (first,)
