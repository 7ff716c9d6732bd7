"""What the record's tables hold: a file for each, its columns and a tuple of cells for each row."""
