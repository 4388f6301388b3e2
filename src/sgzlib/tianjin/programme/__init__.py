"""Parts 一, 五, 六 and 七 of the notice: the programme that the districts carry out."""
