"""The screen of a sitting, from drawing it to the keys that work on it, and what came of it."""
