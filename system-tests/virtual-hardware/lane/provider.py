"""An identity provider that lets in by a device code (RFC 8628), outside the guest, as soon as a scenario says yes."""

import json
import ssl
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

from .failure import Failure

USER_CODE = "WDJB-MJHT"
_DEVICE_CODE, _REFRESH_TOKEN = "device-code-of-the-lane", "refresh-token-of-the-lane"
_TOKEN_SECONDS = 3600


class Provider:
    """Listening after it is made; ended by close().

    address: under which the guest knows it, an IPv4 address. folder: for its certificate.
    """

    def __init__(self, address: str, folder: Path):
        self.certificate = folder / "provider.pem"
        """Its own authority, too."""
        self.codes = 0
        """How often it was asked for a code."""
        self.confirmed = False
        """Set it for a person who enters the code and says yes."""
        key = folder / "provider.key"
        _make_certificate(address, self.certificate, key)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate, key)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True, do_handshake_on_connect=False)
        self.issuer = f"https://{address}:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def answer(self, path: str, form: dict[str, str]) -> tuple[int, dict[str, object]]:
        """What it says to a request: status and body."""
        match path:
            case "/.well-known/openid-configuration":
                return 200, {
                    "issuer": self.issuer,
                    "token_endpoint": f"{self.issuer}/token",
                    "device_authorization_endpoint": f"{self.issuer}/device",
                    "jwks_uri": f"{self.issuer}/keys",
                }
            case "/device":
                self.codes += 1
                return 200, {
                    "device_code": _DEVICE_CODE,
                    "user_code": USER_CODE,
                    "verification_uri": f"{self.issuer}/enter",
                    "expires_in": 1800,
                    "interval": 1,
                }
            case "/token" if self._lets_in(form):
                return 200, {
                    "token_type": "Bearer",
                    "access_token": "access-token-of-the-lane",
                    "refresh_token": _REFRESH_TOKEN,
                    "expires_in": _TOKEN_SECONDS,
                }
            case "/token":
                return 400, {"error": "authorization_pending" if "device_code" in form else "invalid_grant"}
        return 404, {}

    def _lets_in(self, form: dict[str, str]) -> bool:
        return form.get("refresh_token") == _REFRESH_TOKEN or (
            self.confirmed and form.get("device_code") == _DEVICE_CODE
        )

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        provider = self

        class Handler(BaseHTTPRequestHandler):
            timeout = 60

            def do_GET(self) -> None:
                self._reply({})

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                self._reply({name: values[0] for name, values in parse_qs(body).items()})

            def _reply(self, form: dict[str, str]) -> None:
                status, answer = provider.answer(self.path, form)
                body = json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass  # a scenario asks for what it wants to know

        return Handler


def _make_certificate(address: str, certificate: Path, key: Path) -> None:
    done = subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"),
            *("-subj", "/CN=provider", "-addext", f"subjectAltName=IP:{address}"),
            *("-keyout", str(key), "-out", str(certificate)),
        ],
        capture_output=True,
        text=True,
    )
    if done.returncode != 0:
        raise Failure(f"openssl: {done.stderr.strip()[-200:]}")
