"""More than one machine: what is done for a library by one, done for an archive by many."""
