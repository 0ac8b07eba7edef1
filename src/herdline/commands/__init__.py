"""What each command does, apart from parsing its options; functions return text and never exit."""
