"""HTTP to a hub, and the login of development hubs."""

from __future__ import annotations

import json
import ssl
import time
import urllib.error
import urllib.parse
import urllib.request
from typing import Any, Callable, Mapping, Optional

ANSWER_SECONDS = 3.0
MAX_ANSWER = 1_048_576
EARLY_SECONDS = 60.0

TokenSource = Callable[[bool], Optional[str]]
"""A token for the hub, or None where it wants none. Its argument says that the hub did not take the last one, or that
its time is nearly over. Called on a thread of its own, so it may wait."""


class HubRefused(Exception):
    """The hub said no; trying again soon with the same token would not help."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


_REFUSALS = {
    401: "the hub does not accept the token",
    403: "the hub does not allow this topic with this token",
    404: "there is no hub at this address",
}


def post(
    url: str,
    body: Mapping[str, Any],
    form: bool = False,
    token: str | None = None,
    context: ssl.SSLContext | None = None,
) -> dict[str, Any]:
    """Sends a form or JSON, and returns the JSON object that is answered; blocks for 3 s at most.

    Raises HubRefused where the hub says no, OSError where it cannot be reached or has trouble of its own.
    """
    if token is not None and not all("\x21" <= c <= "\x7e" for c in token or " "):
        raise HubRefused(401, "the token is empty or has characters that no header may have")
    data = (urllib.parse.urlencode(body) if form else json.dumps(body)).encode()
    headers = {"Content-Type": "application/x-www-form-urlencoded" if form else "application/json"}
    if token is not None:
        headers["Authorization"] = f"Bearer {token}"
    request = urllib.request.Request(url, data, headers, method="POST")
    try:
        with urllib.request.urlopen(request, timeout=ANSWER_SECONDS, context=context) as answer:
            return _object(answer.read(MAX_ANSWER))
    except urllib.error.HTTPError as e:
        with e:
            detail = _object(e.read(MAX_ANSWER)).get("detail")
        said = f"({e.code}: {detail})" if isinstance(detail, str) else f"({e.code})"
        if e.code >= 500:
            raise OSError(f"the hub has trouble of its own {said}") from None
        raise HubRefused(e.code, f"{_REFUSALS.get(e.code, 'the hub refuses the request')} {said}") from None
    except urllib.error.URLError as e:
        reason = e.reason
        why = f": {reason.verify_message}" if isinstance(reason, ssl.SSLCertVerificationError) else ""
        raise OSError("the hub cannot be reached" + why) from None
    except TimeoutError:
        raise OSError("the hub does not answer") from None


def _object(data: bytes) -> dict[str, Any]:
    try:
        value = json.loads(data)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def mock_login(hub: str, topic: str, user: str | None = None, context: ssl.SSLContext | None = None) -> TokenSource:
    """The login of development hubs, which proves nothing: a code and a token for whoever asks."""
    token: Optional[str] = None
    ends = 0.0

    def source(renew: bool) -> Optional[str]:
        nonlocal token, ends
        if token is None or renew or time.monotonic() >= ends:
            who = {"topic": topic, **({"user_name": user} if user else {})}
            code = post(urllib.parse.urljoin(hub, "/oauth/authorize"), who, form=True, context=context).get("code")
            fields = {"grant_type": "authorization_code", "code": str(code)}
            answer = post(urllib.parse.urljoin(hub, "/oauth/token"), fields, form=True, context=context)
            if not isinstance(answer.get("access_token"), str):
                raise OSError("the hub's login gives no token")
            token = answer["access_token"]
            ends = time.monotonic() + float(answer.get("expires_in") or 0) - EARLY_SECONDS
        return token

    return source
