"""`ronde municipality`: brings a report to the municipality's own systems, and tells what went there."""
