"""What a teacher sees of a class: the console and the projector's view."""
