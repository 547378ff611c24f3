"""What every request passes: correlation, headers, the access line, metrics, errors."""
