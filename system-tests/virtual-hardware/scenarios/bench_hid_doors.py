"""What a report costs and takes through each of the two ways to HID devices, side by side in the same minutes."""

from lane.lab import Lab

SECONDS = 600
ONLY_WHEN_NAMED = True
ROUNDS, WARM_UP, COUNT, EVERY_MILLIS = 3, 300, 1000, 10
# The kernel keeps 64 reports for a reader that is late; what an emulated processor loses beyond them is made up for.
SPARE = 300


def run(lab: Lab) -> None:
    device = lab.hid_device("moments", "uhid")
    device.plug()
    lab.hidraw_reader(*device.ids.split(":")).wait_until_open()
    lab.share_file("bench/target/bench.jar")
    for _ in range(ROUNDS):
        for door in ("hidraw", "hid4java"):
            reader = lab.guest.start(
                "exec java -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -cp '/share/bench.jar:/opt/navicast/lib/*' "
                f"org.navicast.bench.HidReader {door} {device.ids} {WARM_UP} {COUNT}"
            )
            reader.wait_for("reading")
            device.send_moments(WARM_UP + COUNT + SPARE, EVERY_MILLIS)
            reader.wait()
            print(reader.lines()[-1], flush=True)
