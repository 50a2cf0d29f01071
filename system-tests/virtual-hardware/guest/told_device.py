"""What all virtual devices have in common: they do what they are told, line by line."""

import os
import select
import signal
import sys
import time


def serve(device, fifo):
    """Takes lines from a FIFO, which it makes, and answers each on stdout.

    "plug", "unplug", "wait MILLIS" and "quit" are the same for all; other lines are the device's own: device.obey(verb, rest).
    device.watched() are descriptors with questions of the kernel's, for device.answer().
    Ends by "quit" or SIGTERM, and takes the device away.
    """
    os.mkfifo(fifo)
    # For reading and writing, so that it does not end when one writer does.
    commands = os.open(fifo, os.O_RDWR)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        say("ready")
        _take(device, commands)
    finally:
        os.unlink(fifo)
        device.close()


def say(*words):
    print(*words, flush=True)


def _take(device, commands):
    waiting = b""
    while True:
        readable, _, _ = select.select([commands, *device.watched()], [], [])
        if commands not in readable:
            device.answer()
            continue
        waiting += os.read(commands, 4096)
        *lines, waiting = waiting.split(b"\n")
        for line in lines:
            if line == b"quit":
                return
            _obey(device, line.decode())


def _obey(device, line):
    verb, _, rest = line.partition(" ")
    if verb == "plug":
        device.plug()
    elif verb == "unplug":
        device.unplug()
    elif verb == "wait":
        time.sleep(int(rest) / 1000)
    else:
        device.obey(verb, rest)
    say("done", line)
