"""Whether a statement is for a claim, against it, or reports it without taking sides."""
