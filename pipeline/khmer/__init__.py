"""The Khmer script itself: syllables, canonical order, folding, numerals, dates and words; knows nothing of files."""
