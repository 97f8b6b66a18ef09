"""Forms of the desk: each reads one verb's input and calls that verb."""
