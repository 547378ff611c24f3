import ssl
from pathlib import Path

import pytest

from edge.settings import EdgeSettings
from edge.tls import Certificate
from tests.edge.certificates import written


def test_without_a_certificate_the_door_speaks_plainly() -> None:
    assert Certificate(EdgeSettings()).context is None


@pytest.mark.parametrize("spoilt", ["door.pem", "door.key"])
def test_what_is_no_certificate_is_not_read_and_the_old_one_stays(tmp_path: Path, spoilt: str) -> None:
    chain, key = written(tmp_path)
    certificate = Certificate(EdgeSettings(tls_certificate=str(chain), tls_key=str(key)))
    context = certificate.context
    (tmp_path / spoilt).write_text("nothing")
    with pytest.raises(ssl.SSLError):
        certificate.read()
    assert certificate.context is context and context is not None


def test_a_door_does_not_open_without_the_key_of_its_certificate(tmp_path: Path) -> None:
    chain, _ = written(tmp_path)
    with pytest.raises(OSError, match="No such file"):
        Certificate(EdgeSettings(tls_certificate=str(chain), tls_key=str(tmp_path / "none")))
