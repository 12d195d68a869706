"""What the overview, a city's profile, the ledger, Trends and the glance show: titles, facts, columns."""
