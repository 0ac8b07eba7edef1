"""The project's own tables. PROVENANCE.md says where each comes from."""
