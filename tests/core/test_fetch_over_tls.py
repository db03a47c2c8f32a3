"""Fetching over TLS: the certificate must be of the host that was asked for, though the connection is pinned."""

import socket
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from coranto.core.outgoing.addresses import FetchError
from coranto.core.outgoing.http import Fetcher, FetchLimits
from tests.core.odd_servers import ok, serving

HOST = "name.example"


def to_loopback(host: str, port: int) -> list[tuple[int, str]]:
    """Every name is at home."""
    return [(socket.AF_INET, "127.0.0.1")]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for HOST, signed by itself, and its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "pair.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(secret + signed.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.fixture
def tls(certificate: Path) -> ssl.SSLContext:
    """What the server shows."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


def fetcher() -> Fetcher:
    """A fetcher that finds every host on loopback."""
    return Fetcher(limits=FetchLimits(seconds=60, retries=0), allow_private=True, resolver=to_loopback)


def test_a_trusted_certificate_of_the_host_is_taken(
    certificate: Path, tls: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with serving(ok(b"secret"), tls=tls) as server:
        assert fetcher().get(f"https://{HOST}:{server.port}/").body == b"secret"
    assert f"Host: {HOST}:{server.port}".encode() in server.requests[0]


def test_a_certificate_of_another_host_is_refused(
    certificate: Path, tls: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with serving(ok(b"secret"), tls=tls) as server, pytest.raises(FetchError, match=r"certificate of other\.example"):
        fetcher().get(f"https://other.example:{server.port}/")
    assert not server.requests


def test_a_certificate_that_nobody_vouches_for_is_refused(tls: ssl.SSLContext) -> None:
    with serving(ok(b"secret"), tls=tls) as server, pytest.raises(FetchError, match="is not valid"):
        fetcher().get(f"https://{HOST}:{server.port}/")
