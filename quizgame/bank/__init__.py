"""Question banks on disk: found, read, checked, proven, and edited without losing a byte."""
