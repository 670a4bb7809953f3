"""The phone's file: what was saved stays saved, sealed and whole."""
