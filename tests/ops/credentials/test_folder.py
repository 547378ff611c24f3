"""What `boxoffice credentials` writes: by whom each file is read, and what no file says."""

import json
import ssl
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509

from choreography.mesh import MeshSettings
from choreography.secrets import WeakSecret
from contracts import subjects
from ops import registry
from ops.commands.credentials import credentials
from ops.credentials.environment import environment
from ops.credentials.folder import SERVERS, write
from ops.credentials.kafka import rights
from ops.credentials.parts import ADMIN, PARTS
from ops.generate.house import house
from tests.ops.credentials.conftest import MESH


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("made") / "credentials"
    write(made, MESH)
    return made


def test_nobody_but_its_owner_enters_the_folder(folder: Path) -> None:
    assert folder.stat().st_mode & 0o777 == 0o700


def test_no_file_says_the_secret_from_which_all_passwords_follow(folder: Path) -> None:
    secret = MESH.role_secret.get_secret_value()
    assert not [file for file in folder.rglob("*") if file.is_file() and secret in file.read_text()]


def test_no_part_is_told_the_password_of_another() -> None:
    told = [value for part in (ADMIN, *PARTS) for name, value in environment(MESH, part).items() if "PASSWORD" in name]
    assert len(told) == len(set(told)) and all(len(one) == 64 for one in told)


def test_a_certificate_is_for_its_server_and_of_the_one_authority(folder: Path) -> None:
    authority = x509.load_pem_x509_certificate((folder / "ca.pem").read_bytes())
    for name in SERVERS:
        certificate = x509.load_pem_x509_certificate((folder / name / "certificate.pem").read_bytes())
        certificate.verify_directly_issued_by(authority)
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        assert names.get_values_for_type(x509.DNSName) == [name, "localhost"]
        ssl.create_default_context(cafile=folder / "ca.pem").load_cert_chain(folder / name / "keystore.pem")


def test_a_second_run_makes_all_anew_and_keeps_the_passwords(folder: Path, tmp_path: Path) -> None:
    write(tmp_path / "again", MESH)
    assert (tmp_path / "again/bookings.env").read_text() == (folder / "bookings.env").read_text()
    assert (tmp_path / "again/ca.pem").read_text() != (folder / "ca.pem").read_text()


def test_every_topic_has_who_writes_it_and_who_reads_it() -> None:
    topics = {spec.name for spec in house().topics}
    assert set().union(*(rights(part).writes for part in PARTS)) == topics
    assert set().union(*(rights(part).reads for part in registry.NAMES)) | {"audit.events"} == topics


def test_passwords_and_operators_words_are_read_by_who_has_to_and_the_record_alone() -> None:
    for topic, owner in {"identity.secrets": "identity", "identity.operators": "identity"}.items():
        assert {part for part in registry.NAMES if topic in rights(part).reads} - {"audit"} == {owner}
    assert not [part for part in PARTS if part != "identity" and "identity.secrets" in rights(part).reads]


@pytest.mark.parametrize("name", registry.NAMES)
def test_who_tells_something_over_nats_is_listed(name: str) -> None:
    sources = (file.read_text() for file in Path(f"handlers/{name}").rglob("*.py"))
    tells = any("Tell(" in text or "tell(subjects" in text for text in sources)
    assert tells == (name in subjects.TOLD)


def test_a_process_that_knows_its_own_password_needs_no_secret_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOXOFFICE_PRODUCTION", "true")
    own: dict[str, Any] = {"role_password": "0123456789abcdef" * 4}
    assert MeshSettings(**own).password("bookings") == own["role_password"]
    with pytest.raises(WeakSecret, match="ROLE_"):
        MeshSettings()
    with pytest.raises(WeakSecret, match="ROLE_PASSWORD"):
        MeshSettings(role_password="short")


def test_what_was_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BOXOFFICE_ROLE_SECRET", "made-up-for-a-test-of-credentials")
    credentials(tmp_path / "made", as_json=True)
    told = json.loads(capsys.readouterr().out)
    assert told["folder"] == str(tmp_path / "made") and {"ca.pem", "nats/nats.conf"} <= set(told["files"])
