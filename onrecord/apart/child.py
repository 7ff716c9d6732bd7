"""The reading process: takes tasks from standard input, answers on what was standard output, ends with its input."""

from __future__ import annotations

import hashlib
import os
import signal
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import IO, Any

import msgspec

from onrecord.apart.limits import allow_more, at_most
from onrecord.apart.messages import Answer, Task, receive_settings, receive_task, send
from onrecord.errors import Damaged, InputError, TooLarge
from onrecord.memory import give_back
from onrecord.pipeline import Pipeline
from onrecord.reading.allowance import grant_by
from onrecord.reading.document import is_laid_out, page_from
from onrecord.reading.page import Page
from onrecord.settings import Settings

_TRIMMED = 16  # tasks after which free memory is given back


def main() -> None:
    """Answer tasks until there are no more."""
    # Ctrl-C is the program's: it stops handing out work and ends this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    # A library that prints must not garble the answers.
    os.dup2(2, 1)
    tasks = os.fdopen(0, "rb", buffering=0)
    settings = receive_settings(tasks)
    pipeline = Pipeline(settings)
    send(answers, Answer(kind="ready"))
    done = 0
    while (task := receive_task(tasks)) is not None:
        try:
            send(answers, _answer(task, pipeline, answers))
        except InputError as error:
            send(answers, Answer(kind="refused", error=type(error).__name__, detail=str(error)))
        except Exception:
            send(answers, Answer(kind="failed", detail=traceback.format_exc()))
        done += 1
        if not done % _TRIMMED:
            give_back()


def _answer(task: Task, pipeline: Pipeline, answers: IO[bytes]) -> Answer:
    if task.want == "made":
        with _limited(pipeline.settings):
            return _done(_function(task)(task.data, task.argument))
    if task.plain:
        text = task.data.decode("utf-8")
        send(answers, Answer(kind="laid-out", words=text.count(" ")))
        report = pipeline.read_text(text, task.given)
    else:
        page = _laid_out(task, pipeline.settings, answers)
        if task.want == "page":
            return _done(page)
        send(answers, Answer(kind="laid-out", words=page.view.text.count(" ")))
        identity = hashlib.sha256(task.data).hexdigest()
        report = pipeline.read_page(page, identity, task.given, uri=task.uri, retrieved=task.retrieved)
    if task.want == "report" or task.after is None:
        return _done(report)
    return _done(_function(task)(report))


def _function(task: Task) -> Callable[..., Any]:
    module, _, name = (task.after or "").partition(":")
    found: Callable[..., Any] = getattr(import_module(module), name)
    return found


def _laid_out(task: Task, settings: Settings, answers: IO[bytes]) -> Page:
    if not is_laid_out(task.data):
        return page_from(task.data, task.given)

    def grant(seconds: float) -> None:
        allow_more(seconds)
        send(answers, Answer(kind="more-time", seconds=seconds))

    grant_by(grant)
    with _limited(settings):
        return page_from(task.data, task.given)


@contextmanager
def _limited(settings: Settings) -> Iterator[None]:
    """Within the limits that a page has; raises TooLarge and Damaged."""
    megabytes = settings.page_megabytes
    try:
        with at_most(megabytes=megabytes, seconds=settings.page_seconds):
            yield
    except MemoryError:
        raise TooLarge(
            f"laying it out takes more than page_megabytes={megabytes} of memory; raise ONRECORD_PAGE_MEGABYTES"
        ) from None
    except RecursionError:
        raise Damaged("it is nested too deep to be a page for people; give its text") from None


def _done(result: Any) -> Answer:
    return Answer(kind="done", result=msgspec.msgpack.encode(result))
