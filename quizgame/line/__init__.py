"""Line mode: the whole product as plain lines, for screen readers, pipes and simple terminals."""
