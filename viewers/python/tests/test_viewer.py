import unittest

from tests.scripted import Script


class ViewerTest(unittest.TestCase):
    def setUp(self) -> None:
        self.script = Script(speeds={"slice.scroll": 10}, on_error=lambda e: self.errors.append(e))
        self.addCleanup(self.script.stop)
        self.viewer = self.script.viewer
        self.told: list = []
        self.errors: list = []

    def tell(self, what: str):
        return lambda value, info: self.told.append((what, value))

    def test_a_trigger_acts_once_with_its_steps(self) -> None:
        self.viewer.on("slice.next", self.tell("next"))
        self.script.say("navi-action", action="slice.next", phase="triggered", value=3)
        self.script.pass_time(100)
        self.assertEqual(self.told, [("next", 3)])

    def test_a_trigger_that_waited_for_a_busy_host_is_refused(self) -> None:
        self.viewer.on("slice.next", self.tell("next"))
        self.script.say("navi-action", action="slice.next", phase="triggered", value=1)
        self.script.now += 151
        self.viewer.poll()
        self.assertEqual(self.told, [])

    def test_a_rate_moves_with_time_and_stops_with_its_lease(self) -> None:
        self.viewer.on("slice.scroll", self.tell("scroll"))
        rate = {"action": "slice.scroll", "actionId": 1, "leaseMillis": 250, "value": 0.5}
        self.script.say("navi-action", phase="started", **rate)
        self.script.pass_time(1_000)
        self.assertAlmostEqual(sum(amount for _, amount in self.told), 10 * 0.5 * 0.25, delta=0.16)

    def test_a_hold_ends_whatever_happens(self) -> None:
        self.viewer.on("pointer.show", self.tell("show"))
        for number, cause in enumerate(["lease", "link", "pause", "end"], start=1):
            self.script.say("navi-action", action="pointer.show", actionId=number, phase="started", leaseMillis=250)
            self.script.pass_time(100)
            if cause == "link":
                self.viewer.linked("offline", "cut")
            elif cause == "pause":
                self.viewer.pause()
                self.viewer.resume()
            elif cause == "end":
                self.script.say("navi-action", action="pointer.show", actionId=number, phase="ended", validMillis=0)
            self.script.pass_time(200 if cause == "lease" else 20)
            self.assertEqual(self.told, [("show", True), ("show", False)], cause)
            self.told.clear()

    def test_a_handler_that_throws_harms_nothing_else(self) -> None:
        self.viewer.on("slice.next", lambda steps, info: 1 / 0)
        self.viewer.on("slice.previous", self.tell("previous"))
        self.script.say("navi-action", action="slice.next", phase="triggered")
        self.script.say("navi-action", action="slice.previous", phase="triggered")
        self.viewer.poll()
        self.assertEqual((self.told, len(self.errors)), ([("previous", 1)], 1))

    def test_a_tool_is_told_with_its_end(self) -> None:
        tools: list = []
        self.viewer.on_tool(tools.append)
        tool = {"name": "Needle", "status": "ok", "position": [1, 2, 3], "orientation": [0, 0, 0, 1], "role": "needle"}
        self.script.say("navi-pose", device="tracker", frame="Patient", tools=[tool])
        self.script.pass_time(300)
        self.assertEqual([(t.status, t.position, t.role) for t in tools], [("ok", [1, 2, 3], "needle"), ("lease", None, "needle")])

    def test_an_unknown_action_needs_its_kind(self) -> None:
        with self.assertRaisesRegex(ValueError, "site.lamp.*trigger="):
            self.viewer.on("site.lamp", lambda value, info: None)
        self.viewer.on("site.lamp", trigger=self.tell("lamp"))
        self.script.say("navi-action", action="site.lamp", phase="triggered")
        self.viewer.poll()
        self.assertEqual(self.told, [("lamp", 1)])


if __name__ == "__main__":
    unittest.main()
