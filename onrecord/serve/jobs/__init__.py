"""What is added through the reading room: received into a spool beside the library, then read, one job after another.

``receive.py`` takes what is sent onto the disk; ``spool.py`` is the folder that it goes to; ``job.py`` is what is
known of one job; ``jobs.py`` keeps them in order; ``worker.py`` is the process that adds, seen from the server, and
``child.py`` that process itself.
"""
