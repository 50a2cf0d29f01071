"""Plays the cases that all consumers share: conformance/consumer."""

import json
import unittest
from pathlib import Path

from navicast_client import Act, Consumer, Self
from navicast_client.clock import to_millis

CASES = Path(__file__).resolve().parents[3] / "conformance" / "consumer"
EPOCH = to_millis("2026-11-21T06:13:10.000Z")
TICK_MILLIS = 10


def told(act: Act, at: float) -> dict:
    """An act as the cases write it."""
    r = act.resource
    line = {"at": at, "event": act.event, "on": act.on}
    line.update((key, r[key]) for key in ("device", "control", "action") if key in r)
    if act.event == "navi-action" and act.on and "value" in r:
        line["value"] = r["value"]
    elif act.event == "navi-motion" and act.on:
        line["value"] = r["translation"] + r["rotation"]
    elif act.tool is not None:
        line.update(tool=act.tool["name"], frame=r["frame"])
        if act.on or act.tool["status"] != "ok":
            line["status"] = act.tool["status"]
    return line


def play(case: dict) -> list:
    acts: list = []
    at = case["steps"][0]["at"]
    own = case.get("self", {})
    actors = tuple(own["actors"]) if "actors" in own else None
    consumer = Consumer(Self(case["topic"], own.get("name"), own.get("product"), actors), lambda act: acts.append(told(act, at)))

    def tick(until: float) -> None:
        nonlocal at
        while at < until:
            at = min(at + TICK_MILLIS, until)
            consumer.tick(EPOCH + at)

    for step in case["steps"]:
        tick(step["at"])
        at = step["at"]
        consumer.tick(EPOCH + at)
        if "receive" in step:
            consumer.receive(step["receive"], EPOCH + at)
        if step.get("disconnected"):
            consumer.disconnected()
        if "paused" in step:
            consumer.pause() if step["paused"] else consumer.resume()
    return acts


class ConformanceTest(unittest.TestCase):
    maxDiff = None

    def test_cases(self) -> None:
        files = sorted(CASES.glob("*.json"))
        self.assertTrue(files, f"no cases in {CASES}")
        for file in files:
            for case in json.loads(file.read_text())["cases"]:
                with self.subTest(f"{file.name}: {case['name']}"):
                    self.assertEqual(play(case), case["acts"])


if __name__ == "__main__":
    unittest.main()
