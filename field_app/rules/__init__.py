"""The rules of the work, the same files on phone and server; standard library only, no clock, no chance, no I/O."""
