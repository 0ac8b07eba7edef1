"""The record: who did what to whom, when, says who, and how surely (PLOVER ontology, Halterman et al. 2023)."""
