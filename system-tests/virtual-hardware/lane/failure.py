"""How the lane says that something is not as it should be."""


class Failure(Exception):
    """A scenario's expectation was not met, or the guest, the hub or the gateway did not do its part."""


class Missing(Exception):
    """Something that the lane needs cannot be had on this machine, so a part of it is skipped."""


class Timeout(Failure):
    """The time allowed for a scenario, or for the whole run, is over."""
