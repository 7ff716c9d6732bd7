"""The parts of the API, in the order in which its documentation has them."""

from __future__ import annotations

from onrecord.serve.api import following, jobs, library, people, read, reports, review, search

API = (reports, search, people, following, review, library, jobs, read)
