"""Pages whose text is a picture: rendered, cleaned, read by tesseract, corrected and laid out."""

from pipeline.scan.read import read_scans

__all__ = ["read_scans"]
