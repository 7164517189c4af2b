"""A sheet written as whatever was asked for: PDF, workbook, table, Word document; row by row, however many."""
