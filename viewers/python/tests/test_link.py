"""Over real sockets: the packed WebSocket library's own server plays the hub."""

import time
import unittest
from typing import Any, Optional

from navicast_client import Viewer, mock_login
from navicast_client.link import rebased
from tests.minihub import MiniHub


def wait_for(condition, viewer: Optional[Viewer] = None, seconds: float = 5) -> bool:
    end = time.monotonic() + seconds
    while True:
        is_last = time.monotonic() >= end  # a machine that stood still is asked once more
        if viewer:
            viewer.poll()
        if condition():
            return True
        if is_last:
            return False
        time.sleep(0.005)


class LinkTest(unittest.TestCase):
    def setUp(self) -> None:
        self.hub = MiniHub()
        self.addCleanup(self.hub.close)
        self.states: list = []
        self.told: list = []

    def connect(self, **more: Any) -> Viewer:
        viewer = Viewer(self.hub.url, "OR-3", "TEST", **more)
        viewer.on_state(lambda state, reason: self.states.append((state, reason)))
        viewer.on("pointer.show", lambda on, info: self.told.append((on, info.cause)))
        self.addCleanup(viewer.close)
        return viewer.start()

    def hold(self, viewer: Viewer) -> None:
        """A hold that has begun; what this machine brings too late is refused, as it must be, and then it is held anew."""
        for number in range(1, 6):
            self.hub.event(
                "navi-action", device="pedals", action="pointer.show", phase="started", actionId=number, leaseMillis=60_000
            )
            if wait_for(lambda: self.told, viewer, 1):
                break
        self.assertEqual(self.told, [(True, None)])

    def test_it_is_online_when_its_own_event_has_come_back(self) -> None:
        self.hub.deaf = True
        viewer = self.connect()
        self.assertTrue(wait_for(lambda: self.hub.sockets, viewer))
        self.assertFalse(wait_for(lambda: viewer.state == "online", viewer, 0.5))
        self.hub.deaf = False
        self.assertTrue(wait_for(lambda: viewer.state == "online", viewer))

    def test_it_says_what_it_understands(self) -> None:
        viewer = self.connect()
        self.assertTrue(wait_for(lambda: self.hub.viewers, viewer))
        self.assertEqual(self.hub.viewers[0]["actions"], ["pointer.show"])
        self.assertEqual(self.hub.viewers[0]["state"], "active")
        self.hub.send({"event": {"hub.topic": "OR-3", "hub.event": "status-request", "context": {"id": "r1"}}})
        self.assertTrue(wait_for(lambda: self.hub.answers, viewer))
        items = {i["key"]: i["value"] for i in self.hub.answers[0]["event"]["context"]["data"]["items"]}
        self.assertEqual(items["navicast.actions"], "pointer.show")
        viewer.pause()
        self.assertTrue(wait_for(lambda: self.hub.viewers[-1]["state"] == "paused", viewer))
        viewer.close()
        self.assertTrue(wait_for(lambda: self.hub.viewers[-1]["state"] == "leaving"))

    def test_a_cut_lets_go_at_once_and_it_comes_back(self) -> None:
        viewer = self.connect()
        self.assertTrue(wait_for(lambda: viewer.state == "online", viewer))
        self.hold(viewer)
        self.hub.cut()
        self.assertTrue(wait_for(lambda: self.told == [(True, None), (False, "link")], viewer, 0.3))
        self.assertTrue(wait_for(lambda: viewer.state == "online", viewer))

    def test_a_hub_that_falls_silent_is_given_up_within_three_seconds(self) -> None:
        viewer = self.connect()
        self.assertTrue(wait_for(lambda: viewer.state == "online", viewer))
        self.hold(viewer)
        self.hub.deaf = True
        self.assertTrue(wait_for(lambda: self.told[-1] == (False, "link"), viewer, 4))
        self.assertIn("nothing comes from the hub any more", [reason for _, reason in self.states])

    def test_a_refusal_is_said_in_a_sentence(self) -> None:
        self.hub.refusal = (401, {"detail": "Token expired"})
        viewer = self.connect(token=lambda renew: "old")
        self.assertTrue(wait_for(lambda: viewer.state == "refused", viewer))
        self.assertIn(("refused", "the hub does not accept the token (401: Token expired)"), self.states)
        self.hub.refusal = None
        self.assertTrue(wait_for(lambda: viewer.state == "online", viewer))

    def test_a_token_with_a_line_end_never_reaches_a_header(self) -> None:
        viewer = self.connect(token=lambda renew: "abc\nX: y")
        self.assertTrue(wait_for(lambda: viewer.state == "refused", viewer))
        self.assertFalse(self.hub.requests)

    def test_a_login_that_throws_is_tried_again(self) -> None:
        times: list = []

        def login(renew: bool) -> str:
            times.append(renew)
            if len(times) < 3:
                raise RuntimeError("no keychain")
            return "token"

        viewer = self.connect(token=login)
        self.assertTrue(wait_for(lambda: viewer.state == "online", viewer))
        self.assertTrue(any("no keychain" in reason for _, reason in self.states))

    def test_the_mock_login_gives_a_token(self) -> None:
        viewer = self.connect(token=mock_login(self.hub.url, "OR-3", "me"))
        self.assertTrue(wait_for(lambda: viewer.state == "online", viewer))
        self.assertIn("Bearer mock-token", self.hub.authorizations)

    def test_garbage_on_the_socket_does_no_harm(self) -> None:
        viewer = self.connect()
        self.assertTrue(wait_for(lambda: viewer.state == "online", viewer))
        for text in ("", "[]", "{", "null", '{"event": 3}', '{"event": {"hub.event": "navi-action"}}', "[" * 100_000):
            self.hub.send_text(text)
        self.hold(viewer)


class RebasedTest(unittest.TestCase):
    def test_scheme_and_host_are_those_of_the_hub(self) -> None:
        self.assertEqual(rebased("wss://internal/bind/1?a=b", "http://127.0.0.1:80/api/hub"), "ws://127.0.0.1:80/bind/1?a=b")
        self.assertEqual(rebased("ws://x/bind/1", "https://hub.example.org/api/hub"), "wss://hub.example.org/bind/1")


if __name__ == "__main__":
    unittest.main()
