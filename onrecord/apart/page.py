"""Laying out one page apart, for a program that does the rest itself."""

from __future__ import annotations

import threading

import msgspec

from onrecord.apart.messages import Task
from onrecord.apart.pool import readable
from onrecord.apart.process import ReadingProcess
from onrecord.errors import InputError
from onrecord.reading.given import Given
from onrecord.reading.page import Page
from onrecord.settings import Settings


class ApartPages:
    """Lays out pages in a process of its own, kept for the next one; for one thread at a time, others wait."""

    def __init__(self, settings: Settings) -> None:
        self._process = ReadingProcess(settings)
        self._lock = threading.Lock()

    def start(self) -> None:
        """Begin the process, where it is not there, without waiting for it."""
        with self._lock:
            self._process.start()

    def page_from(self, data: bytes, given: Given) -> Page:
        """Like ``reading.document.page_from``; raises TooSlow, TooLarge and Damaged too."""
        with self._lock:
            try:
                self._process.submit(Task(data=data, uri=None, retrieved=None, given=given, want="page"))
                return self._answer()
            except BaseException:
                # Ctrl-C, or a refusal that ended it: what is half said must not meet the next page.
                self._process.stop()
                raise

    def _answer(self) -> Page:
        while True:
            if not readable([self._process], self._process.seconds_left):
                raise self._process.give_up()
            answer = self._process.next_answer()
            if isinstance(answer, InputError):
                raise answer
            if answer is not None:
                return msgspec.msgpack.decode(answer.result, type=Page)

    def __del__(self) -> None:
        self._process.stop()
