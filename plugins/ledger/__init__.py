"""The ledger of tagged links for people and programs: a table, filters, and where a tagged URL comes from."""
