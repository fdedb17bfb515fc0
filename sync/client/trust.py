"""Whom the door trusts: certificates of the authorities it knows, judged by the city's word and not by this PC's clock.

A device whose clock is a year off must still find its city. OpenSSL checks chain, name and use of a certificate; only
its times are judged here: it has expired when the city itself has signed a later time (its last acknowledgement).
One that is not valid yet is taken: it is newer than anything this device has heard.
"""

import ssl
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from requests.adapters import HTTPAdapter

EXPIRED = "certificate has expired"
_NO_CHECK_TIME = 0x200000  # OpenSSL's X509_V_FLAG_NO_CHECK_TIME, which Python's ssl has no name for
_MOST_CA = 200_000  # bytes


def never_told() -> datetime | None:
    """For a device that has not yet heard from its city."""
    return None


@dataclass(frozen=True, slots=True)
class Trust:
    """`ca` are certificates in PEM, an authority's or a server's own; empty means those of the system. `told` gives
    the latest time that the city has signed, None before its first word."""

    ca: str = ""
    told: Callable[[], datetime | None] = never_told

    def context(self) -> ssl.SSLContext:
        """For the client's side of a connection. Raises ValueError when `ca` holds no certificate."""
        context = _Timeless(ssl.PROTOCOL_TLS_CLIENT)
        context.told = self.told
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.verify_flags |= ssl.VerifyFlags(_NO_CHECK_TIME) | ssl.VERIFY_X509_PARTIAL_CHAIN
        if self.ca:
            load_ca(context, self.ca)
        else:
            from requests.utils import DEFAULT_CA_BUNDLE_PATH

            context.load_default_certs()
            context.load_verify_locations(DEFAULT_CA_BUNDLE_PATH)
        return context


class _Timeless(ssl.SSLContext):
    """Judges a certificate's times by `told` once everything else has been found right."""

    told: Callable[[], datetime | None]

    def wrap_socket(self, *given: Any, **named: Any) -> ssl.SSLSocket:
        wrapped = super().wrap_socket(*given, **named)
        try:
            _must_be_valid(wrapped.getpeercert() or {}, self.told())
        except ssl.SSLError:
            wrapped.close()
            raise
        return wrapped


def load_ca(context: ssl.SSLContext, ca: str) -> None:
    """Trust these certificates. Raises ValueError when there is none."""
    try:
        context.load_verify_locations(cadata=ca)
    except (ssl.SSLError, ValueError) as error:
        raise ValueError("no certificate") from error


def read_ca(content: bytes) -> str:
    """Certificates in PEM from a file's content. Raises ValueError for anything else."""
    if len(content) > _MOST_CA:
        raise ValueError("no certificate")
    ca = content.decode("ascii")
    load_ca(ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT), ca)
    return ca


def adapter(trust: Trust) -> "HTTPAdapter":
    """What requests has to be given so that it trusts exactly these."""
    from requests.adapters import HTTPAdapter

    class _Pinned(HTTPAdapter):
        def init_poolmanager(self, *given: Any, **named: Any) -> None:
            super().init_poolmanager(*given, ssl_context=trust.context(), **named)

        def proxy_manager_for(self, proxy: str, **named: Any) -> Any:
            return super().proxy_manager_for(proxy, ssl_context=trust.context(), **named)

        def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:  # noqa: ARG002
            conn.cert_reqs = "CERT_REQUIRED"  # requests would add its own authorities to those of the context

    return _Pinned()


def _must_be_valid(certificate: Any, told: datetime | None) -> None:
    until = certificate.get("notAfter")
    if told is None or until is None:
        return
    if datetime.fromtimestamp(ssl.cert_time_to_seconds(until), UTC) < told:
        raise ssl.SSLCertVerificationError(1, f"{EXPIRED}: {until}")
