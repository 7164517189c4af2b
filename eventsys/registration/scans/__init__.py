"""Documents that people send, as PDF or pictures, become plain pages that only show something."""
