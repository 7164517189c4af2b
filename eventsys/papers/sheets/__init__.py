"""What every list on paper shares: columns, and rows in groups, as PDF, Word document, workbook or plain table."""
