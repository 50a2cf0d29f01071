"""A USB serial adapter: found by its serial number, bytes go both ways, and it comes back after an unplug."""

from lane.lab import Lab

NEEDS_GATEWAY = False


# Opening the port empties its buffers, so the device waits until it is open.
ECHO = "exec 3<>{node} && stty raw -echo 9600 <&3 && echo open && head -c 5 <&3 >&3"


def run(lab: Lab) -> None:
    adapter = lab.serial_adapter("LANE1")
    for _ in range(2):
        adapter.plug()
        echo = lab.guest.start(ECHO.format(node=adapter.node))
        echo.wait_for("open")
        adapter.write(b"hello")
        adapter.read(b"hello")
        echo.wait()
        adapter.unplug()
