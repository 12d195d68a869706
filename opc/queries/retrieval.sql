-- One row per document, used or not: what it is, when it was collected, and in which raw file it stands.
select source_id, title, publisher, published, url, retrieved, file from source order by source_id
