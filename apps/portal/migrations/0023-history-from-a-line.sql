-- A page of the history goes on at a line, and no longer at a moment only: one moment may have more lines than a page.
alter table record_requests add column before_exchange text;
