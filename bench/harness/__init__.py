"""Measures the gateway from outside: real bytes in, an event at a subscriber out."""
