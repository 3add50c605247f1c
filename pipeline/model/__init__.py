"""The two values that flow through the pipeline: `Document` (the pages) and `Minutes` (what they say)."""
