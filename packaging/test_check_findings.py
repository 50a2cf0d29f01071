"""python3 -m unittest discover packaging"""

import importlib.machinery
import importlib.util
import unittest
from datetime import date
from pathlib import Path

_path = str(Path(__file__).with_name("check-findings"))
_loader = importlib.machinery.SourceFileLoader("check_findings", _path)
_module = importlib.util.module_from_spec(importlib.util.spec_from_loader("check_findings", _loader))
_loader.exec_module(_module)

TODAY = date(2026, 11, 29)


def shipped(version: str) -> dict:
    return {"components": [{"group": "io.netty", "name": "netty-handler", "version": version}]}


def known(**more: str) -> dict:
    finding = {"id": "CVE-1", "package": "io.netty/netty-handler", "fixed": "4.2.15", "what": "something", **more}
    return {"as-of": "2026-11-01", "findings": [finding]}


class CheckFindingsTest(unittest.TestCase):
    def test_a_version_below_the_fixed_one_is_wrong(self) -> None:
        wrong, _ = _module.check(shipped("4.2.9.Final"), known(), TODAY)
        self.assertEqual(len(wrong), 1)
        self.assertIn("netty-handler 4.2.9.Final: CVE-1", wrong[0])

    def test_the_fixed_version_and_later_ones_are_right(self) -> None:
        for version in ("4.2.15.Final", "4.2.18.Final", "4.10.0.Final", "5.0"):
            self.assertEqual(_module.check(shipped(version), known(), TODAY), ([], []), version)

    def test_a_version_before_the_fault_came_in_is_right(self) -> None:
        self.assertEqual(_module.check(shipped("4.1.100.Final"), known(since="4.2"), TODAY), ([], []))

    def test_a_reason_makes_it_a_note(self) -> None:
        wrong, notes = _module.check(shipped("4.2.9"), known(unreachable="we do not use it"), TODAY)
        self.assertEqual(wrong, [])
        self.assertIn("we do not use it", notes[0])

    def test_an_sbom_without_libraries_is_wrong(self) -> None:
        self.assertEqual(len(_module.check({"components": []}, known(), TODAY)[0]), 1)

    def test_an_old_list_is_told(self) -> None:
        _, notes = _module.check(shipped("5"), known(), date(2027, 6, 1))
        self.assertIn("days old", notes[0])


if __name__ == "__main__":
    unittest.main()
