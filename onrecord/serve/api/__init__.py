"""The data of every page as JSON, under ``/api/v1``."""
