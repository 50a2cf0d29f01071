import unittest

from navicast_client.backoff import Backoff, Heartbeat


class BackoffTest(unittest.TestCase):
    def test_it_tries_at_once_then_often_then_rarely(self) -> None:
        backoff, now, waits = Backoff(lambda: 1.0), 0.0, []
        for _ in range(30):
            waits.append(backoff.next(now))
            now += waits[-1]
        self.assertLessEqual(waits[0], 250)
        self.assertTrue(all(w <= 1500 for t, w in zip(_starts(waits), waits) if t < 10_000))
        self.assertEqual(waits[-1], 15_000)

    def test_it_begins_anew_when_the_link_was_there(self) -> None:
        backoff = Backoff(lambda: 1.0)
        for _ in range(10):
            backoff.next(20_000.0)
        backoff.reset()
        self.assertLessEqual(backoff.next(30_000.0), 250)


def _starts(waits: list) -> list:
    starts, now = [], 0.0
    for wait in waits:
        starts.append(now)
        now += wait
    return starts


class HeartbeatTest(unittest.TestCase):
    def run_until(self, heartbeat: Heartbeat, until: float, answers: bool) -> list:
        told, now = [], 0.0
        while now < until:
            now += 200
            what = heartbeat.look(now)
            if what != "wait":
                told.append((what, now))
            if what == "ask" and answers:
                heartbeat.heard(now)
            if what == "lost":
                break
        return told

    def test_a_quiet_link_is_asked_and_kept(self) -> None:
        told = self.run_until(Heartbeat(0), 20_000, answers=True)
        self.assertTrue(told and all(what == "ask" for what, _ in told))

    def test_a_dead_link_is_given_up_within_three_seconds(self) -> None:
        self.assertEqual(self.run_until(Heartbeat(0), 20_000, answers=False)[-1], ("lost", 3_000))

    def test_who_slept_asks_first(self) -> None:
        heartbeat = Heartbeat(0)
        self.assertEqual(heartbeat.look(60_000), "ask")


if __name__ == "__main__":
    unittest.main()
