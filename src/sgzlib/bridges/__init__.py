"""Ways to other worlds: reports, tables, JSON, generators, formulas. Each loads its own library only when used."""
