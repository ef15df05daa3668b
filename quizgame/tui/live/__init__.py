"""A student's side of a class on the full screen: coming in, the lesson, playing alone."""
