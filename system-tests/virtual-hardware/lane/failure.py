"""How the lane says that something is not as it should be."""


class Failure(Exception):
    """A scenario's expectation was not met, or the guest, the hub or the gateway did not do its part."""


class Stalled(Failure):
    """The guest stood still for so long that the gateway rightly let go or doubts a pedal: no scenario can be blamed for it."""


class Missing(Exception):
    """Something that the lane needs cannot be had on this machine, so a part of it is skipped."""
