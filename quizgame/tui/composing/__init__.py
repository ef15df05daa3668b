"""A question being written: where its text is typed, and how players will see it."""
