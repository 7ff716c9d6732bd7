"""Pages from the web: politely (robots.txt, a pause for each host, what changed only) and guarded."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from hashlib import sha256
from importlib.util import find_spec

from onrecord.acquire.addresses import Address, joined_address, parse_address
from onrecord.acquire.connect import Answer, ask
from onrecord.acquire.memory import FetchMemory, Validators
from onrecord.acquire.robots import Robots
from onrecord.acquire.unpack import unpacked
from onrecord.errors import InputError, NotFetched, NotText
from onrecord.settings import Settings
from onrecord.version import program_version

MOST_REDIRECTS = 5
# A server that is overloaded says when to come back: so long is waited, so often.
MOST_WAIT_SECONDS = 60.0
MOST_RETRIES = 2
_CODINGS = {"gzip": "gzip", "x-gzip": "gzip", "deflate": "deflate", "br": "br", "zstd": "zstd"}
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_.:+-]{1,40})", re.IGNORECASE)
_REDIRECTS = {301, 302, 303, 307, 308}


@dataclass(frozen=True, kw_only=True, slots=True)
class Fetched:
    """A document from the web: its bytes unpacked, the address that gave it, and how to ask for it again."""

    data: bytes = field(repr=False)
    address: str
    retrieved: str
    charset: str | None
    validators: Validators


class Fetcher:
    """Fetches one document at a time and remembers, for the run, when each host was asked last."""

    def __init__(
        self,
        settings: Settings,
        *,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """sleep, clock: seconds; others than the system's are for tests."""
        self._settings, self._sleep, self._clock = settings, sleep, clock
        self._free_at: dict[str, float] = {}
        self._robots = Robots(ask=self._robots_answer)

    def fetch(self, text: str, memory: FetchMemory | None = None) -> Fetched | None:
        """The document at an address, or None where it is as ``memory`` knows it.

        Follows at most five redirects; each step is checked anew.  Raises NotAllowed for what may not be fetched,
        NotFetched where the server does not give it, TooLarge, Damaged.
        """
        known = memory.get(text) if memory else None
        address = self._parsed(text)
        for _ in range(MOST_REDIRECTS + 1):
            delay = self._robots.check(address)
            answer = self._answer(address, self._headers(address, known), delay)
            if answer.status in _REDIRECTS and answer.headers.get("location"):
                address = self._parsed(joined_address(address.text, answer.headers["location"]))
                continue
            if answer.status == 304 and known:
                return None
            if answer.status != 200:
                raise _refusal(answer.status)
            fetched = self._fetched(address, answer)
            return None if known and known.document == fetched.validators.document else fetched
        raise NotFetched(f"it redirects more than {MOST_REDIRECTS} times; give the page's own address")

    def _parsed(self, text: str) -> Address:
        return parse_address(text, private=self._settings.fetch_private)

    def _headers(self, address: Address, known: Validators | None) -> dict[str, str]:
        headers = {
            "User-Agent": user_agent(),
            "Accept": "text/html,application/xhtml+xml,application/pdf,application/rss+xml,application/atom+xml,"
            "text/plain;q=0.9,*/*;q=0.5",
            "Accept-Encoding": _accepted_codings(),
            "Accept-Language": "en,*;q=0.5",
            "Connection": "close",
        }
        if known and known.final == address.text:
            if known.etag:
                headers["If-None-Match"] = known.etag
            if known.last_modified:
                headers["If-Modified-Since"] = known.last_modified
        return headers

    def _answer(self, address: Address, headers: Mapping[str, str], delay: float = 0.0) -> Answer:
        """One answer in its turn; a server that says when to come back is asked again then, within bounds."""
        for tries in range(MOST_RETRIES + 1):
            self._wait_turn(address.host, delay)
            answer = ask(address, headers, most=self._settings.max_bytes, private=self._settings.fetch_private)
            if answer.status not in (429, 503) or tries == MOST_RETRIES:
                break
            wait = _retry_after(answer.headers.get("retry-after", ""))
            if wait is None:
                break
            if wait > MOST_WAIT_SECONDS:
                raise NotFetched(f"the server asks to come back in {wait:,.0f} s; run it again then")
            self._free_at[address.host] = max(self._free_at[address.host], self._clock() + wait)
        return answer

    def _wait_turn(self, host: str, delay: float) -> None:
        """Wait until the host may be asked, and note when it may be asked again."""
        pause = max(delay, self._settings.fetch_pause / 1000)
        now = self._clock()
        wait = self._free_at.get(host, now) - now
        if wait > 0:
            self._sleep(wait)
            now += wait
        self._free_at[host] = now + pause

    def _robots_answer(self, address: Address) -> Answer:
        for _ in range(MOST_REDIRECTS + 1):
            answer = self._answer(address, self._headers(address, None))
            if answer.status not in _REDIRECTS or not answer.headers.get("location"):
                return Answer(
                    status=answer.status, headers=answer.headers, body=decoded_body(answer, self._settings.max_bytes)
                )
            address = self._parsed(joined_address(address.text, answer.headers["location"]))
        return Answer(status=404, headers={}, body=b"")

    def _fetched(self, address: Address, answer: Answer) -> Fetched:
        data = decoded_body(answer, self._settings.max_bytes)
        charset = _CHARSET.search(answer.headers.get("content-type", ""))
        return Fetched(
            data=data,
            address=address.text,
            retrieved=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            charset=charset.group(1) if charset else None,
            validators=Validators(
                final=address.text,
                etag=_header_value(answer.headers.get("etag")),
                last_modified=_header_value(answer.headers.get("last-modified")),
                document=sha256(data).hexdigest(),
            ),
        )


def user_agent() -> str:
    """How we name ourselves to servers, with where to read about us."""
    return f"onrecord/{program_version()} (+https://pypi.org/project/onrecord/)"


def _accepted_codings() -> str:
    named = [("gzip", "zlib"), ("deflate", "zlib"), ("br", "brotli"), ("zstd", "zstandard")]
    return ", ".join(coding for coding, module in named if find_spec(module))


def decoded_body(answer: Answer, most: int) -> bytes:
    """The body with its content codings undone.  Raises TooLarge, Damaged, NotText for a coding that is unknown."""
    data = answer.body
    codings = [one.strip().lower() for one in answer.headers.get("content-encoding", "").split(",")]
    codings = [one for one in codings if one and one != "identity"]
    if len(codings) > 2:
        raise NotText("it is packed more than twice; save the page from a browser")
    for coding in reversed(codings if data else []):
        if coding not in _CODINGS:
            raise NotText(f"it is packed as {coding[:20]!r}, which is unknown; save the page from a browser")
        data = unpacked(data, _CODINGS[coding], most)
    return data


def _header_value(value: str | None) -> str | None:
    """A header as it can be sent back; None where it is none or holds what a request must not."""
    return value if value and len(value) <= 500 and value.isprintable() and value.isascii() else None


def _retry_after(value: str) -> float | None:
    """The seconds that a Retry-After header asks to wait; None where it does not tell."""
    value = value.strip()
    if value.isdecimal() and len(value) < 10:
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def _refusal(status: int) -> InputError:
    if status in (401, 402, 403, 407, 451):
        return NotFetched(f"the server does not give it to us (status {status}); save the page and give the file")
    if status in (404, 410):
        return NotFetched(f"there is no such page (status {status}); check the address")
    if status == 429 or status >= 500:
        return NotFetched(f"the server is overloaded or broken (status {status}); try again later")
    return NotFetched(f"the server answered with status {status}; check the address")
