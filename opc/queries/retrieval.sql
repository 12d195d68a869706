-- One row per document, used or not: what it is, and when it was collected.
select source_id, title, publisher, published, url, retrieved from source order by source_id
