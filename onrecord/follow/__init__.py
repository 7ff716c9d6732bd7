"""Across reports: who is for or against what another said, which reports tell one story, which tell one event."""
