"""What the library gives back, for a terminal and as tables."""
