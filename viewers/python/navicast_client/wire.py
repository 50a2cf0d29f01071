"""Reads what a hub hands on: step 1 of consumers.md, and whether an event has all that the other steps look at."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Callable, Optional

from .clock import to_millis

Resource = dict[str, Any]


@dataclass(frozen=True)
class Self:
    """Who we are to the hub: what an event may be meant for."""

    topic: str
    name: Optional[str] = None
    product: Optional[str] = None
    actors: Optional[tuple[str, ...]] = None


def read(message: object, own: Self) -> tuple[str, Resource] | None:
    """The name of the event and its resource; None where it is no event, is not for us, or misses what is checked."""
    if not isinstance(message, dict) or not isinstance(message.get("event"), dict) or not _is_for_us(message, own):
        return None
    event = message["event"]
    name, context = event.get("hub.event"), event.get("context")
    if event.get("hub.topic") != own.topic or not isinstance(name, str) or name not in _SOUND:
        return None
    entries = context if isinstance(context, list) else []
    entry = next((e for e in entries if isinstance(e, dict) and e.get("key") == "navicast"), {})
    r = entry.get("resource")
    return (name, r) if isinstance(r, dict) and _is_sound(r) and _SOUND[name](r) else None


def _is_for_us(message: dict[str, Any], own: Self) -> bool:
    """In a conference hubs ignore the targets, so they are looked at here."""

    def any_of(key: str, names: tuple[str, ...] | None, fold: Callable[[str], str] = str) -> bool:
        target = message.get(key)
        return target is None or target == "*" or names is None or any(fold(n) == fold(str(target)) for n in names)

    return (
        any_of("target.subscriber.name", own.name and (own.name,), lambda text: text.strip().lower())
        and any_of("target.product.name", own.product and (own.product,))
        and any_of("target.actor", own.actors)
    )


def is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def _text(value: object) -> bool:
    return isinstance(value, str) and value != ""


def _count(value: object, least: int = 0) -> bool:
    whole = is_number(value) and value == int(value)  # 3.0 is an integer in JSON
    return whole and least <= value <= 2**53 - 1


def _fraction(value: object) -> bool:
    return is_number(value) and abs(value) <= 1


def is_rate(value: object) -> bool:
    """One number, or one for each axis, in -1…1."""
    return _fraction(value) or (isinstance(value, list) and all(_fraction(v) for v in value))


def _numbers(value: object, length: int) -> bool:
    return isinstance(value, list) and len(value) == length and all(is_number(v) for v in value)


def _is_sound(r: Resource) -> bool:
    return (
        _text(r.get("session"))
        and _text(r.get("gateway"))
        and _count(r.get("seq"), 1)
        and _count(r.get("ageMicros"))
        and to_millis(r.get("capturedAt")) is not None
    )


def _button(r: Resource) -> bool:
    texts = all(_text(r.get(key)) for key in ("device", "control", "state"))
    return texts and _count(r.get("pressId"), 1) and _count(r.get("leaseMillis")) and _count(r.get("validMillis"))


def _motion(r: Resource) -> bool:
    halves = [r.get("translation"), r.get("rotation")]
    return _text(r.get("device")) and _count(r.get("leaseMillis"), 1) and all(_numbers(h, 3) and is_rate(h) for h in halves)


def _tool(tool: object) -> bool:
    if not isinstance(tool, dict) or not _text(tool.get("name")) or not _text(tool.get("status")):
        return False
    return tool["status"] != "ok" or (_numbers(tool.get("position"), 3) and _numbers(tool.get("orientation"), 4))


def _pose(r: Resource) -> bool:
    tools = r.get("tools")
    return _text(r.get("device")) and _text(r.get("frame")) and isinstance(tools, list) and all(map(_tool, tools))


def _action(r: Resource) -> bool:
    if not all(_text(r.get(key)) for key in ("device", "action", "phase")) or not _count(r.get("validMillis")):
        return False
    phase, value = r["phase"], r.get("value")
    if phase == "triggered":
        return value is None or is_number(value)
    if not _count(r.get("actionId"), 1):
        return False
    return phase in ("ended", "cancelled") or (_count(r.get("leaseMillis"), 1) and (value is None or is_rate(value)))


def _device(r: Resource) -> bool:
    return _text(r.get("device")) and _text(r.get("state"))


def _profile(r: Resource) -> bool:
    bindings = r.get("bindings")
    return isinstance(bindings, list) and all(isinstance(b, dict) for b in bindings)


_SOUND: dict[str, Callable[[Resource], bool]] = {
    "navi-button": _button,
    "navi-motion": _motion,
    "navi-pose": _pose,
    "navi-action": _action,
    "navi-device": _device,
    "navi-profile": _profile,
}

EVENTS = tuple(_SOUND)
