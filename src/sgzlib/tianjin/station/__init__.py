"""Part 三 of the notice: what a station is to be."""
