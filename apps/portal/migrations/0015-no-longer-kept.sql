-- 'no-longer-kept': the time for which an answer is kept is over: after 30 days, or earlier where its provider let go of it. The two look alike.
-- The line stays as long again, so that it can be asked once more.
alter table inquiries drop constraint inquiries_state_check;
alter table inquiries add constraint inquiries_state_check check (state in ('asking', 'delayed', 'not-asked', 'answered',
  'no-data', 'non-disclosed', 'refused', 'not-permitted', 'no-link-code', 'expired', 'withdrawn', 'no-longer-kept'));
-- The sweep looks every minute for what is over, and meets no line that it has ended before.
drop index inquiries_closed;
create index inquiries_closed on inquiries (closed_at) where closed_at is not null and state <> 'no-longer-kept';
create index inquiries_ended on inquiries (closed_at) where state = 'no-longer-kept';
