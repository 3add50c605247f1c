"""The scheduler of a cluster: how a run reaches it, and what it says where it cannot."""

import logging
import socket
from typing import Any

from pipeline.errors import MissingProgramError, UsageError

INSTALL = "pip install 'khmer-minutes[cluster]'"
CONNECT = 10.0
"""Seconds in which a scheduler has to answer."""


def library() -> Any:
    """Return the library, which is an extra and has no types.

    Raises:
        MissingProgramError: it is not installed.
    """
    try:
        import distributed
    except ImportError as error:
        raise MissingProgramError(f"--cluster needs dask.distributed: {INSTALL}") from error
    return distributed


def connect(address: str) -> Any:
    """Return a client of the scheduler at an address.

    Raises:
        MissingProgramError: the library is not installed, or no scheduler answers there.
        UsageError: the address is none.
    """
    dask = library()
    for name in ("distributed", "distributed.client"):  # what matters of it the run says itself
        logging.getLogger(name).setLevel(logging.CRITICAL)
    _knock(address)
    try:
        return dask.Client(address, timeout=CONNECT)
    except Exception as error:  # whatever answers there, in whatever language: it is no scheduler of ours
        raise MissingProgramError(
            f"what is at {address} does not answer as a dask scheduler ({type(error).__name__}: {error}); "
            "is it one, with the same tcp:// or tls://, and a like version of distributed?"
        ) from error


def _knock(address: str) -> None:
    """Connect once, so that a wrong address is known at once and not after many trials."""
    from distributed.comm.addressing import parse_address, parse_host_port

    try:
        scheme, place = parse_address(address)
        if scheme not in ("tcp", "tls"):
            return
        host, port = parse_host_port(place)
    except ValueError as error:
        raise UsageError(f"{address} is no address of a scheduler ({error}); write tcp://HOST:8786") from error
    try:
        socket.create_connection((host, port), CONNECT).close()
    except OSError as error:
        cause = error.strerror or str(error)
        raise MissingProgramError(f"no scheduler answers at {address} ({cause}); dask scheduler starts one") from error
