"""The desk of amendments: their list, how far a draft is agreed, and the text with every proposal at its words."""
