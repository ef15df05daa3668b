"""The screens. Each is a module of its own with its style sheet beside it."""
