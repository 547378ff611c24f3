"""A pass as a device takes it apart."""

import hashlib
import io
import json
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from contracts.ticket_codes import code_of, payload_of
from edge.asking.acceptance import Acceptance
from edge.ticketing.cards import Card, card
from edge.ticketing.wallet.settings import PassSettings
from edge.ticketing.wallet.signer import loaded, made, signer
from edge.ticketing.wallet.wallet import Wallet
from tests.edge.house import House

CODES = [code_of(payload_of("e1", "e1-b1", f"stalls-A{n}", n, 1), bytes(64)) for n in (1, 2)]
EVENT = {"name": "Opera", "place": "Town hall", "starts_at": "2026-06-05T17:30:00+00:00", "utc_offset": 120}
TICKETS = [{"code": code, "seat": f"stalls-A{n}", "number": n} for n, code in enumerate(CODES, 1)]
BOOKING = {"id": "e1-b1", "event_id": "e1", "seats": ["stalls-A1", "stalls-A2"], "tickets": TICKETS}


def one(number: int = 1, **booking: Any) -> Card:
    found = card(json.dumps(BOOKING | booking).encode(), json.dumps(EVENT).encode(), ["Ann", ""], number)
    assert found
    return found


def wallet(settings: PassSettings | None = None) -> Wallet:
    return Wallet(settings or PassSettings(), Acceptance("secret", 600))


def files(made: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def shown(made: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files(made)["pass.json"])
    return found


def values(said: dict[str, Any]) -> dict[str, str]:
    return {one["key"]: one["value"] for those in said["eventTicket"].values() for one in those}


def test_a_pass_shows_what_stands_on_the_ticket() -> None:
    said = shown(wallet().file(one(), "ann"))
    assert said["barcodes"][0]["message"] == CODES[0] and said["barcodes"][0]["format"] == "PKBarcodeFormatQR"
    assert (said["serialNumber"], said["relevantDate"]) == ("e1-b1.1", "2026-06-05T19:30:00+02:00")
    told = values(said)
    assert (told["event"], told["place"], told["holder"]) == ("Opera", "Town hall", "Ann")
    assert (told["seat"], told["starts"]) == ("stalls, row A, seat 1", said["relevantDate"])
    assert said["webServiceURL"].endswith("/passes") and len(said["authenticationToken"]) >= 16


def test_a_pass_of_a_void_ticket_is_void_and_has_no_code() -> None:
    said = shown(wallet().file(one(2, tickets=TICKETS[:1]), "ann"))
    assert said["voided"] is True and "barcodes" not in said and "relevantDate" not in said
    assert values(said)["seat"] == "stalls, row A, seat 2" and "voided" not in shown(wallet().file(one(), "ann"))


def test_a_postponed_event_is_said_to_be_so() -> None:
    told = values(shown(wallet().file(replace(one(), state="postponed", starts_at=""), "ann")))
    assert told["state"].startswith("Postponed") and "starts" not in told


def test_a_booking_has_no_pass_for_more_tickets_than_it_is_for() -> None:
    assert [card(json.dumps(BOOKING).encode(), None, (), number) for number in (0, 3)] == [None, None]


def test_every_pass_has_a_secret_of_its_own_that_stays() -> None:
    found = wallet()
    secrets = {found.secret(*of) for of in (("e1-b1.1", "ann"), ("e1-b1.2", "ann"), ("e1-b1.1", "ben"))}
    assert len(secrets) == 3 and wallet().secret("e1-b1.1", "ann") in secrets


def test_every_file_has_its_hash_and_the_hashes_are_signed(tmp_path: Path) -> None:
    mine = wallet()
    found = files(mine.file(one(), "ann"))
    hashes = json.loads(found["manifest.json"])
    assert set(hashes) == {"pass.json", "icon.png", "icon@2x.png", "icon@3x.png"}
    assert all(hashlib.sha1(found[name]).hexdigest() == told for name, told in hashes.items())  # noqa: S324
    assert mine.signer
    (tmp_path / "certificate").write_bytes(mine.signer.certificate.public_bytes(Encoding.PEM))
    assert verified(found, tmp_path)
    found["manifest.json"] += b" "
    assert not verified(found, tmp_path)


def verified(found: dict[str, bytes], folder: Path) -> bool:
    if not (openssl := shutil.which("openssl")):
        pytest.skip("openssl is not here")
    for name in ("manifest.json", "signature"):
        (folder / name).write_bytes(found[name])
    asked = [openssl, "smime", "-verify", "-inform", "DER", "-in", "signature", "-content", "manifest.json", "-binary"]
    by = ["-CAfile", "certificate", "-purpose", "any"]
    return subprocess.run([*asked, *by], cwd=folder, capture_output=True, check=False).returncode == 0


def test_certificate_and_key_are_those_of_the_files(tmp_path: Path) -> None:
    settings, other = PassSettings(certificate=tmp_path / "c", key=tmp_path / "k"), made(PassSettings())
    mine, above = made(settings), made(settings)
    pem = [one.certificate.public_bytes(Encoding.PEM) for one in (mine, above)]
    (tmp_path / "c").write_bytes(b"".join(pem))
    (tmp_path / "k").write_bytes(mine.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    found = signer(settings)
    assert found and (found.certificate, found.above) == (mine.certificate, (above.certificate,))
    (tmp_path / "k").write_bytes(other.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    with pytest.raises(ValueError, match="not that of the certificate"):
        loaded(tmp_path / "c", tmp_path / "k")


async def test_in_production_there_are_no_passes_without_a_certificate(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOXOFFICE_PRODUCTION", "true")
    for path in ("/bookings/e1-b1/tickets/1/pass", "/passes/v1/passes/pass.local.boxoffice/e1-b1.1"):
        said = await house.asks("GET", path)
        assert (said.status_code, said.json()["code"]) == (404, "passes_off")
