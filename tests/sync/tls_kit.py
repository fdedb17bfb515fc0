"""Certificates for tests, of any validity, and a city or a proxy that shows them."""

import ipaddress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

NOW = datetime.now(UTC)
Span = tuple[float, float]  # days from now: valid from, valid until
ALWAYS: Span = (-10, 3650)


@dataclass(frozen=True)
class Papers:
    """A certificate and its key, in files."""

    certificate: Path
    key: Path

    @property
    def ca(self) -> str:
        """As it is trusted."""
        return self.certificate.read_text("ascii")


class Authority:
    """Somebody whose certificates may be trusted."""

    def __init__(self, folder: Path, name: str = "County", span: Span = ALWAYS) -> None:
        self._folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        own = _begun(self._name, self._name, self._key.public_key(), span)
        own = own.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        self.certificate = own.sign(self._key, hashes.SHA256())
        self.path = folder / f"{name}.crt"
        self.path.write_bytes(self.certificate.public_bytes(Encoding.PEM))

    @property
    def ca(self) -> str:
        """Its own certificate in PEM."""
        return self.path.read_text("ascii")

    def issue(self, span: Span = ALWAYS, host: str = "127.0.0.1") -> Papers:
        """A certificate for a server on this machine."""
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "city")])
        made = _begun(name, self._name, key.public_key(), span)
        named = x509.IPAddress(ipaddress.ip_address(host)) if host[0].isdigit() else x509.DNSName(host)
        made = made.add_extension(x509.SubjectAlternativeName([named]), critical=False)
        stem = f"{host}-{span[0]}-{span[1]}"
        papers = Papers(self._folder / f"{stem}.crt", self._folder / f"{stem}.key")
        papers.certificate.write_bytes(made.sign(self._key, hashes.SHA256()).public_bytes(Encoding.PEM))
        papers.key.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        return papers


def _begun(
    subject: x509.Name, issuer: x509.Name, public: ec.EllipticCurvePublicKey, span: Span
) -> x509.CertificateBuilder:
    made = x509.CertificateBuilder(subject_name=subject, issuer_name=issuer, public_key=public)
    made = made.serial_number(x509.random_serial_number())
    return made.not_valid_before(NOW + timedelta(days=span[0])).not_valid_after(NOW + timedelta(days=span[1]))
