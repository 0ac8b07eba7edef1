"""The line: recurring wording, templates, the herd's statistics, spread."""
