"""A pass as a file: what it shows, pictures, the hashes of both, and the signature of these."""

import hashlib
import io
import zipfile
from typing import Any

import msgspec

from edge.ticketing.wallet.icon import icon
from edge.ticketing.wallet.signer import Signer

ICONS = {"icon.png": 29, "icon@2x.png": 58, "icon@3x.png": 87}
MEDIA = "application/vnd.apple.pkpass"


def packed(shown: dict[str, Any], signer: Signer) -> bytes:
    files = {"pass.json": msgspec.json.encode(shown)} | {name: icon(size) for name, size in ICONS.items()}
    # Devices compare SHA-1, as the format has it; what protects the hashes is the signature, which is by SHA-256.
    hashes = {name: hashlib.sha1(data, usedforsecurity=False).hexdigest() for name, data in files.items()}
    manifest = msgspec.json.encode(hashes)
    files |= {"manifest.json": manifest, "signature": signer.sign(manifest)}
    return zipped(files)


def zipped(files: dict[str, bytes]) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return into.getvalue()
