"""The API: its lists, its records, its tags, its document."""
