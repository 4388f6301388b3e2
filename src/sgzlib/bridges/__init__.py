"""Ways to other worlds: tables, JSON, generators, calendars. Each loads its own library only when used."""
