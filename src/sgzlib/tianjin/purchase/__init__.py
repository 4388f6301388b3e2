"""Part 四 of the notice: who buys, who contracts, and the money."""
