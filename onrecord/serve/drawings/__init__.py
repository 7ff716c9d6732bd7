"""Drawings that the server makes: charts in time, the world's map.  Numbers in, places on a drawing out."""
