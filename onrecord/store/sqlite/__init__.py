"""A library in a file: all that holds of SQLite alone."""
