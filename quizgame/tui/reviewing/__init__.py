"""Drafts being reviewed: which come when, and how one is drawn with the article beside it."""
