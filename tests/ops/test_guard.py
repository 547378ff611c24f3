"""Who is told what where servers ask: as the composed system does it, and no more."""

from pathlib import Path

import pytest

from ops.credentials.parts import PARTS
from ops.stack import Addresses
from ops.stack.folders import InUse, held
from ops.stack.guard import kept_guard
from ops.stack.process import StartFailed
from ops.up.guarded import KEYRING, ROLES, SECRETS, Guard
from ops.up.house import house
from ops.up.plan import Form
from tests.ops.composed import SERVICES

AT = Addresses(
    "127.0.0.1:1", "postgresql://boxoffice@127.0.0.1:2/postgres", "tls://127.0.0.1:3", "rediss://127.0.0.1:4/0"
)


@pytest.mark.parametrize("part", [part for part in PARTS if part != "operator"])
def test_a_part_has_the_secrets_that_the_composed_system_gives_it(part: str) -> None:
    ours = set().union(*SECRETS.values())
    assert SECRETS.get(part, set()) == ours & SERVICES[part]["environment"].keys()


def test_a_process_is_told_its_own_passwords_and_never_the_secret_of_all(tmp_path: Path) -> None:
    guard = Guard.made(tmp_path)
    form = Form(guarded=True)
    told = {one.name: guard.told(one, AT).env for one in (*form.workers(), *form.edges())}
    assert not [name for name, env in told.items() if ROLES in env or guard.secrets[ROLES] in env.values()]
    passwords = [env["BOXOFFICE_KAFKA_PASSWORD"] for name, env in told.items() if name != "edge-live"]
    assert len(passwords) == len(set(passwords))
    assert {name for name, env in told.items() if KEYRING in env} == {
        "payments", "identity", "users", "email", "edge", "edge-live",
    }  # fmt: skip


def test_a_second_start_has_the_same_passwords(tmp_path: Path) -> None:
    first, second = Guard.made(tmp_path), Guard.made(tmp_path)
    second.renew()
    assert first.for_operators(AT).read_text() == second.for_operators(AT).read_text()
    assert second.for_operators(AT).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("begun", [True, False], ids=["guarded", "unguarded"])
def test_a_folder_stays_as_it_was_begun(begun: bool, tmp_path: Path) -> None:
    kept_guard(tmp_path, begun)
    (tmp_path / "ports.json").touch()
    kept_guard(tmp_path, begun)
    with pytest.raises(StartFailed, match="name another folder"):
        kept_guard(tmp_path, not begun)


async def test_a_folder_in_use_keeps_its_certificates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the servers that run there, and who is yet to ask them, would have other authorities."""
    monkeypatch.setattr("ops.stack.folders.PATIENCE", 0.0)
    Guard.made(tmp_path).renew()
    before = (tmp_path / "credentials/ca.pem").read_text()
    async with held(tmp_path / "stack"):
        with pytest.raises(InUse):
            await opens(tmp_path)
    assert (tmp_path / "credentials/ca.pem").read_text() == before


async def test_a_folder_that_was_begun_without_a_guard_gets_no_certificates(tmp_path: Path) -> None:
    (tmp_path / "stack").mkdir()
    (tmp_path / "stack/ports.json").touch()
    with pytest.raises(StartFailed, match="without a guard"):
        await opens(tmp_path)
    assert not (tmp_path / "credentials").exists()


async def opens(data: Path) -> None:
    async with house(data, Form(guarded=True), 1, False, [], lambda *_: None):
        pass
