-- One row per document: when it was collected.
select source_id, retrieved from source order by source_id
