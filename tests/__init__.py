"""The tests of quizgame."""
