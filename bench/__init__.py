"""Benchmarks: programs that print their inputs, their figures and one last line of JSON."""
