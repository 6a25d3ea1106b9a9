-- When the citizen was told by mail of this result; empty while a mail about it may still be due.
alter table inquiries add column told_at timestamptz;
update inquiries set told_at = changed_at where state not in ('asking', 'delayed');
create index inquiries_untold on inquiries (changed_at) where told_at is null and state not in ('asking', 'delayed');

-- Why the core would not tell the history: the citizen hears at once, and waits for nothing.
alter table record_requests add column refused_code text;
