"""What feet and hands do, from a Cast hub to calls in a viewer. Plain Python 3.9 or later, nothing to fetch."""

from .consumer import Act, Consumer
from .integrator import Integrator, whole_steps
from .login import HubRefused, TokenSource, mock_login
from .viewer import Info, Tool, Viewer, connect, run_in_loop
from .vocabulary import KINDS, SPEEDS
from .wire import Self

__all__ = [
    "Act",
    "Consumer",
    "HubRefused",
    "Info",
    "Integrator",
    "KINDS",
    "SPEEDS",
    "Self",
    "TokenSource",
    "Tool",
    "Viewer",
    "connect",
    "mock_login",
    "run_in_loop",
    "whole_steps",
]
