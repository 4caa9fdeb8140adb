"""Coverage-guided fuzzing of the readers, by hand. Not part of the test run."""
