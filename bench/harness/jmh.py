"""The JMH benchmarks: what a call costs, and what it allocates."""

from __future__ import annotations

import os
import subprocess

from . import build

PROFILERS = ["-prof", "gc", "-prof", "org.navicast.bench.CpuTime"]
USUAL = ["-f", "1", "-wi", "5", "-w", "1", "-i", "5", "-r", "1", *PROFILERS]
QUICK = ["-f", "1", "-wi", "2", "-w", "500ms", "-i", "2", "-r", "500ms", *PROFILERS]


def run(pattern: str, quick: bool, json_file: str | None) -> int:
    command = build.java("org.openjdk.jmh.Main", pattern, *(QUICK if quick else USUAL))
    if json_file is not None:
        command += ["-rf", "json", "-rff", os.path.abspath(json_file)]
    return subprocess.run(command, check=False).returncode
