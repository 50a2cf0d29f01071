"""Finds the Python client: packed beside this file (`viewers/slicer/package`), or in a checkout of the project."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parents[2] / "python"


def add_client_path() -> None:
    for folder in (HERE, CHECKOUT):
        if (folder / "navicast_client").is_dir():
            if str(folder) not in sys.path:
                sys.path.insert(0, str(folder))
            return
    raise ImportError(
        f"navicast_client is neither in {HERE} nor in {CHECKOUT}: add the folder that viewers/slicer/package makes"
    )
