"""An authority of one's own, and a certificate for each server inside: for a year, and made anew with each run."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

LASTS = timedelta(days=365)
EARLIER = timedelta(minutes=5)
"""For clocks that are behind."""


@dataclass(frozen=True)
class Authority:
    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @classmethod
    def made(cls) -> "Authority":
        key = ec.generate_private_key(ec.SECP256R1())
        name = _name("Boxoffice inside")
        draft = _draft(name, name, key).add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        signs = x509.KeyUsage(False, False, False, False, False, True, True, False, False)
        return cls(key, draft.add_extension(signs, critical=True).sign(key, hashes.SHA256()))

    def for_server(self, *hosts: str) -> tuple[str, str]:
        """Certificate and key, as PEM: of one server, or of alike ones, named after the first."""
        key = ec.generate_private_key(ec.SECP256R1())
        names = x509.SubjectAlternativeName([*map(x509.DNSName, (*hosts, "localhost")), LOOPBACK])
        draft = _draft(_name(hosts[0]), self.certificate.subject, key).add_extension(names, critical=False)
        return pem(draft.sign(self.key, hashes.SHA256())), _pem_of_key(key)


LOOPBACK = x509.IPAddress(ip_address("127.0.0.1"))


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _draft(of: x509.Name, by: x509.Name, key: ec.EllipticCurvePrivateKey) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    draft = x509.CertificateBuilder().subject_name(of).issuer_name(by).public_key(key.public_key())
    dated = draft.not_valid_before(now - EARLIER).not_valid_after(now + LASTS)
    return dated.serial_number(x509.random_serial_number())


def pem(certificate: x509.Certificate) -> str:
    return certificate.public_bytes(serialization.Encoding.PEM).decode()


def _pem_of_key(key: ec.EllipticCurvePrivateKey) -> str:
    plain = serialization.NoEncryption()
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain).decode()
