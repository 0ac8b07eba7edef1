"""How much the facts that few of a story's texts tell matter to its readers."""
