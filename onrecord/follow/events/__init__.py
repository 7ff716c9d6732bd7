"""Which places in several reports tell of one event."""
