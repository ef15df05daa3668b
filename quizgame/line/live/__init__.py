"""A class's lesson by lines: coming in, what is told, what is asked, playing alone."""
