"""Who did what to whom: events of PLOVER's types, with status, actors, time, place and on whose word."""
