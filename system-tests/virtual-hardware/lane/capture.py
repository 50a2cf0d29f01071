"""What went over a network cable: a capture in the classic format of pcap, Ethernet and IPv4."""

import struct
from dataclasses import dataclass
from pathlib import Path

_ARP, _IPV4, _TCP, _UDP = 0x0806, 0x0800, 6, 17


@dataclass(frozen=True)
class Sent:
    """A kind of packet that the board sent: protocol is "tcp", "udp", "arp" or a number; port 0 where it has none."""

    protocol: str
    address: str
    port: int


def sent_by(mac_prefix: bytes, file: Path) -> set[Sent]:
    """Every kind of packet from that network card."""
    return {_kind(frame) for frame in _frames(file) if frame[6 : 6 + len(mac_prefix)] == mac_prefix}


def _frames(file: Path) -> list[bytes]:
    data = file.read_bytes()
    frames, at = [], 24
    while at + 16 <= len(data):
        (length,) = struct.unpack_from("<8xI", data, at)
        frames.append(data[at + 16 : at + 16 + length])
        at += 16 + length
    return frames


def _kind(frame: bytes) -> Sent:
    (ether_type,) = struct.unpack_from(">H", frame, 12)
    if ether_type == _ARP:
        return Sent("arp", "", 0)
    if ether_type != _IPV4:
        return Sent(f"ether {ether_type:04x}", "", 0)
    address = ".".join(map(str, frame[30:34]))
    protocol, start = frame[23], 14 + (frame[14] & 15) * 4
    if protocol in (_TCP, _UDP):
        (port,) = struct.unpack_from(">H", frame, start + 2)
        return Sent("tcp" if protocol == _TCP else "udp", address, port)
    return Sent(f"ip {protocol}", address, 0)
