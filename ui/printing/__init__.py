"""Pages for paper and PDF: made of HTML by functions that know no widget, set by Qt."""
