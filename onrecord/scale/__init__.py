"""Archives of any size: inputs to units, units to records, records to Parquet tables; on one machine or many."""
