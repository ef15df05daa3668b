"""A bank being edited: the list of its questions, what is told of each, and its file."""
