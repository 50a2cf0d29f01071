"""Builds what a bench needs and says where it is."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from .processes import BenchError

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "bench" / "target"
NATIVE = ROOT / "bench" / "native"
NAVICAST = ROOT / "navicast"
JAVA_SOURCES = ("pom.xml", "cast-client", "gateway-core", "device-drivers", "cast-hub", "gateway-app", "bench")

# As the launcher starts the gateway: comparisons are between like and like.
JVM_OPTIONS = [f"@{ROOT / 'bin' / 'jvm-options'}"]


class CompileError(BenchError):
    """A C program does not compile, most likely for want of a header or a library."""


def program(name: str, *libraries: str) -> Path:
    """Compiles one C program where it is missing or older than its sources."""
    compiler = shutil.which("cc")
    if compiler is None:
        raise BenchError("there is no C compiler; on Debian: sudo apt install gcc libc6-dev")
    binary = TARGET / "native" / name
    sources = [NATIVE / f"{name}.c", *NATIVE.glob("*.[ch]")]
    if binary.exists() and all(source.stat().st_mtime <= binary.stat().st_mtime for source in sources):
        return binary
    binary.parent.mkdir(parents=True, exist_ok=True)
    command = [compiler, "-std=c11", "-D_GNU_SOURCE", "-O2", "-Wall", "-Wextra", "-pthread"]
    command += [str(sources[0]), "-o", str(binary), *libraries, "-lm"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode != 0:
        hint = "" if _has_libc() else "\nthe C library's headers are missing; on Debian: sudo apt install libc6-dev"
        raise CompileError(f"{name}.c does not compile:\n{result.stderr.strip()}{hint}")
    return binary


def gateway() -> None:
    """Lets the launcher build the gateway where it is outdated, so that no bench pays for it."""
    if not NAVICAST.exists():
        raise BenchError(f"the launcher {NAVICAST.name} is not there; run the bench from a whole source tree")
    subprocess.run([NAVICAST, "--version"], stdout=subprocess.DEVNULL, check=True)


def java_home() -> Path:
    script = f'. "{ROOT}/bin/find-java.sh" && printf %s "$JAVA_HOME"'
    result = subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=False)
    if result.returncode != 0:
        raise BenchError(result.stderr.strip())
    return Path(result.stdout)


def java(main: str, *arguments: str) -> list[str | Path]:
    """Command that runs a class of this module, which is built first where it is outdated."""
    _build_module()
    classpath = os.pathsep.join([str(TARGET / "bench.jar"), str(TARGET / "lib" / "*")])
    return [java_home() / "bin" / "java", *JVM_OPTIONS, "-cp", classpath, main, *arguments]


def _build_module() -> None:
    jar = TARGET / "bench.jar"
    if jar.exists() and not _newer_source(jar):
        return
    print("bench: building the Java part", file=sys.stderr, flush=True)
    TARGET.mkdir(parents=True, exist_ok=True)
    # javac would keep benchmarks whose own source is older, though what they call has changed.
    shutil.rmtree(TARGET / "classes", ignore_errors=True)
    log = TARGET / "build.log"
    command = [ROOT / "mvnw", "-f", ROOT / "pom.xml", "-q", "-B", "-ntp", "-pl", "bench", "-am"]
    command += ["-Dmaven.test.skip=true", "-Dspotless.check.skip=true", "package"]
    with log.open("wb") as output:
        if subprocess.run(command, stdout=output, stderr=output, check=False).returncode != 0:
            raise BenchError(f"the build failed; see {log}")
    jar.touch()


def _newer_source(jar: Path) -> bool:
    built = jar.stat().st_mtime
    for name in JAVA_SOURCES:
        start = ROOT / name
        files = [start] if start.is_file() else _sources(start)
        if any(file.stat().st_mtime > built for file in files):
            return True
    return False


def _sources(folder: Path) -> list[Path]:
    found = []
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name not in ("target", "native", "harness", "test")]
        found += [Path(place, file) for file in files if file == "pom.xml" or "/src/" in f"{place}/"]
    return found


def _has_libc() -> bool:
    return any(Path("/usr/include").rglob("stdlib.h"))
