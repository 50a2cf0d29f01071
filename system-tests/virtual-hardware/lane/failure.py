"""How the lane says that something is not as it should be."""


class Failure(Exception):
    """A scenario's expectation was not met, or the guest, the hub or the gateway did not do its part."""


class Stalled(Failure):
    """The guest stood still for longer than a lease, so the gateway rightly let go: nothing that a scenario can be blamed for."""


class Missing(Exception):
    """Something that the lane needs cannot be had on this machine, so a part of it is skipped."""
