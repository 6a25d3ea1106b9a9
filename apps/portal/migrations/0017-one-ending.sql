-- A person's own question that brings no data ends in one way: what was kept of before says no more than what is kept now,
-- and nothing can be kept that says more.
alter table inquiries drop constraint inquiries_state_check;
update inquiries set state = 'nothing-to-show', reason = null where state in ('no-data', 'non-disclosed', 'no-link-code');
alter table inquiries add constraint inquiries_state_check check (state in ('asking', 'delayed', 'not-asked', 'answered', 'no-longer-kept',
  'nothing-to-show', 'refused', 'not-permitted', 'expired', 'withdrawn'));
