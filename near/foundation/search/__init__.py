"""Search is ours: one question, every language (ADR 0004, ADR 0013)."""
