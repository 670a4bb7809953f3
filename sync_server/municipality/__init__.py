"""Reports to the municipality's own systems: by the ZGW APIs, or into a folder that somebody watches."""
