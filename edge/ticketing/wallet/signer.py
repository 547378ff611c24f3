"""Passes are signed by a certificate of their own kind; devices show no others."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key
from cryptography.hazmat.primitives.serialization.pkcs7 import PKCS7Options, PKCS7SignatureBuilder
from cryptography.x509.oid import NameOID

from choreography.secrets import Where
from edge.ticketing.wallet.settings import PassSettings

Key = RSAPrivateKey | EllipticCurvePrivateKey
LOCAL_FOR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Signer:
    key: Key
    certificate: x509.Certificate
    above: tuple[x509.Certificate, ...] = ()
    """By which it is signed."""

    def sign(self, data: bytes) -> bytes:
        """A detached signature, as PKCS #7 in DER."""
        builder = PKCS7SignatureBuilder().set_data(data).add_signer(self.certificate, self.key, SHA256())
        for one in self.above:
            builder = builder.add_certificate(one)
        return builder.sign(Encoding.DER, [PKCS7Options.DetachedSignature, PKCS7Options.Binary])


def signer(settings: PassSettings) -> Signer | None:
    """By the files that are named; else one that is made anew, but in production none."""
    if settings.certificate and settings.key:
        return loaded(settings.certificate, settings.key)
    return None if Where().production else made(settings)


def loaded(certificate: Path, key: Path) -> Signer:
    """Raises ValueError if the files are not what they should be."""
    first, *above = x509.load_pem_x509_certificates(certificate.read_bytes())
    private = load_pem_private_key(key.read_bytes(), password=None)
    if not isinstance(private, RSAPrivateKey | EllipticCurvePrivateKey):
        raise ValueError("BOXOFFICE_PASS_KEY: neither RSA nor of an elliptic curve")
    if private.public_key() != first.public_key():
        raise ValueError("BOXOFFICE_PASS_KEY: not that of the certificate")
    return Signer(private, first, tuple(above))


def made(settings: PassSettings) -> Signer:
    """Signed by itself: good for looking at a pass, and for no device."""
    key, now = generate_private_key(SECP256R1()), datetime.now(UTC)
    name = x509.Name(
        [x509.NameAttribute(NameOID.USER_ID, settings.type_id), x509.NameAttribute(NameOID.COMMON_NAME, "local")]
    )
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    dated = builder.not_valid_before(now - timedelta(days=1)).not_valid_after(now + LOCAL_FOR)
    return Signer(key, dated.serial_number(x509.random_serial_number()).sign(key, SHA256()))
