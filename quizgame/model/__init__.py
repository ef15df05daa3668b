"""Frozen values: banks, questions, responses. No files, no clocks, no randomness."""
