"""Reading: sources of every kind -> articles and rejects."""
