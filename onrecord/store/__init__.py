"""The library's tables, and what is put into them and found in them."""
