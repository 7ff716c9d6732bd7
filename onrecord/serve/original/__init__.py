"""The original beside its record: a page's own markup made safe, a printed page's picture, a text's own lines."""
