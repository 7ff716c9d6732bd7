"""The commands, one a file; ``onrecord.cli`` loads each when it is called."""
