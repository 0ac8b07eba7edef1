"""Lines that a reader judged: chosen wording or the matter's own."""
