"""A library in a database of a server: all that holds of PostgreSQL alone."""
