"""The rules of play as pure functions over values; clock readings and order keys are arguments."""
