"""Durable memory: people, events, attempts, responses, revisions."""
