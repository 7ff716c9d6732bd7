"""Claims: statements that put forward the same, whoever makes them; their history, and figures that differ."""
