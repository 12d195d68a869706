"""From raw files to the warehouse: extract → normalise → check → derive → publish. See `etl.build`."""
