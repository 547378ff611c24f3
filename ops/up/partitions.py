"""How many partitions the topics of a local box office have."""

import os
from pathlib import Path

from choreography.kafka.settings import KafkaSettings
from ops.whole_file import replace

FEW = 3
"""As many processes as may share a service's work. Every fetch names all partitions, and costs by their number."""
NAME = "BOXOFFICE_KAFKA_PARTITIONS"


def kept_partitions(data: Path) -> int:
    """What the folder began with, for a key must stay in its partition. At the first start the environment may say it.

    A folder that does not say is from a time when all had as many as the settings' default.
    """
    file, default = data / "partitions", int(KafkaSettings.model_fields["partitions"].default)
    if not file.exists():
        begun = default if (data / "stack").exists() else int(os.environ.get(NAME, FEW))
        replace(file, f"{begun}\n")
    return int(file.read_text())
