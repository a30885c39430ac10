"""The workbook file: its schema, its migrations and its queries."""
