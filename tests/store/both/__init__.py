"""The same operations on a library in a file and on one of a server, and whether both are the same afterwards."""
