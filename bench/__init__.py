"""Measurements: `python -m bench` prints ratios and writes docs/performance.md.

Each module named in `bench/__main__.py` has `rows() -> list[Row]`.
"""
