-- One row per defect for which a raw row could not be used.
select * from reject order by file, line, column_name
