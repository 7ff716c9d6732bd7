"""What a site's robots.txt allows (RFC 9309), fetched once for each origin and kept for the run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.acquire.addresses import Address
from onrecord.acquire.connect import Answer
from onrecord.errors import InputError, NotAllowed, NotFetched

if TYPE_CHECKING:
    from protego import Protego

# The name that a robots.txt calls us by.
NAME = "onrecord"
# RFC 9309: at least so much of it must be read; more is not.
_MOST_BYTES = 500 * 1024
# A longer delay than this is not waited for between two pages.
MOST_DELAY_SECONDS = 30.0


@dataclass(slots=True)
class Robots:
    """The rules of the sites asked so far.  ``ask``: gives the answer for an address, redirects followed."""

    ask: Callable[[Address], Answer]
    _rules: dict[str, Protego | InputError] = field(default_factory=dict)

    def check(self, address: Address) -> float:
        """The seconds that the site wants between two requests, at most ``MOST_DELAY_SECONDS``.

        Raises NotAllowed where the page is forbidden to us, NotFetched where the rules cannot be had.
        """
        rules = self._rules.get(address.origin)
        if rules is None:
            rules = self._rules[address.origin] = self._fetched(address)
        if isinstance(rules, InputError):
            raise type(rules)(str(rules))
        if not rules.can_fetch(address.text, NAME):
            raise NotAllowed(f"the robots.txt of {address.host} forbids it; ask the publisher or save the page")
        return min(float(rules.crawl_delay(NAME) or 0), MOST_DELAY_SECONDS)

    def _fetched(self, address: Address) -> Protego | InputError:
        """The rules, or the error that stands in their place for the run: a site that fails is not asked again."""
        from protego import Protego

        try:
            answer = self.ask(
                Address(scheme=address.scheme, host=address.host, port=address.port, target="/robots.txt")
            )
        except InputError as error:
            return error
        if answer.status == 429 or answer.status >= 500:
            # RFC 9309, 2.3.1.4: then all is forbidden.
            return NotFetched(
                f"the robots.txt of {address.host} is not to be had (status {answer.status}); try again later"
            )
        text = answer.body[:_MOST_BYTES].decode("utf-8", errors="replace") if answer.status == 200 else ""
        return Protego.parse(text)
