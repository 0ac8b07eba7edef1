"""Stories: features -> links -> groups, across languages."""
