"""Mutation testing of the library's own source, by a sample: `make mutation`."""
