"""How often something may be done: in memory, and of bounded size."""

from __future__ import annotations

import ipaddress
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from math import ceil

from onrecord.settings import Settings

KEYS = 10_000  # known at once; of more the one that did nothing for longest is forgotten


class Rate:
    """So many in so many seconds for each key, and all of them at once if they are not spread.

    Kept of each key is one number, when it would be done if all that it did were spread evenly (the generic cell rate
    algorithm of ITU-T I.371).
    """

    def __init__(self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._step = seconds / most
        self._seconds = seconds
        self._clock = clock
        self._done: OrderedDict[str, float] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, key: str) -> int:
        """0, and it is counted; or the whole seconds to wait, where there were too many."""
        now = self._clock()
        with self._lock:
            done = max(self._done.get(key, now), now) + self._step
            if done - now > self._seconds + 1e-6:
                return max(1, ceil(done - now - self._seconds))
            self._done[key] = done
            self._done.move_to_end(key)
            while len(self._done) > KEYS:
                self._done.popitem(last=False)
            return 0

    def give_back(self, key: str) -> None:
        """Not to count one that was taken."""
        with self._lock:
            if key in self._done:
                self._done[key] -= self._step

    def __len__(self) -> int:
        return len(self._done)


class Limits:
    """What is limited in a room.

    Sign-ins that fail: for one name from one address, for one name from anywhere (more, so that a stranger cannot
    lock somebody out from where they are), for one address.  Texts that are read: for one person.
    """

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.monotonic) -> None:
        self._pair = Rate(10, 600, clock)
        self._name = Rate(50, 600, clock)
        self._address = Rate(40, 600, clock)
        self.reads = Rate(settings.reads_per_minute, 60, clock)

    def try_sign_in(self, name: str, address: str) -> int:
        """0, or the seconds to wait until this name may be tried again from there."""
        taken: list[tuple[Rate, str]] = []
        for rate, key in self._rates(name, address):
            if wait := rate.take(key):
                for one, other in taken:
                    one.give_back(other)
                return wait
            taken.append((rate, key))
        return 0

    def signed_in(self, name: str, address: str) -> None:
        """It was the right password: that is not counted."""
        for rate, key in self._rates(name, address):
            rate.give_back(key)

    def _rates(self, name: str, address: str) -> tuple[tuple[Rate, str], ...]:
        place, called = network(address), " ".join(name.split()).casefold()[:100]
        return (self._pair, f"{place} {called}"), (self._name, called), (self._address, place)


def network(address: str) -> str:
    """The address; of IPv6 the network, of which one host has all."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address[:100]
    if isinstance(known, ipaddress.IPv6Address):
        if known.ipv4_mapped:
            return str(known.ipv4_mapped)
        return str(ipaddress.ip_network((known, 64), strict=False))
    return str(known)
