"""Tianjin's notice of 26 May 2021: its clauses and ledger, its policy, and in its own parts what it asks."""
