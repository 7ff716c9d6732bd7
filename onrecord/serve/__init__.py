"""The reading room: the library in a browser, and the same as JSON.

``app.py`` puts it together; ``room.py`` is what a running server has; ``who.py`` says who asks and what they may do.
``guards/`` stand before every answer; ``pages/`` has a module a page, ``api/`` one a part of the API, ``parts/`` what
pages are made of; ``templates/`` and ``static/`` are what the browser gets.
"""
