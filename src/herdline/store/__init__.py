"""The store: one DuckDB file; layout, atomic writing, versions."""
