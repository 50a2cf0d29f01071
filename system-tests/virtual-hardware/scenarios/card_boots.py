"""A card with one file on it: the board starts, joins its hub, and what feet and hand do arrives, cables pulled and put
back; nothing listens in it, nobody can log in, its root is read-only, and it talks to its hub and nobody else."""

from lane.capture import Sent, sent_by
from lane.failure import Failure
from lane.lab import CardLab

ON_CARD = True
SECONDS = 450
JOINED = 300
QEMU = bytes.fromhex("525400")


def run(lab: CardLab) -> None:
    lab.configure(
        {
            "name": "pedals",
            "driver": "footswitch-serial",
            "port": "/dev/navicast/serial-PEDALS",
            "pedals": [{"control": "left", "pressed": "L1", "released": "L0"}],
        },
        {"name": "pedal", "driver": "footswitch-hid", "ids": "0c45:7403"},
        {"name": "cap", "driver": "6dof-hid"},
    )
    events = lab.subscribe()
    guest = lab.boot()
    lab.bring_python()
    pedals = lab.serial_adapter("PEDALS")
    pedal = lab.hid_device("pcsensor", "gadget")
    cap = lab.hid_device("spacenavigator", "uhid")
    for device in (pedals, pedal, cap):
        device.plug()
    states = {}
    while set(states.values()) != {"connected"} or len(states) < 3:
        event = events.expect("navi-device", within=JOINED)
        states[event["device"]] = event["state"]
    print(guest.run("echo $(cut -d. -f1 /proc/uptime) s: $(systemctl show -P StatusText navicast)").strip(), flush=True)

    pedals.write(b"L1\n")
    press = events.expect_button("pressed", device="pedals", control="left")
    pedals.write(b"L0\n")
    events.expect_button("released", device="pedals", pressId=press["pressId"])
    pedal.send("press", "release")
    press = events.expect_button("pressed", device="pedal")
    events.expect_button("released", device="pedal", pressId=press["pressId"])
    cap.send("push-right", "level")
    events.expect("navi-motion", device="cap")

    for device, name in ((pedals, "pedals"), (pedal, "pedal"), (cap, "cap")):
        device.unplug()
        events.expect("navi-device", device=name, state="lost")
        device.plug()
        events.expect_connected(name)
    pedals.write(b"L1\nL0\n")
    events.expect_button("pressed", device="pedals", control="left")

    _expect_closed(lab)
    lab.board.cut_power()
    hub = Sent("tcp", "10.0.2.2", lab.hub_port)
    # The lane's names and addresses come from QEMU; it has no time server, and the board asks for one.
    allowed = {hub, Sent("arp", "", 0), Sent("udp", "255.255.255.255", 67), Sent("udp", "10.0.2.2", 67)}
    allowed.add(Sent("udp", "10.0.2.3", 53))
    sent = {it for it in sent_by(QEMU, lab.board.capture) if (it.protocol, it.port) != ("udp", 123)}
    if hub not in sent or not sent <= allowed:
        raise Failure(f"the board sent {sent - allowed}")


def _expect_closed(lab: CardLab) -> None:
    listening = lab.guest.run("ss -Hltunp").strip().splitlines()
    # An answer of the DHCP server must find somebody; no packet of anybody else passes the firewall.
    others = [line for line in listening if not ("udp" in line and ":68 " in line and "systemd-network" in line)]
    if others:
        raise Failure(f"something listens: {others}")
    if not lab.guest.run("hostname").startswith("navicast-"):
        raise Failure("the board has no name of its own")
    lab.guest.run("grep -q '^root:\\*:' /etc/shadow && ! systemctl is-active -q ssh && ! pgrep -x 'agetty|login'")
    lab.guest.run("findmnt -no FSTYPE / | grep -qx overlay && findmnt -no OPTIONS /run/root/lower | grep -q ^ro")
    lab.guest.run("findmnt -no OPTIONS /boot/firmware | grep -q ^ro && test \"$(stat -c %U /var/lib/navicast)\" = navicast")
