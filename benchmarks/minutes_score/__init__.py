"""How far the Minutes that the pipeline reads agree with a truth written by hand."""
