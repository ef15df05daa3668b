"""What `quizgame serve` is made of: wishes, the door, the class as it runs, and rehearsals."""
