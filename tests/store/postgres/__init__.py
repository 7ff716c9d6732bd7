"""What holds of a library on a server alone."""
