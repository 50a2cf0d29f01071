"""The virtual-hardware lane: the gateway in a guest whose stock kernel believes in devices that do not exist."""
