"""Copies and utterances over a corpus too large for one machine.

The same steps as the library takes, on tables instead of rows: what belongs together is brought together by a
group-by, and judged by the functions that judge it in the library.

- ``job.py``: what all steps of a job know; ``step.py``: what a step is; ``local.py``, ``on_ray.py``: who runs them;
- ``place.py``: a folder on this machine or in an object store; ``packed.py``: rows on their way from step to step;
- ``source.py``: the reports, out of the folder that ``onrecord read --out`` wrote; ``head.py``, ``said.py``: what is
  kept of each; ``pages.py``: pages with their versions, as a library would have them;
- ``marks.py``, ``near.py``, ``judging.py``, ``families.py``: copies;
- ``wordings.py``, ``linking.py``, ``hosts.py``, ``utterances.py``: quotations;
- ``tables.py``: what comes out; ``run.py``: all steps in their order, and the manifest.
"""
